"""The way around a project's pages leads to each of them, and to the client's other projects."""

from portalgen.analysis.analyse import analyse
from portalgen.model.client import Client
from portalgen.model.project import PageName, Project
from portalgen.pages.composition import composer
from portalgen.pages.frame.navigation import MOST_OTHERS, Navigation, navigation
from portalgen.pages.links import SITE
from portalgen.pages.project.subject import Subject
from portalgen.pages.registry import pages_of
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.pages.rendering import TEMPLATES

ASKS = [
    {"id": "photos", "what": "Photos", "due_on": "2026-05-20"},
    {"id": "texts", "what": "Texts", "due_on": "2026-06-20"},
]
WEBSHOP = project(milestone(promised_date="2026-06-10"), asks=ASKS)
INTRANET = project().model_copy(update={"id": "intranet", "name": "Intranet"})


def subject_of(of: Client, shown: Project) -> Subject:
    composing = composer(
        of, analyse(of, TODAY), Words("en", TODAY), TEMPLATES.pages, SITE
    )
    (subject,) = composing.subjects([shown])
    return subject


def way(here: PageName, path: str) -> Navigation:
    """Returns the navigation of a page of the webshop at a path, beside one other project."""
    subject = subject_of(client(WEBSHOP, INTRANET), WEBSHOP)
    return navigation(subject, pages_of(subject), here, path, SITE)


def test_every_published_page_is_reached_once() -> None:
    subject = subject_of(client(WEBSHOP, INTRANET), WEBSHOP)
    found = way(PageName.NOW, "webshop/now")
    reached = [tab.name for tab in (*found.main, *found.more)]
    assert sorted(reached) == sorted(subject.published)
    assert all(tab.icon for tab in found.main)
    assert not any(tab.icon for tab in found.more)


def test_links_are_relative_to_the_page_that_has_them() -> None:
    below = {tab.name: tab.href for tab in way(PageName.NOW, "webshop/now").main}
    assert below[PageName.DATES] == "../dates/"
    first = {tab.name: tab.href for tab in way(PageName.NOW, "").main}
    assert first[PageName.DATES] == "webshop/dates/"


def test_a_tab_counts_what_waits_there() -> None:
    tabs = {tab.name: tab.count for tab in way(PageName.NOW, "webshop/now").main}
    assert tabs[PageName.NEEDS] == len(ASKS)
    assert tabs[PageName.DATES] == 0


def test_other_projects_are_named_and_the_own_one_is_not_among_them() -> None:
    found = way(PageName.DATES, "webshop/dates")
    assert [(each.title, each.href) for each in found.others] == [
        ("Intranet", "../../intranet/now/")
    ]
    assert (found.project, found.all_projects) == ("Webshop", "../../")


def test_many_other_projects_are_found_on_the_overview_alone() -> None:
    def others(count: int) -> Navigation:
        more = [
            project().model_copy(update={"id": f"p{number}", "name": f"P{number}"})
            for number in range(count)
        ]
        subject = subject_of(client(WEBSHOP, *more), WEBSHOP)
        return navigation(subject, pages_of(subject), PageName.NOW, "webshop/now", SITE)

    assert len(others(MOST_OTHERS).others) == MOST_OTHERS
    many = others(MOST_OTHERS + 1)
    assert (many.others, many.is_alone, many.all_projects) == ((), False, "../../")
    assert others(0).is_alone


def test_a_reader_is_told_when_the_page_stands_below_more() -> None:
    assert way(PageName.HOW, "webshop/how").is_more
    assert not way(PageName.DATES, "webshop/dates").is_more
