"""Writes a file whole or not at all: whoever reads it sees the old bytes or the new ones, never a part of either.

`create` is for a file that must not be there yet, `create_all` for several, `replace` for one that may be. A site is a
folder, and takes its place by `site/install`.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from portalgen.renames import to_free_place


class ChangedError(Exception):
    """A file no longer holds what its new content was made from."""


def create(path: Path, content: bytes) -> None:
    """Writes a new file, and the folders that it needs; the bytes are on the disk when it returns.

    Raises FileExistsError where there is something already, and OSError where the disk refuses. No part is left then.
    """
    create_all({path: content})


def create_all(files: Mapping[Path, bytes]) -> None:
    """Writes new files, and the folders that they need: all of them, or none; the bytes are on the disk then.

    Raises FileExistsError where one is there already, and OSError where the disk refuses. No part is left then, and no
    folder that was not there.
    """
    with ExitStack() as undo:
        for path, content in files.items():
            _make_folder(path.parent, undo)
            _create(path, content)
            undo.callback(path.unlink)
        undo.pop_all()


def replace(
    path: Path, content: bytes, *, synced: bool = False, before: bytes | None = None
) -> None:
    """Puts a file in the place of the one that was there, if any, in one step; a file that was there keeps its mode.

    `synced` hands the bytes to the disk first, so that no loss of power can leave an empty file; what can be made again
    does without. `before` is what the file must still hold. Raises ChangedError where it does not, and OSError where
    the disk refuses. The old file stands then, with nothing beside it.
    """
    part = _part_of(path)
    with ExitStack() as undo:
        _make_folder(path.parent, undo)
        _fill(part, content, synced)
        undo.callback(part.unlink, missing_ok=True)
        if path.exists():
            shutil.copymode(path, part)
        if before is not None and path.read_bytes() != before:
            raise ChangedError
        part.replace(path)
        undo.pop_all()


def _create(path: Path, content: bytes) -> None:
    """Writes a file to a place that is free. It is whole before it has its name, whoever is killed when."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    part = _part_of(path)
    _fill(part, content, synced=True)
    try:
        to_free_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def _part_of(path: Path) -> Path:
    """Returns where a file is written before it has its name; what begins with a point, nobody reads."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Makes a folder with those around it; to undo it removes what was not there, unless something is in it by then."""
    for each in reversed((folder, *folder.parents)):
        if each.exists():
            continue
        undo.callback(_remove_empty, each)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        what = f"{folder.as_posix()} is no folder"
        raise NotADirectoryError(errno.ENOTDIR, what) from None


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _fill(path: Path, content: bytes, synced: bool) -> None:
    """Writes a file that was not there; where that fails, it is gone again."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            if synced:
                os.fsync(file.fileno())
        except BaseException:  # a full disk, or somebody who interrupts
            with suppress(OSError):  # what is still in the buffer finds no room either
                file.close()
            path.unlink()
            raise
