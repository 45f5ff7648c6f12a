"""The ledger of a history: its texts, its reach, its salt, and what the working tree would add."""

from datetime import date
from typing import Any

import pytest

from portalgen.analysis.ledger.ledger import ledger
from portalgen.model.record.past import (
    History,
    Reach,
    Revision,
)
from portalgen.model.record.seal import NO_HEAD
from tests.kit.clients.histories import (
    JULY,
    JUNE,
    MID_JUNE,
    PROMISED,
    START,
    history,
    milestone,
    move,
    of,
    project,
    rows,
    said,
    unrecorded,
    week,
)


def test_texts_stand_where_they_are_said() -> None:
    reason = {"because": "Loyalty points added", "agreed_by": "Timo Laine"}
    found = of(
        milestone(JUNE, name="Launch day"),
        milestone(MID_JUNE, forecast=JULY),
        milestone(MID_JUNE, move(**reason), forecast=JULY),
        milestone(
            JULY, move(**reason), move(because=" ", agreed_by=None), forecast=JULY
        ),
    )
    assert [
        (
            each.kind.value,
            [found.text(each, field) for field in ("because", "agreed_by", "name")],
        )
        for each in found.entries
    ] == [
        ("promised", [None, None, "Launch day"]),
        ("moved", [None, None, None]),
        ("forecast", [None, None, None]),
        ("explained", ["Loyalty points added", "Timo Laine", None]),
        ("moved", [None, None, None]),
    ]
    assert len(found.openings) == 3


def test_the_texts_of_what_is_withdrawn_leave_the_openings_and_come_back_with_it() -> (
    None
):
    both = (project(milestone(JUNE), milestone(JULY, id_="handover")),)
    one = (project(milestone(JULY, id_="handover")),)
    seen, hidden, back = rows(both), rows(both, one), rows(both, one, both)
    assert [opening.text for opening in hidden.openings.values()] == ["Handover"]
    assert hidden.entries[:2] == seen.entries
    assert sorted(opening.text for opening in back.openings.values()) == [
        "Handover",
        "Launch",
        "Launch",
    ]


@pytest.mark.parametrize("reach", [Reach.NONE, Reach.SHALLOW])
def test_a_history_that_is_missing_or_cut_gives_no_entries(reach: Reach) -> None:
    revision = Revision("", week(0), "", (project(milestone(JUNE)),))
    cut = History(reach, (revision,), skipped=3, since=START, salt="00")
    found = ledger(cut, "acme")
    assert (found.entries, found.openings, found.head, found.since, found.skipped) == (
        (),
        {},
        NO_HEAD,
        START,
        3,
    )
    assert unrecorded(cut, revision.projects, week(1)) == ()


def test_without_a_salt_the_clients_id_serves() -> None:
    plain = history([(project(milestone(JUNE)),)], salt=None)
    assert (
        ledger(plain, "acme").head
        == ledger(history([(project(milestone(JUNE)),)], salt="acme"), "").head
    )
    assert ledger(plain, "acme").head != ledger(plain, "other").head


def test_what_the_working_tree_would_add_is_told_and_not_recorded() -> None:
    recorded = history([(project(milestone(JUNE)),), (project(milestone(MID_JUNE)),)])
    now = (
        project(
            milestone(JULY, move(JUNE, MID_JUNE), move(MID_JUNE, JULY)),
            milestone(JUNE, id_="handover"),
        ),
    )
    found = unrecorded(recorded, now, date(2026, 2, 2))
    assert said(found) == [
        f"promised handover none -> {JUNE}",
        f"moved launch {MID_JUNE} -> {JULY} +16 estimate",
        "explained launch estimate [2]",
    ]
    assert {each.recorded_on for each in found} == {date(2026, 2, 2)}
    assert len(ledger(recorded, "acme").entries) == 2


@pytest.mark.parametrize(
    ("keys", "on", "expected"),
    [
        ({}, "2026-02-02", [PROMISED]),
        ({"live_from": "2026-02-02"}, "2026-02-02", [PROMISED]),
        ({"live_from": "2026-02-03"}, "2026-02-02", []),
    ],
)
def test_a_project_of_the_working_tree_enters_by_its_own_live_from(
    keys: dict[str, Any], on: str, expected: list[str]
) -> None:
    found = unrecorded(
        history([]), (project(milestone(JUNE), **keys),), date.fromisoformat(on)
    )
    assert said(found) == expected


def test_a_working_tree_as_committed_adds_nothing() -> None:
    row = (project(milestone(JUNE, forecast="undated", actual=JUNE, baseline=JUNE)),)
    assert unrecorded(history([row]), row, week(1)) == ()
