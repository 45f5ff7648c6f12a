"""An answer of then, read today: by today's names, beside what today's record says."""

from datetime import date

from portalgen.analysis.analyse import analyse
from portalgen.analysis.retold.days import Occasion
from portalgen.analysis.retold.kept import KeptAnswer, KeptColours, KeptDate
from portalgen.analysis.retold.reading import Reading, telling_of_today
from portalgen.analysis.showings import with_showing
from portalgen.model.health import Dimension, Rag
from portalgen.model.project import Project
from portalgen.model.record.past import PastProject
from portalgen.model.record.published import Snapshot
from tests.kit.clients import nouns

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def kept(about: str | None = "launch", verdict: str = "verdict.undated") -> KeptAnswer:
    """Returns the answer of a day on which a milestone was promised for June."""
    return KeptAnswer(
        state="active",
        health="amber",
        verdict=verdict,
        about=about,
        day=None,
        count=None,
        lead="launch",
        dates=(KeptDate("launch", JUNE, True, None, False),),
        brighter=(KeptColours("schedule", "green", "amber"),),
    )


def occasion(is_published: bool = True) -> Occasion:
    past = PastProject("webshop", (), None, ())
    return Occasion(MAY, Snapshot(MAY, past), is_published)


def reading(of: Project) -> Reading:
    return Reading(of, analyse(nouns.client(of), nouns.TODAY).records)


def test_it_bears_the_name_of_today_by_an_id_that_the_milestone_had() -> None:
    go_live = nouns.milestone("go-live", formerly=["launch"])
    told = reading(nouns.project(go_live)).telling(occasion(), kept())
    assert told.verdict
    assert told.verdict.values == (("name", "Go-live"),)
    assert told.lead
    assert (told.lead.id, told.lead.name, told.lead.is_agreed) == (
        "go-live",
        "Go-live",
        True,
    )


def test_an_id_that_is_used_anew_means_what_has_it_now() -> None:
    old = nouns.milestone("go-live", formerly=["launch"])
    new = nouns.milestone("launch")
    told = reading(nouns.project(old, new)).telling(occasion(), kept())
    assert told.lead
    assert told.lead.name == "Launch"


def test_what_is_not_shown_today_has_neither_verdict_nor_dates() -> None:
    told = reading(nouns.project()).telling(occasion(), kept())
    assert (told.verdict, told.lead, told.dates) == (None, None, ())
    assert told.health is Rag.AMBER


def test_a_first_line_about_no_milestone_needs_no_name() -> None:
    said = kept(None, "verdict.paused")
    told = reading(nouns.project()).telling(occasion(), said)
    assert told.verdict
    assert told.verdict.id == "verdict.paused"


def test_the_colours_that_were_declared_are_read_back() -> None:
    told = reading(nouns.project()).telling(occasion(), kept())
    (each,) = told.brighter
    assert each.dimension is Dimension.SCHEDULE
    assert (each.declared, each.derived) == (Rag.GREEN, Rag.AMBER)


def test_today_is_told_by_its_findings() -> None:
    launch = nouns.milestone(promised_date=JUNE)
    of = nouns.project(launch)
    found = nouns.found(of)
    showings = with_showing((), nouns.TODAY, 1, "ab" * 32)
    told = telling_of_today(of, found, showings)
    assert (told.on, told.is_published) == (nouns.TODAY, True)
    assert (told.health, told.verdict) == (found.health.overall, found.verdict)
    assert told.lead
    assert told.lead.promised == JUNE
    assert not telling_of_today(of, found, ()).is_published
