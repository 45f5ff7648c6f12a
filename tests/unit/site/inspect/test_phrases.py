"""A text as phrases: its words, whatever stands between them, and what of it tells anything."""

import pytest

from portalgen.site.inspect.phrases import (
    Finder,
    pattern_of,
    phrases,
    seen,
    spelt,
    words_in,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The **Nova**\nCorporation", ["the", "nova", "corporation"]),
        ("nova_corp-2", ["nova", "corp", "2"]),
        ("SÄHKÖLÄ", ["sähkölä"]),
        ("Sa\u0308hko\u0308la\u0308", ["sähkölä"]),
        ("No\u00adva No\u200bva \ufeffNova", ["nova", "nova", "nova"]),
        ("\uff2eova", ["nova"]),
        ("", []),
    ],
)
def test_words_are_the_same_in_any_dress(text: str, words: list[str]) -> None:
    assert words_in(text) == words
    assert spelt(text) == f" {' '.join(words)} "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Payment API", [" payment api "]),
        ("one two three four five six", [" one two three four five six "]),
        ("a b c d e f g", [" a b c d e f ", " b c d e f g "]),
        ("api", []),
        ("2026", []),
        ("12 345 678", []),
        ("likely", []),
        ("true", []),
        ("", []),
    ],
)
def test_what_tells_something_is_looked_for(text: str, found: list[str]) -> None:
    assert list(phrases(text)) == found


def test_whole_words_are_found_and_no_parts_of_them() -> None:
    finder = Finder([" nova ", " nova corporation ", " orion "])
    assert finder.found_in(spelt("Nova Corporation")) == {
        " nova ",
        " nova corporation ",
    }
    assert finder.found_in(spelt("supernova novas")) == set()
    assert Finder([]).found_in(spelt("Nova")) == set()


def test_a_phrase_may_go_on_in_its_last_word() -> None:
    finder = Finder([" nova", " veikko virtase"])
    assert finder.begun_in(spelt("Nova, novan")) == {(" nova", ""), (" nova", "n")}
    assert finder.begun_in(spelt("Veikko Virtaselle")) == {(" veikko virtase", "lle")}
    assert finder.begun_in(spelt("supernova")) == set()
    assert Finder([]).begun_in(spelt("Nova")) == set()


@pytest.mark.parametrize(
    ("phrase", "text", "written"),
    [
        (" nova corporation ", "as Nova\n  Corporation has", "Nova\n  Corporation"),
        (" nova ", "supernova and NOVA", "NOVA"),
        ("Nova Corporation", "**Nova** Corporation", "Nova** Corporation"),
    ],
)
def test_a_phrase_is_found_as_it_is_written(
    phrase: str, text: str, written: str
) -> None:
    found = pattern_of(phrase).search(seen(text))
    assert found
    assert found[0] == written
