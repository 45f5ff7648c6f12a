"""The view of As we told you: the days, newest first, and what is known of them."""

from dataclasses import replace
from datetime import date, timedelta

from portalgen.analysis.analyse import analyse
from portalgen.analysis.findings import Findings
from portalgen.analysis.told.telling import Telling, Tellings
from portalgen.model.health import Rag
from portalgen.model.project import PageName, Project, ProjectState
from portalgen.pages.parts.health_strip import health_strip
from portalgen.pages.project.now import now_page
from portalgen.pages.project.subject import Subject
from portalgen.pages.project.told import OPEN, told_page
from portalgen.pages.registry import published_pages
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.pages.rendering import rendered

COLOURS = (Rag.GREEN, Rag.RED, Rag.RED, Rag.AMBER)
LAUNCH = milestone(promised_date="2026-07-01")


def told(*colours: Rag, published: frozenset[int] = frozenset()) -> Tellings:
    """Returns a day a week, the last one today."""
    days = []
    for number, colour in enumerate(colours):
        on = TODAY - timedelta(weeks=len(colours) - 1 - number)
        days.append(Telling(on, number in published, ProjectState.ACTIVE, colour, None))
    return Tellings(tuple(days), 3)


def findings(of: Project, tellings: Tellings) -> Findings:
    found = analyse(client(of), TODAY)
    each = replace(found.projects[of.id], tellings=tellings)
    return replace(found, projects={of.id: each})


def subject(of: Project, tellings: Tellings) -> Subject:
    found = findings(of, tellings)
    pages = published_pages(of, found.projects[of.id])
    names = tuple(each.name for each in pages)
    return Subject(client(of), of, found, Words("en", TODAY), names)


def test_the_page_is_there_where_there_is_more_than_one_day() -> None:
    of = project(LAUNCH)
    assert PageName.TOLD in subject(of, told(*COLOURS)).published
    assert PageName.TOLD not in subject(of, told(Rag.GREEN)).published
    hidden = project(LAUNCH, pages=["now", "dates", "how"])
    assert PageName.TOLD not in subject(hidden, told(*COLOURS)).published


def test_days_stand_newest_first_with_how_many_are_not_listed() -> None:
    page = told_page(subject(project(LAUNCH), told(*COLOURS)))
    assert [each.health for each in page.days] == list(reversed(COLOURS))
    assert page.older == 3


def test_the_newest_days_are_open_and_earlier_ones_folded() -> None:
    page = told_page(subject(project(LAUNCH), told(*[Rag.GREEN] * OPEN, *COLOURS)))
    assert len(page.days) == OPEN
    assert [each.health for each in page.earlier] == [Rag.GREEN] * len(COLOURS)
    assert page.days[-1].on > page.earlier[0].on


def test_the_page_says_whether_its_days_are_those_of_publications() -> None:
    of = project(LAUNCH)
    none = told_page(subject(of, told(*COLOURS)))
    assert (none.is_published, none.is_recorded) == (False, True)
    some = told_page(subject(of, told(*COLOURS, published=frozenset({1}))))
    assert (some.is_published, some.is_recorded) == (False, False)
    every = told_page(subject(of, told(*COLOURS, published=frozenset({0, 1, 2}))))
    assert (every.is_published, every.is_recorded) == (True, False)


def test_the_strip_says_each_colour_with_its_first_day() -> None:
    strip = health_strip(told(*COLOURS), Words("en", TODAY))
    assert strip
    assert strip.said == (
        "Health on the days on which you were told: On track from 11 May; "
        "Off track from 18 May; At risk from 1 June"
    )
    assert health_strip(told(Rag.RED), Words("en", TODAY)) is None


def test_the_first_page_has_every_day_that_the_page_lists() -> None:
    many = told(*[Rag.GREEN] * 20, Rag.RED)
    strip = now_page(subject(project(LAUNCH), many)).strip
    assert strip
    assert strip.days == many.days


def test_hiding_the_page_leaves_the_strip_and_is_named() -> None:
    hidden = project(LAUNCH, pages=["now", "dates", "how"])
    now = now_page(subject(hidden, told(*COLOURS)))
    assert now.strip
    assert "As we told you" in now.hidden
    nothing_told = now_page(subject(hidden, told(Rag.GREEN)))
    assert "As we told you" not in nothing_told.hidden


def test_what_is_not_shown_today_is_said_without_a_name() -> None:
    of = project(LAUNCH)
    portal = rendered(client(of), findings(of, told(*COLOURS)))
    (html,) = [each.html for each in portal.pages if each.path == "webshop/told"]
    assert "a milestone that is no longer shown" in html
    assert f'datetime="{date(2026, 5, 11)}"' in html
