"""A client's dates as they stood at each revision of the repository: what the history is read into, and the ledger
is computed from. No text of a commit and no name of a git author that is no contact of the client is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from portalgen.model.record.signed_move import SignedMove
from portalgen.model.record.statement import UpdateText
from portalgen.model.record.terms import NO_TERMS, PastAgency, PastTerms

UNDATED: Final = "undated"
# Kinds of evidence.
DOCUMENT: Final = "document"
MAIL: Final = "mail"
SIGNATURE: Final = "signature"
PastForecast = date | tuple[date, date] | Literal["undated"]


@dataclass(frozen=True, slots=True)
class PastEvidence:
    """What an agreement can be checked by: its kind, the digest of its bytes (SHA-256 in hex), whose domain signed it
    and on which day, where it has those. `key` is the digest of the public key that signed, of a signature alone.
    """

    kind: str
    digest: str
    domain: str | None = None
    on: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who is said to have agreed, what it can be checked by, and whether the client objected.

    `move` is the recorded move that it is about: a signature is of one move, and serves no other.
    """

    by: str | None
    evidence: PastEvidence | None = None
    is_objected: bool = False
    move: SignedMove | None = None


@dataclass(frozen=True, slots=True)
class PastObjection:
    """What a client said against a move."""

    on: date | None
    by: str | None
    because: str | None


@dataclass(frozen=True, slots=True)
class PastMove:
    """A declared move as it stood in a revision."""

    on: date | None
    before: date | None
    after: date | None
    cause: str | None
    because: str | None
    agreed_by: str | None
    evidence: PastEvidence | None = None
    objection: PastObjection | None = None


@dataclass(frozen=True, slots=True)
class PastMilestone:
    """A visible milestone as it stood in a revision; a forecast is a day, a range of two, or `undated`.

    `acceptance` enters no record: it tells whether a milestone of another id is the same one.
    """

    id: str
    formerly: tuple[str, ...]
    name: str | None
    baseline_date: date | None
    promised_date: date | None
    forecast: PastForecast | None
    actual_date: date | None
    moves: tuple[PastMove, ...]
    acceptance: str | None = None


@dataclass(frozen=True, slots=True)
class PastProject:
    """What a project said of its dates in a revision: its visible milestones by id; none where it was internal.

    `name` enters no record: it tells whether a project of another id is the same one. Neither do `terms`: two that
    differ by them alone have the same dates, and are equal.
    """

    id: str
    formerly: tuple[str, ...]
    live_from: date | None
    milestones: tuple[PastMilestone, ...]
    name: str | None = None
    terms: PastTerms = field(default=NO_TERMS, compare=False)


@dataclass(frozen=True, slots=True)
class PastRestart:
    """A restart of the ledger, as ledger.yml declared it in a revision; `previous` is the sealed head in hex."""

    on: date | None
    because: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A client's dates at one commit of the first-parent line.

    `recorded_on` is the committer date in UTC. `by` is the git author's e-mail address (of a merge's second parent
    where a bot made the merge); it serves to find a contact and is never shown. `adds` tells that its dates or restarts
    differ from those of the one before; else its terms alone do. `agency` is what portal.yml said by then for every
    project that says nothing of its own.
    """

    commit: str
    recorded_on: date
    by: str
    projects: tuple[PastProject, ...]
    restarts: tuple[PastRestart, ...] = ()
    adds: bool = True
    agency: PastAgency | None = None


class Reach(StrEnum):
    """How far back the history goes: to the beginning, to where a shallow clone was cut, or nowhere."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    NONE = "none"


class Lack(StrEnum):
    """Why a history is not there, or not whole; each value is how a sentence says it."""

    NO_REPOSITORY = "this is not a git repository"
    NO_COMMITS = "nothing was committed yet"
    NO_GIT = "git was not found"
    UNTRUSTED = "git will not read this repository: it belongs to another user"
    SHALLOW = "this is a shallow clone"
    PARTIAL = "this is a partial clone, which lacks what older files held"
    DAMAGED = "git cannot read this repository"

    @property
    def is_plain(self) -> bool:
        """Tells whether there is no history yet, so that none can be missing."""
        return self in {Lack.NO_REPOSITORY, Lack.NO_COMMITS}


@dataclass(frozen=True, slots=True)
class Origin:
    """What a published record was made from: the commit that added to it last, and the merges before it at which the
    line of commits went on with another parent than their messages tell, each with that parent.
    """

    commit: str
    follows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Departed:
    """A client whose folder went away: its projects as they were last, and the commit that took it (None where none
    has yet).
    """

    id: str
    commit: str | None
    projects: tuple[PastProject, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A client's revisions, oldest first: those whose dates, restarts or terms differ from the one before.

    And for each project the first on or after the live_from that it has at HEAD, even where it changed nothing: there
    its promises enter the ledger as they stood.

    `skipped` counts the revisions of a project, or of ledger.yml, that could not be read. `salt` is the ledger_salt of
    client.yml at HEAD. `since` is the day of the oldest commit that is known, `head` the commit that HEAD names.
    `lack` is why the reach is not whole, where that is known. `lost` are the folders that the client's may have been
    moved from, where nobody can tell which: what was before the move is not among the revisions. `otherwise` are the
    histories along other lines of commits, which a seal that names no commit may stand for. `departed` are the clients
    of the workspace whose folders went away. `agency` is what portal.yml said of tolerance and cadence, oldest first.
    `update_texts` are by blob what updates said that did not stay as they were.
    """

    reach: Reach
    revisions: tuple[Revision, ...] = ()
    skipped: int = 0
    since: date | None = None
    head: str | None = None
    salt: str | None = None
    lack: Lack | None = None
    lost: tuple[str, ...] = ()
    origin: Origin | None = None
    otherwise: tuple["History", ...] = ()
    departed: tuple[Departed, ...] = ()
    agency: tuple[PastAgency, ...] = ()
    update_texts: Mapping[str, UpdateText] = field(default_factory=dict)
