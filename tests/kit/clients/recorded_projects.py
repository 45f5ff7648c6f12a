"""Projects that were recorded a month ago, and what becomes of them once something is written otherwise."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portalgen.analysis.findings import ProjectFindings
from portalgen.model.change import ChangeRequest, ChangeState, Term
from portalgen.model.client import Agency
from portalgen.model.evidence import Evidence
from portalgen.model.milestone import Milestone
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project
from portalgen.model.record.past import History, Reach, Revision
from portalgen.model.update import Update
from tests.kit.clients.edited_projects import AS_OF, World, as_published
from tests.kit.clients.nouns import PROOF, PROVEN

RECORDED = AS_OF - timedelta(days=30)


def days(number: int) -> date:
    return AS_OF + timedelta(days=number)


def launch(**keys: Any) -> Milestone:
    """Returns a milestone that is 20 days late."""
    said = {"id": "launch", "name": "Launch", "promised_date": days(-20), **keys}
    return Milestone(**said)


def webshop(*milestones: Milestone, **keys: Any) -> Project:
    """Returns a project that reported yesterday."""
    said = {
        "id": "webshop",
        "name": "Webshop",
        "milestones": milestones,
        "updates": (Update(period_end=days(-1), headline="News"),),
        **PROVEN,
        **keys,
    }
    return Project(**said)


def recorded(project: Project, agency: Agency | None = None) -> World:
    """Returns a project that stands as it was recorded 30 days ago and again yesterday."""
    seen = (as_published(project),)
    revisions = tuple(Revision("a", day, "maria", seen) for day in (RECORDED, days(-1)))
    history = History(Reach.WHOLE, revisions)
    return World(project, agency or Agency(), history)


def after(project: Project, **changed: Any) -> ProjectFindings:
    """Returns what a recorded project gives once some keys are written otherwise; committed it gives the same."""
    world = recorded(project)
    edited = replace(world, project=project.model_copy(update=changed))
    found = edited.found()
    told = (found.health.overall, found.health.rule)
    later = edited.committed().found()
    assert (later.health.overall, later.health.rule) == told
    return found


def rows(*done: int, scope: int = 40) -> tuple[ProgressRow, ...]:
    """Returns a row a week until yesterday."""
    first = days(-1) - timedelta(weeks=len(done) - 1)
    return tuple(
        ProgressRow(
            on=first + timedelta(weeks=week),
            scope=Decimal(scope),
            done=Decimal(count),
        )
        for week, count in enumerate(done)
    )


SLOW = rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
AHEAD = launch(promised_date=days(60), items=40)
LATE = webshop(launch())


def approved(*covers: Term) -> ChangeRequest:
    """Returns a change request to which the client agreed, by a document that it can check."""
    return ChangeRequest(
        id="cr-1",
        name="A later end will do",
        state=ChangeState.APPROVED,
        decided_on=AS_OF,
        decided_by="Timo Laine",
        evidence=Evidence.model_validate(PROOF),
        covers=covers,
    )
