"""A comment, or a line of an update, that asks to hide what stands beside it is told: it hides nothing."""

import pytest

from tests.kit.files.memory import PROJECT, loaded

ITEM = "risks:\n%s  - id: a%s\n    name: A\n    probability: 1\n    impact: 1\n%s"
UPDATE = "---\nheadline: News%s\nquiet: true\n---\n%s\n"


def told(path: str, text: str) -> list[tuple[int, int]]:
    """Returns line and column of each word that hides nothing."""
    found = []
    for each in loaded({f"webshop/{path}": text}).diagnostics:
        assert each.code == "PG309"
        assert "internal" in each.help
        assert each.place
        found.append(each.place.start)
    return found


@pytest.mark.parametrize(
    "comment",
    [
        "internal",
        "Internal!",
        "visibility: internal",
        "internal: true",
        "not for the client, private",
    ],
)
def test_a_comment_above_an_item_hides_nothing(comment: str) -> None:
    assert told("risks.yml", ITEM % (f"  # {comment}\n", "", "")) == [(2, 5)]


def test_a_comment_behind_a_value_hides_nothing() -> None:
    assert told("risks.yml", ITEM % ("", " # internal", "")) == [(2, 13)]


def test_a_comment_in_the_front_matter_hides_nothing() -> None:
    text = "---\n# internal\nheadline: News\nquiet: true\n---\n"
    assert told("updates/2026-11-20.md", text) == [(2, 3)]


@pytest.mark.parametrize(
    "text",
    [
        ITEM % ("  # internal\n", "", "    visibility: internal\n"),
        ITEM % ("", "", "    internal:  # internal\n      why: x\n"),
        ITEM % ("  # An internal audit found this one\n", "", ""),
        ITEM % ("  # What only we see is internal/notes.md\n", "", ""),
        "summary: |\n  Shown as\n  # internal\n",
    ],
    ids=["a hidden item", "a block", "a sentence", "a path", "a text"],
)
def test_a_comment_at_what_is_hidden_or_that_says_more_is_right(text: str) -> None:
    assert told("risks.yml", text) == []


@pytest.mark.parametrize(
    "line",
    [
        "## Internal",
        "**Internal notes:**",
        "<!-- Internal: ours -->",
        "Sisäinen",
        "hidden",
    ],
)
def test_a_line_of_an_update_hides_nothing(line: str) -> None:
    text = UPDATE % ("", f"All went well.\n\n{line}\nThe margin is thin.")
    assert told("updates/2026-11-20.md", text) == [(7, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "Confidential",
        "<!-- note -->",
        "The internal audit went well.",
        "## Internal audit",
        "Hidden costs",
    ],
)
def test_a_line_of_an_update_that_says_more_is_right(line: str) -> None:
    assert told("updates/2026-11-20.md", UPDATE % ("", line)) == []


def test_a_file_that_cannot_be_read_is_told_for_that_alone() -> None:
    found = loaded(
        {"webshop/project.yml": PROJECT + "# internal\n\tx: [\n"}
    ).diagnostics
    assert {each.code for each in found} & {"PG309"} == set()
