"""The files of a site as they lie in a folder that nobody reads yet, or no longer changes."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from portalgen.exports.manifest import FILES_FILE, manifest


class NotPlainError(ValueError):
    """What lies in a folder is no plain file: a link, a pipe, a device. Its text is the path in the folder."""


def files_of(site: Path) -> Iterator[tuple[str, bytes, str]]:
    """Yields each plain file of a site: its path there, its bytes, their SHA-256 digest in hex. Links are left out."""
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        inside = path.relative_to(site)
        content = path.read_bytes()
        digest = sha256(content)
        yield inside.as_posix(), content, digest.hexdigest()


def plain_files(folder: Path) -> dict[str, bytes]:
    """Returns the bytes of all files of a folder by path. Raises NotPlainError where anything in it is not plain."""
    files = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise NotPlainError(inside)
        if path.is_dir():
            continue
        if not path.is_file():
            raise NotPlainError(inside)
        files[inside] = path.read_bytes()
    return files


def digests_of(site: Path) -> dict[str, str]:
    """Returns the SHA-256 digest in hex of each plain file of a site, by path."""
    digests = {}
    for name, _, digest in files_of(site):
        digests[name] = digest
    return digests


def whole(files: Mapping[str, bytes], digests: Mapping[str, str]) -> bool:
    """Tells whether files are those that a list names, each as it says and none besides, but for the list itself."""
    found = {}
    for name, content in files.items():
        if name != FILES_FILE:
            found[name] = sha256(content).hexdigest()
    return found == digests


def write_manifest(site: Path) -> None:
    """Writes the list of a site's files beside them."""
    digests = digests_of(site)
    listed = manifest(digests)
    write_all({FILES_FILE: listed}, site)


def write_all(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes files by their paths below a folder that nobody reads yet: the folder takes its place whole."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
