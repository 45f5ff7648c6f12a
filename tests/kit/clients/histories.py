"""Small histories for tests: what a client's files said week after week."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from portalgen.analysis.ledger.entry import Entry, Fact
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.records import records
from portalgen.model.record.past import (
    UNDATED,
    History,
    PastForecast,
    PastMilestone,
    PastMove,
    PastProject,
    Reach,
    Revision,
)

SALT = "5f1c0a9e4b7d2c683e91f0a4d57b8c26"
START = date(2026, 1, 5)
Projects = tuple[PastProject, ...]
JUNE, MID_JUNE, JULY = "2026-06-01", "2026-06-15", "2026-07-01"
# Entries in short, as `said` tells them.
PROMISED = f"promised launch none -> {JUNE}"
MOVED = f"moved launch {JUNE} -> {MID_JUNE} +14"


def day(text: str | None) -> date | None:
    """Returns the day that a text names, or None for None."""
    return date.fromisoformat(text) if text else None


def week(number: int) -> date:
    """Returns the day on which a revision was committed: the first on 5 January 2026, one a week."""
    return START + timedelta(weeks=number)


def move(
    before: str | None = None,
    after: str | None = None,
    cause: str | None = "estimate",
    **keys: Any,
) -> PastMove:
    """Returns a declared move."""
    said = {"because": "Known now.", "agreed_by": None, **keys}
    return PastMove(
        day(said.get("on")),
        day(before),
        day(after),
        cause,
        said["because"],
        said["agreed_by"],
        said.get("evidence"),
        said.get("objection"),
    )


def forecast(value: str | tuple[str, str] | None) -> PastForecast | None:
    """Returns a forecast: a day, a range of two, or `undated`."""
    if isinstance(value, tuple):
        return date.fromisoformat(value[0]), date.fromisoformat(value[1])
    return UNDATED if value == UNDATED else day(value)


def milestone(
    promised: str | None, *moves: PastMove, id_: str = "launch", **keys: Any
) -> PastMilestone:
    """Returns a milestone as it stood, called after its id."""
    return PastMilestone(
        id=id_,
        formerly=tuple(keys.get("formerly", ())),
        name=keys.get("name", id_.capitalize()),
        baseline_date=day(keys.get("baseline")),
        promised_date=day(promised),
        forecast=forecast(keys.get("forecast")),
        actual_date=day(keys.get("actual")),
        moves=moves,
        acceptance=keys.get("acceptance"),
    )


def project(
    *milestones: PastMilestone, id_: str = "webshop", **keys: Any
) -> PastProject:
    """Returns a project as it stood."""
    return PastProject(
        id_,
        tuple(keys.get("formerly", ())),
        day(keys.get("live_from")),
        milestones,
        keys.get("name"),
    )


def history(rows: Iterable[Projects], salt: str | None = SALT) -> History:
    """Returns a whole history with a revision a week."""
    revisions = tuple(
        Revision(f"{n:040x}", week(n), "maria@agency.example", row)
        for n, row in enumerate(rows)
    )
    return History(Reach.WHOLE, revisions, since=START, head="0" * 40, salt=salt)


def of(*milestones: PastMilestone | None) -> Ledger:
    """Returns the ledger of one milestone as it stood week after week; None where the client could not see it."""
    return ledger(
        history((project(each),) if each else (project(),) for each in milestones),
        "acme",
    )


def rows(*each: Projects) -> Ledger:
    """Returns the ledger of a client whose projects stood as given week after week."""
    return ledger(history(each), "acme")


def said(entries: Iterable[Entry | Fact]) -> list[str]:
    """Returns entries in short: kind, milestone, from, to, days, cause and what it is about."""
    return [_short(each) for each in entries]


def _short(entry: Entry | Fact) -> str:
    parts: list[object] = [entry.kind.value, entry.milestone]
    if entry.before is not None or entry.after is not None:
        parts += [_value(entry.before), "->", _value(entry.after)]
    parts += [f"{entry.days:+}"] if entry.days is not None else []
    parts += [entry.cause] if entry.cause else []
    parts += ["unexplained"] if entry.explained is False else []
    parts += [list(entry.of)] if entry.of else []
    return " ".join(str(each) for each in parts)


def _value(value: PastForecast | None) -> str:
    return (
        "/".join(map(str, value)) if isinstance(value, tuple) else str(value or "none")
    )


def unrecorded(past: History, current: Projects, on: date) -> tuple[Entry, ...]:
    """Returns the entries that the files of a day would add to the ledger if they were committed."""
    found = records(past, "acme", (), current, on)
    return found.present.entries[found.count :]
