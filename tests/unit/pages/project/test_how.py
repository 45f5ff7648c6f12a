"""The view of How we calculate: every rule with the numbers that it gives here, and nothing of what there is not."""

from decimal import Decimal

from portalgen.analysis.analyse import analyse
from portalgen.model.project import PageName, Project
from portalgen.pages.project.how import HowPage, how_page
from portalgen.pages.project.subject import Subject
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.clients.weekly_progress import rows


def view(of: Project) -> HowPage:
    whole = client(of)
    words = Words("en", TODAY)
    pages = tuple(PageName)
    return how_page(Subject(whole, of, analyse(whole, TODAY), words, pages))


def test_an_empty_project_explains_what_it_has_and_nothing_else() -> None:
    told = view(project())
    assert (told.throughput, told.simulation, told.earned) == (None, None, None)
    assert [told.has_slips, told.has_asks, told.has_risks] == [False] * 3
    assert told.schedule_tolerance == 7


def test_throughput_is_the_sum_and_the_mean_of_whole_weeks() -> None:
    steady = rows([4] * 10, open_items=10)
    told = view(project(milestone(promised_date="2026-07-01"), progress=steady))
    assert told.throughput is not None
    assert told.throughput.done == 4 * told.throughput.weeks
    assert told.throughput.mean == Decimal("4.0")


def test_the_simulation_says_from_what_it_draws() -> None:
    steady = rows([4] * 10, open_items=10)
    told = view(project(milestone(promised_date="2026-07-01"), progress=steady))
    assert told.simulation is not None
    assert told.simulation.refusal is None
    assert told.simulation.runs == 10_000
    assert told.simulation.levels == (50, 85, 95)
    assert [each.name for each in told.simulated] == ["Launch"]


def test_too_short_a_series_is_refused_in_words() -> None:
    short = rows([4] * 3, open_items=10)
    told = view(project(milestone(promised_date="2026-07-01"), progress=short))
    assert told.simulation is not None
    assert told.simulation.refusal is not None
    assert told.simulated == ()
