"""What pages say of a date that has passed: how long ago, and that there is no new one; never that it is today."""

import re

import pytest

from portalgen.model.project import Project
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, milestone, project
from tests.kit.pages.rendering import pages, rendered

OVERDUE = milestone(promised_date="2026-03-30")
WORDS = {language: Words(language, TODAY) for language in ("en", "fi")}


def shown(of: Project, language: str) -> dict[str, str]:
    """Returns the text of each page, markup left out, without the foot that names the day of the portal."""
    found = {}
    for path, html in pages(rendered(client(of, language=language))).items():
        body = html.partition('<footer class="pg-foot')[0]
        found[path] = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))
    return found


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("page", ["webshop/now", "webshop/dates"])
def test_an_overdue_milestone_has_no_date_until_there_is_a_new_one(
    page: str, language: str
) -> None:
    words = WORDS[language]
    said = shown(project(OVERDUE), language)[page]
    assert words.text("milestone.overdue", count=63) in said


def test_no_page_expects_what_is_overdue_today() -> None:
    for page, said in shown(project(OVERDUE), "en").items():
        assert "expected 1 June" not in said, page
        assert "expected today" not in said, page


def test_now_says_what_lies_ahead_and_is_told_as_done() -> None:
    ahead = milestone(promised_date="2026-03-30", actual_date="2026-07-01")
    now = shown(project(ahead), "en")["webshop/now"]
    assert "“Launch” is dated 1 July. That day is still to come" in now
    assert "Every milestone is met" not in now
    assert "63 days overdue, no new date yet" in now
