"""Makes files with every field of the model filled, found by walking the model's JSON Schema."""

import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields import spelling
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import LONGEST_LINE, SLUG_PATTERN
from portalgen.model.project import Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.update import Update
from portalgen.source.files.text import CONTROL
from portalgen.source.load.loader import CLIENT_KEYS
from portalgen.source.load.projects import PROJECT_KEYS

Fill = Callable[[str], str]
Schema = dict[str, Any]
Files = dict[str, str]
DAYS = spelling.day()["pattern"]
TEXTS = {
    each["anyOf"][0]["pattern"]
    for each in (spelling.text(), spelling.line(LONGEST_LINE))
}
DAY = "2026-06-01"
# Fields whose texts mean something to the tool, and references, which must lead somewhere.
FIXED: dict[str, Any] = {
    "digest": "0" * 64,
    "source": "jira/SHOP-1",
    "previous": "0" * 64,
    "email": "somebody@client.example",
    "timezone": "UTC",
    "language": "en",
    "currency": "EUR",
    "accent": "#1f5fbf",
    "site_url": "https://{client}.example/",
    "quiet": False,
    "state": "active",
    "moves/from": "2026-05-01",
    "milestones/forecast": "undated",
    "risks/state": "open",
    "change_requests/state": "approved",
    "history/state": "open",
}
LEFT_OUT = frozenset(
    {
        "logo",
        "depends_on",
        "blocks",
        "change_request",
        "formerly",
        "document",
        "sha256",
        "signature",
        "signing_keys",
        "unsearched",
    }
)
# What is met, done or closed, without which the same things are open.
ENDS = frozenset({"actual_date", "accepted_on", "done_on", "closed_on"})
STREAM, BODY = "progressrow/stream", "update/body"


def write_client(folder: Path, fill: Fill) -> None:
    """Writes client.yml, ledger.yml, one project and one update; `fill` gives each text field's text by its path."""
    maker = Maker(fill, (fill,))
    write(folder, {**maker.client(), **maker.ledger(), **maker.project("work")})


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes files by their paths."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Maker:
    """Fills what there is once with one text, and each list with as many items as there are more.

    `strict` fills all that is no free text: days, numbers, ids, words out of a fixed list.
    """

    once: Fill
    items: tuple[Fill, ...]
    fixed: Mapping[str, Any] = field(default_factory=lambda: FIXED)
    left_out: frozenset[str] = LEFT_OUT
    strict: Fill | None = None
    ids: Iterator[int] = field(default_factory=itertools.count)

    def client(self) -> Files:
        """Returns client.yml, its delivery part included."""
        delivery = self.noun(Delivery, Delivery.model_fields.keys())
        return {"client.yml": _yaml(self.noun(Client, CLIENT_KEYS) | delivery)}

    def agency(self) -> Files:
        """Returns portal.yml."""
        return {"portal.yml": _yaml(self.noun(Agency, Agency.model_fields.keys()))}

    def ledger(self) -> Files:
        """Returns ledger.yml."""
        return {
            "ledger.yml": _yaml(self.noun(LedgerFile, LedgerFile.model_fields.keys()))
        }

    def project(self, name: str, **more: Any) -> Files:
        """Returns a project's files: one update and one row of progress for each item."""
        project = self.noun(Project, PROJECT_KEYS - {"pages"}) | more
        rows = [f"{day},10,4,5,{_cell(fill(STREAM))}\n" for day, fill in self.weeks()]
        files = {f"{name}/project.yml": _yaml(project)}
        if rows:
            files[f"{name}/progress.csv"] = "".join(
                ["date,scope,done,planned,stream\n", *rows]
            )
        for day, fill in self.weeks():
            head = self.of(fill).noun(
                Update, Update.model_fields.keys() - {"period_end", "body"}
            )
            files[f"{name}/updates/{day}.md"] = (
                f"---\n{_yaml(head)}\n---\n{fill(BODY)}\n"
            )
        return files

    def weeks(self) -> Iterator[tuple[date, Fill]]:
        """Yields a day for each item, a week apart, the last one first."""
        for number, fill in enumerate(self.items):
            yield date.fromisoformat(DAY) - timedelta(weeks=number), fill

    def of(self, fill: Fill) -> "Maker":
        """Returns what makes one item."""
        return Maker(fill, (fill,), self.fixed, self.left_out, self.strict, self.ids)

    def noun(self, noun: type[Noun], keys: Any) -> dict[str, Any]:
        """Returns values for the keys of a noun."""
        schema = _schema(noun)
        wanted = sorted(keys & schema["properties"].keys() - self.left_out)
        defs = schema.get("$defs", {})
        return {
            key: self.value(
                schema["properties"][key], defs, f"{noun.__name__.lower()}/{key}"
            )
            for key in wanted
        }

    def value(self, node: Schema, defs: dict[str, Schema], path: str) -> Any:
        """Returns a value for a field."""
        for name in ("/".join(path.split("/")[-2:]), path.rpartition("/")[2]):
            if name in self.fixed:
                return self.strict(path) if self.strict else self.fixed[name]
        if "$ref" in node:
            return self.value(defs[node["$ref"].rpartition("/")[2]], defs, path)
        for choice in ("allOf", "anyOf", "oneOf"):
            if choice in node:
                return self.value(node[choice][0], defs, path)
        if node.get("type") == "object":
            wanted = node["properties"].keys() - self.left_out
            return {
                key: self.value(node["properties"][key], defs, f"{path}/{key}")
                for key in sorted(wanted)
            }
        if node.get("type") == "array":
            return [
                self.of(fill).value(node["items"], defs, path) for fill in self.items
            ]
        return self.plain(node, path)

    def plain(self, node: Schema, path: str) -> Any:
        """Returns a value that is no collection."""
        if node.get("pattern") in TEXTS or (
            node.get("type") == "string" and not {"enum", "format"} & node.keys()
        ):
            return self.once(path)
        if self.strict:
            return self.strict(path)
        if "enum" in node:
            return node["enum"][-1]
        if node.get("pattern") in {DAYS, SLUG_PATTERN}:
            return DAY if node["pattern"] == DAYS else f"item-{next(self.ids)}"
        return False if node["type"] == "boolean" else 2


@cache
def _schema(noun: type[Noun]) -> Schema:
    return noun.model_json_schema(by_alias=True)


def _yaml(value: dict[str, Any]) -> str:
    """Returns a value as JSON, which is YAML with every text quoted; each text has a line of its own."""
    text = json.dumps(value, indent=1, ensure_ascii=False)
    return re.sub(
        r"(?!\n)" + CONTROL.pattern, lambda found: f"\\u{ord(found[0]):04x}", text
    )


def _cell(text: str) -> str:
    return '"' + " ".join(text.replace('"', '""').split("\n")) + '"'
