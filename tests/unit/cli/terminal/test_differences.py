"""What a client will see change, in words for the agency."""

import json
from datetime import date

from portalgen.analysis.difference import Difference, Kind
from portalgen.cli.terminal.differences import (
    MOST_OF_A_PAGE,
    NOTHING,
    Told,
    as_json,
    markdown,
    text,
)
from portalgen.words import Words

WORDS = Words("en", date(2026, 6, 1), "EUR")


def passage(before: str | None, after: str | None, page: str = "Dates") -> Told:
    difference = Difference("webshop", Kind.PASSAGE, page, before, after)
    return Told("webshop", difference, WORDS)


def says(before: str | None, after: str | None) -> str:
    line = text([passage(before, after)]).splitlines()[-1]
    return line.removeprefix("  webshop  Dates: ")


def test_nothing_is_a_sentence_in_text_and_an_empty_list_for_programs() -> None:
    assert (text([]), markdown([]), as_json([])) == (NOTHING, NOTHING, "[]")


def test_a_passage_is_quoted_around_the_words_that_differ() -> None:
    before = "one two three four five six OLD seven eight nine ten eleven twelve"
    after = before.replace("OLD", "NEW")
    assert says(before, after) == (
        "“… three four five six OLD seven eight nine ten …”"
        " → “… three four five six NEW seven eight nine ten …”"
    )


def test_a_short_passage_is_quoted_whole() -> None:
    assert says("due 3 May", "due 10 May") == "“due 3 May” → “due 10 May”"


def test_words_that_repeat_are_not_counted_twice() -> None:
    assert says("no", "no no") == "“no” → “no no”"
    assert says("a a a", "a a") == "“a a a” → “a a”"


def test_what_is_new_or_gone_is_quoted_and_cut_where_it_is_long() -> None:
    assert says(None, "Rain") == "now says “Rain”"
    assert says("Rain", None) == "no longer says “Rain”"
    assert len(says(None, "word " * 200)) < 200


def test_control_characters_of_data_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in says(None, "\x1b[31mred")


def test_a_page_that_reads_otherwise_in_many_places_is_told_in_one_line() -> None:
    many = [passage(None, f"Row {n}") for n in range(MOST_OF_A_PAGE + 1)]
    few = [passage(None, f"Risk {n}", "Risks") for n in range(MOST_OF_A_PAGE)]
    lines = text([*many, *few]).splitlines()
    assert lines[0] == "What the pages say otherwise"
    assert len(lines) == 1 + MOST_OF_A_PAGE + 1
    assert lines[-1] == (
        f"  webshop  Dates: {MOST_OF_A_PAGE + 1} passages, which --format json lists"
    )
    assert len(json.loads(as_json(many))) == MOST_OF_A_PAGE + 1


def test_a_document_that_is_replaced_is_told_before_the_pages() -> None:
    replaced = Difference("webshop", Kind.DOCUMENT, "plan.pdf", "a", "a", calls=True)
    told = [Told("acme/webshop", replaced, WORDS), passage(None, "Rain")]
    assert markdown(told).splitlines() == [
        "## Call before you publish",
        "",
        "- **acme/webshop** document: plan.pdf is another file under the same name",
        "",
        "## What the pages say otherwise",
        "",
        "- **webshop** Dates: now says “Rain”",
    ]
