"""A client's dates as they stood at each revision of the repository: what the history is read into, and the ledger
is computed from. No text of a commit and no name of a git author that is no contact of the client is in it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

UNDATED: Final = "undated"
PastForecast = date | tuple[date, date] | Literal["undated"]


@dataclass(frozen=True, slots=True)
class PastMove:
    """A declared move as it stood in a revision."""

    on: date | None
    before: date | None
    after: date | None
    cause: str | None
    because: str | None
    agreed_by: str | None


@dataclass(frozen=True, slots=True)
class PastMilestone:
    """A visible milestone as it stood in a revision; a forecast is a day, a range of two, or `undated`."""

    id: str
    formerly: tuple[str, ...]
    name: str | None
    baseline_date: date | None
    promised_date: date | None
    forecast: PastForecast | None
    actual_date: date | None
    moves: tuple[PastMove, ...]


@dataclass(frozen=True, slots=True)
class PastProject:
    """What a project said of its dates in a revision: its visible milestones by id; none where it was internal."""

    id: str
    formerly: tuple[str, ...]
    live_from: date | None
    milestones: tuple[PastMilestone, ...]


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
    where a bot made the merge); it serves to find a contact and is never shown.
    """

    commit: str
    recorded_on: date
    by: str
    projects: tuple[PastProject, ...]
    restarts: tuple[PastRestart, ...] = ()


class Reach(StrEnum):
    """How far back the history goes: to the beginning, to where a shallow clone was cut, or nowhere."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class History:
    """A client's revisions, oldest first: those whose dates or restarts differ from the one before.

    And for each project the first on or after the live_from that it has at HEAD, even where it changed nothing: there
    its promises enter the ledger as they stood.

    `skipped` counts the revisions of a project, or of ledger.yml, that could not be read. `salt` is the ledger_salt of
    client.yml at HEAD. `since` is the day of the oldest commit that is known, `head` the commit that HEAD names.
    """

    reach: Reach
    revisions: tuple[Revision, ...] = ()
    skipped: int = 0
    since: date | None = None
    head: str | None = None
    salt: str | None = None
