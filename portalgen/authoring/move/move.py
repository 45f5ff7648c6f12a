"""Moves a promise: `promised_date` changes together with the record of why, in the file where the milestone stands."""

from dataclasses import dataclass
from datetime import date

from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import ProjectPlace
from portalgen.authoring.edit.splice import with_item, with_value
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.move.evidence import evidence
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.fields.scalars import parse_day
from portalgen.model.milestone import Cause
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.yaml.tree import Mapping, Scalar

MILESTONES = "milestones"


@dataclass(frozen=True)
class Asked:
    """A move as somebody asks for it: which milestone, to which day, made on which day, and why.

    `evidence` names the published document in which the client agrees.
    """

    milestone: str
    to: date
    on: date
    cause: Cause
    because: str | None = None
    agreed_by: str | None = None
    change_request: str | None = None
    forecast: date | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Moved:
    """A move that is ready to be written; `before` is None where nothing was promised."""

    draft: Draft
    name: str
    before: date | None


@dataclass(frozen=True)
class Movable:
    """A milestone that may move: its position in the list, its name, and what is promised now."""

    at: int
    name: str
    before: date | None


def movable(
    place: ProjectPlace,
    milestone: str,
    to: date,
) -> Movable:
    """Returns a milestone that may move to a day.

    Raises UsageError where there is no such milestone, PortalgenError where it is met or promised for that day already.
    """
    at, found = _milestone(place, milestone)
    name = _word(found, "name") or milestone
    before = _day(found, "promised_date")
    met = _day(found, "actual_date") or _day(found, "accepted_on")
    if met:
        raise PortalgenError(f"{name} was met on {met}, and what is met cannot move")
    if before == to:
        raise PortalgenError(f"{name} is promised for {before} already")
    return Movable(at, name, before)


def moved(place: ProjectPlace, asked: Asked) -> Moved:
    """Returns a move as a change of one file.

    Raises what `movable` does, UsageError where the reason is missing, who agreed, or the document in which they did,
    SpliceError where the file cannot be changed.
    """
    if not asked.because and asked.cause is not Cause.TO_FOLLOW:
        raise UsageError(
            "a move needs --because, one sentence that the client reads; or --cause to_follow, for now"
        )
    if asked.evidence and not asked.agreed_by:
        raise UsageError(
            "--evidence shows that somebody agreed: say who with --agreed-by"
        )
    found = movable(place, asked.milestone, asked.to)
    record = _record(place, asked, found.before)
    path = place.holder(MILESTONES) or ""
    content = place.content(path)
    after = _changed(
        place.folder.shown(path),
        content,
        found.at,
        asked,
        record,
    )
    draft = Draft(path, after, content)
    return Moved(
        draft=draft,
        name=found.name,
        before=found.before,
    )


def _changed(
    file: str,
    content: bytes,
    at: int,
    asked: Asked,
    record: dict[str, Value],
) -> bytes:
    here = (MILESTONES, at)
    promised = (*here, "promised_date")
    content = with_value(
        file,
        content,
        promised,
        asked.to,
        below=("baseline_date", "name", "id"),
    )
    content = with_item(
        file,
        content,
        (*here, "moves"),
        record,
    )
    if asked.forecast:
        content = with_value(
            file,
            content,
            (*here, "forecast"),
            asked.forecast,
            below=("promised_date",),
        )
    return content


def _record(
    place: ProjectPlace,
    asked: Asked,
    before: date | None,
) -> dict[str, Value]:
    """Returns a move as moves: lists it, what is not known left out."""
    proof: Value = None
    if asked.evidence:
        proof = evidence(place, asked.evidence)
    record: dict[str, Value] = {
        "on": asked.on,
        "from": before,
        "to": asked.to,
        "cause": asked.cause,
        "because": asked.because,
        "agreed_by": asked.agreed_by,
        "evidence": proof,
        "change_request": asked.change_request,
    }
    known: dict[str, Value] = {}
    for key, value in record.items():
        if value and str(value).strip():
            known[key] = value
    return known


def _milestone(place: ProjectPlace, wanted: str) -> tuple[int, Mapping]:
    known = []
    for at, item in place.items(MILESTONES):
        name = _word(item, "id")
        if name == wanted:
            return at, item
        if name:
            known.append(name)
    if known:
        help_ = did_you_mean(wanted, known)
    else:
        help_ = "it has none"
    raise UsageError(f"{place.path} has no milestone called {wanted}; {help_}")


def _word(item: Mapping, key: str) -> str | None:
    node = item.values.get(key)
    if isinstance(node, Scalar) and node.text is not None:
        return str(node.text)
    return None


def _day(item: Mapping, key: str) -> date | None:
    typed = _word(item, key)
    if not typed:
        return None
    try:
        return parse_day(typed)
    except ValueError:
        raise PortalgenError(
            f"{key}: {typed} is not a date; run portalgen check"
        ) from None
