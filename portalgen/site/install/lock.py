"""One build at a time for each site: the second waits, or says who holds the lock.

The operating system holds the lock and lets go of it when its owner dies, so that none is ever left behind.
"""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from portalgen.errors import InstallError

PATIENCE = 120.0  # seconds; a build takes one or two


@contextmanager
def held(target: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock of a site. Raises InstallError where another build keeps it for longer than `patience` seconds."""
    target.parent.mkdir(parents=True, exist_ok=True)
    owner = target.with_name(f".{target.name}.owner")
    lock = target.with_name(f".{target.name}.lock")
    _unlink(lock)
    try:
        with FileLock(lock, timeout=patience):
            _unlink(owner)
            try:
                process = os.getpid()
                machine = platform.node()
                # A note for a moment, under the lock: it need not be whole at once.
                owner.write_text(f"process {process} on {machine}", encoding="utf-8")
                yield
            finally:
                owner.unlink(missing_ok=True)
    except Timeout:
        who = "another build"
        with suppress(OSError):
            who = owner.read_text(encoding="utf-8")
        raise InstallError(
            f"{target} is being built by {who}; try again when it is done"
        ) from None


def _unlink(path: Path) -> None:
    """Removes a link that stands in a file's place: writing would follow it."""
    if path.is_symlink():
        path.unlink(missing_ok=True)
