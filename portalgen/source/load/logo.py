"""The picture that client.yml names as its logo."""

from portalgen.diagnostics import problem
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.formats.pictures import (
    UnreadablePictureError,
    published_picture,
)
from portalgen.source.load.loaded import locate
from portalgen.source.load.reading import Reading


def read_logo(name: str, reading: Reading) -> None:
    """Keeps a logo as it is published; one that is missing or no whole picture is reported."""
    content = reading.folder.read(reading.path(name))
    place = locate(reading.locations, "/branding/logo")
    if content is None:
        wrong = problem(
            "PG119",
            f"{name} is missing",
            place,
            "add the picture",
        )
        reading.diagnostics.append(wrong)
        return
    if len(content) > LARGEST_FILE:
        says = f"{name} is larger than 1 MiB"
        reading.diagnostics.append(
            problem(
                "PG101",
                says,
                place,
                "make it smaller",
            )
        )
        return
    picture = _published(name, content)
    if picture is None:
        says = f"{name} is not a whole picture of its kind"
        help_ = "save it anew as PNG, JPEG or WebP"
        reading.diagnostics.append(
            problem(
                "PG122",
                says,
                place,
                help_,
            )
        )
        return
    reading.files[name] = picture


def _published(name: str, content: bytes) -> bytes | None:
    try:
        return published_picture(name, content)
    except UnreadablePictureError:
        return None
