"""Writes files into a workspace: a file changes at once or not at all, and a new one never takes another's place."""

import errno
import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from portalgen.authoring.drafts.draft import Draft
from portalgen.errors import PortalgenError


def write(root: Path, draft: Draft) -> Path:
    """Writes a draft below a folder and returns the file.

    Raises PortalgenError where the file is no longer as it was read, or where a new one exists already.
    """
    path = root / draft.path
    try:
        if draft.before is None:
            create(path, draft.after)
        else:
            _replace(path, draft.before, draft.after)
    except FileExistsError:
        raise PortalgenError(
            f"{path.as_posix()} exists already, and is not overwritten"
        ) from None
    except OSError as error:
        raise PortalgenError(
            f"{path.as_posix()} could not be written: {error.strerror or error}"
        ) from error
    return path


def create(path: Path, content: bytes) -> None:
    """Writes a new file, and the folders that it needs. Raises FileExistsError where there is something."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(
            errno.ENOTDIR, f"{path.parent.as_posix()} is no folder"
        ) from None
    with path.open("xb") as file:
        _fill(file, path, content)


def _replace(path: Path, before: bytes, after: bytes) -> None:
    with NamedTemporaryFile(
        "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        new = Path(file.name)
        _fill(file, new, after)
    try:
        shutil.copymode(path, new)
        if path.read_bytes() != before:
            raise PortalgenError(
                f"{path.as_posix()} was changed meanwhile; look at it, and run the command again"
            )
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _fill(file: IO[bytes], path: Path, content: bytes) -> None:
    """Writes a new file to the disk; where that fails, the file is gone again."""
    try:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    except BaseException:  # a full disk, or somebody who interrupts
        file.close()
        path.unlink()
        raise
