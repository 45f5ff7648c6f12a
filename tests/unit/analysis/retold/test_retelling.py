"""What was told on each day before: by the files and the record of that day, with no name that is not shown today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.ledger.records import records
from portalgen.analysis.retold.kept import NOTHING_KEPT
from portalgen.analysis.retold.retelling import MOST_TOLD, Retold, retold
from portalgen.analysis.showings import with_showing
from portalgen.analysis.told.telling import Telling, Tellings
from portalgen.model.health import Rag
from portalgen.model.project import Project, ProjectState
from portalgen.model.record.past import History, PastProject, Reach
from portalgen.model.record.showing import Showings
from portalgen.model.record.terms import PastTerms
from portalgen.model.update import Update
from tests.kit.clients import nouns
from tests.kit.clients.histories import history, milestone, project, week

TODAY = week(4)
JUNE, JULY = "2026-06-01", "2026-07-01"


def shown(*milestones: Any, number: int = 0, **keys: Any) -> PastProject:
    """Returns a project as a revision has it, that reported in a week."""
    said = {"reported": week(number), **keys.pop("terms", {})}
    return replace(project(*milestones, **keys), terms=PastTerms(**said))


def weeks(*promised: str | None) -> History:
    """Returns the history of a milestone that was promised a day week after week."""
    return history(
        (shown(milestone(each), number=number),) for number, each in enumerate(promised)
    )


def today(*milestones: Any, **keys: Any) -> Project:
    """Returns the project of today, that reported today."""
    reported = (Update(period_end=TODAY, headline="News"),)
    return nouns.project(*milestones, updates=reported, **keys)


LAUNCH = nouns.milestone(promised_date=JUNE)


def retelling(
    past: History,
    *projects: Project,
    showings: Showings = (),
    on: date = TODAY,
) -> Retold:
    whole = nouns.client(*projects)
    current = past.revisions[-1].projects if past.revisions else ()
    known = records(past, whole.id, (), current, on, (), showings)
    return retold(whole, analyse(whole, on, known), past)


def tellings(past: History, of: Project, **keys: Any) -> Tellings:
    return retelling(past, of, **keys).findings.projects[of.id].tellings


def in_short(days: Sequence[Telling]) -> list[tuple[date, str, date | None]]:
    return [
        (each.on, each.health.value, each.lead.promised if each.lead else None)
        for each in days
    ]


def test_each_day_is_told_as_it_was_with_today_last() -> None:
    past = weeks(JUNE, JUNE, JULY)
    late = nouns.milestone(promised_date=JULY)
    found = tellings(past, today(late))
    assert in_short(found.days) == [
        (week(0), "green", nouns.day(JUNE)),
        (week(1), "green", nouns.day(JUNE)),
        (week(2), "red", nouns.day(JULY)),
        (TODAY, "red", nouns.day(JULY)),
    ]
    first = found.days[0].verdict
    assert first
    assert first.id == "verdict.on_time.promised"


def test_nothing_is_told_without_a_whole_history() -> None:
    for reach in (Reach.NONE, Reach.SHALLOW):
        past = replace(weeks(JUNE), reach=reach)
        assert not tellings(past, today(LAUNCH)).are_several
    assert not tellings(weeks(), today(LAUNCH)).are_several


def test_one_day_of_telling_is_nothing_to_compare() -> None:
    past = weeks(JUNE)
    assert not tellings(past, today(LAUNCH), on=week(0)).are_several


def test_what_is_not_shown_today_has_no_name_and_its_colour_stays() -> None:
    past = history(
        (
            shown(
                milestone(
                    JULY, id_="merger", name="Secret merger", forecast="2026-12-01"
                ),
                milestone(JUNE),
                number=number,
            ),
        )
        for number in range(2)
    )
    of = tellings(past, today(LAUNCH))
    before = of.days[0]
    assert (before.health, before.verdict, before.lead) == (Rag.RED, None, None)
    assert [each.name for each in before.dates] == ["Launch"]
    assert "merger" not in repr(of).lower()


def test_no_text_of_then_comes_back() -> None:
    past = history([(shown(milestone(JUNE, name="Old secret name")),)])
    found = retelling(past, today(LAUNCH))
    (before, _) = found.findings.projects["webshop"].tellings.days
    assert before.verdict
    assert dict(before.verdict.values)["name"] == "Launch"
    assert "Old secret name" not in repr((found.kept, before))


def test_a_project_and_a_milestone_are_followed_through_their_renames() -> None:
    past = history(
        [
            (shown(milestone(JUNE, id_="start"), id_="shop"),),
            (shown(milestone(JUNE, formerly=["start"]), formerly=["shop"], number=1),),
        ]
    )
    now = nouns.milestone(promised_date=JUNE, formerly=["start"])
    found = tellings(past, today(now, formerly=["shop"]))
    assert [each.on for each in found.days] == [week(0), week(1), TODAY]
    assert [each.lead.id for each in found.days if each.lead] == ["launch"] * 3


def published(past: History, *said: tuple[date, int]) -> Showings:
    """Returns publications of a record by their days and the numbers of their entries."""
    known = records(past, "acme", (), past.revisions[-1].projects, TODAY)
    found: Showings = ()
    for on, n in said:
        found = with_showing(found, on, n, known.recorded.entries[n - 1].hash)
    return found


def test_a_commit_that_is_dated_back_does_not_change_what_was_told() -> None:
    past = weeks(JUNE, JULY)
    (first, second) = past.revisions
    dated_back = replace(second, recorded_on=first.recorded_on)
    past = replace(past, revisions=(first, dated_back))
    showings = published(past, (week(1), 1), (week(3), 2))
    late = nouns.milestone(promised_date=JULY)
    found = tellings(past, today(late), showings=showings)
    told = {each.on: each for each in found.days}
    on_the_day = told[week(1)]
    assert on_the_day.is_published
    assert on_the_day.lead
    assert on_the_day.lead.promised == nouns.day(JUNE)
    (differing,) = on_the_day.differing
    assert differing.today
    assert differing.today.promised == nouns.day(JULY)
    assert differing.today.shown_on == week(3)
    assert told[week(3)].differing == ()


def test_publications_of_a_record_that_was_begun_anew_are_none_of_this_one() -> None:
    past = weeks(JUNE, JUNE)
    foreign = with_showing((), week(1), 1, "ab" * 32)
    found = tellings(past, today(LAUNCH), showings=foreign)
    assert not any(each.is_published for each in found.days[:-1])


def test_a_pause_is_told_as_one() -> None:
    paused = {"state": "paused", "since": week(1)}
    past = history(
        [
            (shown(milestone(JUNE)),),
            (shown(milestone(JUNE), terms=paused, number=1),),
        ]
    )
    found = tellings(past, today(LAUNCH))
    (running, standing, _) = found.days
    assert running.health is Rag.GREEN
    assert (standing.health, standing.state) == (Rag.ON_HOLD, ProjectState.PAUSED)


def test_what_was_declared_brighter_stands_beside_what_the_data_gave() -> None:
    declared = {"declared": (("schedule", "green"),)}
    late = milestone(JUNE, forecast="2026-09-01")
    past = history([(shown(late, terms=declared),)])
    (before, _) = tellings(past, today(LAUNCH)).days
    (brighter,) = before.brighter
    assert (brighter.declared, brighter.derived) == (Rag.GREEN, Rag.RED)
    assert before.health is Rag.RED


def test_each_project_is_told_of_from_the_day_on_which_it_went_live() -> None:
    def both(number: int) -> tuple[PastProject, ...]:
        later = shown(
            milestone(JUNE), id_="fair", live_from=week(2).isoformat(), number=number
        )
        return later, shown(milestone(JUNE), number=number)

    past = history(both(number) for number in range(4))
    fair = today(LAUNCH).model_copy(update={"id": "fair", "live_from": week(2)})
    found = retelling(past, fair, today(LAUNCH)).findings.projects
    assert [each.on for each in found["fair"].tellings.days] == [
        week(2),
        week(3),
        TODAY,
    ]
    assert len(found["webshop"].tellings.days) == 5


def test_an_ended_project_is_told_of_until_its_end() -> None:
    past = weeks(JUNE, JUNE, JUNE)
    of = today(LAUNCH, state="closed", since=week(1), because="Done")
    found = tellings(past, of)
    assert [each.on for each in found.days] == [week(0), week(1)]
    assert found.days[-1].has_ended


def test_no_more_days_are_worked_out_than_are_listed() -> None:
    past = weeks(*[JUNE] * 40)
    found = tellings(past, today(LAUNCH), on=week(40))
    assert len(found.days) == MOST_TOLD
    assert found.older == 40 - (MOST_TOLD - 1)


@pytest.mark.parametrize("number", range(3))
def test_what_is_kept_is_what_would_be_worked_out(number: int) -> None:
    past = weeks(*[JUNE, JULY, JUNE][: number + 1])
    whole = nouns.client(today(LAUNCH))
    known = records(past, whole.id, (), past.revisions[-1].projects, TODAY)
    findings = analyse(whole, TODAY, known)
    anew = retold(whole, findings, past, NOTHING_KEPT)
    again = retold(whole, findings, past, anew.kept)
    assert anew.kept
    assert again == anew


def test_another_commit_anywhere_before_makes_another_key() -> None:
    past = weeks(JUNE, JULY)
    (first, second) = past.revisions
    other = replace(past, revisions=(replace(first, commit="ab" * 20), second))
    one = retelling(past, today(LAUNCH)).kept
    assert set(one).isdisjoint(retelling(other, today(LAUNCH)).kept)


def test_a_later_revision_leaves_the_keys_of_earlier_days() -> None:
    one = retelling(weeks(JUNE, JULY), today(LAUNCH)).kept
    more = retelling(weeks(JUNE, JULY, JUNE), today(LAUNCH)).kept
    assert set(one) < set(more)
