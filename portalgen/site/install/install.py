"""Puts a finished site in its place at once: whoever looks sees the old site whole or the new one whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portalgen.errors import InstallError
from portalgen.renames import exchange
from portalgen.site.install.lock import held

NEW = ".new"
OLD = ".old"


@contextmanager
def preparing(target: Path) -> Iterator[Path]:
    """Holds a site's lock, and yields an empty folder beside it to prepare a new one in.

    What is prepared and not installed goes. Raises InstallError where another build keeps the lock, or where the disk
    cannot be written.
    """
    try:
        with held(target):
            try:
                yield workplace(target)
            finally:
                discard(target)
    except OSError as error:
        raise InstallError(f"{target} could not be written: {error}") from error


def bring_back(target: Path) -> None:
    """Brings back a site that a broken run moved aside, so that it stands whatever becomes of the next one."""
    if _is_moved_aside(target):
        with held(target):
            recover(target)


def workplace(target: Path) -> Path:
    """Returns the sibling folder in which a site is prepared, empty; leftovers of a broken run are removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target)
    new = _sibling(target, NEW)
    new.mkdir()
    return new


def install(prepared: Path, target: Path) -> None:
    """Puts a prepared sibling folder in the target's place. Raises InstallError, and then the old site still stands."""
    try:
        _sync(prepared)
        if not target.exists():
            prepared.rename(target)
        elif not exchange(prepared, target):
            old = _sibling(target, OLD)
            target.rename(old)
            prepared.rename(target)
            shutil.rmtree(old)
        else:
            shutil.rmtree(prepared)
        _sync_folder(target.parent)
    except OSError as error:
        recover(target)
        raise InstallError(f"{target} could not be replaced: {error}") from error


def discard(target: Path) -> None:
    """Removes what was prepared for a target."""
    new = _sibling(target, NEW)
    _remove(new)


def _remove(left: Path) -> None:
    """Removes a folder, or the link or file that somebody put in its place; what a link leads to stays."""
    if left.is_symlink() or left.is_file():
        left.unlink()
    else:
        shutil.rmtree(left, ignore_errors=True)


def recover(target: Path) -> None:
    """Clears what a broken run left: an old site that was moved aside comes back, half a new one goes."""
    old = _sibling(target, OLD)
    new = _sibling(target, NEW)
    is_folder = old.is_dir() and not old.is_symlink()
    if is_folder and not target.exists():
        old.rename(target)
    for left in (old, new):
        _remove(left)


def _is_moved_aside(target: Path) -> bool:
    """Tells whether a broken run, or one that is at work, left an old site beside its place."""
    old = _sibling(target, OLD)
    return old.exists()


def _sibling(target: Path, end: str) -> Path:
    return target.with_name(f".{target.name}{end}")


def _sync(folder: Path) -> None:
    """Hands every file of a folder to the disk before it counts."""
    for path in folder.rglob("*"):
        if path.is_file():
            _sync_path(path)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        _sync_path(folder)


def _sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
