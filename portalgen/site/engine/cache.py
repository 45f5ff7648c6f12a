"""Finished sites by the address of their input, so that what did not change is not built again.

A kept site is believed where it is whole by its own list of files, and where that list carries the mark of this user's
own builds. Whatever else lies in its place is cleared away, and the site is built anew.
"""

import os
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

from portalgen.exports.manifest import FILES_FILE, read_manifest
from portalgen.own_mark import OwnMark, own_mark
from portalgen.site.files import plain_files, whole, write_all

FEWEST_KEPT = 50
KEPT_A_CLIENT = 2  # the site of today, and the one before: whoever takes a change back
SITE = "site"
MARK_FILE = "mark"
_KEY = re.compile("[0-9a-f]{64}")


class SiteCache:
    """Keeps finished sites in a folder. Safe to delete at any time."""

    def __init__(self, folder: Path, mark: OwnMark, most: int) -> None:
        self.folder = folder
        self.mark = mark
        self.most = most

    def fetch(
        self,
        key: str,
        into: Path,
    ) -> bool:
        """Writes the site of a key into an empty folder; tells whether there was one that can be believed."""
        kept = self.folder / key
        try:
            files = self._believed(key)
        except (OSError, ValueError):
            _remove(kept)
            return False
        write_all(files, into)
        with suppress(OSError):
            os.utime(kept)
        return True

    def _believed(self, key: str) -> dict[str, bytes]:
        """Returns the files of a kept site, as they were read once. Raises OSError, ValueError where it is not ours."""
        kept = self.folder / key
        files = plain_files(kept / SITE)
        listed = files.get(FILES_FILE, b"")
        mark = (kept / MARK_FILE).read_bytes()
        if not self.mark.holds(mark, key, listed):
            raise ValueError("it does not bear this user's mark")
        if not whole(files, read_manifest(listed)):
            raise ValueError("it is not the site that was kept")
        return files

    def keep(
        self,
        key: str,
        site: Path,
    ) -> None:
        """Keeps a finished site under its key and lets the oldest go; a folder that cannot be written keeps none."""
        if self.folder.is_symlink():
            return
        process = os.getpid()
        moment = time.monotonic_ns()
        part = self.folder / f".{key}.{process}.{moment}"
        try:
            files = plain_files(site)
            write_all(files, part / SITE)
            mark = self.mark.of(key, files[FILES_FILE])
            (part / MARK_FILE).write_bytes(mark)
            part.rename(self.folder / key)
        except OSError:
            # The disk takes no more, or another run kept the same site first.
            _remove(part)
        self._let_go()

    def _let_go(self) -> None:
        """Removes the sites that were fetched longest ago, and nothing that is no site of ours."""
        if not self.folder.is_dir():
            return
        kept = []
        for each in self.folder.iterdir():
            if _KEY.fullmatch(each.name):
                kept.append(each)
        kept.sort(key=_fetched_at)
        oldest = kept[: -self.most]
        for each in oldest:
            _remove(each)


def site_cache(cache: Path | None, clients: int) -> SiteCache | None:
    """Returns the finished sites that a folder keeps for a workspace of so many clients.

    None without a folder, or where nothing in it could be believed.
    """
    if cache is None:
        return None
    mark = own_mark()
    if mark is None:
        return None
    most = max(FEWEST_KEPT, KEPT_A_CLIENT * clients)
    return SiteCache(cache / "sites", mark, most)


def _remove(left: Path) -> None:
    """Removes what stands in a kept site's place; what a link leads to stays."""
    with suppress(OSError):
        if left.is_symlink() or left.is_file():
            left.unlink()
        else:
            shutil.rmtree(left, ignore_errors=True)


def _fetched_at(site: Path) -> float:
    state = site.lstat()
    return state.st_mtime
