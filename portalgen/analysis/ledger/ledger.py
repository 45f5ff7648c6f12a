"""The ledger: every date that a client was ever promised, as a pure function of the history of its files.

Section 7 of the design is its contract; docs/decisions/0007 decides what that leaves open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date

from portalgen.analysis.ledger.chain import Opening, chained
from portalgen.analysis.ledger.chronicle import Chronicle
from portalgen.analysis.ledger.entry import Entry
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import History, PastMove, Reach
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
    each redaction by the digest of the text that it took out of the openings.
    """

    reach: Reach
    entries: tuple[Entry, ...] = ()
    openings: Mapping[str, Opening] = field(default_factory=dict)
    since: date | None = None
    skipped: int = 0
    records: tuple[MilestoneRecord, ...] = ()
    removed: Mapping[str, Redaction] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The hash of the last entry; 64 zeros without entries."""
        return self.entries[-1].hash if self.entries else NO_HEAD

    def record(self, project_id: str, milestone_id: str) -> MilestoneRecord | None:
        """Returns the record of a milestone that the client sees, by its present ids."""
        for record in self.records:
            ids = (record.project, record.milestone)
            if ids == (project_id, milestone_id) and not record.is_withdrawn:
                return record
        return None

    def of(self, record: MilestoneRecord) -> tuple[Entry, ...]:
        """Returns the entries of a milestone, oldest first."""
        return tuple(self.entries[n - 1] for n in record.numbers)

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
) -> Ledger:
    """Returns a client's ledger; without entries where git's history is missing or was cut.

    A redaction takes its text out of the openings and changes no hash. Where the text was erased from git as well, the
    redaction's digest stands for it. Without a salt in client.yml the client's id serves.
    """
    if history.reach is not Reach.WHOLE:
        return Ledger(
            history.reach,
            since=history.since,
            skipped=history.skipped,
        )
    chronicle = Chronicle()
    chronicle.tell(history.revisions)
    named = {(each.entry, each.field.value): each.digest for each in redactions}
    entries, openings = chained(chronicle.facts, history.salt or client_id, named)
    removed = {each.digest: each for each in redactions if is_of(each, entries)}
    records = _records(chronicle)
    for digest in (*removed, *_withdrawn_texts(records, entries)):
        openings.pop(digest, None)
    return Ledger(
        reach=history.reach,
        entries=tuple(entries),
        openings=openings,
        since=entries[0].recorded_on if entries else None,
        skipped=history.skipped,
        records=records,
        removed=removed,
    )


def _withdrawn_texts(
    records: Sequence[MilestoneRecord],
    entries: Sequence[Entry],
) -> Iterator[str]:
    """Yields the digests of all texts of milestones that the client sees no longer."""
    for record in records:
        if not record.is_withdrawn:
            continue
        for n in record.numbers:
            texts = astuple(entries[n - 1].texts)
            yield from (digest for digest in texts if digest is not None)


def is_of(redaction: Redaction, entries: Sequence[Entry]) -> bool:
    """Tells whether a redaction names an entry, a text that the entry carries, and that text's digest."""
    if redaction.entry > len(entries):
        return False
    texts = entries[redaction.entry - 1].texts
    digest = getattr(texts, redaction.field.value)
    return bool(digest == redaction.digest)


def _records(chronicle: Chronicle) -> tuple[MilestoneRecord, ...]:
    records = []
    for course in chronicle.courses():
        record = MilestoneRecord(
            project=course.project,
            milestone=course.milestone,
            is_withdrawn=course.seen is None,
            numbers=tuple(course.entries),
            declared_before=course.declared_before(),
        )
        records.append(record)
    return tuple(records)
