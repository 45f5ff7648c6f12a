"""The tolerant reader of what dates are judged by, in one file of a revision.

It is to `past_file` what that one is to the model: it reads a few keys, and what it cannot tell for sure it leaves out.
Nothing that it reads enters the ledger, so that a word here never makes a revision unreadable.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from portalgen.model.placeholders import is_placeholder
from portalgen.model.record.statement import PastUpdate, Statement
from portalgen.model.record.terms import PastAgency, PastRow, PastTerms
from portalgen.source.past.statements import (
    IMPACTS,
    PROBABILITIES,
    statements,
    step,
    visible,
    word,
)
from portalgen.source.yaml.plain import Plain

CRITICAL_EXPOSURE = 15
DIMENSIONS = ("schedule", "scope", "budget")
COLOURS = ("green", "amber", "red")
USUAL_TOLERANCE = 7
MOST_ROWS = 20_000
Keys = Mapping[str, Plain]
T = TypeVar("T")


def past_terms(keys: Keys) -> PastTerms:
    """Returns what one YAML file says beside its dates."""
    calendar = _mapping(keys.get("calendar"))
    milestones = list(visible(keys.get("milestones")))
    return PastTerms(
        tolerance_days=_tolerance(keys.get("tolerance")),
        cadence_days=_count(keys.get("cadence_days")),
        state=word(keys.get("state")),
        since=_day(keys.get("since")),
        declared=tuple(_declared(keys.get("health"))),
        days_off=(*_holidays(calendar), *_freezes(calendar)),
        leads=tuple(_leads(milestones)),
        items=tuple(_items(milestones)),
        accepted=tuple(_accepted(milestones)),
        critical=tuple(_critical(keys.get("risks"))),
        pages=listed_pages(keys),
        statements=tuple(statements(keys)),
    )


def past_agency(
    keys: Keys,
    recorded_on: date,
) -> PastAgency:
    """Returns what portal.yml says for all projects from a day on."""
    return PastAgency(
        recorded_on=recorded_on,
        tolerance_days=_tolerance(keys.get("tolerance")),
        cadence_days=_count(keys.get("cadence_days")),
    )


def joined_terms(
    one: PastTerms,
    other: PastTerms,
) -> PastTerms:
    """Returns what two files of a project say together: each key from the one that has it; statements by their ids."""
    said = [*one.statements, *other.statements]
    said.sort(key=_named)
    return PastTerms(
        tolerance_days=_either(one.tolerance_days, other.tolerance_days),
        cadence_days=_either(one.cadence_days, other.cadence_days),
        state=one.state or other.state,
        since=one.since or other.since,
        declared=one.declared or other.declared,
        days_off=one.days_off or other.days_off,
        leads=one.leads or other.leads,
        items=one.items or other.items,
        accepted=one.accepted or other.accepted,
        critical=one.critical or other.critical,
        pages=_either(one.pages, other.pages),
        statements=tuple(said),
    )


def _named(statement: Statement) -> tuple[str, str]:
    return statement.thing, statement.id


def shown_terms(
    terms: PastTerms,
    rows: tuple[PastRow, ...],
    reported: date | None,
    updates: tuple[PastUpdate, ...] = (),
) -> PastTerms:
    """Returns what a client could see of a project's terms, progress and updates: nothing of pages that are hidden."""
    if not terms.is_shown:
        return terms
    critical = terms.critical
    if not terms.shows("progress"):
        rows = ()
    if not terms.shows("risks"):
        critical = ()
    said = []
    for each in terms.statements:
        page = each.thing.page
        if page is None or terms.shows(page):
            said.append(each)
    return replace(
        terms,
        critical=critical,
        rows=rows,
        reported=reported,
        statements=tuple(said),
        updates=updates if terms.shows("changed") else (),
    )


def past_rows(content: bytes) -> tuple[PastRow, ...] | None:
    """Returns the rows of a progress.csv, by day; None where one of them cannot be read."""
    try:
        text = content.decode("utf-8-sig")
        lines = csv.reader(text.splitlines())
        rows = list(_rows(lines))
    except (ValueError, InvalidOperation, csv.Error):
        return None
    if len(rows) > MOST_ROWS:
        return None
    rows.sort(key=lambda row: (row.on, row.stream or ""))
    return tuple(rows)


