"""Makes a client's folder with every field of the model filled, found by walking the model's JSON Schema."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from portalgen.model import spelling
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.model.scalars import LONGEST_LINE, SLUG_PATTERN
from portalgen.model.update import Update
from portalgen.source.loader import CLIENT_KEYS, PROJECT_KEYS

Fill = Callable[[str], str]
Schema = dict[str, Any]
DAYS = spelling.day()["pattern"]
TEXTS = {each["anyOf"][0]["pattern"] for each in (spelling.text(), spelling.line(LONGEST_LINE))}
DAY = "2026-06-01"
# Fields whose texts mean something to the tool, and references, which must lead somewhere.
FIXED = {
    "email": "somebody@client.example",
    "timezone": "UTC",
    "language": "en",
    "currency": "EUR",
    "accent": "#1f5fbf",
    "state": "active",
    "milestones/forecast": "undated",
    "risks/state": "open",
    "change_requests/state": "approved",
    "history/state": "open",
}
LEFT_OUT = {"logo", "depends_on", "blocks", "change_request", "formerly", "format", "document", "sha256"}


def write_client(folder: Path, fill: Fill) -> None:
    """Writes client.yml, one project and one update; `fill` gives the text for each text field by its path."""
    ids = count()
    client = filled(Client, CLIENT_KEYS, fill, ids)
    project = filled(Project, PROJECT_KEYS - {"pages"}, fill, ids) | {"since": DAY}
    head = filled(Update, set(Update.model_fields) - {"period_end", "body"}, fill, ids) | {"quiet": False}
    (folder / "work" / "updates").mkdir(parents=True)
    # JSON is YAML: every text is quoted and escaped.
    _write(folder / "client.yml", json.dumps(client))
    _write(folder / "work" / "project.yml", json.dumps(project))
    _write(folder / "work" / "updates" / f"{DAY}.md", f"---\n{json.dumps(head)}\n---\n{fill('updates/body')}\n")
    _write(
        folder / "work" / "progress.csv",
        f"date,scope,done,planned,stream\n{DAY},10,4,5,{_cell(fill('progress/stream'))}\n",
    )


def filled(noun: type[Any], keys: set[str] | frozenset[str], fill: Fill, ids: Iterator[int]) -> dict[str, Any]:
    """Returns values for the keys of a noun."""
    schema = noun.model_json_schema(by_alias=True)
    made = {}
    for key in sorted(keys & schema["properties"].keys() - LEFT_OUT):
        made[key] = _value(
            schema["properties"][key], schema.get("$defs", {}), f"{noun.__name__.lower()}/{key}", fill, ids
        )
    return made


def _value(node: Schema, defs: dict[str, Schema], path: str, fill: Fill, ids: Iterator[int]) -> Any:
    parts = path.split("/")
    for name in ("/".join(parts[-2:]), parts[-1]):
        if name in FIXED:
            return FIXED[name]
    if "$ref" in node:
        return _value(defs[node["$ref"].rpartition("/")[2]], defs, path, fill, ids)
    if "allOf" in node:
        return _value(node["allOf"][0], defs, path, fill, ids)
    if "anyOf" in node or "oneOf" in node:
        return _value((node.get("anyOf") or node["oneOf"])[0], defs, path, fill, ids)
    if "enum" in node:
        return node["enum"][-1]
    return _plain(node, defs, path, fill, ids)


def _plain(node: Schema, defs: dict[str, Schema], path: str, fill: Fill, ids: Iterator[int]) -> Any:
    kind = node.get("type")
    if kind == "object":
        wanted = {key: below for key, below in node["properties"].items() if key not in LEFT_OUT}
        return {key: _value(below, defs, f"{path}/{key}", fill, ids) for key, below in wanted.items()}
    if kind == "array":
        return [_value(node["items"], defs, path, fill, ids)]
    return fill(path) if node.get("pattern") in TEXTS else _scalar(node, ids)


def _scalar(node: Schema, ids: Iterator[int]) -> Any:
    if node.get("pattern") == SLUG_PATTERN:
        return f"item-{next(ids)}"
    if node.get("pattern") == DAYS:
        return DAY
    return False if node["type"] == "boolean" else 2


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\n", " ") + '"'


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
