"""What a milestone's entries in the ledger amount to: its promises with their days, its moves with their reasons.

A typing error that was put right in time was never a promise: `correction` counts where it was told within one cadence
of the error, later only with an agreement that counts. What counts is when the client was told, and not what day a
commit carries. The ledger itself shows every entry all the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from portalgen.analysis.ledger.entry import Entry, Kind, days_between
from portalgen.analysis.ledger.explanations import CORRECTION
from portalgen.analysis.ledger.ledger import Ledger, MilestoneRecord
from portalgen.model.record.past import (
    DOCUMENT,
    Agreement,
    PastEvidence,
    PastForecast,
    PastObjection,
)
from portalgen.model.record.signed_move import SignedMove, written_day

Counts = Callable[[Agreement], bool]  # tells whether an agreement counts


def nothing_counts(agreement: Agreement) -> bool:
    """Tells that an agreement does not count: none does where nobody is known who could have given it."""
    del agreement
    return False


@dataclass(frozen=True, slots=True)
class RecordedPromise:
    """A date that was promised, None for none, with the number of its entry.

    It was recorded on a day, and the client was told on that day or later.
    """

    recorded_on: date
    told_on: date
    day: date | None
    n: int


@dataclass(frozen=True, slots=True)
class RecordedMove:
    """A move, and the entry that says why as it stands now: its own, or a later explanation.

    `cause_since` is the day on which the client was told that cause. `days` are the calendar days that it moved the
    promise, from the last dated one, to where the move led once typing errors were put right; None where there was no
    date before, or is none after. `is_correction` tells whether the move itself put a typing error right. `agreements`
    and `objections` are the entries that say so of it, oldest first.
    """

    entry: Entry
    reason: Entry
    cause_since: date
    days: int | None = None
    is_correction: bool = False
    agreements: tuple[Entry, ...] = ()
    objections: tuple[Entry, ...] = ()

    @property
    def needs_reason(self) -> bool:
        """Tells whether it has no cause and should have one: not a first date, and not what a correction took back."""
        if self.reason.explained or self.days == 0:
            return False
        has_date = self.entry.after is not None
        is_first_date = self.days is None and has_date
        return not is_first_date


@dataclass(frozen=True, slots=True)
class PromiseHistory:
    """A milestone's promises and moves, oldest first, and the first promise: the oldest that was no typing error."""

    first: date | None
    promises: tuple[RecordedPromise, ...]
    moves: tuple[RecordedMove, ...]

    @property
    def last_dated(self) -> date | None:
        """The last date that was promised; where it was taken away since, the one before."""
        return _last_dated(self.promises)

    def stood_on(self, day: date) -> date | None:
        """Returns the promise that had been told by a day; None where there was none yet, or none any more."""
        for each in reversed(self.promises):
            if each.told_on <= day:
                return each.day
        return None


def promise_history(
    ledger: Ledger,
    record: MilestoneRecord,
    cadence_days: int,
    counts: Counts = nothing_counts,
) -> PromiseHistory:
    """Returns the promises of a milestone from its entries; `counts` tells which agreements do."""
    entries = ledger.of(record)
    older = _older(entries)
    explained = _explained(ledger, entries)
    agreed = _agreed(ledger, explained, counts)
    reading = _Reading(ledger, older, cadence_days, explained, agreed)
    for entry in entries:
        if entry.kind is Kind.MOVED:
            reading.move(entry)
        elif entry.kind in {Kind.PROMISED, Kind.WITHDRAWN}:
            reading.promise(entry)
    promises = tuple(reading.promises)
    moves = tuple(reading.moves.values())
    first = older or _first_dated(promises)
    return PromiseHistory(
        first=first,
        promises=promises,
        moves=moves,
    )


def _older(entries: Iterable[Entry]) -> date | None:
    """Returns the promise that is older than the records, as the first entry that promises has it."""
    for entry in entries:
        if entry.kind is Kind.PROMISED:
            return _day(entry.before)
    return None


