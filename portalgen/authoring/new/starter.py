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


def starter(
    today: date,
    salt: str,
    requirement: str,
) -> dict[str, bytes]:
    """Returns the files of a workspace with one invented client, by their paths. Its days lie around `today`."""

    def meant(found: re.Match[str]) -> str:
        words = {
            "salt": salt,
            "requirement": requirement,
        }
        word = words.get(found[1])
        if word:
            return word
        return _day(today, found[2])

    folder = resources.files("portalgen.authoring.new") / "workspace"
    own = dict(_files(folder, ""))
    texts = {}
    for inside in sorted(own):
        path = _named(inside, today)
        text = own[inside].read_text(encoding="utf-8")
        first = modeline(path)
        rest = _PLACE.sub(meant, text)
        texts[path] = first + rest
    texts |= _for_editors()
    return {path: text.encode() for path, text in texts.items()}


def _for_editors() -> dict[str, str]:
    files = {
        ".vscode/settings.json": editor_settings(),
        ".vscode/extensions.json": editor_extensions(),
    }
    for name, text in schema_files().items():
        files[f"{SCHEMAS}/{name}"] = text
    return files


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if path:
            inside = f"{path}/{entry.name}"
        else:
            inside = entry.name
        if entry.is_dir():
            yield from _files(entry, inside)
        else:
            yield inside, entry


def _named(path: str, today: date) -> str:
    """Returns what a file of the starter is called in a workspace."""

    def meant(found: re.Match[str]) -> str:
        return _day(today, found[1])

    parts = [_dotted(part) for part in path.split("/")]
    *folders, name = parts
    named = _DAY.sub(meant, name)
    return "/".join([*folders, named])


def _dotted(part: str) -> str:
    if part.startswith(DOT):
        name = part.removeprefix(DOT)
        return f".{name}"
    return part


def _day(today: date, distance: str | None) -> str:
    days = int(distance or 0)
    day = today + timedelta(days=days)
    return day.isoformat()
