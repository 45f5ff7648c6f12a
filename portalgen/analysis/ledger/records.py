"""What git has of a client's dates, and the same with the files of the day as one more revision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.ledger.lineage import Lineages
from portalgen.analysis.showings import FirstShown, of_record, with_showing
from portalgen.model.record.ledger import Redaction, Removal
from portalgen.model.record.past import (
    History,
    PastProject,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.model.record.published import (
    NOTHING_PUBLISHED,
    Published,
    Snapshot,
)
from portalgen.model.record.showing import Reached, Showings


@dataclass(frozen=True)
class Records:
    """`recorded` is exported and sealed. `present` is what pages show: it goes on with what is not committed yet.

    `showings` are the publications that added to what is recorded, with the one that is to be made.
    `published` is what each project published until now of what its dates are judged by, by its id.
    """

    recorded: Ledger
    present: Ledger
    showings: Showings = ()
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
    showings: Showings = (),
    edits: Reached | None = None,
) -> Records:
    """Returns a client's records; `current` are its projects as its files have them on the day `on`.

    `showings` are the publications so far. The next one shows what they lack on the day `on`; `edits` is how far the
    record of edits goes then.
    """
    said = (client_id, redactions, removals, on)
    recorded = ledger(
        history,
        *said,
        stops=True,
    )
    if history.reach is not Reach.WHOLE:
        return Records(recorded, recorded, showings)
    so_far = published(history, current)
    shown = with_showing(
        showings,
        on,
        len(recorded.entries),
        recorded.head,
        edits,
    )
    recorded = _with_first_shown(recorded, shown, on)
    going_on = _with_working_tree(history, current, on)
    if going_on is history and not _has_drafts(current, on):
        return Records(recorded, recorded, shown, so_far)
    present = _with_first_shown(ledger(going_on, *said), shown, on)
    return Records(recorded, present, shown, so_far)


def _with_working_tree(
    history: History,
    current: tuple[PastProject, ...],
    on: date,
) -> History:
    """Returns a history with the files of a day as one more revision, where they differ from the last."""
    committed: tuple[PastProject, ...] = ()
    restarts: tuple[PastRestart, ...] = ()
    if history.revisions:
        last = history.revisions[-1]
        committed = last.projects
        restarts = last.restarts
    if current == committed:
        return history
    working_tree = Revision("", on, "", current, restarts)
    revisions = (*history.revisions, working_tree)
    return replace(history, revisions=revisions)


def _with_first_shown(
    ledger: Ledger,
    showings: Showings,
    on: date,
) -> Ledger:
    """Returns a ledger that knows when its entries were published, or are to be."""
    hashes = [each.hash for each in ledger.entries]
    own = of_record(showings, hashes)
    return replace(ledger, first_shown=FirstShown(own, on))


def _has_drafts(
    projects: Iterable[PastProject],
    on: date,
) -> bool:
    """Tells whether any project goes live only after a day."""
    starts = [project.live_from for project in projects]
    return any(start is not None and start > on for start in starts)


def published(
    history: History,
    current: Sequence[PastProject],
) -> dict[str, Published]:
    """Returns what each project published until now, by the id that it has in `current`."""
    lineages = Lineages()
    snapshots: dict[int, list[Snapshot]] = {}
    live_from: dict[int, date | None] = {}
    for at, revision in enumerate(history.revisions):
        for number, project in lineages.follow(revision.projects).items():
            snapshot = Snapshot(revision.recorded_on, project, at)
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
