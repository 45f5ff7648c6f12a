"""The files of a finished site, with their bytes and digests."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path


def files_of(site: Path) -> Iterator[tuple[str, bytes, str]]:
    """Yields each plain file of a site: its path there, its bytes, their SHA-256 digest in hex. Links are left out."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            yield (
                path.relative_to(site).as_posix(),
                content,
                sha256(content).hexdigest(),
            )
