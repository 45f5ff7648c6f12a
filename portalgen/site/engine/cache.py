"""Finished sites by the address of their input, so that what did not change is not built again."""

import os
import shutil
import time
from pathlib import Path

KEPT = 50


class SiteCache:
    """Keeps finished sites in a folder. Safe to delete at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fetch(
        self,
        key: str,
        into: Path,
    ) -> bool:
        """Copies the site of a key into an empty folder; tells whether there was one."""
        kept = self.folder / key
        if not kept.is_dir():
            return False
        shutil.copytree(kept, into, dirs_exist_ok=True)
        os.utime(kept)
        return True

    def keep(
        self,
        key: str,
        site: Path,
    ) -> None:
        """Keeps a finished site under its key and lets the oldest go."""
        self.folder.mkdir(parents=True, exist_ok=True)
        process = os.getpid()
        moment = time.monotonic_ns()
        part = self.folder / f".{key}.{process}.{moment}"
        shutil.copytree(site, part)
        try:
            kept = self.folder / key
            part.rename(kept)
        except OSError:  # another run kept the same site first
            shutil.rmtree(part)
        self._let_go()

    def _let_go(self) -> None:
        """Removes the sites that were fetched longest ago."""
        kept = []
        for each in self.folder.iterdir():
            if not each.name.startswith("."):
                kept.append(each)
        kept.sort(key=_fetched_at)
        oldest = kept[:-KEPT]
        for each in oldest:
            shutil.rmtree(each, ignore_errors=True)


def _fetched_at(site: Path) -> float:
    state = site.stat()
    return state.st_mtime
