"""The tolerant reader of one revision: just the dates of a project, for its history.

It reads ids, dates, moves, visibility and former ids, and ignores everything else but the few keys that health is held
against (`past_terms`), so that a model that grows stricter never rewrites the past: what it needs to know of days,
words and ids it knows itself. What it reads but cannot tell for sure makes the revision unreadable rather than a guess:
a guess would be a move that nobody made, or show what was internal. It is frozen by the ledger's version: change it
only together with that version.
A file is projected by itself, so that the result can be kept by the file's blob.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portalgen.model.record.past import (
    DOCUMENT,
    MAIL,
    SIGNATURE,
    UNDATED,
    PastEvidence,
    PastForecast,
    PastMilestone,
    PastMove,
    PastObjection,
    PastProject,
    PastRestart,
)
from portalgen.model.record.terms import (
    INTERNAL,
    NO_TERMS,
    PastAgency,
    PastPages,
    PastTerms,
)
from portalgen.source.past.past_terms import (
    joined_terms,
    listed_pages,
    past_agency,
    past_terms,
)
from portalgen.source.yaml.plain import MERGE, Plain, Unclear, plain_values

LEDGER_VERSION = 1
PROJECTION_VERSION = 6  # of what these functions return; what is kept by blob is kept for one version alone
DIGEST = r"[0-9a-f]{64}"
DOMAIN = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
LARGEST_REVISION = 1024 * 1024
ID = r"[a-z0-9][a-z0-9-]{0,62}"
_DAY_SHAPE = re.compile(r"[\x00-\x7f]{4}-[\x00-\x7f]{2}-[\x00-\x7f]{2}", re.DOTALL)
_YEARS = range(1970, 2200)
# libyaml takes these for line ends; editors, and YAML 1.2, do not.
_NO_LINE_ENDS = str.maketrans(
    {
        "\x85": " ",
        "\u2028": " ",
        "\u2029": " ",
    }
)


@dataclass(frozen=True, slots=True)
class PastFile:
    """What one YAML file of a project says of its dates."""

    is_internal: bool = False
    formerly: tuple[str, ...] = ()
    live_from: date | None = None
    milestones: tuple[PastMilestone, ...] = ()
    name: str | None = None
    terms: PastTerms = NO_TERMS


@dataclass(frozen=True, slots=True)
class PastClient:
    """What client.yml says of the client's history: the ids it had before, and the salt of its ledger."""

    formerly: tuple[str, ...] = ()
    salt: str | None = None


class _UnreadableError(ValueError):
    """The revision cannot be read."""


def past_file(content: bytes) -> PastFile | None:
    """Returns the dates in one YAML file's content, or None where it cannot be read."""
    try:
        keys = _keys(content)
        return PastFile(
            is_internal=_is_internal(keys),
            formerly=_words(keys.get("formerly")),
            live_from=_day(keys.get("live_from")),
            milestones=tuple(_milestones(keys.get("milestones"))),
            name=_hint(keys.get("name")),
            terms=past_terms(keys),
        )
    except ValueError:
        return None


def joined(files: Iterable[PastFile]) -> PastFile | None:
    """Returns the union of a project's files: internal where one says so, the rest from the one that has it.

    None where two files say the same key, or an id stands twice: nobody can tell then what was promised.
    """
    whole = PastFile()
    for file in files:
        if _say_the_same_key(whole, file):
            return None
        whole = PastFile(
            is_internal=whole.is_internal or file.is_internal,
            formerly=whole.formerly or file.formerly,
            live_from=whole.live_from or file.live_from,
            milestones=whole.milestones or file.milestones,
            name=whole.name or file.name,
            terms=joined_terms(whole.terms, file.terms),
        )
    ids = {each.id for each in whole.milestones}
    if len(ids) < len(whole.milestones):
        return None
    return whole


