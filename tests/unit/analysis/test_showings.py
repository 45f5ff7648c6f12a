"""When entries were first shown: by the publications, whose chain nobody can change unseen."""

from dataclasses import replace
from datetime import date

from portalgen.analysis.showings import (
    FirstShown,
    hash_of,
    of_record,
    with_showing,
)
from portalgen.model.record.seal import NO_HEAD
from portalgen.model.record.showing import Showings

SEPTEMBER, OCTOBER, NOVEMBER = (
    date(2026, 9, 4),
    date(2026, 10, 2),
    date(2026, 11, 6),
)
A, B, C = "a1" * 32, "b2" * 32, "c3" * 32


def chain(*shown: tuple[date, int, str]) -> Showings:
    """Returns the chain of publications with their days, numbers of entries and heads."""
    found: Showings = ()
    for on, n, head in shown:
        found = with_showing(found, on, n, head)
    return found


def test_an_entry_was_first_shown_by_the_first_publication_that_has_it() -> None:
    shown = FirstShown(chain((SEPTEMBER, 2, A), (OCTOBER, 3, B)), NOVEMBER)
    assert shown.day(3) == OCTOBER
    assert shown.day(4) == NOVEMBER, "which the next publication shows"


def test_nobody_knows_since_when_what_the_first_publication_has_was_told() -> None:
    shown = FirstShown(chain((SEPTEMBER, 2, A)), NOVEMBER)
    assert (shown.day(1), shown.day(2)) == (None, None)
    assert FirstShown((), NOVEMBER).day(1) is None


def test_a_publication_that_adds_nothing_is_none() -> None:
    once = chain((SEPTEMBER, 2, A))
    assert with_showing(once, OCTOBER, 2, A) == once
    assert with_showing((), OCTOBER, 0, NO_HEAD) == ()


def test_a_publication_is_never_dated_before_the_one_that_it_follows() -> None:
    (_, second) = chain((OCTOBER, 2, A), (SEPTEMBER, 3, B))
    assert second.on == OCTOBER


def test_each_hash_covers_the_whole_chain_before_it() -> None:
    (first, second) = chain((SEPTEMBER, 2, A), (OCTOBER, 3, B))
    (other, after_other) = chain((OCTOBER, 2, A), (OCTOBER, 3, B))
    assert first.hash == hash_of(SEPTEMBER, 2, A, NO_HEAD)
    assert first.hash != other.hash
    assert replace(after_other, hash=second.hash) == second
    assert after_other.hash != second.hash


def test_the_hash_is_that_of_the_canonical_json() -> None:
    # printf '{"head":"a1…","n":2,"on":"2026-09-04","previous":"00…"}' | sha256sum, with all 64 digits written out
    expected = "7c23e02fa95a1023"
    assert hash_of(SEPTEMBER, 2, A, NO_HEAD)[:16] == expected


def test_a_record_that_was_begun_anew_has_the_publications_since_then() -> None:
    before_and_since = chain((SEPTEMBER, 2, A), (OCTOBER, 3, B), (NOVEMBER, 4, C))
    hashes = ["00" * 32, "11" * 32, B, C]
    assert of_record(before_and_since, hashes) == before_and_since[1:]