@dataclass
class _Reading:
    """The promises and moves of a milestone while its entries are read.

    `older` is the promise that is older than the records. `moves` are by the number of their entry, `agreed` the
    numbers of those that the client agreed to.
    """

    ledger: Ledger
    older: date | None
    cadence_days: int
    moves: dict[int, RecordedMove]
    agreed: frozenset[int]
    promises: list[RecordedPromise] = field(default_factory=list)

    def promise(self, entry: Entry) -> None:
        """Takes what an entry promises."""
        day = _day(entry.after)
        told_on = self.ledger.told_on(entry)
        promise = RecordedPromise(entry.recorded_on, told_on, day, entry.n)
        self.promises.append(promise)

    def move(self, entry: Entry) -> None:
        """Takes a move: it puts the last promise right, or is one more."""
        error = self.promises[-1]
        move = self.moves[entry.n]
        is_agreed = entry.n in self.agreed
        if _puts_right(move, error, self.cadence_days, is_agreed):
            self._put_right(error, entry)
        else:
            self._measure(entry.n, entry.after)
            self.promise(entry)

    def _put_right(self, error: RecordedPromise, entry: Entry) -> None:
        """Lets a promise that was a typing error say what was meant, and the move that made it lead there."""
        self.promises.pop()
        if error.n in self.moves:
            self._measure(error.n, entry.after)
        days = days_between(error.day, entry.after)
        move = self.moves[entry.n]
        self.moves[entry.n] = replace(
            move,
            days=days,
            is_correction=True,
        )
        meant = _day(entry.after)
        promise = replace(error, day=meant)
        self.promises.append(promise)

    def _measure(self, n: int, after: PastForecast | None) -> None:
        """Notes how far a move led from the last dated promise."""
        stood = _last_dated(self.promises) or self.older
        days = days_between(stood, after)
        move = self.moves[n]
        self.moves[n] = replace(move, days=days)


def _explained(
    ledger: Ledger,
    entries: Iterable[Entry],
) -> dict[int, RecordedMove]:
    """Returns each move with what was last said of it, by the number of its entry."""
    moves: dict[int, RecordedMove] = {}
    for entry in entries:
        if entry.kind is Kind.MOVED:
            told_on = ledger.told_on(entry)
            moves[entry.n] = RecordedMove(entry, entry, told_on)
        for n in entry.moves:
            move = moves[n]
            moves[n] = _said_anew(move, entry, ledger.told_on(entry))
    return moves


def _agreed(
    ledger: Ledger,
    moves: dict[int, RecordedMove],
    counts: Counts,
) -> frozenset[int]:
    """Returns the numbers of the moves to which the client agreed."""
    found: set[int] = set()
    for n, move in moves.items():
        if counts(agreement_of(ledger, move)):
            found.add(n)
    return frozenset(found)


def agreement_of(ledger: Ledger, move: RecordedMove) -> Agreement:
    """Returns what is on record of the client's agreement to a move.

    The first evidence for the agreement of the person who is named now stands, a signed one before a document: a file
    that came in its place later proves nothing of the day on which that one agreed.
    """
    by = ledger.text(move.reason, "agreed_by")
    is_objected = bool(move.objections)
    about = signed_move(move.entry)
    if not isinstance(by, str):
        return Agreement(None, is_objected=is_objected)
    evidence: PastEvidence | None = None
    for entry in move.agreements:
        if ledger.text(entry, "agreed_by") != by or entry.evidence is None:
            continue
        if evidence is None or _is_stronger(entry.evidence, evidence):
            evidence = entry.evidence
    return Agreement(by, evidence, is_objected, about)


def signed_move(entry: Entry) -> SignedMove:
    """Returns the entry of a move as a statement names it."""
    return SignedMove(
        project=entry.project or "",
        milestone=entry.milestone or "",
        before=written_day(entry.before),
        after=written_day(entry.after),
        n=entry.n,
        hash=entry.hash,
    )


def _is_stronger(one: PastEvidence, other: PastEvidence) -> bool:
    """Tells whether evidence is signed and the other is a document, which can be exchanged where that cannot."""
    return one.kind != DOCUMENT and other.kind == DOCUMENT


def objections_to(ledger: Ledger, move: RecordedMove) -> Iterator[PastObjection]:
    """Yields what the client said against a move, oldest first; a text that was taken out of the record is None."""
    for entry in move.objections:
        texts: list[str | None] = []
        for name in ("name", "because"):
            text = ledger.text(entry, name)
            texts.append(text if isinstance(text, str) else None)
        by, because = texts
        yield PastObjection(entry.on, by, because)


def _said_anew(
    move: RecordedMove,
    entry: Entry,
    told_on: date,
) -> RecordedMove:
    """Returns a move with what an entry says of it; the same cause counts from the day on which it was first told."""
    if entry.kind is Kind.AGREED:
        return replace(move, agreements=(*move.agreements, entry))
    if entry.kind is Kind.OBJECTED:
        return replace(move, objections=(*move.objections, entry))
    since = told_on
    if move.reason.cause == entry.cause:
        since = move.cause_since
    return replace(move, reason=entry, cause_since=since)


def _puts_right(
    move: RecordedMove,
    error: RecordedPromise,
    cadence_days: int,
    is_agreed: bool,
) -> bool:
    if move.reason.cause != CORRECTION:
        return False
    if is_agreed:
        return True
    cadence = timedelta(days=cadence_days)
    last_day = error.told_on + cadence
    return move.cause_since <= last_day


def _first_dated(promises: Sequence[RecordedPromise]) -> date | None:
    for each in promises:
        if each.day:
            return each.day
    return None


def _last_dated(promises: Sequence[RecordedPromise]) -> date | None:
    for each in reversed(promises):
        if each.day:
            return each.day
    return None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return None
