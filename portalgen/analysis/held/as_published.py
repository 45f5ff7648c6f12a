"""A milestone of the model from what a revision published of it: its dates and its moves, without its texts."""

from datetime import date

from portalgen.model.evidence import Evidence
from portalgen.model.milestone import Cause, Milestone, Move, Undated, Window
from portalgen.model.record.past import (
    DOCUMENT,
    MAIL,
    SIGNATURE,
    UNDATED,
    PastEvidence,
    PastForecast,
    PastMilestone,
    PastMove,
)


def milestone_as_published(
    past: PastMilestone,
    items: int | None,
    leads: bool,
) -> Milestone:
    """Returns an open milestone as it was published, without its name."""
    moves = tuple(_move(each) for each in past.moves)
    return Milestone.model_construct(
        id=past.id,
        name="",
        baseline_date=past.baseline_date,
        promised_date=past.promised_date,
        forecast=_forecast(past.forecast),
        moves=moves,
        items=items,
        leads=leads,
    )


def _forecast(past: PastForecast | None) -> date | Window | Undated | None:
    if isinstance(past, tuple):
        start, end = past
        return Window.model_construct(start=start, end=end)
    if past == UNDATED:
        return Undated.UNDATED
    if isinstance(past, date):
        return past
    return None


def _move(past: PastMove) -> Move:
    known = [cause.value for cause in Cause]
    cause = Cause.ESTIMATE
    if past.cause in known:
        cause = Cause(past.cause)
    return Move.model_construct(
        on=past.on,
        before=past.before,
        after=past.after,
        cause=cause,
        because=past.because,
        agreed_by=past.agreed_by,
        evidence=_evidence(past.evidence),
    )


def _evidence(past: PastEvidence | None) -> Evidence | None:
    """Returns what an agreement was published with; the name of its file is not on record, its kind stands for it."""
    if past is None:
        return None
    name = {past.kind: past.kind}
    return Evidence.model_construct(
        document=name.get(DOCUMENT),
        mail=name.get(MAIL),
        signature=name.get(SIGNATURE),
        sha256=past.digest,
        domain=past.domain,
        on=past.on,
        key=past.key,
    )
