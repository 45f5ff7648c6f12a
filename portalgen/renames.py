"""Renames that happen in one step, where the system can: two that change places, and one to a place that is free."""

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_NO_REPLACE = 1  # RENAME_NOREPLACE of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux


def exchange(one: Path, two: Path) -> bool:
    """Swaps two files or folders in one step; returns false where the system cannot (it is Linux's renameat2)."""
    return _renamed(one, two, _EXCHANGE) == 0


def to_free_place(one: Path, two: Path) -> None:
    """Renames a file to a name that nothing has. Raises FileExistsError where something has it, OSError else.

    Linux and Windows do so in one step. Elsewhere a second name is given and the first one taken away.
    """
    if os.name == "nt":  # pragma: no cover - there a rename never replaces
        one.rename(two)
        return
    failed = _renamed(one, two, _NO_REPLACE)
    if failed == errno.EEXIST:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(two))
    if failed:
        os.link(one, two)
        one.unlink()


def _renamed(one: Path, two: Path, flag: int) -> int:
    """Returns 0 where a rename with a flag of renameat2 succeeded, else the system's number of the error."""
    renameat2 = getattr(_libc(), "renameat2", None)
    if renameat2 is None:
        return errno.ENOSYS
    first = os.fsencode(one)
    second = os.fsencode(two)
    if renameat2(_AT_FDCWD, first, _AT_FDCWD, second, flag) == 0:
        return 0
    return ctypes.get_errno()


def _libc() -> object:
    if os.name == "posix":
        return ctypes.CDLL(None, use_errno=True)
    return None
