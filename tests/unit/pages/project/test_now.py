"""The view of Now: what is told first, and what is left out."""

from portalgen.analysis.analyse import analyse
from portalgen.model.project import PageName, Project
from portalgen.pages.project.now import NowPage, now_page
from portalgen.pages.project.subject import Subject
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.clients.weekly_progress import rows


def view(of: Project, *published: PageName) -> NowPage:
    whole = client(of)
    words = Words("en", TODAY)
    pages = published or tuple(PageName)
    return now_page(Subject(whole, of, analyse(whole, TODAY), words, pages))


def test_the_phase_is_told_while_the_project_runs() -> None:
    assert view(project(phase="Design")).phase == "Design"
    ended = project(phase="Design", state="closed", since="2026-05-01", because="Done")
    assert view(ended).phase is None
    assert view(ended).has_ended


def test_met_milestones_come_first_then_by_date_and_the_undated_last() -> None:
    of = project(
        milestone("late", forecast="2026-09-01"),
        milestone("open", forecast="undated"),
        milestone("soon", forecast="2026-07-01"),
        milestone("met", promised_date="2026-05-01", actual_date="2026-05-01"),
    )
    order = [each.milestone.id for each in view(of).milestones]
    assert order == ["met", "soon", "late", "open"]


def test_chance_and_range_are_told_where_there_is_a_forecast() -> None:
    steady = rows([4] * 10, open_items=10)
    promised = milestone(promised_date="2026-07-01")
    told = view(project(promised, progress=steady))
    assert told.chance is not None
    assert told.range is not None
    withheld = milestone(promised_date="2026-07-01", forecast="undated")
    silent = view(project(withheld, progress=steady))
    assert (silent.chance, silent.range) == (None, None)


def test_events_are_told_only_where_their_page_is_published() -> None:
    met = milestone(promised_date="2026-05-01", actual_date="2026-05-01")
    assert view(project(met)).recent != ()
    assert view(project(met), PageName.NOW, PageName.DATES).recent == ()


def test_pages_that_are_not_published_are_named() -> None:
    of = project(pages=[PageName.NOW, PageName.DATES, PageName.HOW])
    assert "Risks" in view(of).hidden
    assert view(project()).hidden == ()


def test_an_overdue_milestone_without_a_new_date_stands_where_it_was_to_come() -> None:
    of = project(
        milestone("soon", forecast="2026-07-01"),
        milestone("undated", forecast="undated"),
        milestone("overdue", promised_date="2026-05-20"),
        milestone("withheld", promised_date="2026-05-27", forecast="undated"),
    )
    order = [each.milestone.id for each in view(of).milestones]
    assert order == ["overdue", "withheld", "soon", "undated"]


def test_what_the_files_say_of_days_ahead_is_told() -> None:
    ahead = milestone(promised_date="2026-05-20", actual_date="2026-07-01")
    (said,) = view(project(ahead)).not_yet
    assert said.id == "not_yet.item"
