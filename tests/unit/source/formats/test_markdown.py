"""Updates: front matter between two lines of dashes, free Markdown below, lines counted in the whole file."""

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.source.formats.markdown import front_matter
from tests.kit.files.memory import loaded, source, told


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        ("---\na: b\n---\nText\n", "a: b", "Text"),
        ("---\na: b\n---\n", "a: b", ""),
        ("---\na: b\n---", "a: b", ""),
        ("---  \r\na: b\r\n--- \r\n\r\nText\r\n\r\nmore\r\n", "a: b", "Text\n\nmore"),
        ("\ufeff---\na: b\n---\nText", "a: b", "Text"),
        ("---\n---\nText", "", "Text"),
        (
            "---\na: b\n---\nText\n\n---\n\nafter a rule",
            "a: b",
            "Text\n\n---\n\nafter a rule",
        ),
    ],
)
def test_an_update_is_cut_in_two(text: str, head: str, body: str) -> None:
    parts = front_matter(source(text))
    assert not isinstance(parts, Diagnostic)
    assert (parts[0].text.strip(), parts[1]) == (head, body)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "1:1 PG115"),
        ("\n---\na: b\n---\n", "1:1 PG115"),
        ("# Week 47\n", "1:1 PG115"),
        ("a: b\n---\n", "1:1 PG115"),
        ("---\na: b\n", "1:1 PG115"),
        ("---\na: b\n ---\n", "3:1 PG115"),
        ("---\na: b\n--\n", "3:1 PG115"),
        ("---\na: b\n—\n", "3:1 PG115"),
        ("---\na: b\n–––\nText", "3:1 PG115"),
        ("---\na: b\n----\n", "3:1 PG115"),
        ("---\na:\n  - b\n  --- # end\n", "4:1 PG115"),
    ],
)
def test_what_is_not_cut_is_told_where(text: str, where: str) -> None:
    found = front_matter(source(text))
    assert isinstance(found, Diagnostic)
    assert told([found]) == [where]
    assert "---" in found.help


def test_lines_count_in_the_whole_file() -> None:
    found = loaded(
        {
            "webshop/updates/2026-11-20.md": "---\n\n# a comment\nheadline: Checkout works\ndonne: x\nwhy: a: b\n---\n"
        }
    )
    assert told(found.diagnostics) == ["6:7 PG111"]
    found = loaded(
        {
            "webshop/updates/2026-11-20.md": "---\n\n# a comment\nheadline: Checkout works\ndonne: x\n---\nText\n"
        }
    )
    assert told(found.diagnostics) == ["5:1 PG202"]
    assert found.locations["/webshop/updates/2026-11-20/headline"].line == 4


def test_the_file_s_name_is_the_end_of_the_period_and_points_to_the_file() -> None:
    found = loaded(
        {
            "webshop/updates/2026-11-20.md": "---\nheadline: Checkout works\nquiet: true\n---\n"
        }
    )
    assert found.client
    assert [str(update.period_end) for update in found.client.projects[0].updates] == [
        "2026-11-20"
    ]
    place = found.locations["/webshop/updates/2026-11-20/period_end"]
    assert (place.file, place.line, place.column) == (
        "acme/webshop/updates/2026-11-20.md",
        1,
        1,
    )


def test_updates_are_listed_newest_first() -> None:
    head = "---\nheadline: News\nquiet: true\n---\n"
    files = {
        f"webshop/updates/{day}.md": head
        for day in ("2026-11-13", "2027-01-08", "2026-11-20")
    }
    found = loaded(files)
    assert found.client
    days = [str(update.period_end) for update in found.client.projects[0].updates]
    assert days == ["2027-01-08", "2026-11-20", "2026-11-13"]
