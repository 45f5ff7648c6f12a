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
        if self.folder.is_symlink() or (
            self.folder.exists() and not self.folder.is_dir()
        ):
            raise PublishError(f"{self.folder} is not a folder")
        recover(self.folder)
        if not self.folder.is_dir():
            return present(frozenset(), None)
        seal = self.folder / SEAL_FILE
        content = seal.read_bytes() if seal.is_file() else None
        return present(frozenset(each.name for each in self.folder.iterdir()), content)

    def put(self, site: Path) -> bool:
        """Serves a copy of a site and keeps it as a release. Returns whether anything changed."""
        digest = _digest(site)
        if self.folder.is_dir() and _digest(self.folder) == digest:
            return False
        self._drop_left(digest)
        self._serve(self._kept(site, digest))
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
        self._serve(releases[at - 1])
        return releases[at - 1]

    def take_out(self, files: Mapping[str, bytes]) -> bool:
        """Serves these files in place of the site, and keeps no release. Returns whether anything changed."""
        if (
            self.folder.is_dir()
            and {name: content for name, content, _ in files_of(self.folder)} == files
        ):
            self._forget()
            return False
        prepared = workplace(self.folder)
        write_all(files, prepared)
        install(prepared, self.folder)
        self._forget()
        return True

    def releases(self) -> list[Path]:
        """Returns the kept releases, oldest first."""
        store = self._store
        if store.is_dir():
            found = [each for each in store.iterdir() if _RELEASE.fullmatch(each.name)]
        else:
            found = []
        return sorted(found, key=_number)

    def tidy(self) -> None:
        """Removes what was only begun, so that a full disk has its space back."""
        discard(self.folder)
        shutil.rmtree(self._store / _BEGUN, ignore_errors=True)

    @property
    def _store(self) -> Path:
        return self.folder.with_name(f".{self.folder.name}.releases")

    def _served(self, releases: list[Path]) -> int:
        """Returns the place of the served release among those that are kept; their number where it is none of them."""
        served = _digest(self.folder) if self.folder.is_dir() else ""
        found = [n for n, each in enumerate(releases) if _digest_of(each) == served]
        return found[-1] if found else len(releases)

    def _drop_left(self, digest: str) -> None:
        """Removes the releases that were rolled back, so that the way back leads to what was served last."""
        releases = self.releases()
        for each in releases[self._served(releases) + 1 :]:
            if _digest_of(each) != digest:
                shutil.rmtree(each)

    def _kept(self, site: Path, digest: str) -> Path:
        """Copies a site into the store, whole or not at all, and returns its release: always the newest one."""
        releases = self.releases()
        if releases and _digest_of(releases[-1]) == digest:
            return releases[-1]  # a run that was broken off had come as far
        begun = self._store / _BEGUN
        shutil.rmtree(begun, ignore_errors=True)
        shutil.copytree(site, begun, symlinks=True)
        number = _number(releases[-1]) + 1 if releases else 1
        kept = begun.rename(self._store / f"{number:04}-{digest}")
        for each in releases:
            if (
                _digest_of(each) == digest
            ):  # the same bytes again: one place on the way back, the newer one
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
        for each in self.releases()[: -self.place.keep]:
            shutil.rmtree(each)

    def _forget(self) -> None:
        if self._store.is_dir():
            shutil.rmtree(self._store)


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
    return int(release.name.partition("-")[0])


def _digest_of(release: Path) -> str:
    return release.name.partition("-")[2]


def _digest(site: Path) -> str:
    """Returns a digest of all names and bytes of a site."""
    said = "".join(f"{digest} {name}\0" for name, _, digest in files_of(site))
    return sha256(said.encode()).hexdigest()[:16]
