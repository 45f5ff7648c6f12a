"""What git has of a client's dates, and the same with the files of the day as one more revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.published import (
    NOTHING_PUBLISHED,
    Published,
    published,
)
from portalgen.model.record.ledger import Redaction, Removal
from portalgen.model.record.past import (
    History,
    PastProject,
    PastRestart,
    Reach,
    Revision,
)


@dataclass(frozen=True)
class Records:
    """`recorded` is exported and sealed. `present` is what pages show: it goes on with what is not committed yet.

    `published` is what each project published until now of what its dates are judged by, by its id.
    """

    recorded: Ledger
    present: Ledger
    published: Mapping[str, Published] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many entries are on record; those of `present` from there on are not yet."""
        return len(self.recorded.entries)

    def of(self, project_id: str) -> Published:
        """Returns what a project published until now; nothing where there is no record."""
        return self.published.get(project_id, NOTHING_PUBLISHED)


NO_RECORDS = Records(Ledger(Reach.NONE), Ledger(Reach.NONE))


def records(
    history: History,
    client_id: str,
    redactions: Sequence[Redaction],
    current: tuple[PastProject, ...],
    on: date,
    removals: Sequence[Removal] = (),
) -> Records:
    """Returns a client's records; `current` are its projects as its files have them on the day `on`."""
    said = (client_id, redactions, removals)
    recorded = ledger(history, *said)
    if history.reach is not Reach.WHOLE:
        return Records(recorded, recorded)
    committed: tuple[PastProject, ...] = ()
    restarts: tuple[PastRestart, ...] = ()
    if history.revisions:
        last = history.revisions[-1]
        committed = last.projects
        restarts = last.restarts
    so_far = published(history, current)
    if current == committed:
        return Records(recorded, recorded, so_far)
    working_tree = Revision("", on, "", current, restarts)
    revisions = (*history.revisions, working_tree)
    going_on = replace(history, revisions=revisions)
    present = ledger(going_on, *said)
    return Records(recorded, present, so_far)
