"""Which field of an export means what: a file of the workspace, on top of one that knows a tracker."""

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import BeforeValidator, Field

from portalgen.diagnostics import Diagnostic
from portalgen.errors import UsageError
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import (
    Blank,
    Choice,
    Empty,
    Flag,
    Line,
    Slug,
    Token,
    Word,
)
from portalgen.source.files.folder import Folder
from portalgen.source.files.text import SourceText
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.nouns.validation import validated
from portalgen.source.yaml.reader import parse_keys, read_keys
from portalgen.source.yaml.tree import Mapping, Scalar

FOLDER = "imports"  # of a workspace, beside projects/
_END = ".yml"


def _one_or_more(value: object) -> object:
    if isinstance(value, str):
        return (value,)
    if value is None:
        return ()
    return value


Several = Annotated[tuple[Token, ...], BeforeValidator(_one_or_more)]


class Weekday(Word):
    """The day on which a week of progress ends."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Times(Word):
    """Whose clock times without a zone are."""

    LOCAL = "local"
    UTC = "utc"


class Test(Noun):
    """A field that holds one of some words, whatever their capitals."""

    field: Several = Field(description="the export's field, or some")
    words: Several = Field(alias="is", description="the words, one or a list")


class Streams(Noun):
    """Streams of work: which field tells them, and what the client reads for each word in it."""

    field: Token = Field(description="the export's field")
    names: dict[str, Line] = Field(
        description="the stream's name for each word; all other words name none"
    )


class TrackerMap(Noun):
    """What an export's fields mean. Only what is named here is taken, and of that only ids, days, numbers and words."""

    like: Slug | None = Field(
        default=None,
        description="the mapping that this one is like but for what it says itself",
    )
    project: Token | None = Field(
        default=None, description="CLIENT/PROJECT that the items belong to"
    )
    items: Several = Field(
        default=(),
        description="where the items are in JSON or XML: a path, or some to try",
    )
    lookups: Annotated[dict[str, Token], Blank] = Field(
        default_factory=dict,
        description="fields that hold ids, each with the list of the document that has the names",
    )
    id: Several = Field(description="the field with the item's permanent id")
    created: Several = Field(
        default=(), description="the field with the day on which the item was added"
    )
    created_in_id: Flag = Field(
        default=False, description="true: the id begins with its time, as Trello's do"
    )
    done: Several = Field(
        default=(), description="the field with the day on which the item was finished"
    )
    done_when: Test | None = Field(
        default=None, description="what makes an item done, where a day alone does not"
    )
    dropped: Several = Field(
        default=(), description="the field with the day on which the item was given up"
    )
    dropped_when: Test | None = Field(
        default=None, description="what makes an item one that will not be done"
    )
    due: Several = Field(
        default=(),
        description="the field with the tracker's own date, held against milestones",
    )
    weight: Several = Field(
        default=(),
        description="the field with the item's size; each counts 1 without it",
    )
    only: Annotated[tuple[Test, ...], Empty] = Field(
        default=(), description="tests that a record must pass to count"
    )
    skip: Annotated[tuple[Test, ...], Empty] = Field(
        default=(), description="tests whose records do not count"
    )
    dates_only: Test | None = Field(
        default=None, description="records that have a date and are no work to be done"
    )
    streams: Streams | None = Field(default=None, description="streams of work")
    dates: Several = Field(
        default=(),
        description="forms of dates besides 2026-03-20, in Python's signs: %d/%m/%Y or %m/%d/%Y",
    )
    times: Annotated[Times, Choice] = Field(
        default=Times.LOCAL, description="utc: times without a zone are UTC"
    )
    week_ends: Annotated[Weekday, Choice] | None = Field(
        default=None,
        description="the day of new rows; by default the last row's, else friday",
    )
    complete: Flag = Field(
        default=False, description="true: an item that an export lacks is gone"
    )


def built_in() -> list[str]:
    """Returns the names of the trackers that need no mapping file."""
    found = []
    for each in _maps().iterdir():
        if each.name.endswith(_END):
            found.append(each.name.removesuffix(_END))
    return sorted(found)


def read_mapping(
    workspace: Folder, name: str
) -> tuple[TrackerMap | None, list[Diagnostic]]:
    """Returns the mapping of a name, the workspace's own before the built-in one, and what is wrong with its file.

    Raises UsageError where there is none of that name.
    """
    tree, wrong = _tree(workspace, name)
    like = tree.values.get("like")
    if isinstance(like, Scalar) and like.text is not None:
        base = _like(name, like.text)
        values = {
            **base.values,
            **tree.values,
        }
        tree = Mapping(
            values,
            tree.place,
            tree.keys,
            tree.readable,
        )
    mapping, more = validated(TrackerMap, tree)
    found = [*wrong, *more]
    if wrong:
        return None, found
    return mapping, found


def _like(name: str, tracker: str) -> Mapping:
    """Returns the built-in mapping that another is like. Raises UsageError where there is none of that name."""
    known = built_in()
    if tracker not in known:
        where = f"{FOLDER}/{name}{_END}"
        help_ = did_you_mean(tracker, known)
        raise UsageError(f"{where}: like: {tracker} is no known tracker; {help_}")
    base, _ = _own(tracker)
    return base


def _tree(workspace: Folder, name: str) -> tuple[Mapping, list[Diagnostic]]:
    files = [entry.name for entry in workspace.list(FOLDER)]
    file = f"{name}{_END}"
    if file in files:
        return read_keys(workspace, f"{FOLDER}/{file}")
    trackers = built_in()
    if name in trackers:
        return _own(name)
    own = [each.removesuffix(_END) for each in files if each.endswith(_END)]
    help_ = did_you_mean(name, [*own, *trackers])
    raise UsageError(f"there is no mapping called {name}; {help_}")


def _own(name: str) -> tuple[Mapping, list[Diagnostic]]:
    file = f"{name}{_END}"
    resource = _maps() / file
    text = resource.read_text(encoding="utf-8")
    source = SourceText(file, text)
    return parse_keys(source)


def _maps() -> Traversable:
    package = resources.files("portalgen.authoring.trackers")
    return package / "maps"
