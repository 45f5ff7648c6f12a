"""The files of a site as they lie in a folder that nobody reads yet, or no longer changes."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path


def files_of(site: Path) -> Iterator[tuple[str, bytes, str]]:
    """Yields each plain file of a site: its path there, its bytes, their SHA-256 digest in hex. Links are left out."""
    for path in sorted(site.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        inside = path.relative_to(site)
        content = path.read_bytes()
        digest = sha256(content)
        yield inside.as_posix(), content, digest.hexdigest()


def write_all(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes files by their paths below a folder that nobody reads yet: the folder takes its place whole."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
