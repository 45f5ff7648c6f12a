"""The ledger: every date that a client was ever promised, as a pure function of the history of its files.

Section 7 of the design is its contract; docs/decisions/0007 decides what that leaves open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date

from portalgen.analysis.ledger.chain import Opening, chained
from portalgen.analysis.ledger.chronicle import Chronicle
from portalgen.analysis.ledger.entry import Entry, Kind
from portalgen.analysis.ledger.identity import (
    Joined,
    Unlinked,
    joined_courses,
    unlinked,
)
from portalgen.analysis.showings import NEVER_SHOWN, FirstShown
from portalgen.model.record.ledger import Redaction, Removal
from portalgen.model.record.past import History, Lack, Origin, PastMove, Reach
from portalgen.model.record.seal import NO_HEAD


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """A milestone in the ledger through all its names: its ids as they were last, and the numbers of its entries.

    `declared_before` are the moves that its file declares and that are older than the records.
    """

    project: str
    milestone: str
    is_withdrawn: bool
    numbers: tuple[int, ...]
    declared_before: tuple[PastMove, ...]


@dataclass(frozen=True)
class Ledger:
    """A client's ledger.

    `since` is the day of the first entry; without entries the day from which on a cut history is known. `removed` holds
    each redaction by the digest of the text that it took out of the openings. `lack` is why the history is missing or
    cut, where that is known; `origin` leads to the line of commits that the entries come from. `unlinked` are
    projects and milestones that seem to be others under a new id, and do not say so; `removals` are those that are said
    to have been dropped. `first_shown` tells when entries were published.
    """

    reach: Reach
    entries: tuple[Entry, ...] = ()
    openings: Mapping[str, Opening] = field(default_factory=dict)
    since: date | None = None
    skipped: int = 0
    records: tuple[MilestoneRecord, ...] = ()
    removed: Mapping[str, Redaction] = field(default_factory=dict)
    lack: Lack | None = None
    origin: Origin | None = None
    unlinked: tuple[Unlinked, ...] = ()
    removals: tuple[Removal, ...] = ()
    first_shown: FirstShown = NEVER_SHOWN

    @property
    def is_unreadable(self) -> bool:
        """Tells whether there is a history and it cannot be read, so that the first promises are not known."""
        return self.lack is not None and not self.lack.is_plain

    @property
    def head(self) -> str:
        """The hash of the last entry; 64 zeros without entries."""
        if not self.entries:
            return NO_HEAD
        last = self.entries[-1]
        return last.hash

    def record(self, project_id: str, milestone_id: str) -> MilestoneRecord | None:
        """Returns the record of a milestone that the client sees, by its present ids."""
        for record in self.records:
            if record.is_withdrawn:
                continue
            if record.project != project_id:
                continue
            if record.milestone == milestone_id:
                return record
        return None

    def of(self, record: MilestoneRecord) -> tuple[Entry, ...]:
        """Returns the entries of a milestone, oldest first."""
        return tuple(self.entries[n - 1] for n in record.numbers)

    def told_on(self, entry: Entry) -> date:
        """Returns the day on which the client was told: that of the publication which first showed an entry.

        What the first publication that is known showed counts as told on the day on which it was recorded.
        """
        return self.first_shown.day(entry.n) or entry.recorded_on

    def told_of_end(self, record: MilestoneRecord) -> date | None:
        """Returns the day on which the client was told of the end that stands; None where it never saw it open."""
        entries = self.of(record)
        began_on = entries[0].recorded_on
        for entry in reversed(entries):
            if entry.kind is Kind.MET and entry.recorded_on != began_on:
                return self.told_on(entry)
        return None

    def was_met(self, record: MilestoneRecord) -> bool:
        """Tells whether a milestone stood as met when the client saw it last."""
        is_met = False
        for entry in self.of(record):
            if entry.kind is Kind.MET:
                is_met = True
            elif entry.kind in {Kind.REOPENED, Kind.PROMISED}:
                is_met = False
        return is_met

    def shown_late(self, entry: Entry, cadence_days: int) -> date | None:
        """Returns the day on which an entry was first shown, where that is over a cadence after the day it carries."""
        shown_on = self.first_shown.day(entry.n)
        if shown_on is None or (shown_on - entry.on).days <= cadence_days:
            return None
        return shown_on

    def text(self, entry: Entry, name: str) -> str | Redaction | None:
        """Returns a text of an entry: `because`, `agreed_by` or `name`; what took it out; None where there is none."""
        digest = getattr(entry.texts, name)
        opening = self.openings.get(digest)
        if opening:
            return opening.text
        return self.removed.get(digest)


def ledger(
    history: History,
    client_id: str,
    redactions: Sequence[Redaction] = (),
    removals: Sequence[Removal] = (),
    as_of: date | None = None,
    stops: bool = False,
) -> Ledger:
    """Returns a client's ledger; without entries where git's history is missing or was cut.

    A redaction takes its text out of the openings and changes no hash. Where the text was erased from git as well, the
    redaction's digest stands for it. Without a salt in client.yml the client's id serves. A project that goes live
    after `as_of`, the day for which the portal speaks, is not in it; with `stops` nothing is from the revision on at
    which that project will enter, so that a later ledger goes on with this one.
    """
    if history.reach is not Reach.WHOLE:
        return _without_entries(history)
    chronicle = Chronicle()
    chronicle.tell(history.revisions, as_of, stops)
    key = history.salt or client_id
    entries, openings = chained(chronicle.facts, key, _named(redactions))
    removed = _removed(redactions, entries)
    joined = joined_courses(chronicle)
    records = _records(chronicle, joined)
    closed = (*removed, *_withdrawn_texts(records, entries))
    for digest in closed:
        openings.pop(digest, None)
    return Ledger(
        reach=history.reach,
        entries=tuple(entries),
        openings=openings,
        since=_since(entries),
        skipped=history.skipped,
        records=records,
        removed=removed,
        origin=history.origin,
        unlinked=unlinked(chronicle, joined),
        removals=tuple(removals),
    )


def counts_of(history: History, as_of: date) -> tuple[int, ...]:
    """Returns how many entries a client's ledger has up to each revision of a history, as it stands on a day.

    The revisions from the one on at which a project enters that is a draft on that day have none.
    """
    chronicle = Chronicle()
    chronicle.tell(history.revisions, as_of, stops=True)
    return tuple(chronicle.counts)


def _without_entries(history: History) -> Ledger:
    """Returns the ledger of a history that is missing or was cut."""
    return Ledger(
        history.reach,
        since=history.since,
        skipped=history.skipped,
        lack=history.lack,
    )


def _since(entries: Sequence[Entry]) -> date | None:
    if not entries:
        return None
    return entries[0].recorded_on


def _named(redactions: Iterable[Redaction]) -> dict[tuple[int, str], str]:
    """Returns the digests that redactions name, by the number of the entry and the name of the text."""
    named: dict[tuple[int, str], str] = {}
    for each in redactions:
        place = (each.entry, each.field.value)
        named[place] = each.digest
    return named


def _removed(
    redactions: Iterable[Redaction],
    entries: Sequence[Entry],
) -> dict[str, Redaction]:
    """Returns the redactions that name what the ledger holds, by their digest."""
    removed: dict[str, Redaction] = {}
    for each in redactions:
        if is_of(each, entries):
            removed[each.digest] = each
    return removed


def _withdrawn_texts(
    records: Sequence[MilestoneRecord],
    entries: Sequence[Entry],
) -> Iterator[str]:
    """Yields the digests of all texts of milestones that the client sees no longer."""
    for record in records:
        if not record.is_withdrawn:
            continue
        for n in record.numbers:
            entry = entries[n - 1]
            digests = astuple(entry.texts)
            for digest in digests:
                if digest is not None:
                    yield digest


def is_of(redaction: Redaction, entries: Sequence[Entry]) -> bool:
    """Tells whether a redaction names an entry, a text that the entry carries, and that text's digest."""
    if redaction.entry > len(entries):
        return False
    entry = entries[redaction.entry - 1]
    name = redaction.field.value
    digest = getattr(entry.texts, name, None)
    return bool(digest == redaction.digest)


def _records(
    chronicle: Chronicle,
    joined: Joined,
) -> tuple[MilestoneRecord, ...]:
    """Returns the record of each milestone; one that is said to have been another has the other's entries first."""
    records = []
    for course in chronicle.courses():
        if joined.has_taken(course):
            continue
        numbers = list(course.entries)
        for former in joined.before(course):
            numbers += former.entries_before(course)
        numbers.sort()
        record = MilestoneRecord(
            project=course.project,
            milestone=course.milestone,
            is_withdrawn=course.seen is None,
            numbers=tuple(numbers),
            declared_before=course.declared_before(),
        )
        records.append(record)
    return tuple(records)
