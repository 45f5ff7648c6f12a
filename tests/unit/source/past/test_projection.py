"""The tolerant reader of one revision: it takes the dates and forgives the rest."""

from datetime import date

import pytest

from portalgen.model.record.past import UNDATED, PastObjection, PastRestart
from portalgen.source.past.projection import (
    PastClient,
    PastFile,
    joined,
    past_client,
    past_file,
    past_restarts,
)

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
    assert (launch.id, launch.formerly, launch.name) == (
        "launch",
        ("go-live",),
        "Launch",
    )
    assert (launch.baseline_date, launch.promised_date) == (
        date(2026, 6, 1),
        date(2026, 6, 15),
    )
    assert launch.forecast == (date(2026, 6, 18), date(2026, 7, 3))
    (move,) = launch.moves
    assert (move.on, move.before, move.after) == (
        date(2026, 3, 2),
        date(2026, 6, 1),
        date(2026, 6, 15),
    )
    assert (move.cause, move.because, move.agreed_by) == (
        "scope_change",
        "Loyalty",
        "Timo",
    )


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
        b"milestones: {launch: 2026-06-15}",
        b"milestones: [launch]",
        b"milestones: [{id: a, moves: none}]",
        b"milestones: [{id: a, moves: [later]}]",
        b"milestones: [{id: a, promised_date: 20260101}]",
        b"milestones: [{id: a, promised_date: 2026-W01-1}]",
        b"milestones: [{id: a, promised_date: 1026-01-01}]",
        b'milestones: [{id: a, promised_date: ""}]',
        b"formerly: old",
        b"x: " + b"[" * 100_000,
        b"a: 1\n# " + b"x" * 1024 * 1024,
    ],
    ids=range(19),
)
def test_a_revision_that_cannot_be_read_is_none_and_never_an_error(
    content: bytes,
) -> None:
    assert past_file(content) is None


@pytest.mark.parametrize(
    "content",
    [
        b"milestones: [{id: a, promised_date: 2026-01-01, promised_date: 2026-02-01}]",
        b"day: &d 2026-01-01\nmilestones: [{id: a, promised_date: *d}]",
        b"base: &b {promised_date: 2026-01-01}\nmilestones: [{id: a, <<: *b}]",
        b'milestones: [{id: a, name: "\\0"}]',
        b"milestones: [{id: a}]\nmilestones: [{id: b}]",
        b"visibility: internal\nvisibility: client",
        b"visibility: Internal",
        b"visibility:",
        b"visibility: [internal]",
        b"milestones: [{id: a, visibility: intrenal}]",
    ],
    ids=range(10),
)
def test_what_could_mean_two_things_is_unreadable_rather_than_guessed(
    content: bytes,
) -> None:
    assert past_file(content) is None


@pytest.mark.parametrize(
    "content",
    [
        b"risk: 1\nrisk: 2\nmilestones: [{id: a}]",
        b"x: &d 1\ny: *d\nmilestones: [{id: a}]",
        b"x: !ruby/object 1\nmilestones: [{id: a}]",
        b"? {a: b}\n: c\n? [d]\n: e\nmilestones: [{id: a}]",
        b'note: "x"  \nmilestones: [{id: a, weight: many}]',
        b"\xef\xbb\xbfmilestones:\r\n- id: a\r\n",
        "note: a\x85b\u2028c\nmilestones: [{id: a}]".encode(),
        b"milestones: [{id: a}, {name: no id}, {id: b, visibility: internal, promised_date: soon}]",
    ],
    ids=range(8),
)
def test_what_is_odd_elsewhere_is_forgiven(content: bytes) -> None:
    found = past_file(content)
    assert found is not None
    assert [each.id for each in found.milestones] == ["a"]


def test_words_are_read_as_the_model_reads_them() -> None:
    text = """
milestones:
  - id: a
    name: "  Big   launch "
    moves:
      - {cause: Scope change, agreed_by: " Timo   Laine ", because: "  One.\\nTwo. "}
      - {cause: [no, word], because: {no: text}, agreed_by: "  "}
"""
    found = past_file(text.encode())
    assert found is not None
    (milestone,) = found.milestones
    first, second = milestone.moves
    assert milestone.name == "Big launch"
    assert (first.cause, first.agreed_by, first.because) == (
        "scope_change",
        "Timo Laine",
        "One.\nTwo.",
    )
    assert (second.cause, second.agreed_by, second.because) == (None, None, None)


def test_an_empty_file_says_nothing() -> None:
    assert past_file(b"# nothing yet\n") == PastFile()


