"""The files of a new workspace: the package's starter with days, salt and requirement in it, and what editors need."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable

from portalgen.source.schema.editors import (
    SCHEMAS,
    editor_extensions,
    editor_settings,
    modeline,
)
from portalgen.source.schema.schema import schema_files

DOT = "dot-"  # begins the name of what begins with a dot in a workspace, so that no tool takes it for its own here
_PLACE = re.compile(r"<(today([+-]\d+)?|salt|requirement)>")
_DAY = re.compile(r"^today([+-]\d+)?(?=\.)")


def starter(today: date, salt: str, requirement: str) -> dict[str, bytes]:
    """Returns the files of a workspace with one invented client, by their paths. Its days lie around `today`."""

    def meant(found: re.Match[str]) -> str:
        words = {"salt": salt, "requirement": requirement}
        return words.get(found[1]) or _day(today, found[2])

    found = sorted(
        _files(resources.files("portalgen.authoring.new") / "workspace", ""),
        key=lambda each: each[0],
    )
    written = {
        _named(path, today): _PLACE.sub(meant, file.read_text(encoding="utf-8"))
        for path, file in found
    }
    files = {
        path: modeline(path) + text for path, text in written.items()
    } | _for_editors()
    return {path: text.encode() for path, text in files.items()}


def _for_editors() -> dict[str, str]:
    schemas = {f"{SCHEMAS}/{name}": text for name, text in schema_files().items()}
    return {
        ".vscode/settings.json": editor_settings(),
        ".vscode/extensions.json": editor_extensions(),
        **schemas,
    }


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        inside = f"{path}/{entry.name}" if path else entry.name
        if entry.is_dir():
            yield from _files(entry, inside)
        else:
            yield inside, entry


def _named(path: str, today: date) -> str:
    """Returns what a file of the starter is called in a workspace."""
    parts = [
        f".{part.removeprefix(DOT)}" if part.startswith(DOT) else part
        for part in path.split("/")
    ]
    parts[-1] = _DAY.sub(lambda found: _day(today, found[1]), parts[-1])
    return "/".join(parts)


def _day(today: date, distance: str | None) -> str:
    return (today + timedelta(days=int(distance or 0))).isoformat()
