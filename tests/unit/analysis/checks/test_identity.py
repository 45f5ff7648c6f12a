"""Ids that changed without a word: told at their place, with the line to write."""

from typing import Any

import pytest

from portalgen.analysis.checks.identity import lost_past, new_folder, renamed
from portalgen.analysis.ledger.ledger import ledger
from portalgen.analysis.ledger.records import Records
from portalgen.diagnostics import Diagnostic
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.record.past import History, Reach
from portalgen.model.record.seal import NO_HEAD
from tests.kit.clients import histories as past
from tests.kit.clients.nouns import client, milestone, project

DROPPED = {"on": "2026-03-02", "because": "The shop will not be opened."}


def told(
    removals: list[dict[str, Any]] | None = None,
    was: str = "webshop",
    is_: str = "webshop",
    formerly: list[str] | None = None,
) -> list[Diagnostic]:
    """Returns what is told where Launch got another id, in a project that may have got another one too."""
    declared = LedgerFile.model_validate({"removals": removals or []})
    rows = [
        (past.project(past.milestone("2026-12-15"), id_=was, name="Shop"),),
        (
            past.project(
                past.milestone("2027-02-15", id_="go-live", name="Launch"),
                id_=is_,
                name="Shop",
            ),
        ),
    ]
    known = ledger(past.history(rows), "acme", (), declared.removals)
    now = milestone(id="go-live", name="Launch", formerly=formerly or [])
    shown = client(projects=[project(id=is_, milestones=[now])])
    return list(renamed(shown, Records(known, known)))


def test_a_milestone_of_a_new_id_asks_for_the_former_one() -> None:
    (found,) = told()
    assert (found.code, found.is_broken) == ("PG606", True)
    assert found.pointer == "/webshop/milestones/go-live"
    assert "launch is gone" in found.message
    assert "formerly: [launch]" in found.help
    assert "{project: webshop, milestone: launch, on, because}" in found.help


def test_the_line_to_write_keeps_the_former_ids_that_stand_there() -> None:
    (found,) = told(formerly=["opening"])
    assert "formerly: [opening, launch]" in found.help


def test_a_project_and_its_milestone_are_asked_together() -> None:
    found = told(is_="shop")
    assert [each.pointer for each in found] == ["/shop", "/shop/milestones/go-live"]
    assert "formerly: [webshop]" in found[0].help


@pytest.mark.parametrize(
    ("removal", "left"),
    [
        ({"project": "webshop", "milestone": "launch", **DROPPED}, 0),
        ({"project": "webshop", **DROPPED}, 0),
        ({"project": "webshop", "milestone": "beta", **DROPPED}, 1),
        ({"project": "shop", "milestone": "launch", **DROPPED}, 1),
    ],
)
def test_what_is_said_to_be_dropped_is_asked_no_more(
    removal: dict[str, Any], left: int
) -> None:
    assert len(told([removal])) == left


def test_a_client_s_new_folder_asks_for_the_former_one() -> None:
    shown = client(id="acme-oy", formerly=["ac"])
    (found,) = new_folder(shown, ["acme"])
    assert (found.code, found.pointer) == ("PG606", "")
    assert found.help == "add to client.yml: formerly: [ac, acme]"
    assert list(new_folder(shown, [])) == []


def test_a_past_that_cannot_be_found_is_told_unless_it_is_said() -> None:
    lost = History(Reach.WHOLE, lost=("", "old/projects/"))
    (found,) = lost_past(lost, LedgerFile())
    assert (found.code, found.is_broken) == ("PG607", True)
    assert "the top folder or old/projects/" in found.message
    said = {"on": "2026-03-02", "because": "A copy", "previous": NO_HEAD}
    declared = LedgerFile.model_validate({"restarts": [said]})
    assert list(lost_past(lost, declared)) == []
    other = LedgerFile.model_validate({"restarts": [{**said, "previous": "a" * 64}]})
    assert list(lost_past(lost, other)) == [found]
    assert list(lost_past(History(Reach.WHOLE), LedgerFile())) == []
