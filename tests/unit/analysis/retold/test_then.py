"""A project as a revision published it: it answers as the files of that day do."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.ledger.records import records
from portalgen.analysis.retold.then import agency_then, project_then
from portalgen.model.client import Agency
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import ProjectState
from portalgen.model.record.past import PastMilestone
from portalgen.model.record.published import Snapshot
from portalgen.model.record.terms import PastAgency, PastRow, PastTerms
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.git.repository import Repository
from portalgen.source.load.agency import load_agency
from portalgen.source.load.loader import load
from portalgen.source.past.history import histories
from samples.replay import replay
from tests.kit.clients import nouns
from tests.kit.clients.histories import milestone, project
from tests.kit.clients.samples import told_sample

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def snapshot(terms: PastTerms, *milestones: PastMilestone) -> Snapshot:
    past = project(*milestones, name="Old name")
    return Snapshot(MAY, replace(past, terms=terms))


def test_what_it_is_judged_by_is_that_of_then_and_no_text_is() -> None:
    terms = PastTerms(
        tolerance_days=3,
        cadence_days=14,
        state="paused",
        since=date(2026, 4, 20),
        declared=(("schedule", "amber"),),
        days_off=((date(2026, 4, 3), date(2026, 4, 3)), (date(2026, 4, 6), MAY)),
        leads=("launch",),
        items=(("launch", 12),),
        accepted=(("launch", date(2026, 4, 30)),),
        rows=(PastRow(date(2026, 4, 24), Decimal(40), Decimal(12), "Build"),),
        reported=date(2026, 4, 24),
    )
    now = nouns.project(summary="Of today", phase="Design", because="Of today")
    then = project_then(now, snapshot(terms, milestone("2026-06-01")), MAY)
    (launch,) = then.milestones
    assert (launch.name, launch.items, launch.leads) == ("launch", 12, True)
    assert launch.accepted_on == date(2026, 4, 30)
    assert then.tolerance
    assert (then.tolerance.schedule_days, then.cadence_days) == (3, 14)
    assert (then.state, then.since) == (ProjectState.PAUSED, date(2026, 4, 20))
    assert then.health.of(Dimension.SCHEDULE) is Rag.AMBER
    assert not then.calendar.is_working(date(2026, 4, 3))
    assert not then.calendar.is_working(date(2026, 4, 7))
    assert [(row.done, row.stream) for row in then.progress] == [(Decimal(12), "Build")]
    assert [each.period_end for each in then.updates] == [date(2026, 4, 24)]
    assert (then.name, then.summary, then.phase, then.because) == ("", None, None, None)


def test_a_state_that_is_none_is_an_active_project() -> None:
    then = project_then(nouns.project(), snapshot(PastTerms(state="resting")), MAY)
    assert then.state is ProjectState.ACTIVE


def test_what_is_said_to_have_happened_later_had_not_happened() -> None:
    met = milestone("2026-06-01", actual="2026-05-20")
    then = project_then(nouns.project(), snapshot(PastTerms(), met), MAY)
    assert not then.milestones[0].is_met


def test_tolerance_and_cadence_of_the_agency_are_those_that_stood_on_the_day() -> None:
    known = (
        PastAgency(date(2026, 1, 1), tolerance_days=2, cadence_days=14),
        PastAgency(JUNE, tolerance_days=30),
    )
    agency = Agency.model_validate({"tolerance": {"schedule_days": 30}})
    then = agency_then(agency, known, MAY)
    assert (then.tolerance.schedule_days, then.cadence_days) == (2, 14)
    later = agency_then(agency, known, JUNE)
    assert later.tolerance.schedule_days == 30
    assert later.cadence_days == Agency().cadence_days
    assert agency_then(agency, known, date(2025, 1, 1)) == agency


@pytest.mark.slow
def test_every_day_of_the_sample_is_told_as_its_files_give_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    top = tmp_path_factory.mktemp("sample") / "sample"
    replay(top)
    projects = top / "projects"
    repository = Repository.around(projects)
    assert isinstance(repository, Repository)
    past = histories(repository, projects, ["harbour"])["harbour"]
    told = told_sample("harbour").findings.projects["collections"].tellings
    by_day = {each.recorded_on: at for at, each in enumerate(past.revisions)}
    for each in told.days[:-1]:
        at = by_day[each.on]
        folder = GitFolder(repository, past.revisions[at].commit, "projects/", "then")
        client = load(folder, "harbour", load_agency(folder)[0]).client
        assert client
        cut = replace(past, revisions=past.revisions[: at + 1])
        seen = past.revisions[at].projects
        known = records(cut, "harbour", (), seen, each.on)
        found = analyse(client, each.on, known).projects["collections"]
        assert (found.health.overall, found.verdict) == (each.health, each.verdict)
    assert len(told.days) > 20
