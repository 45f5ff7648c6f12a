"""The vectors that Python and JavaScript share: tests/browser/test_ledger_verifier.py holds the other half."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from portalgen.analysis.ledger.chain import digest_of, salt_of

DATA = Path(__file__).parents[3] / "data"
VECTORS = json.loads((DATA / "rfc8785" / "vectors.json").read_bytes())
# Printed in RFC 8785, section 3.2.4.
PRINTED = """
7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
"""


@pytest.mark.parametrize("case", VECTORS["canonical"], ids=lambda case: case["name"])
def test_canonical_bytes_are_the_expected_ones(case: dict[str, Any]) -> None:
    content = rfc8785.dumps(case["value"])
    assert content.hex() == case["hex"]
    assert hashlib.sha256(content).hexdigest() == case["sha256"]


def test_the_first_vector_is_the_one_that_the_rfc_prints() -> None:
    assert VECTORS["canonical"][0]["hex"] == "".join(PRINTED.split())


@pytest.mark.parametrize("case", VECTORS["texts"], ids=lambda case: str(case["n"]))
def test_salts_and_digests_are_the_expected_ones(case: dict[str, Any]) -> None:
    salt = salt_of(case["key"], case["n"], case["field"])
    assert (salt, digest_of(case["text"], salt)) == (case["salt"], case["digest"])


def test_there_is_a_vector_for_every_entry_of_the_expected_ledger() -> None:
    entries = json.loads((DATA / "ledger" / "ledger.json").read_bytes())["entries"]
    hashes = {each["sha256"] for each in VECTORS["canonical"]}
    assert [each["n"] for each in entries if each["hash"] not in hashes] == []