def _rows(lines: Iterable[list[str]]) -> Iterator[PastRow]:
    header: list[str] | None = None
    for line in lines:
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        if header is None:
            header = [cell.lower() for cell in cells]
            continue
        row = dict(
            zip(
                header,
                cells,
                strict=False,
            )
        )
        yield PastRow(
            on=date.fromisoformat(row.get("date", "")),
            scope=_amount(row.get("scope", "")),
            done=_amount(row.get("done", "")),
            stream=row.get("stream") or None,
        )


def _amount(text: str) -> Decimal:
    """Returns an amount. Raises ValueError where the text is none."""
    if not re.fullmatch(
        r"[0-9]{1,15}(\.[0-9]{1,10})?",
        text,
        re.ASCII,
    ):
        raise ValueError(text)
    return Decimal(text)


def _tolerance(node: Plain) -> int | None:
    """Returns the days of a tolerance; one that is written without them has the usual ones, None where none is."""
    if not isinstance(node, dict):
        return None
    days = _count(node.get("schedule_days"))
    if days is None:
        return USUAL_TOLERANCE
    return days


def _declared(node: Plain) -> Iterator[tuple[str, str]]:
    health = _mapping(node)
    for dimension in DIMENSIONS:
        colour = word(health.get(dimension))
        if colour in COLOURS:
            yield dimension, colour


def _holidays(calendar: Keys) -> Iterator[tuple[date, date]]:
    for item in _list(calendar.get("holidays")):
        day = _day(item)
        if day:
            yield day, day


def _freezes(calendar: Keys) -> Iterator[tuple[date, date]]:
    for item in _list(calendar.get("freezes")):
        freeze = _mapping(item)
        start = _day(freeze.get("from"))
        end = _day(freeze.get("to"))
        if start and end:
            yield start, end


def _leads(milestones: Iterable[Keys]) -> Iterator[str]:
    for item in milestones:
        if word(item.get("leads")) == "true":
            yield str(item["id"])


def _items(milestones: Iterable[Keys]) -> Iterator[tuple[str, int]]:
    for item in milestones:
        count = _items_in_all(item.get("items"))
        if count is not None:
            yield str(item["id"]), count


def _items_in_all(node: Plain) -> int | None:
    """Returns how many items are given, in all streams together where they are given by stream."""
    if not isinstance(node, dict):
        return _count(node)
    counts = [_count(each) for each in node.values()]
    return sum(each for each in counts if each is not None)


def _accepted(milestones: Iterable[Keys]) -> Iterator[tuple[str, date]]:
    for item in milestones:
        day = _day(item.get("accepted_on"))
        if day:
            yield str(item["id"]), day


def _critical(node: Plain) -> Iterator[str]:
    for item in visible(node):
        is_open = word(item.get("state")) in {None, "open"}
        exposure = step(item.get("probability"), PROBABILITIES) * step(
            item.get("impact"), IMPACTS
        )
        mitigation = item.get("mitigation")
        is_answered = isinstance(mitigation, str) and not is_placeholder(mitigation)
        if is_open and exposure >= CRITICAL_EXPOSURE and not is_answered:
            yield str(item["id"])


def listed_pages(keys: Keys) -> tuple[str, ...] | None:
    """Returns the pages that a file lists; None where it lists none, and all are published."""
    if keys.get("pages") is None:
        return None
    words = []
    for item in _list(keys["pages"]):
        page = word(item)
        if page:
            words.append(page)
    return tuple(words)


def _count(node: Plain) -> int | None:
    if isinstance(node, str) and re.fullmatch(
        r"[0-9]{1,9}",
        node.strip(),
        re.ASCII,
    ):
        return int(node)
    return None


def _day(node: Plain) -> date | None:
    if not isinstance(node, str):
        return None
    try:
        return date.fromisoformat(node.strip())
    except ValueError:
        return None


def _either(
    one: T | None,
    other: T | None,
) -> T | None:
    if one is None:
        return other
    return one


def _mapping(node: Plain) -> Keys:
    if isinstance(node, dict):
        return node
    return {}


def _list(node: Plain) -> list[Plain]:
    if isinstance(node, list):
        return node
    return []