def _say_the_same_key(one: PastFile, other: PastFile) -> bool:
    """Tells whether two files both hold a key that one project has once."""
    if one.formerly and other.formerly:
        return True
    if one.live_from and other.live_from:
        return True
    return bool(one.milestones and other.milestones)


def past_project(id_: str, files: Iterable[PastFile | None]) -> PastProject | None:
    """Returns what a project's files say together, its visible milestones by id; None where they cannot be read."""
    readable = []
    for file in files:
        if file is None:
            return None
        readable.append(file)
    whole = joined(readable)
    if whole is None:
        return None
    visible: list[PastMilestone] = []
    terms = INTERNAL
    if not whole.is_internal:
        visible = sorted(whole.milestones, key=lambda each: each.id)
        terms = whole.terms
    return PastProject(
        id=id_,
        formerly=whole.formerly,
        live_from=whole.live_from,
        milestones=tuple(visible),
        name=whole.name,
        terms=terms,
    )


def past_client(content: bytes) -> PastClient:
    """Returns what a client.yml says of the history; nothing where it cannot be read."""
    try:
        keys = _keys(content)
        words = _words(keys.get("formerly"))
        salt = _text(keys.get("ledger_salt"))
    except ValueError:
        return PastClient()
    formerly = []
    for word in words:
        if re.fullmatch(ID, word):
            formerly.append(word)
    return PastClient(tuple(formerly), salt)


def past_portal(content: bytes, recorded_on: date) -> PastAgency | None:
    """Returns what a portal.yml says for all projects; None where it cannot be read."""
    try:
        return past_agency(_keys(content), recorded_on)
    except ValueError:
        return None


def past_pages(content: bytes) -> PastPages | None:
    """Returns which pages a client.yml publishes; None where it cannot be read."""
    try:
        return PastPages(listed_pages(_keys(content)))
    except ValueError:
        return None


def past_restarts(content: bytes) -> tuple[PastRestart, ...] | None:
    """Returns the restarts that a ledger.yml declares, or None where it cannot be read."""
    try:
        items = _mappings(_keys(content).get("restarts"))
        return tuple(_restart(item) for item in items)
    except ValueError:
        return None


def _restart(item: dict[str, Plain]) -> PastRestart:
    return PastRestart(
        on=_day(item.get("on")),
        because=_text(item.get("because")),
        previous=_text(item.get("previous")),
    )


def _keys(content: bytes) -> dict[str, Plain]:
    """Returns the keys of a file. Raises ValueError where it cannot be read; an empty one has none."""
    if len(content) > LARGEST_REVISION:
        raise _UnreadableError
    text = content.decode("utf-8-sig")
    text = text.replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    text = text.translate(_NO_LINE_ENDS)
    values = plain_values(text)
    if values is None:
        return {}
    return _mapping(values)


def _milestones(node: Plain) -> Iterable[PastMilestone]:
    for item in _mappings(node):
        id_ = _text(item.get("id"))
        if _is_internal(item) or id_ is None:
            continue
        moves = _mappings(item.get("moves"))
        yield PastMilestone(
            id=id_,
            formerly=_words(item.get("formerly")),
            name=_line(item.get("name")),
            baseline_date=_day(item.get("baseline_date")),
            promised_date=_day(item.get("promised_date")),
            forecast=_forecast(item.get("forecast")),
            actual_date=_day(item.get("actual_date")),
            moves=tuple(_move(each) for each in moves),
            acceptance=_hint(item.get("acceptance")),
        )


def _move(item: dict[str, Plain]) -> PastMove:
    cause = _line(item.get("cause"))
    if cause:
        cause = re.sub(r"[\s_-]+", "_", cause.lower())
    return PastMove(
        on=_day(item.get("on")),
        before=_day(item.get("from")),
        after=_day(item.get("to")),
        cause=cause,
        because=_text(item.get("because")),
        agreed_by=_line(item.get("agreed_by")),
        evidence=_evidence(item.get("evidence")),
        objection=_objection(item.get("objection")),
    )


