"""Another reader of ledger.json, written from the design alone with json, hashlib and hmac: no code of the product."""

import hashlib
import hmac
import json
from typing import Any

KEYS = [
    *(
        "n",
        "project",
        "milestone",
        "kind",
        "on",
        "recorded_on",
        "from",
        "to",
        "days",
        "cause",
        "explained",
        "of",
    ),
    *("texts", "previous", "hash"),
]
KINDS = {
    "promised",
    "moved",
    "forecast",
    "met",
    "reopened",
    "rebaselined",
    "withdrawn",
    "explained",
    "restarted",
}
NOTHING = "0" * 64
Json = dict[str, Any]


def canonical(value: object) -> bytes:
    """Returns the RFC 8785 bytes of what a ledger holds: ASCII keys, whole numbers, texts, lists, true, false, null."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hash_of(entry: Json) -> str:
    return sha256(
        canonical({key: value for key, value in entry.items() if key != "hash"})
    )


def rechained(entries: list[Json]) -> list[Json]:
    """Returns entries with hashes made anew, as a forger would who wants the chain to hold."""
    previous, made = NOTHING, []
    for entry in entries:
        entry = {**entry, "previous": previous}
        previous = hash_of(entry)
        made.append({**entry, "hash": previous})
    return made


def problems(content: bytes) -> list[str]:
    """Returns what is wrong with a ledger.json."""
    value = json.loads(content)
    entries, openings = value["entries"], value["openings"]
    # There is a note where the agency wrote one, and edits where there are any.
    keys = [key for key in value if key not in {"legal_note", "edits"}]
    wrong = (
        []
        if keys == ["version", "head", "since", "entries", "openings"]
        else ["keys of the file"]
    )
    for n, entry in enumerate(entries, 1):
        wrong += (
            [] if list(entry) == KEYS and entry["kind"] in KINDS else [f"{n}: keys"]
        )
    edits = value.get("edits", {"entries": [], "head": NOTHING})
    wrong += _chain_problems(entries, value["head"])
    wrong += [
        f"edit {each}" for each in _chain_problems(edits["entries"], edits["head"])
    ]
    digests = set()
    for entry in (*entries, *edits["entries"]):
        digests |= {digest for digest in entry["texts"].values() if digest}
    for digest, opening in openings.items():
        wrong += [] if digest in digests else [f"{digest}: of no entry"]
        wrong += (
            []
            if sha256((opening["salt"] + opening["text"]).encode()) == digest
            else [f"{digest}: opening"]
        )
    return wrong


def _chain_problems(entries: list[Json], head: str) -> list[str]:
    """Returns what is wrong with the numbers and hashes of one chain."""
    previous, wrong = NOTHING, []
    for n, entry in enumerate(entries, 1):
        wrong += [] if entry["n"] == n else [f"{n}: number"]
        wrong += [] if entry["previous"] == previous else [f"{n}: previous"]
        wrong += [] if entry["hash"] == hash_of(entry) else [f"{n}: hash"]
        previous = entry["hash"]
    return wrong if head == previous else [*wrong, "head"]


def salt(key: str, n: int, field: str) -> str:
    return hmac.new(key.encode(), canonical([n, field]), "sha256").hexdigest()


def replayed(
    entries: list[Json], formerly: dict[tuple[str, str], tuple[str, str]]
) -> Json:
    """Returns the dates that entries lead to, by project and milestone; `formerly` leads from old ids to new ones."""
    dates: dict[tuple[str, str], Json] = {}
    for entry in entries:
        key = (entry["project"], entry["milestone"])
        while key in formerly:
            key = formerly[key]
        if entry["kind"] == "withdrawn":
            del dates[key]
        elif entry["kind"] == "promised":
            dates[key] = {"promised": entry["to"], "forecast": None, "actual": None}
        elif entry["kind"] in FIELDS:
            name = FIELDS[entry["kind"]]
            assert dates[key][name] == entry["from"], (
                "an entry begins where the one before it ended"
            )
            dates[key][name] = entry["to"]
    return {"/".join(key): value for key, value in dates.items()}


FIELDS = {
    "moved": "promised",
    "forecast": "forecast",
    "met": "actual",
    "reopened": "actual",
}
