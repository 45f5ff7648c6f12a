"""seal.json: the ledger's head, published in the clear with every site."""

import json
from datetime import date

VERSION = 1
NO_HEAD = "0" * 64


def seal(as_of: date, entries: int = 0, head: str = NO_HEAD) -> bytes:
    """Returns the seal of a ledger. Without entries its head is 64 zeros: there is nothing to vouch for."""
    value = {"version": VERSION, "as_of": as_of.isoformat(), "n": entries, "head": head}
    return (json.dumps(value) + "\n").encode()
