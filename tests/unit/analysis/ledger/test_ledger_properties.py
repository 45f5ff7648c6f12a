"""What holds for any sequence of edits: the ledger leads to the current dates, only grows, and cannot be forged."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portalgen.analysis.ledger.entry import CARRIES
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.exports.ledger import ledger_json
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import (
    History,
    PastForecast,
)
from tests.kit.clients.edits import (
    Files,
    edited,
    part,
)
from tests.kit.clients.histories import SALT, START, unrecorded
from tests.kit.clients.ledger_reader import problems, rechained, replayed, salt, sha256


def exported(of: Ledger) -> dict[str, Any]:
    value = json.loads(ledger_json(of))
    assert isinstance(value, dict)
    return value


def _said(value: PastForecast | None) -> object:
    if isinstance(value, tuple):
        return [str(day) for day in value]
    return None if value is None else str(value)


@given(edited())
def test_replaying_the_ledger_gives_the_current_dates(
    made: tuple[History, Files],
) -> None:
    history, files = made
    current = {
        f"{project.id}/{each.id}": {
            "promised": _said(each.promised_date),
            "forecast": _said(each.forecast),
            "actual": _said(each.actual_date),
        }
        for project in history.revisions[-1].projects
        for each in project.milestones
    }
    assert (
        replayed(exported(ledger(history, "acme"))["entries"], files.formerly)
        == current
    )


@given(edited())
def test_a_new_commit_only_appends(made: tuple[History, Files]) -> None:
    history, _ = made
    whole = ledger(history, "acme")
    for count in range(len(history.revisions) + 1):
        before = ledger(part(history, count), "acme")
        assert whole.entries[: len(before.entries)] == before.entries


@given(edited())
def test_the_ledger_verifies_by_the_design_alone(made: tuple[History, Files]) -> None:
    assert problems(ledger_json(ledger(made[0], "acme"))) == []


@given(edited())
def test_an_equal_history_gives_the_same_bytes(made: tuple[History, Files]) -> None:
    apart = replace(
        made[0], revisions=tuple(deepcopy(each) for each in made[0].revisions)
    )
    assert ledger_json(ledger(made[0], "acme")) == ledger_json(ledger(apart, "acme"))


FORGERIES: dict[str, Callable[[Any], Any]] = {
    "n": lambda n: n + 1,
    "kind": lambda kind: "met" if kind == "moved" else "moved",
    "to": lambda to: None if to else "2026-12-24",
    "days": lambda days: (days or 0) - 7,
    "explained": lambda explained: not explained,
    "texts": lambda texts: {**texts, "because": "a1" * 32},
    **dict.fromkeys(
        ["project", "milestone", "on", "recorded_on", "from", "cause", "of"],
        lambda value: f"{value}!",
    ),
}


@given(edited(), st.data(), st.sampled_from(sorted(FORGERIES)))
def test_a_change_of_any_entry_shows_and_changes_the_head(
    made: tuple[History, Files], data: st.DataObject, key: str
) -> None:
    value = exported(ledger(made[0], "acme"))
    entries = value["entries"]
    if not entries:
        return
    at = data.draw(st.integers(0, len(entries) - 1))
    forged = [
        {**each, key: FORGERIES[key](each[key])} if n == at else each
        for n, each in enumerate(entries)
    ]
    found = problems(json.dumps({**value, "entries": forged, "openings": {}}).encode())
    assert found[-1] == f"{at + 1}: hash"
    # Nor does it help to make all later hashes anew: the head, which readers keep, is another one.
    assert rechained(entries)[-1]["hash"] == value["head"]
    assert rechained(forged)[-1]["hash"] != value["head"]


@given(edited(), st.data())
def test_a_redaction_takes_out_a_text_and_changes_no_hash(
    made: tuple[History, Files], data: st.DataObject
) -> None:
    whole = ledger(made[0], "acme")
    told = [
        (each, name)
        for each in whole.entries
        for name in CARRIES.get(each.kind, ())
        if whole.text(each, name)
    ]
    if not told:
        return
    entry, name = data.draw(st.sampled_from(told))
    digest = getattr(entry.texts, name)
    redaction = Redaction.model_validate(
        {
            "entry": entry.n,
            "field": name,
            "on": START,
            "reason": "Personal data",
            "digest": digest,
        }
    )
    found = ledger(made[0], "acme", [redaction])
    assert (found.entries, found.head) == (whole.entries, whole.head)
    assert found.text(entry, name) == redaction
    assert found.openings == {
        key: each for key, each in whole.openings.items() if key != digest
    }
    assert problems(ledger_json(found)) == []


@given(edited())
def test_digests_say_nothing_without_their_salt(made: tuple[History, Files]) -> None:
    found = ledger(made[0], "acme")
    other = ledger(replace(made[0], salt="0f" * 16), "acme")
    salts = [each.salt for each in found.openings.values()]
    assert len(set(salts)) == len(salts), (
        "the same text has another digest in every entry and field"
    )
    assert not found.openings.keys() & other.openings.keys()
    plain = {sha256(each.text.encode()) for each in found.openings.values()}
    assert not found.openings.keys() & plain
    for entry in found.entries:
        for name in CARRIES.get(entry.kind, ()):
            if opening := found.openings.get(getattr(entry.texts, name) or ""):
                assert opening.salt == salt(SALT, entry.n, name)


@given(edited())
def test_the_working_tree_would_add_what_its_commit_adds(
    made: tuple[History, Files],
) -> None:
    history, _ = made
    last = history.revisions[-1]
    before = part(history, len(history.revisions) - 1)
    found = unrecorded(before, last.projects, last.recorded_on)
    added = ledger(history, "acme").entries[len(ledger(before, "acme").entries) :]
    assert [
        (each.kind, each.milestone, each.before, each.after, each.of) for each in found
    ] == [
        (each.kind, each.milestone, each.before, each.after, each.of) for each in added
    ]
