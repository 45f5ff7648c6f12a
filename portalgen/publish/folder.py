"""A folder as a target: the site takes its place at once, and the last releases are kept beside it for a way back.

`acme` is what the web server serves. `.acme.releases/` holds each kept release whole, named by a number that rises and
by the digest of its bytes, so that the one that is served can always be told: `0007-5f1c2a…`.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from portalgen.errors import PublishError
from portalgen.exports.publications import PUBLICATIONS_FILE
from portalgen.exports.seal import SEAL_FILE
from portalgen.publish.content import Present, present
from portalgen.publish.target import FolderPlace
from portalgen.site.files import files_of, write_all
from portalgen.site.install.install import discard, install, recover, workplace
from portalgen.site.install.lock import held

_RELEASE = re.compile(r"(\d{4,9})-([0-9a-f]{16})")
_BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A served folder with its releases. `opened` yields one that nobody else is changing."""

    place: FolderPlace

    @property
    def folder(self) -> Path:
        """The folder that is served."""
        return self.place.folder

    def read(self) -> Present:
        """Returns what is served, once what a broken run left is cleared. Raises SealError, PublishError."""
        folder = self.folder
        is_other = folder.exists() and not folder.is_dir()
        if folder.is_symlink() or is_other:
            raise PublishError(f"{folder} is not a folder")
        recover(folder)
        if not folder.is_dir():
            return present(frozenset(), None)
        names = [each.name for each in folder.iterdir()]
        seal = _content(folder / SEAL_FILE)
        publications = _content(folder / PUBLICATIONS_FILE)
        return present(frozenset(names), seal, publications)

    def put(self, site: Path) -> bool:
        """Serves a copy of a site and keeps it as a release. Returns whether anything changed."""
        digest = _digest(site)
        if self.folder.is_dir() and _digest(self.folder) == digest:
            return False
        self._drop_left(digest)
        release = self._kept(site, digest)
        self._serve(release)
        self._prune()
        return True

    def roll_back(self) -> Path:
        """Serves the release before the one that is served, and returns it. Raises PublishError where there is none.

        The release that is left stays kept until the next one comes.
        """
        releases = self.releases()
        at = self._served(releases)
        if at == 0:
            raise PublishError(f"no release before the one in {self.folder} is kept")
        before = releases[at - 1]
        self._serve(before)
        return before

    def take_out(self, files: Mapping[str, bytes]) -> bool:
        """Serves these files in place of the site, and keeps no release. Returns whether anything changed."""
        if self._holds(files):
            self._forget()
            return False
        prepared = workplace(self.folder)
        write_all(files, prepared)
        install(prepared, self.folder)
        self._forget()
        return True

    def _holds(self, files: Mapping[str, bytes]) -> bool:
        """Tells whether these files are served, and no others."""
        if not self.folder.is_dir():
            return False
        served = {name: content for name, content, _ in files_of(self.folder)}
        return served == files

    def releases(self) -> list[Path]:
        """Returns the kept releases, oldest first."""
        store = self._store
        if not store.is_dir():
            return []
        found = [each for each in store.iterdir() if _RELEASE.fullmatch(each.name)]
        return sorted(found, key=_number)

    def tidy(self) -> None:
        """Removes what was only begun, so that a full disk has its space back."""
        discard(self.folder)
        shutil.rmtree(self._store / _BEGUN, ignore_errors=True)

    @property
    def _store(self) -> Path:
        name = self.folder.name
        return self.folder.with_name(f".{name}.releases")

    def _served(self, releases: list[Path]) -> int:
        """Returns the place of the served release among those that are kept; their number where it is none of them."""
        served = ""
        if self.folder.is_dir():
            served = _digest(self.folder)
        digests = [_digest_of(each) for each in releases]
        found = [n for n, digest in enumerate(digests) if digest == served]
        if not found:
            return len(releases)
        return found[-1]

    def _drop_left(self, digest: str) -> None:
        """Removes the releases that were rolled back, so that the way back leads to what was served last."""
        releases = self.releases()
        at = self._served(releases)
        for each in releases[at + 1 :]:
            if _digest_of(each) != digest:
                shutil.rmtree(each)

    def _kept(self, site: Path, digest: str) -> Path:
        """Copies a site into the store, whole or not at all, and returns its release: always the newest one."""
        releases = self.releases()
        number = 1
        if releases:
            newest = releases[-1]
            if _digest_of(newest) == digest:
                return newest  # a run that was broken off had come as far
            number = _number(newest) + 1
        begun = self._store / _BEGUN
        shutil.rmtree(begun, ignore_errors=True)
        shutil.copytree(site, begun, symlinks=True)
        name = f"{number:04}-{digest}"
        kept = begun.rename(self._store / name)
        for each in releases:
            # The same bytes again have one place on the way back, the newer one.
            if _digest_of(each) == digest:
                shutil.rmtree(each)
        return kept

    def _serve(self, release: Path) -> None:
        prepared = workplace(self.folder)
        shutil.copytree(
            release,
            prepared,
            symlinks=True,
            dirs_exist_ok=True,
        )
        if _digest(prepared) != _digest_of(release):
            raise PublishError(f"{release} is damaged, so it is not served")
        install(prepared, self.folder)

    def _prune(self) -> None:
        """Removes what is older than the releases that are kept; the newest one is served."""
        releases = self.releases()
        for each in releases[: -self.place.keep]:
            shutil.rmtree(each)

    def _forget(self) -> None:
        if self._store.is_dir():
            shutil.rmtree(self._store)


def _content(file: Path) -> bytes | None:
    """Returns what a file holds; None where there is none."""
    if file.is_file():
        return file.read_bytes()
    return None


@contextmanager
def opened(place: FolderPlace) -> Iterator[FolderTarget]:
    """Yields a folder target and holds its lock meanwhile.

    Raises PublishError where the disk fails, and then what was served still is.
    """
    target = FolderTarget(place)
    try:
        with held(place.folder):
            try:
                yield target
            except OSError:
                target.tidy()
                raise
    except OSError as error:
        raise PublishError(
            f"{place.folder} could not be changed, so what it had stands: {error}"
        ) from error


def _number(release: Path) -> int:
    number, _, _ = release.name.partition("-")
    return int(number)


def _digest_of(release: Path) -> str:
    _, _, digest = release.name.partition("-")
    return digest


def _digest(site: Path) -> str:
    """Returns a digest of all names and bytes of a site."""
    lines = [f"{digest} {name}\0" for name, _, digest in files_of(site)]
    said = "".join(lines)
    hashed = sha256(said.encode())
    return hashed.hexdigest()[:16]
