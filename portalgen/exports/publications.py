"""publications.json: the publications that added to the record, each with its day, published in the clear."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from portalgen.analysis.showings import hash_of, of_record, with_showing
from portalgen.errors import SealError
from portalgen.exports.ledger import edits_in, restarted_heads
from portalgen.exports.seal import read_edits
from portalgen.model.record.seal import NO_HEAD, Seal
from portalgen.model.record.showing import Reached, Showing, Showings

VERSION = 1
PUBLICATIONS_FILE = "publications.json"


def publications(showings: Showings) -> bytes:
    """Returns the file. A showing's hash covers the one before it: see `hash_of`."""
    listed: list[dict[str, Any]] = []
    for each in showings:
        told: dict[str, Any] = {
            "on": each.on.isoformat(),
            "n": each.n,
            "head": each.head,
        }
        if each.edits:
            told["edits"] = {"n": each.edits.n, "head": each.edits.head}
        told["hash"] = each.hash
        listed.append(told)
    value = {
        "version": VERSION,
        "publications": listed,
    }
    text = json.dumps(value)
    return f"{text}\n".encode()


def read_publications(content: bytes) -> Showings:
    """Returns the showings of a file. Raises SealError where it is none, or where its chain is broken.

    A damaged chain must not pass for a missing one: every entry would count as told on whatever day it carries.
    """
    try:
        value = json.loads(content)
        version = value["version"]
        showings = tuple(_showing(each) for each in value["publications"])
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise SealError(
            "the published publications.json cannot be read: it is damaged"
        ) from error
    if version != VERSION:
        raise SealError(
            f"the published publications.json has version {version}; this portalgen reads {VERSION}"
        )
    wrong = broken_showings(showings)
    if wrong:
        raise SealError(f"the published publications.json is not whole: {wrong}")
    return showings


def with_publications(seal: Seal, content: bytes | None) -> Seal:
    """Returns a seal with the publications of a file; where an older portal has none, with the seal's own day.

    Raises SealError where the file is damaged, or is not of the seal's portal.
    """
    if content is None:
        showings = with_showing(
            (),
            seal.as_of,
            seal.n,
            seal.head,
            seal.edits,
        )
    else:
        showings = read_publications(content)
    reached: tuple[str, Reached | None] = (NO_HEAD, None)
    if showings:
        last = showings[-1]
        reached = (last.head, last.edits)
    if reached != (seal.head, seal.edits):
        raise SealError(
            "the published publications.json and seal.json are not of one portal"
        )
    return replace(seal, showings=showings)


def foreign_showing(showings: Showings, ledger: bytes) -> str | None:
    """Returns what is wrong where a publication is of another record than a sound ledger.json; None where none is.

    Those of a record that was begun anew are its own: the last of them is named by the entry that says so.
    """
    value = json.loads(ledger)
    entries = value["entries"]
    own = of_record(showings, [each["hash"] for each in entries])
    others = [each for each in showings if each.n and each not in own]
    if others and others[-1].head in restarted_heads(entries):
        return _foreign_edits(showings[showings.index(others[-1]) + 1 :], value)
    if others:
        last = others[-1]
        return f"entry {last.n} is not the one that was published on {last.on}"
    return _foreign_edits(showings, value)


def _foreign_edits(showings: Showings, ledger: dict[str, Any]) -> str | None:
    """Returns what is wrong where a publication is of another record of edits; None where none is."""
    hashes = [each["hash"] for each in edits_in(ledger)]
    for each in showings:
        edits = each.edits
        if edits and hashes[edits.n - 1 : edits.n] != [edits.head]:
            return f"edit {edits.n} is not the one that was published on {each.on}"
    return None


def _showing(value: dict[str, Any]) -> Showing:
    """Returns one showing. Raises ValueError, TypeError or LookupError where it is none."""
    on = date.fromisoformat(value["on"])
    n = value["n"]
    edits = read_edits(value)
    is_count = isinstance(n, int) and not isinstance(n, bool) and n >= 0
    is_told = n or edits
    if not is_count or not is_told:
        raise ValueError(n)
    head = value["head"]
    hash_ = value["hash"]
    if not isinstance(head, str) or not isinstance(hash_, str):
        raise TypeError(head, hash_)
    return Showing(on, n, head, hash_, edits)


def broken_showings(showings: Showings) -> str | None:
    """Returns what is wrong with a chain of publications; None where it is whole."""
    previous = NO_HEAD
    day = date.min
    for number, each in enumerate(showings, 1):
        hash_ = hash_of(each.on, each.n, each.head, previous, each.edits)
        if each.hash != hash_:
            return f"publication {number} is not what its hash says"
        if each.on < day:
            return f"publication {number} is dated before the one that it follows"
        previous = each.hash
        day = each.on
    return None
