"""Puts a file's new content in the place of its old one: at once or not at all."""

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from portalgen.errors import PortalgenError


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Replaces a file that still holds `before`. Raises PortalgenError where it does not, or cannot be written."""
    new = None
    try:
        with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            new = Path(file.name)
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, new)
        if path.read_bytes() != before:
            raise PortalgenError(f"{path.as_posix()} was changed meanwhile; look at it, and run the command again")
        new.replace(path)
    except OSError as error:
        raise PortalgenError(f"{path.as_posix()} could not be written: {error.strerror}") from error
    finally:
        if new is not None:
            new.unlink(missing_ok=True)
