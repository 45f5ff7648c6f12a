"""Slips of people who write YAML by hand: each is told where it was made, with what to do."""

import pytest

from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.syntax import swallowed_bracket
from tests.kit.files.memory import source, told

LATE = "why: The sandbox was down.\n"


@pytest.mark.parametrize(
    ("text", "where", "help_"),
    [
        # indentation
        ("a:\n\tb: c\n", "2:1 PG105", "spaces"),
        ("a:\n  - b\n\t- c\n", "3:1 PG105", "spaces"),
        ("a:\n  -\tb: c\n    d: e\n", "2:4 PG105", "spaces"),
        ("a: b\n  c: d\n", "2:3 PG104", "without a space"),
        ("- a: b\n    c: d\n", "2:5 PG104", "2 spaces"),
        ("a:\n  b: c\n    d: e\n", "3:5 PG104", "2 spaces"),
        ("a:\n  b: c\n\n  # note\n    d: e\n", "5:5 PG104", "2 spaces"),
        ("a:\n    b: c\n  d: e\n", "3:3 PG104", "one column"),
        ("a:\n  - b\n d: e\n", "3:2 PG104", "one column"),
        ("  a: b\nc: d\n", "2:1 PG104", "one column"),
        ("a:\n\u00a0\u00a0b: c\n", "2:1 PG104", "type a space"),
        ("a:\u00a0b\nc: d\n", "1:3 PG104", "type a space"),
        ("a:\n  -\u00a0b: c\n", "2:4 PG104", "type a space"),
        ("\u3000a: b\nc: d\n", "1:1 PG104", "type a space"),
        ("a:\u200bb\nc: d\n", "1:3 PG104", "type a space"),
        # dashes and colons
        ("a:\n  - b\n  -c\n", "3:3 PG104", "write - c"),
        ("a:b\nc: d\n", "1:2 PG104", "write a: b"),
        ("a: b\nc\n", "2:1 PG104", "with a dash"),
        ("a:\n  - b\n  c\nd: e\n", "3:3 PG104", "with a dash"),
        ("a: - b\n", "1:4 PG104", "line of its own"),
        ("a: b\n  - c\n", "2:3 PG104", "below its key"),
        ("a: b\n  c\n  - d\n", "3:3 PG104", "below its key"),
        ("a:\n  - b\n    - c\n", "3:5 PG104", "in one column"),
        ("- a: b\n  c:d\n  e: f\n", "2:4 PG104", "write c: d"),
        ("a: b: c\n", "1:5 PG111", 'a: "b: c"'),
        ("a: Done: it's there\n", "1:8 PG111", 'a: "Done: it\'s there"'),
        ('a: The "shop": new\n', "1:14 PG111", "a: 'The \"shop\": new'"),
        ("a: “b: c”\n", "1:6 PG111", 'a: "b: c"'),
        ("a: one\n  two: three\n  four\n", "2:3 PG104", "without a space"),
        ("a: one\n  and two: three\n", "2:10 PG111", '"and two: three"'),
        # quotes
        ('a: "b\n', "1:4 PG104", "closing quote"),
        ("a: 'b\nc: d\n", "1:4 PG104", "closing quote"),
        ('a: "b\nc: "d"\n', "1:4 PG104", "closing quote"),
        ('a: "b\nc: "#1f5fbf"\n', "1:4 PG104", "closing quote"),
        ('a: "b"#c\n', "1:7 PG104", "a: '\"b\"#c'"),
        ('a: "b" c\n', "1:8 PG104", "a: '\"b\" c'"),
        ("a: 'b's c'\n", "1:7 PG104", 'a: "b\'s c"'),
        ('a: "b\\c"\n', "1:6 PG104", "backslash twice"),
        ('a: "b\\xZZ"\n', "1:8 PG104", "backslash twice"),
        # brackets
        ("a: [b, c\nd: e\n", "1:4 PG104", "closing bracket"),
        ("a: {b: c\nd: e\n", "1:4 PG104", "closing bracket"),
        ("a: [b] c\n", "1:8 PG104", 'a: "[b] c"'),
        ("a: {b} c\n", "1:8 PG104", 'a: "{b} c"'),
        ("a: {b: c d: e}\n", "1:11 PG104", "commas"),
        ('a: ["b" "c"]\n', "1:9 PG104", "commas"),
        ("a: ]\n", "1:4 PG104", "quotes"),
        ("a: [b, {c: ],\n", "1:12 PG104", "quotes"),
        # first characters
        ("a: @b\n", "1:4 PG104", 'a: "@b"'),
        ("a: `b`\n", "1:4 PG104", 'a: "`b`"'),
        ("a: %b\n", "1:4 PG104", 'a: "%b"'),
        ("%10 of all\n", "1:1 PG104", '"%10 of all"'),
        ("a: > 90 %\n", "1:4 PG104", 'a: "> 90 %"'),
        ("a: |b\n", "1:4 PG104", 'a: "|b"'),
        ("- a: b\n- @c\n", "2:3 PG104", '"@c"'),
        ("a: *b* c\n", "1:4 PG108", 'a: "*b* c"'),
        ("a: & b\n", "1:4 PG108", 'a: "& b"'),
    ],
)
def test_a_slip_is_told_where_it_was_made(text: str, where: str, help_: str) -> None:
    (found,) = parse(source(text + LATE))[1]
    assert (told([found]), found.help) == ([where], found.help)
    assert help_ in found.help
    assert "did not find" not in found.message, (
        "the parser's own words mean nothing to a project manager"
    )


@pytest.mark.parametrize(
    "text", ["[", "a: [", "a: [b", "a: {", "a: {b: c", "a: [b,\n", "a: [b,\n\n", "- [b"]
)
def test_a_bracket_that_is_open_at_the_end_is_told_where_it_opens(text: str) -> None:
    (found,) = parse(source(text))[1]
    opens = max(text.find("["), text.find("{")) + 1
    assert (told([found]), found.help) == (
        [f"1:{opens} PG104"],
        "add the closing bracket",
    )


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("a: [b, c #d]", "#d]"),
        ("a: {b: c} # d", None),
        ('a: ["b #c", d', None),
        ('a: ["b", c #d]', "#d]"),
        ("a: [b#c]", None),
        ("", None),
        (" #" * 300_000, None),
    ],
)
def test_a_bracket_that_a_comment_took_is_found(line: str, comment: str | None) -> None:
    found = swallowed_bracket(line)
    assert (found and found[0]) == comment
