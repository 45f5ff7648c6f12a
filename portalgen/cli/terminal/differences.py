"""What a client will see change, in words for the agency: as text, as Markdown for a pull request, as JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any

from portalgen.analysis.difference import Difference, Kind
from portalgen.analysis.message import Message
from portalgen.cli.terminal.report import later, tame
from portalgen.words import Words

CALL = "Call before you publish"
REST = "What the client will see"
PAGES = "What the pages say otherwise"
NOTHING = "The client will see no change."
MOST_OF_A_PAGE = 6  # passages that text and Markdown show one by one
AROUND = 4  # words that are shown beside those that differ
WIDEST = 160  # characters of one passage
ON_PAGES = (Kind.PAGE, Kind.PASSAGE)


@dataclass(frozen=True, slots=True)
class Told:
    """A difference with the project that it is about, and the words to tell it in."""

    where: str
    each: Difference
    words: Words


@dataclass(frozen=True, slots=True)
class Layout:
    """How groups of differences are written: a title, and a line with where it is and what it says."""

    title: str
    line: str


def text(told: Sequence[Told]) -> str:
    """Returns differences as lines for a terminal."""
    return _written(told, Layout("{}", "  {}  {}"))


def markdown(told: Sequence[Told]) -> str:
    """Returns differences as a comment on a pull request."""
    return _written(told, Layout("## {}\n", "- **{}** {}"))


def as_json(told: Sequence[Told]) -> str:
    """Returns a list of objects, with every passage in full."""
    rows = [_row(one) for one in told]
    return json.dumps(
        rows,
        indent=1,
        ensure_ascii=False,
    )


FORMATS: dict[str, Callable[[Sequence[Told]], str]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
}


def sentence(each: Difference, words: Words) -> str:
    """Returns a difference in words for the agency."""
    name = tame(each.what)
    if each.kind in {Kind.MILESTONE, Kind.PROJECT, Kind.PAGE}:
        return f"{each.kind}: {name} {_fate(each)}"
    if each.kind is Kind.EVENT:
        return _shown(each.after, words)
    if each.kind is Kind.UPDATE:
        return f"update of {_shown(each.after, words)}: {name}"
    if each.kind is Kind.DOCUMENT:
        return f"document: {name} is another file under the same name"
    if each.kind is Kind.PASSAGE:
        return f"{name}: {_reworded(each)}"
    return _change(each, words)


def _change(each: Difference, words: Words) -> str:
    """Returns how one value stood and stands."""
    name = tame(each.what)
    values = f"{_shown(each.before, words)} → {_shown(each.after, words)}"
    match each.kind:
        case Kind.PROMISE:
            return f"{name}: promised {values}{later(each.days)}{_reason(each, words)}"
        case Kind.FORECAST:
            return f"{name}: expected {values}{later(each.days)}"
        case Kind.TERM:
            return f"{name}: {values}"
        case Kind.COST:
            return f"agreed changes: {values}"
        case _:
            return f"{each.kind}: {values}"


def _reason(each: Difference, words: Words) -> str:
    if each.step is None:
        return ""
    if each.step.cause is None:
        return " (no reason given)"
    return f" ({words.word(each.step.cause)})"


def _fate(each: Difference) -> str:
    if each.before is None:
        return "is new"
    return "is no longer shown"


def _shown(value: object, words: Words) -> str:
    if isinstance(value, Message):
        return tame(words.say(value))
    if isinstance(value, Decimal):
        return words.money(value)
    if isinstance(value, date):
        return words.full_day(value)
    if value is None:
        return "no date"
    plain = str(value).replace("_", " ")
    return tame(plain)


def _reworded(each: Difference) -> str:
    """Returns how a passage read and reads, in the client's language: the words that differ, and some around them."""
    if each.before is None:
        return f"now says {_quoted(str(each.after))}"
    if each.after is None:
        return f"no longer says {_quoted(str(each.before))}"
    before = str(each.before).split()
    after = str(each.after).split()
    ahead = _shared(before, after)
    left = before[ahead:]
    right = after[ahead:]
    behind = _shared(left[::-1], right[::-1])
    return f"{_part(before, ahead, behind)} → {_part(after, ahead, behind)}"


def _shared(one: list[str], other: list[str]) -> int:
    """Returns with how many of the same words two texts begin."""
    same = takewhile(
        lambda pair: pair[0] == pair[1],
        zip(
            one,
            other,
            strict=False,
        ),
    )
    return sum(1 for _ in same)


def _part(
    words: list[str],
    ahead: int,
    behind: int,
) -> str:
    """Returns a text without most of the words ahead and behind that it shares with another."""
    begin = max(ahead - AROUND, 0)
    end = len(words) - max(behind - AROUND, 0)
    shown = " ".join(words[begin:end])
    if begin > 0:
        shown = f"… {shown}"
    if end < len(words):
        shown = f"{shown} …"
    return _quoted(shown)


def _quoted(passage: str) -> str:
    plain = tame(passage)
    if len(plain) > WIDEST:
        plain = f"{plain[:WIDEST].rstrip()} …"
    return f"“{plain}”"


def _groups(told: Sequence[Told]) -> Iterator[tuple[str, list[Told]]]:
    calls = [one for one in told if one.each.calls]
    rest = [one for one in told if not one.each.calls]
    yield CALL, calls
    yield REST, [one for one in rest if one.each.kind not in ON_PAGES]
    yield PAGES, [one for one in rest if one.each.kind in ON_PAGES]


def _written(told: Sequence[Told], layout: Layout) -> str:
    blocks = []
    for title, group in _groups(told):
        if group:
            lines = [layout.title.format(title), *_lines(group, layout)]
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks) or NOTHING


def _lines(group: Sequence[Told], layout: Layout) -> Iterator[str]:
    """Yields a line a difference; where much of a page reads otherwise, one that says how much."""
    passages = [_page(one) for one in group if one.each.kind is Kind.PASSAGE]
    counts = Counter(passages)
    for one in group:
        count = 0
        if one.each.kind is Kind.PASSAGE:
            count = counts[_page(one)]
        if count <= MOST_OF_A_PAGE:
            yield layout.line.format(one.where, sentence(one.each, one.words))
    for (where, name), count in counts.items():
        if count > MOST_OF_A_PAGE:
            much = f"{tame(name)}: {count} passages, which --format json lists"
            yield layout.line.format(where, much)


def _page(one: Told) -> tuple[str, str]:
    return one.where, one.each.what


def _row(one: Told) -> dict[str, Any]:
    each = one.each
    return {
        "project": one.where,
        "kind": each.kind.value,
        "what": each.what,
        "before": _plain(each.before, one.words),
        "after": _plain(each.after, one.words),
        "days": each.days,
        "call": each.calls,
        "says": sentence(each, one.words),
    }


def _plain(value: object, words: Words) -> str | None:
    if value is None:
        return None
    if isinstance(value, Message):
        return words.say(value)
    return str(value)
