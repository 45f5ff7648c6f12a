"""The statement that a client signs: one spelling, and every part of it bound."""

from dataclasses import replace

import pytest

from portalgen.model.record.signed_move import (
    SignedMove,
    Statement,
    fingerprint,
    statement_of,
)

MOVE = SignedMove("webshop", "launch", "2026-12-01", "no date", 3, "ab" * 32)
SAID = Statement("acme", MOVE)


def test_what_is_written_is_read_again() -> None:
    assert statement_of(SAID.written) == SAID
    assert SAID.written.splitlines()[0] == "I agree to this move of a promised date."


@pytest.mark.parametrize(
    "change",
    [
        ("\n", "\r\n"),
        ("to: ", "to:  "),
        ("entry: 3", "entry: 03"),
        ("hash: ab", "hash: AB"),
        ("I agree", "I do not agree"),
        ("client: acme\n", ""),
        ("project: webshop\n", "project: webshop\nproject: other\n"),
    ],
)
def test_no_other_spelling_is_a_statement(change: tuple[str, str]) -> None:
    changed = SAID.written.replace(*change)
    assert changed != SAID.written
    assert statement_of(changed) is None
    assert statement_of(f"{SAID.written}\n") is None


def test_another_move_is_another_statement() -> None:
    other = replace(SAID, move=replace(MOVE, n=4))
    assert statement_of(other.written) != SAID


def test_a_fingerprint_is_as_ssh_keygen_prints_it() -> None:
    assert fingerprint("00" * 32) == f"SHA256:{'A' * 43}"
