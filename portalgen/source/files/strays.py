"""What lies in a folder and is not read, said where it lies."""

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import shown

COPY_IT = "copy the file itself there"


def link(name: str, place: Place) -> Diagnostic:
    """Returns what is wrong with a link or a device: it may lead out of the client's folder, and is not opened."""
    return problem(
        "PG117",
        f"{shown(name)} is a link or a device",
        place,
        COPY_IT,
    )


def unreadable(place: Place) -> Diagnostic:
    """Returns what is wrong with a file that cannot be opened as a plain one."""
    return problem(
        "PG117",
        "it cannot be read as a plain file",
        place,
        COPY_IT,
    )


def unused(name: str, place: Place, help_: str) -> Diagnostic:
    """Returns what is told of a file or folder that nothing reads."""
    return problem(
        "PG120",
        f"{shown(name)} is not used",
        place,
        help_,
    )
