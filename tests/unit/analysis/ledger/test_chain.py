"""The chain: hashes and digests as an independent reader computes them."""

from dataclasses import replace
from datetime import date

import pytest

from portalgen.analysis.ledger.chain import ERASED, Opening, chained, digest_of, salt_of
from portalgen.analysis.ledger.entry import CARRIES, Fact, Kind, Texts, hashed, written
from portalgen.model.record.seal import NO_HEAD
from tests.kit.clients.ledger_reader import KEYS, canonical, hash_of, salt, sha256

DAY = date(2026, 6, 1)
TEXTS = Texts(because="Käännös", agreed_by="Timo", name="Launch")


def fact(kind: Kind = Kind.MOVED, texts: Texts = TEXTS) -> Fact:
    return Fact(
        kind,
        DAY,
        DAY,
        "webshop",
        "launch",
        DAY,
        date(2026, 6, 15),
        "estimate",
        True,
        None,
        texts,
    )


def test_a_salt_is_the_hmac_of_number_and_field_and_a_digest_the_hash_of_salt_and_text() -> (
    None
):
    assert salt_of("kéy", 7, "because") == salt("kéy", 7, "because")
    assert digest_of("Käännös", "ab") == sha256("abKäännös".encode())


def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    entries, _ = chained([fact(), fact(), fact()], "key")
    assert [each.previous for each in entries] == [
        NO_HEAD,
        entries[0].hash,
        entries[1].hash,
    ]
    assert [each.n for each in entries] == [1, 2, 3]


def test_a_hash_is_of_the_canonical_entry_without_it() -> None:
    (entry,), _ = chained([fact()], "key")
    value = written(entry)
    assert [*value, "hash"] == KEYS
    assert (
        entry.hash
        == hash_of(value)
        == sha256(canonical(value))
        == hashed(replace(entry, hash="anything"))
    )


@pytest.mark.parametrize("kind", Kind)
def test_an_entry_carries_the_texts_of_its_kind(kind: Kind) -> None:
    (entry,), openings = chained([fact(kind)], "key")
    carried = {
        name for name in ("because", "agreed_by", "name") if getattr(entry.texts, name)
    }
    assert carried == set(CARRIES.get(kind, ()))
    assert {each.text for each in openings.values()} == {
        getattr(TEXTS, name) for name in carried
    }


def test_an_opening_leads_to_its_digest() -> None:
    (entry,), openings = chained([fact()], "key")
    assert entry.texts.because is not None
    assert openings[entry.texts.because] == Opening(
        "Käännös", salt("key", 1, "because")
    )
    assert entry.texts.name is None


@pytest.mark.parametrize("erased", [None, ERASED])
def test_a_named_digest_stands_for_a_text_that_was_erased_from_the_history(
    erased: str | None,
) -> None:
    (entry, after), _ = chained([fact(), fact()], "key")
    assert entry.texts.because is not None
    scrubbed = fact(texts=replace(TEXTS, because=erased))
    named = {
        (1, "because"): entry.texts.because,
        (1, "name"): "a1" * 32,
        (9, "because"): "a1" * 32,
    }
    found, openings = chained([scrubbed, fact()], "key", named)
    assert found == [entry, after]
    assert sorted(opening.text for opening in openings.values()) == [
        "Käännös",
        "Timo",
        "Timo",
    ]


def test_a_named_digest_changes_nothing_while_the_text_is_there() -> None:
    assert chained([fact()], "key", {(1, "because"): "a1" * 32}) == chained(
        [fact()], "key"
    )
