"""Facts of days that have not come: none is told as true, and each is said aloud."""

from datetime import timedelta
from typing import Any

import pytest

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.message import Message, message
from portalgen.model.change import ChangeState
from portalgen.model.fields.walk import as_known_on
from portalgen.model.health import Rag
from portalgen.model.project import Project, ProjectState
from portalgen.model.risk import RiskState
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, day, found, milestone, move, project
from tests.kit.clients.weekly_progress import LAST, rows

TOMORROW = TODAY + timedelta(days=1)
AHEAD = str(TOMORROW)
NO_REPORT: dict[str, Any] = {"updates": []}


def told(of: Project) -> tuple[Project, ProjectFindings]:
    """Returns a project as it can be known today, and what its data gives."""
    return as_known_on(of, TODAY), found(of)


def item(name: str) -> Message:
    return message("not_yet.item", name=name, day=TOMORROW)


@pytest.mark.parametrize("key", ["actual_date", "accepted_on"])
def test_a_milestone_is_not_met_before_its_day(key: str) -> None:
    late = milestone(promised_date="2026-05-20", **{key: AHEAD})
    known, result = told(project(late))
    assert not known.milestones[0].is_met
    assert result.verdict == message("verdict.overdue", 12, name="Launch")
    assert result.health.overall is Rag.RED
    assert [each for each in result.events if each.said.id == "event.met"] == []
    assert result.not_yet == (item("Launch"),)


def test_it_is_met_on_its_day() -> None:
    of = project(milestone(promised_date="2026-05-20", actual_date=AHEAD))
    later = found(of, TOMORROW)
    assert later.lead
    assert later.lead.is_met
    assert later.not_yet == ()


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_a_project_has_not_ended_before_its_day(state: str) -> None:
    of = project(
        milestone(promised_date="2026-05-20"),
        state=state,
        since=AHEAD,
        because="All is done.",
    )
    known, result = told(of)
    assert (known.state, known.because) == (ProjectState.ACTIVE, None)
    assert result.verdict.id == "verdict.overdue"
    assert result.not_yet == (message("not_yet.end", day=TOMORROW),)


def test_a_pause_may_be_announced() -> None:
    of = project(state="paused", since=AHEAD, because="Holidays.")
    assert told(of)[0].state is ProjectState.PAUSED
    assert found(of).not_yet == ()


def test_a_report_of_a_day_that_has_not_come_is_no_fresh_data() -> None:
    reports = [
        {"period_end": day("2026-04-30"), "headline": "April"},
        {"period_end": day("2027-05-29"), "headline": "A year that slipped"},
    ]
    known, result = told(
        project(milestone(promised_date="2026-08-07"), updates=reports)
    )
    assert [update.headline for update in known.updates] == ["April"]
    assert result.reporting.last == day("2026-04-30")
    assert result.health.overall is Rag.GREY
    assert result.not_yet == (message("not_yet.report", day=day("2027-05-29")),)


def test_progress_of_a_day_that_has_not_come_counts_for_nothing() -> None:
    work = rows([4] * 10, open_items=40)
    ahead = {"date": AHEAD, "scope": "80", "done": "80"}
    launch = milestone(promised_date="2026-08-07")
    known, result = told(project(launch, progress=[*work, ahead], **NO_REPORT))
    without = found(project(launch, progress=work, **NO_REPORT))
    assert known.progress[-1].on == LAST
    assert (result.completion, result.forecast) == (
        without.completion,
        without.forecast,
    )
    assert result.reporting.last == LAST
    assert result.not_yet == (message("not_yet.progress", day=TOMORROW),)


def test_what_is_owed_on_either_side_is_open_until_it_came() -> None:
    photos = {
        "id": "photos",
        "what": "Photos",
        "due_on": "2026-05-20",
        "done_on": AHEAD,
    }
    training = {"id": "training", "what": "Training", "done_on": AHEAD}
    known, result = told(project(asks=[photos], owed=[training]))
    assert (known.asks[0].done_on, known.owed[0].done_on) == (None, None)
    assert [each.ask.id for each in result.asks] == ["photos"]
    assert result.not_yet == (item("Photos"), item("Training"))


def test_a_risk_is_open_and_a_change_undecided_until_their_days() -> None:
    risk = {
        "id": "bank",
        "name": "The bank says no",
        "probability": "likely",
        "impact": "severe",
        "state": "closed",
        "closed_on": AHEAD,
    }
    change = {
        "id": "cr-1",
        "name": "Loyalty points",
        "state": "approved",
        "decided_on": AHEAD,
        "decided_by": "Timo",
    }
    known, result = told(project(risks=[risk], change_requests=[change]))
    assert known.risks[0].state is RiskState.OPEN
    (asked,) = known.change_requests
    assert (asked.state, asked.decided_on, asked.decided_by) == (
        ChangeState.PROPOSED,
        None,
        None,
    )
    assert result.not_yet == (item("The bank says no"), item("Loyalty points"))


def test_a_release_of_tomorrow_is_not_there_yet() -> None:
    release = {"version": "1.0.0", "on": AHEAD}
    known, result = told(project(releases=[release]))
    assert (known.releases, result.events) == ((), ())
    assert result.not_yet == (item("1.0.0"),)


def test_an_agreement_to_a_move_of_tomorrow_does_not_count() -> None:
    agreed = move("2026-05-20", "2026-08-07", on=AHEAD, agreed_by="Timo")
    known, result = told(project(milestone(promised_date="2026-08-07", moves=[agreed])))
    assert known.milestones[0].moves[0].agreed_by is None
    assert result.lead
    assert (result.lead.agreed_by, result.lead.measured_from) == (
        None,
        day("2026-05-20"),
    )
    assert result.not_yet == (message("not_yet.move", day=TOMORROW),)


def test_what_has_no_fact_ahead_stays_the_very_same() -> None:
    of = project(milestone(promised_date="2026-05-20", actual_date="2026-05-20"))
    assert as_known_on(of, TODAY) is of


@pytest.mark.parametrize("language", ["en", "fi"])
def test_each_is_said_in_every_language(language: str) -> None:
    words = Words(language, TODAY)
    for kind in ("report", "progress", "move", "end"):
        assert words.say(message(f"not_yet.{kind}", day=TOMORROW))
    assert "Launch" in words.say(item("Launch"))
