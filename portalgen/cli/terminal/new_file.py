"""A file that a command makes: never in the place of another."""

from pathlib import Path

from portalgen.atomic import create
from portalgen.errors import PortalgenError


def create_file(file: Path, content: bytes) -> None:
    """Writes a new file; one of the same bytes may be there already. Raises PortalgenError where it cannot be."""
    try:
        create(file, content)
    except FileExistsError:
        if file.is_file() and file.read_bytes() == content:
            return
        raise PortalgenError(
            f"{file} exists already, and is not overwritten; --out names another file"
        ) from None
    except OSError as error:
        raise PortalgenError(
            f"{file} could not be written: {error.strerror or error}"
        ) from error