def test_a_project_is_the_union_of_its_files() -> None:
    one = past_file(b"live_from: 2026-01-19\nvisibility: internal\n")
    two = past_file(b"milestones: [{id: a}]\nformerly: [old]\n")
    assert one is not None
    assert two is not None
    project = joined([one, two])
    assert project is not None
    assert project.is_internal
    assert project.live_from == date(2026, 1, 19)
    assert project.formerly == ("old",)
    assert [each.id for each in project.milestones] == ["a"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("milestones: [{id: a}]", "milestones: [{id: b}]"),
        ("milestones: [{id: a}, {id: a}]", "name: Shop"),
        ("live_from: 2026-01-01", "live_from: 2026-01-01"),
        ("formerly: [a]", "formerly: [b]"),
    ],
)
def test_files_that_say_the_same_twice_cannot_be_joined(one: str, two: str) -> None:
    parts = [
        each for each in (past_file(one.encode()), past_file(two.encode())) if each
    ]
    assert len(parts) == 2
    assert joined(parts) is None


def test_an_id_may_stand_twice_where_one_of_them_is_internal() -> None:
    found = past_file(b"milestones: [{id: a}, {id: a, visibility: internal}]")
    assert found is not None
    assert joined([found]) == found


def test_a_client_s_former_ids_and_salt_are_read() -> None:
    content = (
        b"name: Acme\nformerly: [old, ../other, Old]\nledger_salt: 5f1c # a comment\n"
    )
    assert past_client(content) == PastClient(("old",), "5f1c")


@pytest.mark.parametrize(
    "content", [b"", b"name: Acme", b"- a", b"formerly: old", b"a: [", b"\xff"]
)
def test_a_client_file_that_says_nothing_of_the_past_is_no_error(
    content: bytes,
) -> None:
    assert past_client(content) == PastClient()


def test_restarts_are_read_and_the_rest_of_the_ledger_file_is_not() -> None:
    content = b"""
redactions: [{entry: 3, field: because, on: 2026-05-03, reason: Personal data, digest: ab}]
restarts:
  - {on: 2026-05-04, because: Moved to another repository, previous: 0a1b, who: Maria}
  - {}
"""
    assert past_restarts(content) == (
        PastRestart(date(2026, 5, 4), "Moved to another repository", "0a1b"),
        PastRestart(None, None, None),
    )
    assert past_restarts(b"redactions: []") == ()


@pytest.mark.parametrize(
    "content",
    [b"restarts: [{on: soon}]", b"restarts: now", b"restarts: [now]", b"a: [", b"\xff"],
)
def test_a_ledger_file_that_cannot_be_read_is_none(content: bytes) -> None:
    assert past_restarts(content) is None


def test_the_sample_reads() -> None:
    from tests.conftest import ROOT

    found = past_file((ROOT / "projects/acme/webshop/milestones.yml").read_bytes())
    assert found is not None
    assert [len(each.moves) for each in found.milestones] == [0, 0, 1, 2, 3, 2, 0]


PROOF = "{document: minutes.pdf, sha256: " + "AB" * 32 + "}"


@pytest.mark.parametrize(
    ("typed", "digest"),
    [
        (PROOF, "ab" * 32),
        ("Minutes of 5 August", None),
        ("{document: minutes.pdf}", None),
        ("{document: minutes.pdf, sha256: abc}", None),
        ("{sha256: " + "ab" * 32 + "}", None),
        ("[minutes.pdf]", None),
        ("{document: {a: b}, sha256: [1]}", None),
    ],
)
def test_evidence_is_read_where_it_has_a_digest_and_never_hides_a_date(
    typed: str, digest: str | None
) -> None:
    move = f"moves: [{{cause: early, agreed_by: Timo, evidence: {typed}}}]"
    text = f"milestones: [{{id: launch, promised_date: 2026-06-15, {move}}}]"
    found = past_file(text.encode())
    assert found is not None
    evidence = found.milestones[0].moves[0].evidence
    assert (evidence.digest if evidence else None) == digest


@pytest.mark.parametrize(
    ("typed", "objection"),
    [
        (
            "{on: 2026-08-14, by: Timo, because: One week}",
            PastObjection(date(2026, 8, 14), "Timo", "One week"),
        ),
        ("{on: soon, by: Timo, because: One week}", None),
        ("One week", None),
    ],
)
def test_an_objection_is_read_and_never_hides_a_date(
    typed: str, objection: PastObjection | None
) -> None:
    text = f"milestones: [{{id: launch, promised_date: 2026-06-15, moves: [{{objection: {typed}}}]}}]"
    found = past_file(text.encode())
    assert found is not None
    assert found.milestones[0].moves[0].objection == objection
