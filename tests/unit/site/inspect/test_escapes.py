"""Escapes are undone where they stand, and what is encoded is known from what is not."""

import base64

import pytest

from portalgen.site.inspect.escapes import encoded, unescaped


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("a &amp; b", "a & b"),
        ("a &amp;amp;amp; b", "a & b"),
        ("&#65;&#x42;&amp;#67;", "ABC"),
        ("&#83ecret", "Secret"),
        ("%41%2542%252543", "ABC"),
        ("K%C3%A4tev%C3%A4", "Kätevä"),
        ("K%E4tev%E4", "Kätevä"),
        ("%u0041b", "Ab"),
        ("=41=C3=A4", "Aä"),
        ("a=\nb", "ab"),
        (r"\u0041\x42\103\u{44}\U00000045", "ABCDE"),
        (r"\\\\u0041", "A"),
        (r"\ud83d\ude00", "\U0001f600"),
        (r"K\303\244tev\xc3\xa4", "Kätevä"),
        (r"K\'e4tev\'e4", "Kätevä"),
        (r"\u{ffffff}", "\ufffd"),
    ],
)
def test_an_escape_is_undone(text: str, undone: str) -> None:
    assert undone in unescaped(text)


@pytest.mark.parametrize("text", ["", "plain", "a & b", "50 % off = 4", "a\\z", "a\nb"])
def test_nothing_comes_of_a_text_without_escapes(text: str) -> None:
    assert unescaped(text) == ""


def test_the_lines_that_change_come_alone() -> None:
    assert unescaped("one\n&#116;wo\nthree") == "two"


def test_a_style_is_undone_beside_what_else_it_may_mean() -> None:
    assert "Secret" in unescaped(r"\53 \65 \63 \72 \65 \74 ")


TEXT = "Kätevä margin fell"


@pytest.mark.parametrize("start", range(4))
def test_base64_is_found_wherever_in_a_run_it_begins(start: int) -> None:
    run = "x" * start + base64.b64encode(TEXT.encode()).decode()
    assert any(TEXT.encode() in each for each in encoded(run))


def test_a_short_name_is_found_by_what_closes_it() -> None:
    run = base64.b64encode(b"Acme").decode()
    assert run.endswith("==")
    assert list(encoded(f"a {run} b")) == [b"Acme"]


@pytest.mark.parametrize(
    "text",
    [
        "assets/javascripts/lunr/min/lunr.stemmer.support.min.js",
        "5ab627192f3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6",
        "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
        "getElementsByClassName addEventListener HTMLInputElement",
        "2026-11-20 2026-11-21 12:30:00 00:00:00 10 20 30 40",
        "CONSIDERATIONS-AND-ACKNOWLEDGEMENTS",
    ],
)
def test_words_paths_days_and_digests_are_not_taken_for_text(text: str) -> None:
    assert list(encoded(text)) == []
