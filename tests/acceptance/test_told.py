"""As we told you, from commits and publications to the page: what was told stays told, and nothing else comes back."""

import re
from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.publishing import FILE, Agency, agency
from tests.kit.files.repositories import launch

MARCH, APRIL, MAY = "2026-03-20", "2026-04-20", "2026-05-20"
FIRST, MOVED, LATER = "2026-06-15", "2026-09-15", "2026-12-15"
DAY = re.compile(r'<li id="?(\d{4}-\d\d-\d\d)"?>')


@pytest.fixture
def acme(tmp_path: Path, portalgen: Portalgen) -> Agency:
    """Returns a client that was promised a day on 2 March and another on 9 March."""
    return agency(tmp_path, portalgen)


def page(of: Agency, name: str = "told") -> str:
    file = of.site / "webshop" / name / "index.html"
    return file.read_text(encoding="utf-8")


def days(of: Agency) -> list[str]:
    return DAY.findall(page(of))


def told_on(of: Agency, day: str) -> str:
    """Returns what the page says of a day."""
    text = page(of)
    start = re.search(rf'<li id="?{day}"?>', text)
    assert start, days(of)
    following = DAY.search(text, start.end())
    end = following.start() if following else len(text)
    return text[start.start() : end]


def test_without_publications_the_days_are_those_of_commits(acme: Agency) -> None:
    acme.build(MARCH)
    assert days(acme) == [MARCH, "2026-03-09", "2026-03-02"]
    assert "15 June" in told_on(acme, "2026-03-02")
    assert "No publication of these days is on file" in page(acme)
    assert "pg-cells" in page(acme, "now")


def test_a_move_that_is_dated_back_is_told_on_the_day_on_which_it_was_shown(
    acme: Agency,
) -> None:
    acme.build(MARCH)
    acme.made.commit({FILE: launch(LATER)}, at="2026-03-10T10:00:00Z")
    acme.build(APRIL)
    acme.build(MAY)
    assert MARCH in days(acme)
    assert "2026-03-10" not in days(acme)
    then = told_on(acme, MARCH)
    assert "15 September" in then
    assert "for this day" in then
    assert re.search(r"That was first shown on <time[^>]*>20 April", then)
    assert "for this day" not in told_on(acme, APRIL)


def test_what_turned_internal_has_no_name_and_its_colour_stays(acme: Agency) -> None:
    late = (
        "  - {id: milestones, name: Globex, leads: true, promised_date: 2026-03-11}\n"
    )
    reported = {"acme/webshop/updates/2026-03-13.md": "---\nheadline: News\n---\n"}
    acme.made.commit(
        {FILE: launch(MOVED) + late, **reported}, at="2026-03-13T10:00:00Z"
    )
    hidden = "  - {id: milestones, visibility: internal, name: Globex}\n"
    acme.made.commit({FILE: launch(MOVED) + hidden}, at="2026-04-01T10:00:00Z")
    acme.build(APRIL)
    then = told_on(acme, "2026-03-13")
    assert "a milestone that is no longer shown" in then
    assert "Globex" not in page(acme)
    assert "11 March" not in then
    assert "pg-green" not in then


def test_the_same_history_gives_the_same_page_with_and_without_a_cache(
    acme: Agency,
) -> None:
    acme.build(MARCH)
    once = (acme.site / "files.json").read_bytes()
    acme.build(MARCH)
    assert (acme.site / "files.json").read_bytes() == once
    run = acme.portalgen(
        "build",
        "acme",
        "--as-of",
        MARCH,
        "--site-url",
        "https://acme.status.example/",
        "--no-cache",
        cwd=acme.made.top,
    )
    assert run.code == 0, run.err
    assert (acme.site / "files.json").read_bytes() == once
