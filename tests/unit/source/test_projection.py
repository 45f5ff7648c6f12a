"""The tolerant reader of one revision: it takes the dates and forgives the rest."""

from datetime import date

import pytest

from portalgen.model.past import UNDATED
from portalgen.source.projection import PastFile, joined, past_file

LAUNCH = b"""
milestones:
  - id: launch
    name: Launch
    colour: no longer a key
    formerly: [go-live]
    baseline_date: 2026-06-01  # a comment
    promised_date: 2026-06-15
    forecast: {from: 2026-06-18, to: 2026-07-03}
    moves:
      - {on: 2026-03-02, from: 2026-06-01, to: 2026-06-15, cause: scope_change, because: Loyalty, agreed_by: Timo}
  - {id: secret, name: Ours alone, promised_date: 2026-05-01, visibility: internal}
"""


def test_it_takes_dates_moves_and_former_ids_and_ignores_unknown_keys() -> None:
    found = past_file(LAUNCH)
    assert found is not None
    (launch,) = found.milestones
    assert (launch.id, launch.formerly, launch.name) == ("launch", ("go-live",), "Launch")
    assert (launch.baseline_date, launch.promised_date) == (date(2026, 6, 1), date(2026, 6, 15))
    assert launch.forecast == (date(2026, 6, 18), date(2026, 7, 3))
    (move,) = launch.moves
    assert (move.on, move.before, move.after) == (date(2026, 3, 2), date(2026, 6, 1), date(2026, 6, 15))
    assert (move.cause, move.because, move.agreed_by) == ("scope_change", "Loyalty", "Timo")


def test_an_internal_milestone_is_not_there() -> None:
    found = past_file(LAUNCH)
    assert found is not None
    assert "secret" not in [each.id for each in found.milestones]


@pytest.mark.parametrize(
    ("written", "read"),
    [("2026-06-20", date(2026, 6, 20)), ("undated", UNDATED), ("", None), ("~", None)],
)
def test_a_forecast_is_a_day_undated_or_nothing(written: str, read: object) -> None:
    found = past_file(f"milestones: [{{id: a, forecast: {written}}}]".encode())
    assert found is not None
    assert found.milestones[0].forecast == read


@pytest.mark.parametrize(
    "content",
    [
        b"milestones: [{id: a, promised_date: 2026-13-01}]",
        b"milestones: [{id: a, promised_date: [1]}]",
        b"milestones: [{id: a, forecast: {from: 2026-01-01}}]",
        b"milestones: [",
        b"a: 1\n---\nb: 2\n",
        b"- a list\n",
        b"\xff\xfe",
        b"name: \x00",
    ],
)
def test_a_revision_that_cannot_be_read_is_none_and_never_an_error(content: bytes) -> None:
    assert past_file(content) is None


def test_an_empty_file_says_nothing() -> None:
    assert past_file(b"# nothing yet\n") == PastFile()


def test_a_project_is_the_union_of_its_files() -> None:
    one = past_file(b"live_from: 2026-01-19\nvisibility: internal\n")
    two = past_file(b"milestones: [{id: a}]\nformerly: [old]\n")
    assert one is not None
    assert two is not None
    project = joined([one, two])
    assert project.is_internal
    assert project.live_from == date(2026, 1, 19)
    assert project.formerly == ("old",)
    assert [each.id for each in project.milestones] == ["a"]


def test_the_sample_reads() -> None:
    from tests.conftest import ROOT

    found = past_file((ROOT / "projects/acme/webshop/milestones.yml").read_bytes())
    assert found is not None
    assert [len(each.moves) for each in found.milestones] == [0, 0, 1, 2, 3, 2, 0]
