"""Reads story.yml: what the sample's files no longer tell of the months behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import takewhile
from pathlib import Path
from typing import Any

from portalgen.diagnostics import Diagnostic
from portalgen.model.fields.scalars import parse_day
from portalgen.source.files.text import decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import plain
from samples.layout import Changes, Pointer

NOW = "now"
NONE = "none"
Timeline = list[tuple[date, str]]
Values = dict[Pointer, Changes]


@dataclass(frozen=True)
class Entry:
    """A commit of one client: by a contact's id, at a time in UTC; with values that were typed otherwise."""

    client: str
    when: datetime
    by: str
    message: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True)
class PullRequest:
    """A branch of one client's commits, from the last commit of a day on, and when the bot merged it."""

    client: str
    number: int
    branched_after: date
    when: datetime
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Joined:
    """A file that stood inside of another one until a day."""

    file: str
    into: str
    until: date


@dataclass(frozen=True)
class Story:
    """The whole of story.yml. Pointers of values begin with the project, written `client/project`."""

    reports: Mapping[str, tuple[str, time]]
    bot: tuple[str, str]
    commits: tuple[Entry, ...]
    slips: tuple[Entry, ...]
    pull_requests: tuple[PullRequest, ...]
    added: Mapping[str, date]
    joined: tuple[Joined, ...]
    values: Mapping[Pointer, Mapping[str, Timeline]]

    def changes(self, pointer: Pointer, day: date) -> Changes:
        """Returns the values of a mapping that differed on a day; None where there was no such line."""
        changes: Changes = {}
        for key, timeline in self.values.get(pointer, {}).items():
            *_, (_, text) = [
                (date.min, NONE),
                *takewhile(lambda each: each[0] <= day, timeline),
            ]
            if text != NOW:
                changes[key] = None if text == NONE else text
        return changes


def read_story(file: Path) -> Story:
    """Returns the story in a file. Raises ValueError where it cannot be read, KeyError where something is missing."""
    source = decode(file.name, file.read_bytes())
    if isinstance(source, Diagnostic):
        raise ValueError(str(source))
    tree, wrong = parse(source)
    if tree is None or wrong:
        raise ValueError("\n".join(f"{each.place}: {each.message}" for each in wrong))
    told = plain(tree)
    reports = {
        client: (str(each["by"]), time.fromisoformat(each["at"]))
        for client, each in told["reports"].items()
    }
    return Story(
        reports=reports,
        bot=(told["bot"]["name"], told["bot"]["email"]),
        commits=tuple(
            _entry(each, each["client"], reports) for each in told["commits"]
        ),
        slips=tuple(_entry(each, each["client"], reports) for each in told["slips"]),
        pull_requests=tuple(
            _pull_request(each, reports) for each in told["pull_requests"]
        ),
        added={path: parse_day(day) for path, day in told["added"].items()},
        joined=tuple(
            Joined(each["file"], each["into"], parse_day(each["until"]))
            for each in told["joined"]
        ),
        values=_by_mapping(told["values"]),
    )


def _entry(
    told: dict[str, Any], client: str, reports: Mapping[str, tuple[str, time]]
) -> Entry:
    by, at = reports[client]
    values: Values = {}
    for pointer, key, text in _leaves((), told.get("values", {})):
        values.setdefault((f"{client}/{pointer[0]}", *pointer[1:]), {})[key] = text
    return Entry(
        client, _when(told, at), str(told.get("by", by)), told["message"], values
    )


def _pull_request(
    told: dict[str, Any], reports: Mapping[str, tuple[str, time]]
) -> PullRequest:
    entries = tuple(_entry(each, told["client"], reports) for each in told["commits"])
    number = int(told["number"])
    branched_after = parse_day(told["branched_after"])
    return PullRequest(told["client"], number, branched_after, _when(told), entries)


def _when(told: dict[str, Any], at: time = time.min) -> datetime:
    at = time.fromisoformat(told["at"]) if "at" in told else at
    return datetime.combine(parse_day(told["on"]), at, UTC)


def _by_mapping(told: dict[str, Any]) -> dict[Pointer, dict[str, Timeline]]:
    found: dict[Pointer, dict[str, Timeline]] = {}
    for pointer, key, leaf in _leaves((), told):
        days = leaf if isinstance(leaf, dict) else {leaf: NOW}
        found.setdefault(pointer, {})[key] = sorted(
            (parse_day(day), str(text)) for day, text in days.items()
        )
    return found


def _leaves(
    pointer: Pointer, told: dict[str, Any]
) -> Iterator[tuple[Pointer, str, Any]]:
    """Yields each value with its key and the pointer of its mapping; a mapping of days is a value."""
    for key, value in told.items():
        if isinstance(value, dict) and not all(_is_day(each) for each in value):
            yield from _leaves((*pointer, str(key)), value)
        else:
            yield pointer, str(key), value


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True
