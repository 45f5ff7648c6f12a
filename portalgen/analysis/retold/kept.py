"""What a day's answer is kept as: ids, colours and days, no text. Equal keys have equal answers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.answer import Answer
from portalgen.analysis.dates.promises import Promise

FORM = 1  # of what is kept


@dataclass(frozen=True, slots=True)
class KeptDate:
    """The dates of a milestone, by the id that it had: promised, and expected or met."""

    id: str
    told: date | None
    is_agreed: bool
    expected: date | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class KeptColours:
    """A dimension that was declared brighter than the data gave."""

    dimension: str
    declared: str
    derived: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The answer of a day: the state, the colour, the verdict by its id with its values, and the dates.

    `about` is the id of the milestone that the verdict is about, `lead` that of the leading one.
    """

    state: str
    health: str
    verdict: str
    about: str | None
    day: date | None
    count: int | None
    lead: str | None
    dates: tuple[KeptDate, ...]
    brighter: tuple[KeptColours, ...]


Kept = Mapping[str, KeptAnswer]  # by the key
NOTHING_KEPT: Kept = {}


def key_of(*made_from: object) -> str:
    """Returns the key of what an answer is made from: a digest of all that it says."""
    said = repr((FORM, made_from))
    digest = hashlib.sha256(said.encode())
    return digest.hexdigest()


def kept_answer(state: str, answer: Answer) -> KeptAnswer:
    """Returns an answer as it is kept; its milestones bear their ids as names."""
    values = dict(answer.verdict.values)
    about = values.get("name")
    day = values.get("day")
    lead: str | None = None
    if answer.lead:
        lead = answer.lead.milestone.id
    brighter = []
    for each in answer.health.brighter:
        brighter.append(
            KeptColours(
                each.dimension.value,
                str(each.declared),
                str(each.derived),
            )
        )
    return KeptAnswer(
        state=state,
        health=answer.health.overall.value,
        verdict=answer.verdict.id,
        about=about if isinstance(about, str) else None,
        day=day if isinstance(day, date) else None,
        count=answer.verdict.count,
        lead=lead,
        dates=tuple(_kept_date(each) for each in answer.promises),
        brighter=tuple(brighter),
    )


def _kept_date(promise: Promise) -> KeptDate:
    return KeptDate(
        id=promise.milestone.id,
        told=promise.current,
        is_agreed=promise.agreed_by is not None,
        expected=promise.expected,
        is_met=promise.is_met,
    )
