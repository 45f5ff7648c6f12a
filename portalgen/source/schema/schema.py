"""JSON Schema (draft 7) of each kind of file, from the model: what an editor completes, explains and underlines.

A schema admits every file that the reader takes. It sees one file at a time and the values in it, so that references,
repeated ids and contradictions are left to `check`, and a project's name, which any of its files may hold, is not
required of any one of them.
"""

import json
import types
import typing
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields import spelling
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import Blank, Empty, Word
from portalgen.model.fields.spelling import Json
from portalgen.model.project import ALWAYS_PUBLISHED, PageName, Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.update import Update
from portalgen.source.load.loader import CLIENT_KEYS
from portalgen.source.load.project_files import UPDATE_KEYS
from portalgen.source.load.projects import PROJECT_KEYS
from portalgen.source.nouns.hiding import INTERNAL
from portalgen.source.nouns.visibility import (
    NEVER_INTERNAL,
    VISIBILITIES,
    VISIBILITY,
)
from portalgen.source.yaml.reader import FORMAT

DRAFT = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its schema's name, where such files lie in `projects/`, and the keys that they may write.

    A file that is a part has no key that it must have. One that is `split` may hold internal matter; one with a
    visibility may be internal as a whole.
    """

    name: str
    files: tuple[str, ...]
    title: str
    nouns: tuple[type[Noun], ...]
    keys: Set[str] | None = None
    is_part: bool = False
    is_split: bool = True
    has_visibility: bool = False

    @property
    def lists_pages(self) -> bool:
        """Tells whether such a file may list the pages that are published."""
        return self.keys is not None and "pages" in self.keys

    def may_write(self, name: str) -> bool:
        """Tells whether such a file may write a key of the model, the list of pages aside."""
        if self.keys is None:
            return True
        return name in self.keys and name != "pages"


# A new kind of file is a line here.
KINDS = (
    FileKind("portal", ("portal.yml",), "portal.yml: the agency", (Agency,), is_split=False),
    FileKind("client", ("*/client.yml",), "client.yml: a client", (Client, Delivery), CLIENT_KEYS),
    FileKind("ledger", ("*/ledger.yml",), "ledger.yml: what is taken out of a client's ledger", (LedgerFile,)),
    FileKind("project", ("*/*/*.yml", "*/*/*.yaml"), "a file of a project", (Project,), PROJECT_KEYS,
             is_part=True, has_visibility=True),
    FileKind("update", ("*/*/updates/*.md",), "front matter of an update", (Update,), UPDATE_KEYS, has_visibility=True),
)  # fmt: skip


def kind_of(path: str) -> FileKind | None:
    """Returns the kind of a file by its path in the folder of the clients; None for one that has no schema."""
    file = PurePosixPath(path)
    if INTERNAL in file.parts:
        return None
    for kind in KINDS:
        for pattern in kind.files:
            if _is_like(file, pattern):
                return kind
    return None


def _is_like(file: PurePosixPath, pattern: str) -> bool:
    """Tells whether a file lies where a pattern says, at the same depth."""
    depth = pattern.count("/") + 1
    if len(file.parts) != depth:
        return False
    return file.match(pattern)


def schema_files() -> dict[str, str]:
    """Returns the schema of each kind of file, by the name of the file that it goes into."""
    files = {}
    for kind in KINDS:
        text = json.dumps(schema(kind), indent=1, ensure_ascii=False)
        files[f"{kind.name}.json"] = f"{text}\n"
    return files


def schema(kind: FileKind) -> Json:
    """Returns the schema of a kind of file."""
    writer = _Writer(kind.is_split)
    made: Json = {"$schema": DRAFT, "title": kind.title}
    made |= writer.root(kind)
    if writer.definitions:
        made["definitions"] = writer.definitions
    return made


_FORMAT: Json = {
    "description": "the format that the file is written in; left out, it is the newest",
    "anyOf": [
        {"const": int(FORMAT)},
        spelling.string(f"^{FORMAT}$", f"write format: {FORMAT}"),
    ],
}
_INTERNAL: Json = {
    "description": "notes of your own, in any form: never published",
    "type": ["object", "string", "array", "number"],
}
_VISIBILITY: Json = {
    "description": "internal: the client never sees it",
    "enum": list(VISIBILITIES),
}
_PAGES: Json = {
    "description": "the pages that are published: all by default; now, dates and how cannot be hidden",
    "type": ["array", "null"],
    "items": {"enum": [page.value for page in PageName]},
    "allOf": [
        {
            "contains": {"const": page.value},
            "errorMessage": f"{page.value} cannot be hidden: add it to the list",
        }
        for page in PageName
        if page in ALWAYS_PUBLISHED
    ],
}


@dataclass
class _Writer:
    """Writes the schema of one kind of file, and collects the definitions of what its lists hold."""

    is_split: bool
    definitions: dict[str, Json] = field(default_factory=dict)

    def root(self, kind: FileKind) -> Json:
        """Returns the schema of a whole file. An empty one is as good as one without keys."""
        keys: dict[str, Json] = {}
        needed: list[str] = []
        for noun in kind.nouns:
            for name, about in _fields(noun):
                if not kind.may_write(name):
                    continue
                keys[name] = self.key(name, about)
                if about.is_required() and not kind.is_part:
                    needed.append(name)
        if kind.lists_pages:
            keys["pages"] = _PAGES
        keys |= self.everywhere(kind.has_visibility)
        keys["format"] = _FORMAT
        made = _closed(keys, needed)
        if needed:
            return made
        return spelling.nullable(made)

    def everywhere(self, has_visibility: bool) -> dict[str, Json]:
        """Returns the keys of internal matter that may stand in a mapping."""
        if not self.is_split:
            return {}
        keys = {}
        if has_visibility:
            keys[VISIBILITY] = _VISIBILITY
        keys[INTERNAL] = _INTERNAL
        return keys

    def mapping(self, noun: type[Noun], has_visibility: bool = False) -> Json:
        """Returns the schema of a noun's keys."""
        keys: dict[str, Json] = {}
        needed = []
        for name, about in _fields(noun):
            keys[name] = self.key(name, about)
            if about.is_required():
                needed.append(name)
        keys |= self.everywhere(has_visibility)
        return _closed(keys, needed)

    def key(self, name: str, about: FieldInfo) -> Json:
        """Returns the schema of one key's value."""
        made: Json = {"description": about.description}
        made |= self.value(about.annotation, about.metadata, name)
        return made

    def value(
        self,
        annotation: object,
        metadata: Collection[object],
        key: str,
    ) -> Json:
        """Returns the schema of a value from its annotation, as its own spelling or by its shape."""
        spelt = []
        for each in metadata:
            if isinstance(each, WithJsonSchema):
                spelt.append(each.json_schema)
        if spelt:
            made = dict(spelt[-1] or {})
        else:
            made = self.shape(annotation, key)
        if Empty in metadata or Blank in metadata:
            return spelling.nullable(made)
        return made

    def shape(self, annotation: object, key: str) -> Json:
        """Returns the schema of a list, of a choice between kinds of values, of a noun or of a word."""
        origin = typing.get_origin(annotation)
        within = typing.get_args(annotation)
        if origin is typing.Annotated:
            return self.value(within[0], within[1:], key)
        if origin is tuple:
            return self.list_of(within[0], key)
        if origin in {typing.Union, types.UnionType}:
            return self.union(within, key)
        if isinstance(annotation, type) and issubclass(annotation, Noun):
            return self.mapping(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Word):
            return spelling.words(word.value for word in annotation)
        if annotation is date:
            return spelling.day()
        raise TypeError(f"{key}: {annotation} has no spelling")

    def list_of(self, annotation: object, key: str) -> Json:
        """Returns the schema of a list from the annotation of its items."""
        made: Json = {
            "type": "array",
            "items": self.item(annotation, key),
        }
        example = getattr(annotation, "example", None)
        if example:
            made["examples"] = [[example]]
        return made

    def item(self, annotation: object, key: str) -> Json:
        """Returns the schema of a list's items; a noun's is kept as a definition."""
        if not (isinstance(annotation, type) and issubclass(annotation, Noun)):
            return self.shape(annotation, key)
        name = annotation.__name__
        if name not in self.definitions:
            # Its place in the order is before those that it leads to.
            self.definitions[name] = {}
            has_visibility = key not in NEVER_INTERNAL
            self.definitions[name] = self.mapping(annotation, has_visibility)
        return {"$ref": f"#/definitions/{name}"}

    def union(self, members: tuple[object, ...], key: str) -> Json:
        """Returns the schema of one of several kinds of values, nothing perhaps among them."""
        shapes = []
        for each in members:
            if each is not types.NoneType:
                shapes.append(self.shape(each, key))
        alternatives: list[Json] = []
        for shape in shapes:
            alternatives += shape.get("anyOf", [shape])
        made = shapes[0]
        if len(alternatives) > 1:
            made = {"anyOf": alternatives}
        if types.NoneType in members:
            return spelling.nullable(made)
        return made


def _fields(noun: type[Noun]) -> Iterator[tuple[str, FieldInfo]]:
    for name, about in noun.model_fields.items():
        yield about.alias or name, about


def _closed(keys: dict[str, Json], needed: list[str]) -> Json:
    made: Json = {
        "type": "object",
        "properties": keys,
    }
    if needed:
        made["required"] = needed
    made["additionalProperties"] = False
    return made
