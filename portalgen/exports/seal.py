"""seal.json: the ledger's head, published in the clear with every site."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from portalgen.errors import SealError
from portalgen.model.record.past import Origin
from portalgen.model.record.seal import NO_HEAD, Seal
from portalgen.model.record.showing import Reached

VERSION = 1
SEAL_FILE = "seal.json"
_COMMIT = "[0-9a-f]{40}(?:[0-9a-f]{24})?"
_DAMAGED = "the published seal.json cannot be read: it is damaged, or not a seal"


def seal(
    as_of: date,
    n: int = 0,
    head: str = NO_HEAD,
    origin: Origin | None = None,
    edits: Reached | None = None,
) -> bytes:
    """Returns the seal of a ledger, and of its edits where there are any.

    Without entries its head is 64 zeros: there is nothing to vouch for.
    """
    value: dict[str, Any] = {
        "version": VERSION,
        "as_of": as_of.isoformat(),
        "n": n,
        "head": head,
    }
    if origin:
        value["commit"] = origin.commit
    if origin and origin.follows:
        value["follows"] = dict(origin.follows)
    if edits:
        value["edits"] = {"n": edits.n, "head": edits.head}
    text = json.dumps(value)
    return f"{text}\n".encode()


def read_seal(content: bytes) -> Seal:
    """Returns what a seal says. Raises SealError where it is none: a damaged seal must not pass for a missing one."""
    try:
        value = json.loads(content)
        version = value["version"]
        as_of = date.fromisoformat(value["as_of"])
        found = Seal(
            as_of,
            value["n"],
            value["head"],
            _origin(value),
            edits=read_edits(value),
        )
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise SealError(_DAMAGED) from error
    if version != VERSION:
        raise SealError(
            f"the published seal.json has version {version}; this portalgen reads {VERSION}"
        )
    if not _is_sound(found):
        raise SealError(
            "the published seal.json names no number of entries with its head"
        )
    return found


def _origin(value: dict[str, Any]) -> Origin | None:
    """Returns what a seal says of its commits; None where it names none. Raises ValueError, AttributeError."""
    commit = value.get("commit")
    if commit is None:
        return None
    follows = []
    for merge, parent in value.get("follows", {}).items():
        follows.append((_commit(merge), _commit(parent)))
    return Origin(_commit(commit), tuple(follows))


def read_edits(value: Mapping[str, Any]) -> Reached | None:
    """Returns how far a seal or a publication says that the edits go; None where it says nothing of them.

    Raises ValueError, TypeError or LookupError where that is nothing that a record can reach.
    """
    if "edits" not in value:
        return None
    found = Reached(value["edits"]["n"], value["edits"]["head"])
    if found.n == 0 or not _is_reached(found.n, found.head):
        raise ValueError(found)
    return found


def _commit(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(_COMMIT, value):
        return value
    raise ValueError(value)


def _is_sound(found: Seal) -> bool:
    return _is_reached(found.n, found.head)


def _is_reached(n: Any, head: Any) -> bool:
    """Tells whether a number of entries goes with the hash of the last."""
    if not isinstance(n, int) or isinstance(n, bool) or n < 0:
        return False
    if not isinstance(head, str) or not re.fullmatch("[0-9a-f]{64}", head):
        return False
    has_entries = n > 0
    has_head = head != NO_HEAD
    return has_entries == has_head
