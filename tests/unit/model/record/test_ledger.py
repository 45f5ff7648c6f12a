"""The nouns of ledger.yml: everything is needed, and digests are whole."""

from typing import Any

import pytest
from pydantic import ValidationError

from portalgen.model.record.ledger import LedgerFile, Redaction, Restart

HEX = "a1" * 32
REDACTION = {
    "entry": "3",
    "field": "agreed_by",
    "on": "2026-05-03",
    "reason": "Personal data",
    "digest": HEX,
}
RESTART = {"on": "2026-05-03", "because": "The salt was lost", "previous": HEX}


def code_of(noun: type[Redaction | Restart], values: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        noun.model_validate(values)
    (detail,) = caught.value.errors()
    return detail["type"]


def test_a_redaction_and_a_restart_are_read_as_typed() -> None:
    found = LedgerFile.model_validate(
        {"redactions": [REDACTION], "restarts": [RESTART]}
    )
    assert (found.redactions[0].entry, found.redactions[0].field) == (3, "agreed_by")
    assert found.restarts[0].previous == HEX


def test_an_empty_file_declares_nothing() -> None:
    assert (
        LedgerFile.model_validate({"redactions": None, "restarts": None})
        == LedgerFile()
    )


@pytest.mark.parametrize("digest", [HEX.upper(), f" {HEX}\n"])
def test_a_digest_may_be_copied_in_capitals_or_with_blanks(digest: str) -> None:
    assert Redaction.model_validate({**REDACTION, "digest": digest}).digest == HEX


@pytest.mark.parametrize(
    ("noun", "values", "code"),
    [
        (Redaction, {**REDACTION, "digest": HEX[1:]}, "PG605"),
        (Redaction, {**REDACTION, "digest": "g1" * 32}, "PG605"),
        (Redaction, {**REDACTION, "entry": "0"}, "PG210"),
        (Redaction, {**REDACTION, "entry": "-3"}, "PG210"),
        (Redaction, {**REDACTION, "entry": "third"}, "PG204"),
        (Redaction, {**REDACTION, "field": "cause"}, "enum"),
        (Redaction, {**REDACTION, "on": "3 May"}, "PG203"),
        (Restart, {**RESTART, "previous": HEX[:7]}, "PG605"),
        (Restart, {**RESTART, "because": " "}, "PG208"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    noun: type[Redaction | Restart], values: dict[str, Any], code: str
) -> None:
    assert code_of(noun, values) == code


@pytest.mark.parametrize(
    ("noun", "key"),
    [*((Redaction, key) for key in REDACTION), *((Restart, key) for key in RESTART)],
)
def test_every_key_is_needed(noun: type[Redaction | Restart], key: str) -> None:
    whole = REDACTION if noun is Redaction else RESTART
    assert (
        code_of(noun, {name: value for name, value in whole.items() if name != key})
        == "missing"
    )
