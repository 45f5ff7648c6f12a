"""A new ledger against the seal of the published one: it may grow, and never change."""

from dataclasses import replace
from datetime import date

import pytest

from portalgen.analysis.ledger.continuity import (
    CURES,
    broken_continuity,
    continues,
    standing,
    unreadable,
)
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.diagnostics import Place, Severity
from portalgen.model.record.past import History, Lack, PastRestart, Reach
from portalgen.model.record.seal import NO_HEAD, Seal
from tests.kit.clients.histories import SALT, history, milestone, move, project

AS_OF = date(2026, 2, 1)
ROWS = [
    (project(milestone("2026-06-01")),),
    (project(milestone("2026-06-15")),),
    (project(milestone("2026-06-15", move())),),
]
PUBLISHED = ledger(history(ROWS[:2]), "acme")


def seal(of: Ledger) -> Seal:
    return Seal(AS_OF, len(of.entries), of.head)


@pytest.mark.parametrize("previous", [None, Seal(AS_OF, 0, NO_HEAD)])
@pytest.mark.parametrize("reach", Reach)
def test_without_a_seal_or_entries_there_is_nothing_to_continue(
    reach: Reach, previous: Seal | None
) -> None:
    found = ledger(History(reach), "acme")
    assert broken_continuity(found, previous) is None
    assert previous is None or continues(found, previous)


@pytest.mark.parametrize("count", [2, 3])
def test_a_ledger_continues_itself_and_what_it_grew_from(count: int) -> None:
    grown = ledger(history(ROWS[:count]), "acme")
    assert broken_continuity(grown, seal(PUBLISHED)) is None
    assert continues(grown, seal(PUBLISHED))


REWRITTEN = {
    "another date": (
        history([ROWS[0], (project(milestone("2026-06-08")),)]),
        "entry 2 or one before it is not",
    ),
    "another first date": (
        history([(project(milestone("2026-05-01")),), ROWS[1]]),
        "entry 2 or one before it is not",
    ),
    "another text": (
        history([(project(milestone("2026-06-01", name="Beta")),), ROWS[1]]),
        "entry 2 or one before it is not",
    ),
    "another salt": (history(ROWS, salt="0f" * 16), "entry 2 or one before it is not"),
    "fewer revisions": (
        history(ROWS[:1]),
        "2 entries were published as of 2026-02-01, and the ledger now has 1",
    ),
    "a later live_from": (
        history(
            [
                *ROWS[:2],
                (project(milestone("2026-06-15", move()), live_from="2026-01-12"),),
            ]
        ),
        "2 entries were published as of 2026-02-01, and the ledger now has 1",
    ),
}


@pytest.mark.parametrize("case", REWRITTEN)
def test_a_changed_past_is_told_with_the_way_out(case: str) -> None:
    rewritten, message = REWRITTEN[case]
    found = broken_continuity(ledger(rewritten, "acme"), seal(PUBLISHED))
    assert found is not None
    assert (found.code, found.is_broken, found.pointer) == ("PG603", True, "")
    assert found.message.startswith(message)
    assert f"restarts: [{{on, because, previous: {PUBLISHED.head}}}]" in found.help


@pytest.mark.parametrize(
    ("head", "passes"), [(PUBLISHED.head, True), (NO_HEAD, False), ("a1" * 32, False)]
)
def test_a_restart_passes_where_it_names_the_sealed_head(
    head: str, passes: bool
) -> None:
    rewritten = history(ROWS, salt="0f" * 16)
    restart = PastRestart(date(2026, 1, 19), "The salt had become known", head)
    last = replace(rewritten.revisions[-1], restarts=(restart,))
    found = ledger(
        replace(rewritten, revisions=(*rewritten.revisions[:-1], last)), "acme"
    )
    assert (broken_continuity(found, seal(PUBLISHED)) is None) == passes


@pytest.mark.parametrize(
    ("lack", "cure"),
    [
        (Lack.NO_REPOSITORY, "checked out"),
        (Lack.NO_COMMITS, "checked out"),
        (Lack.NO_GIT, "install git"),
        (Lack.UNTRUSTED, "safe.directory"),
        (Lack.SHALLOW, "fetch-depth: 0"),
        (Lack.PARTIAL, "--refetch"),
        (Lack.DAMAGED, "git fsck"),
    ],
)
def test_a_missing_history_over_published_entries_names_the_cause_and_its_cure(
    lack: Lack, cure: str
) -> None:
    reach = Reach.SHALLOW if lack is Lack.SHALLOW else Reach.NONE
    past = History(reach, history(ROWS).revisions, salt=SALT, lack=lack)
    found = broken_continuity(ledger(past, "acme"), seal(PUBLISHED))
    assert found is not None
    assert (found.code, found.is_broken) == ("PG604", True)
    assert lack.value in found.message
    assert cure in found.help


def test_a_history_that_cannot_be_read_is_told_once() -> None:
    missing = History(Reach.NONE, lack=Lack.NO_GIT)
    (found,) = unreadable([missing, missing], "projects")
    assert (found.code, found.severity) == ("PG608", Severity.WARNING)
    assert (found.place, found.help) == (Place("projects"), CURES[Lack.NO_GIT])
    for none_yet in (Lack.NO_REPOSITORY, Lack.NO_COMMITS, None):
        assert list(unreadable([History(Reach.NONE, lack=none_yet)], "projects")) == []


def test_the_line_that_a_seal_of_old_continues_is_the_one_that_was_published() -> None:
    straight = history(ROWS)
    usual = replace(history(list(ROWS)[1:]), otherwise=(straight,))
    sealed = seal(PUBLISHED)
    assert standing(usual, "acme", (), sealed) is straight
    assert standing(usual, "acme", (), None) is usual
    other = replace(sealed, head="a" * 64)
    assert standing(usual, "acme", (), other) is usual
    both = replace(straight, otherwise=(replace(straight, skipped=1),))
    assert standing(both, "acme", (), sealed) is both