def _evidence(node: Plain) -> PastEvidence | None:
    """Returns what an agreement can be checked by; None for words, and for what names no file or has no digest.

    What cannot be read proves nothing, and leaves the revision readable.
    """
    if not isinstance(node, dict) or MERGE in node:
        return None
    typed = _hint(node.get("sha256")) or ""
    digest = re.sub(r"[\s:]", "", typed).lower()
    if not re.fullmatch(DIGEST, digest):
        return None
    if _hint(node.get(DOCUMENT)):
        return PastEvidence(DOCUMENT, digest)
    if _hint(node.get(SIGNATURE)):
        key = re.sub(r"[\s:]", "", _hint(node.get("key")) or "").lower()
        return PastEvidence(
            SIGNATURE, digest, key=key if re.fullmatch(DIGEST, key) else None
        )
    domain = (_hint(node.get("domain")) or "").lower()
    if not _hint(node.get(MAIL)) or not re.fullmatch(DOMAIN, domain):
        return None
    try:
        on = _day(node.get("on"))
    except _UnreadableError:
        return None
    return PastEvidence(MAIL, digest, domain, on)


def _objection(node: Plain) -> PastObjection | None:
    """Returns what a client said against a move; None where there is nothing that can be read."""
    if not isinstance(node, dict) or MERGE in node:
        return None
    try:
        return PastObjection(
            on=_day(node.get("on")),
            by=_line(node.get("by")),
            because=_text(node.get("because")),
        )
    except _UnreadableError:
        return None


def _forecast(node: Plain) -> PastForecast | None:
    if isinstance(node, dict):
        window = _mapping(node)
        start = _day(window.get("from"))
        end = _day(window.get("to"))
        if start is None or end is None:
            raise _UnreadableError
        return start, end
    if isinstance(node, str) and node.strip().lower() == UNDATED:
        return UNDATED
    return _day(node)


def _day(node: Plain) -> date | None:
    """Returns a day, or None where there is none; a value that is no day makes the revision unreadable."""
    if node is None:
        return None
    if not isinstance(node, str):
        raise _UnreadableError
    if not _DAY_SHAPE.fullmatch(node):
        raise _UnreadableError
    day = date.fromisoformat(node)
    if day.year not in _YEARS:
        raise _UnreadableError
    return day


def _is_internal(item: dict[str, Plain]) -> bool:
    """Tells whether an item is internal; a word that is no visibility may have meant it, and is unreadable."""
    if "visibility" not in item:
        return False
    word = item["visibility"]
    if word not in ("internal", "client"):
        raise _UnreadableError
    return word == "internal"


def _text(node: Plain) -> str | None:
    """Returns a text without blanks around it; None where there is none."""
    if isinstance(node, Unclear):
        raise _UnreadableError
    if not isinstance(node, str):
        return None
    return node.strip() or None


def _line(node: Plain) -> str | None:
    """Returns a text on one line; None where there is none."""
    text = _text(node)
    if text is None:
        return None
    return " ".join(text.split())


def _hint(node: Plain) -> str | None:
    """Returns a text that enters no record; None where it cannot be read, which leaves the revision readable."""
    try:
        return _line(node)
    except _UnreadableError:
        return None


def _mapping(node: Plain) -> dict[str, Plain]:
    if not isinstance(node, dict):
        raise _UnreadableError
    if MERGE in node:
        raise _UnreadableError
    return node


def _mappings(node: Plain) -> list[dict[str, Plain]]:
    mappings = []
    for item in _list(node):
        mappings.append(_mapping(item))
    return mappings


def _words(node: Plain) -> tuple[str, ...]:
    words = []
    for item in _list(node):
        word = _text(item)
        if word:
            words.append(word)
    return tuple(words)


def _list(node: Plain) -> list[Plain]:
    if node is None:
        return []
    if not isinstance(node, list):
        raise _UnreadableError
    return node
