"""Diagnostics: codes that stay, severities that follow from them, and an order that never changes."""

import re

import pytest

from portalgen.diagnostics import CODES, Kind, Place, Severity, in_order, problem
from portalgen.model.client import Rules


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_a_title_and_an_explanation(code: str) -> None:
    known = CODES[code]
    assert re.fullmatch(r"PG[1-6]\d\d", code)
    assert known.code == code
    assert known.title[0].islower() or known.title.startswith("YAML")
    assert not known.title.endswith(".")
    assert known.explanation.endswith((".", "?"))


def test_the_hundreds_of_a_code_tell_its_kind() -> None:
    kinds = {"4": Kind.RULE, "5": Kind.ADVICE} | dict.fromkeys("1236", Kind.BROKEN)
    others = {
        code: known.kind
        for code, known in CODES.items()
        if known.kind is not kinds[code[2]]
    }
    assert others == dict.fromkeys(("PG120", "PG121", "PG608"), Kind.ADVICE)


def test_every_rule_of_portal_yml_belongs_to_a_code() -> None:
    severities = set(Rules.model_fields) - {"agreement"}  # that one is no severity
    assert {known.rule for known in CODES.values() if known.rule} == severities


@pytest.mark.parametrize(
    ("code", "severity", "is_broken"),
    [
        ("PG104", Severity.ERROR, True),
        ("PG401", Severity.ERROR, False),
        ("PG501", Severity.WARNING, False),
        ("PG120", Severity.WARNING, False),
    ],
)
def test_a_problem_is_as_severe_as_its_code(
    code: str, severity: Severity, is_broken: bool
) -> None:
    found = problem(code, "wrong", Place("client.yml"))
    assert (found.severity, found.is_broken) == (severity, is_broken)


def test_a_problem_has_a_place_or_a_pointer() -> None:
    place = Place("client.yml", 3, 5)
    pointed = problem("PG401", "wrong", "/webshop/name", "put it right")
    assert (pointed.place, pointed.pointer, pointed.help) == (
        None,
        "/webshop/name",
        "put it right",
    )
    assert pointed.at(place).place == place
    assert problem("PG401", "wrong", place).pointer == ""


def test_diagnostics_come_by_file_line_column_and_code_each_once() -> None:
    made = [
        problem(code, message, Place(file, line, column))
        for file, line, column, code, message in [
            ("b.yml", 1, 1, "PG104", "x"),
            ("a.yml", 10, 1, "PG104", "x"),
            ("a.yml", 9, 5, "PG203", "x"),
            ("a.yml", 9, 5, "PG104", "y"),
            ("a.yml", 9, 5, "PG104", "x"),
            ("a.yml", 9, 1, "PG203", "x"),
            ("a.yml", 9, 5, "PG104", "x"),
        ]
    ]
    found = [
        (each.place.file, each.place.line, each.place.column, each.code, each.message)
        for each in in_order(made)
        if each.place
    ]
    assert found == [
        ("a.yml", 9, 1, "PG203", "x"),
        ("a.yml", 9, 5, "PG104", "x"),
        ("a.yml", 9, 5, "PG104", "y"),
        ("a.yml", 9, 5, "PG203", "x"),
        ("a.yml", 10, 1, "PG104", "x"),
        ("b.yml", 1, 1, "PG104", "x"),
    ]
    assert in_order(reversed(made)) == in_order(made)


def test_codes_are_listed_by_number() -> None:
    assert list(CODES) == sorted(CODES)
