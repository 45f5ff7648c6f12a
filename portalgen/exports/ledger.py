"""ledger.json: every entry with its hash, and the texts that the digests stand for."""

import json

from portalgen.analysis.entry import written
from portalgen.analysis.ledger import Ledger

VERSION = 1


def ledger_json(ledger: Ledger) -> bytes:
    """Returns the file. A program that knows only the design can verify it: see tests/data/rfc8785."""
    value = {
        "version": VERSION,
        "head": ledger.head,
        "since": ledger.since.isoformat() if ledger.since else None,
        "entries": [{**written(each), "hash": each.hash} for each in ledger.entries],
        "openings": {digest: {"text": each.text, "salt": each.salt} for digest, each in ledger.openings.items()},
    }
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
