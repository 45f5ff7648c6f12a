"""How pages tell edits: in the client's language, escaped, by day, and only what the client saw."""

from dataclasses import replace

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.analysis.edits.edits import Edits, edits_of
from portalgen.model.project import PageName
from portalgen.model.record.statement import Thing
from portalgen.pages.parts.edits import ProjectEdits, project_edits
from portalgen.words import Words
from tests.kit.clients.histories import week
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.clients.told import LAUNCH, Weeks
from tests.kit.pages.rendering import pages, rendered

ENGLISH = Words("en", TODAY, "GBP")
EVERY = tuple(PageName)
TERMS = (
    "tolerance: {schedule_days: %s}\ncadence_days: %s\nstate: %s\npages: [now, dates, how, %s]\n"
    "calendar: {holidays: [%s], freezes: [{from: 2026-12-21, to: 2027-01-03}]}\n"
)
CHANGE = (
    "change_requests: [{id: cr-1, name: Points, state: approved, cost_impact: %s, "
    "schedule_impact_days: %s}]\n"
)
TABLE = "date,scope,done\n2026-01-05,40,%s\n"


def shown(
    edits: Edits, words: Words = ENGLISH, published: tuple[PageName, ...] = EVERY
) -> ProjectEdits:
    return project_edits(edits, "webshop", words, published)


def lines(found: ProjectEdits, *things: Thing) -> dict[str, str]:
    """Returns what was said before and since, by the name of the field."""
    marks = found.changed_terms()
    for thing in things:
        marks = found.all_marks(thing)
    said = {}
    for mark in marks:
        for each in mark.sayings:
            said[each.field] = (
                f"{each.note or ', '.join(each.before)} > {', '.join(each.after)}"
            ).replace("\xa0", " ")
    return said


def test_terms_read_as_the_pages_say_them() -> None:
    weeks = Weeks().told(TERMS % (7, 7, "active", "risks", "2026-12-06"))
    weeks.told(TERMS % (30, 14, "paused", "needs", "2026-12-07"))
    assert lines(shown(weeks.edits)) == {
        "Tolerance": "7 days > 30 days",
        "Days between reports": "7 days > 14 days",
        "State": "Active > On hold",
        "Pages": "Dates, How we calculate, Now, Risks > Dates, How we calculate, Needs you, Now",
        "Days off": "6 Dec, 21 Dec–3 Jan 2027 > 7 Dec, 21 Dec–3 Jan 2027",
    }


def test_amounts_and_days_read_as_the_pages_say_them() -> None:
    weeks = Weeks().told(CHANGE % (8200, 5)).told(CHANGE % (9000, 0))
    assert lines(shown(weeks.edits), Thing.CHANGE) == {
        "Price": "£8,200 > £9,000",
        "Days": "+5 days > on the day",
    }


def test_what_is_no_value_of_its_field_stands_as_it_was_written() -> None:
    weeks = Weeks().told("state: on ice\n").told("state: active\n")
    assert lines(shown(weeks.edits))["State"] == "on_ice > Active"


def test_rows_of_progress_are_told_on_their_page_or_where_it_is_gone_on_dates() -> None:
    weeks = Weeks().told(progress=TABLE % 2).told(progress=TABLE % 6)
    said = {"Progress": "5 January: 2 of 40 done > 5 January: 6 of 40 done"}
    assert lines(shown(weeks.edits), Thing.PROGRESS) == said
    assert lines(shown(weeks.edits)) == {}
    without = shown(weeks.edits, published=(PageName.DATES,))
    assert lines(without) == said


def test_edits_of_a_day_stand_together_and_the_newest_day_first() -> None:
    asked = LAUNCH + "asks: [{id: photos, what: %s, due_on: %s}]\n"
    weeks = Weeks().told(asked % ("Photos", "2026-02-02"))
    weeks.told(asked % ("All photos", "2026-02-09")).told(
        asked % ("All photos", "2026-02-16")
    )
    first, second = shown(weeks.edits).marks(Thing.ASK).of("photos")
    assert (first.day, len(first.sayings)) == (week(2), 1)
    assert (second.day, len(second.sayings)) == (week(1), 2)
    assert shown(weeks.edits).marks(Thing.ASK).of("other") == ()


@pytest.mark.parametrize("language", ["en", "fi"])
def test_what_went_is_told_on_its_page_or_where_it_is_gone_on_dates(
    language: str,
) -> None:
    words = Words(language, TODAY)
    weeks = Weeks().told("risks: [{id: a, probability: rare, impact: minor}]").told()
    day = week(1)
    sentence = words.html("edits.lost.risk", day=day)
    found = shown(weeks.edits, words)
    assert found.losses(PageName.RISKS) == (sentence,)
    assert found.losses(PageName.DATES) == ()
    gone = shown(weeks.edits, words, (PageName.DATES,))
    assert gone.losses(PageName.DATES) == (sentence,)


def test_what_the_client_never_saw_is_marked_nowhere() -> None:
    weeks = Weeks().told("cadence_days: 7\n").told("cadence_days: 14\n")
    first, second = weeks.history.revisions
    same_day = replace(second, recorded_on=first.recorded_on)
    hasty = replace(weeks.history, revisions=(first, same_day))
    assert shown(edits_of(hasty, "acme")).changed_terms() == ()
    assert len(shown(weeks.edits).changed_terms()) == 1


def test_a_page_escapes_what_was_said_before() -> None:
    tested = "milestones: [{id: launch, promised_date: 2026-06-01, acceptance: '%s'}]\n"
    weeks = Weeks().told(tested % "<script>alert(1)</script>").told(tested % "It runs")
    acme = client(project(milestone(promised_date="2026-06-01", acceptance="It runs")))
    findings = replace(analyse(acme, TODAY), edits=weeks.edits)
    dates = pages(rendered(acme, findings))["webshop/dates"]
    assert "Test. Before: &lt;script&gt;alert(1)&lt;/script&gt;" in dates
    assert "<script>alert" not in dates
