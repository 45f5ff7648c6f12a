"""What git has of a client's dates, and the same with the files of the day as one more revision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.lineage import Lineages
from portalgen.model.record.ledger import Redaction, Removal
from portalgen.model.record.past import (
    History,
    PastProject,
    Reach,
    Revision,
)
from portalgen.model.record.published import (
    NOTHING_PUBLISHED,
    Published,
    Snapshot,
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

    def of(
        self,
        project_id: str,
    ) -> Published:
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
    so_far = published(history, current)
    working_tree = Revision("", on, "", current)
    if history.revisions:
        last = history.revisions[-1]
        working_tree = replace(working_tree, restarts=last.restarts)
        if current == last.projects:
            return Records(recorded, recorded, so_far)
    elif not current:
        return Records(recorded, recorded, so_far)
    revisions = (*history.revisions, working_tree)
    going_on = replace(history, revisions=revisions)
    present = ledger(going_on, *said)
    return Records(recorded, present, so_far)


def published(
    history: History,
    current: Sequence[PastProject],
) -> dict[str, Published]:
    """Returns what each project published until now, by the id that it has in `current`."""
    lineages = Lineages()
    snapshots: dict[int, list[Snapshot]] = {}
    live_from: dict[int, date | None] = {}
    for revision in history.revisions:
        for number, project in lineages.follow(revision.projects).items():
            snapshot = Snapshot(revision.recorded_on, project)
            snapshots.setdefault(number, []).append(snapshot)
            live_from[number] = project.live_from
    found = {}
    for number, project in lineages.follow(current).items():
        former = [number, *_said_later(lineages, number)]
        known: list[Snapshot] = []
        for each in former:
            known += _shown(snapshots.get(each, []), live_from.get(each))
        known.sort(key=lambda snapshot: snapshot.recorded_on)
        found[project.id] = Published(tuple(known), history.agency)
    return found


def _said_later(
    lineages: Lineages,
    number: int,
) -> Iterator[int]:
    """Yields the numbers of what a project is said only later to have been."""
    for former, later in lineages.joined.items():
        if later == number:
            yield former


def _shown(
    snapshots: Sequence[Snapshot],
    start: date | None,
) -> Iterator[Snapshot]:
    """Yields the snapshots from the first one on that the client could see."""
    has_entered = False
    for each in snapshots:
        if start is None or each.recorded_on >= start:
            has_entered = True
        if has_entered and each.terms.is_shown:
            yield each
