"""What git has of a client's dates, and the same with the files of the day as one more revision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.analysis.showings import FirstShown, of_record, with_showing
from portalgen.model.record.ledger import Redaction, Removal
from portalgen.model.record.past import (
    History,
    PastProject,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.model.record.showing import Showings


@dataclass(frozen=True)
class Records:
    """`recorded` is exported and sealed. `present` is what pages show: it goes on with what is not committed yet.

    `showings` are the publications that added to what is recorded, with the one that is to be made.
    """

    recorded: Ledger
    present: Ledger
    showings: Showings = ()

    @property
    def count(self) -> int:
        """How many entries are on record; those of `present` from there on are not yet."""
        return len(self.recorded.entries)


NO_RECORDS = Records(Ledger(Reach.NONE), Ledger(Reach.NONE))


def records(
    history: History,
    client_id: str,
    redactions: Sequence[Redaction],
    current: tuple[PastProject, ...],
    on: date,
    removals: Sequence[Removal] = (),
    published: Showings = (),
) -> Records:
    """Returns a client's records; `current` are its projects as its files have them on the day `on`.

    `published` are the publications so far. The next one shows what they lack on the day `on`.
    """
    said = (client_id, redactions, removals, on)
    recorded = ledger(
        history,
        *said,
        stops=True,
    )
    if history.reach is not Reach.WHOLE:
        return Records(recorded, recorded, published)
    shown = with_showing(published, on, len(recorded.entries), recorded.head)
    recorded = _with_first_shown(recorded, shown, on)
    committed: tuple[PastProject, ...] = ()
    restarts: tuple[PastRestart, ...] = ()
    if history.revisions:
        last = history.revisions[-1]
        committed = last.projects
        restarts = last.restarts
    present = history
    if current != committed:
        working_tree = Revision(
            "",
            on,
            "",
            current,
            restarts,
        )
        revisions = (*history.revisions, working_tree)
        present = replace(history, revisions=revisions)
    elif not _has_drafts(committed, on):
        return Records(recorded, recorded, shown)
    going_on = _with_first_shown(ledger(present, *said), shown, on)
    return Records(recorded, going_on, shown)


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
