"""What the days in a file tell of an earlier day."""

from datetime import date

import pytest

from portalgen.source.files.text import SourceText
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping
from samples.facts import changed, was_there
from samples.layout import Changes, Pointer

DAY = date(2026, 6, 15)


def mapping(text: str) -> Mapping:
    tree, wrong = parse(SourceText("", text))
    assert isinstance(tree, Mapping)
    assert wrong == []
    return tree


@pytest.mark.parametrize("key", ["asked_on", "raised_on", "on"])
def test_an_item_is_there_from_its_day_on(key: str) -> None:
    assert was_there(mapping(f"{key}: 2026-06-15"), DAY)
    assert not was_there(mapping(f"{key}: 2026-06-16"), DAY)
    assert was_there(mapping("id: undated"), DAY)


@pytest.mark.parametrize(
    "key", ["done_on", "decided_on", "closed_on", "actual_date", "accepted_on"]
)
def test_a_fact_is_written_on_its_day(key: str) -> None:
    assert changed(("asks", "photos"), mapping(f"{key}: 2026-06-15"), DAY) == {}
    assert changed(("asks", "photos"), mapping(f"{key}: 2026-06-16"), DAY) == {
        key: None
    }


MILESTONE = """\
promised_date: 2026-09-01
moves:
  - {on: 2026-05-01, from: 2026-07-01, to: 2026-07-15}
  - {on: 2026-06-16, from: 2026-07-15, to: 2026-08-01}
  - {on: 2026-07-16, from: 2026-08-01, to: 2026-09-01}
"""
CHANGE = "state: approved\nraised_on: 2026-06-01\ndecided_on: 2026-06-20\ndecided_by: Timo Laine\n"
RISK = """\
probability: likely
impact: major
state: occurred
raised_on: 2026-06-01
closed_on: 2026-06-30
history:
  - {on: 2026-06-01, probability: possible, impact: minor}
  - {on: 2026-06-10, probability: unlikely}
  - {on: 2026-06-30, probability: likely, impact: major, state: occurred}
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (("milestones", "launch"), MILESTONE, {"promised_date": "2026-07-15"}),
        (("milestones", "launch"), MILESTONE.replace("2026-06-16", "2026-06-15"), {"promised_date": "2026-08-01"}),
        (("milestones", "launch"), "promised_date: 2026-09-01\n", {}),
        (("change_requests", "cr"), CHANGE, {"state": "proposed", "decided_on": None, "decided_by": None}),
        (("change_requests", "cr"), CHANGE.replace("06-20", "06-10"), {}),
        (
            ("risks", "bank"),
            RISK,
            {"state": "open", "closed_on": None, "probability": "unlikely", "impact": "minor"},
        ),
        (("risks", "bank"), "state: open\nreview_on: 2026-07-13\n", {}),
        (("risks", "bank"), "state: open\nreview_on: 2026-07-14\n", {"review_on": None}),
        (
            (),
            "state: closed\nsince: 2026-06-30\nbecause: All is done\n",
            {"state": "active", "since": None, "because": None},
        ),
        ((), "state: closed\nsince: 2026-06-15\nbecause: All is done\n", {}),
    ],
)  # fmt: skip
def test_values_are_told_as_they_stood(
    path: Pointer, text: str, expected: Changes
) -> None:
    assert changed(path, mapping(text), DAY) == expected
