"""The course of one milestone through the revisions: what each of them adds to the record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.ledger.entry import NO_TEXTS, Fact, Kind, Texts
from portalgen.analysis.ledger.explanations import (
    CORRECTION,
    Explanation,
    explanation,
)
from portalgen.analysis.ledger.matching import Step
from portalgen.analysis.ledger.step_explanations import StepExplanations
from portalgen.model.record.past import (
    PastEvidence,
    PastForecast,
    PastMilestone,
    PastMove,
    PastObjection,
)

Proved = tuple[str, PastEvidence]  # who agreed, and what it can be checked by


@dataclass
class Course:
    """A milestone through all its names and revisions; `seen` is None while the client cannot see it.

    `agreed` and `objected` are what was last recorded of its moves, by their position.
    `entries` are the numbers of its entries in the ledger, `moved` and `withdrawn` those of some. `came` and `went` are
    the positions of the revisions in which the client saw it first and lost sight of it, `first` and `last` how it
    stood then.
    """

    project: str
    milestone: str
    seen: PastMilestone | None = None
    first_seen: date | None = None
    baseline: date | None = None
    entries: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    explanations: StepExplanations = field(default_factory=StepExplanations)
    withdrawn: list[int] = field(default_factory=list)
    came: int | None = None
    went: int | None = None
    first: PastMilestone | None = None
    last: PastMilestone | None = None
    agreed: dict[int, Proved] = field(default_factory=dict)
    objected: dict[int, PastObjection] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id, and those that it says to have had."""
        if self.last is None:
            return (self.milestone,)
        return (self.milestone, *self.last.formerly)

    def number(self, n: int, fact: Fact, revision: int) -> None:
        """Takes the number that a fact got in the ledger, and the position of the revision that it is from."""
        self.entries.append(n)
        if self.came is None:
            self.came = revision
        if fact.kind is Kind.WITHDRAWN:
            self.went = revision
            self.withdrawn.append(n)
        if fact.kind is Kind.MOVED:
            self.moved.append(n)

    def about(self, fact: Fact) -> Fact:
        """Returns a fact that is about one of the moves with the number of that move."""
        if fact.step is None:
            return fact
        n = self.moved[fact.step]
        return replace(fact, of=(n,))

    def facts(self, now: PastMilestone | None, recorded_on: date) -> list[Fact]:
        """Returns what a revision adds in which the milestone stands as given, and goes on from there."""
        before = self.seen
        self.seen = now
        if now is None:
            return self._withdrawn(before, recorded_on)
        self.milestone = now.id
        self.first = self.first or now
        self.last = now
        if now == before:
            return []
        found: list[Fact] = []
        if before is None:
            found.append(self._promised(now, recorded_on))
            said_anew = self.explanations.revise(now.moves)
        elif before.promised_date != now.promised_date:
            step = Step(before.promised_date, now.promised_date)
            self.explanations.append(step)
            said_anew = self.explanations.revise(now.moves)
            found.append(self._moved(before, now, recorded_on))
        else:
            said_anew = self.explanations.revise(now.moves)
        found += self._explained(said_anew, recorded_on)
        found += self._others(before, now, recorded_on)
        found += self._answered(now, recorded_on)
        return found

    def declared_before(self) -> tuple[PastMove, ...]:
        """Returns the declared moves that are older than the records: those before the first that explains a step."""
        if self.seen is None:
            return ()
        first_used = self.explanations.first_used
        older: list[PastMove] = []
        for move in self.seen.moves[:first_used]:
            if not self._is_later(move):
                older.append(move)
        return tuple(older)

    def entries_before(self, later: "Course") -> list[int]:
        """Returns the numbers of its entries before another course begins, which goes on with it; the end is none."""
        start = later.entries[0]
        found: list[int] = []
        for n in self.entries:
            if n in self.withdrawn:
                continue
            if n < start:
                found.append(n)
        return found

    def _is_later(self, move: PastMove) -> bool:
        """Tells whether a move is said to have been made after the milestone was first seen."""
        if move.on is None or self.first_seen is None:
            return False
        return move.on > self.first_seen

    def _withdrawn(self, before: PastMilestone | None, recorded_on: date) -> list[Fact]:
        if before is None:
            return []
        fact = self._fact(Kind.WITHDRAWN, recorded_on, before.promised_date)
        return [fact]

    def _promised(self, now: PastMilestone, recorded_on: date) -> Fact:
        """Returns the fact of a milestone that the client sees for the first time, or again."""
        older: date | None = None
        if self.first_seen is None:
            older = _older_promise(now)
        name = Texts(name=now.name or None)
        return self._fact(
            Kind.PROMISED,
            recorded_on,
            older,
            now.promised_date,
            texts=name,
        )

    def _moved(
        self,
        before: PastMilestone,
        now: PastMilestone,
        recorded_on: date,
    ) -> Fact:
        says = self.explanations.said[-1]
        return self._said(
            Kind.MOVED,
            recorded_on,
            says,
            before.promised_date,
            now.promised_date,
        )

    def _explained(
        self,
        said_anew: Iterable[tuple[Explanation, list[int]]],
        recorded_on: date,
    ) -> Iterator[Fact]:
        for says, steps in said_anew:
            numbers = tuple(self.moved[at] for at in steps)
            yield self._said(Kind.EXPLAINED, recorded_on, says, of=numbers)

    def _answered(self, now: PastMilestone, recorded_on: date) -> Iterator[Fact]:
        """Yields what the client is shown to have said of moves that was not recorded yet: that it agreed, or not."""
        if not any(move.evidence or move.objection for move in now.moves):
            return
        for at in range(len(self.explanations.steps)):
            move = self.explanations.last_told(at)
            if move is None:
                continue
            yield from self._agreed(at, move, recorded_on)
            yield from self._objected(at, move, recorded_on)

    def _agreed(
        self,
        at: int,
        move: PastMove,
        recorded_on: date,
    ) -> Iterator[Fact]:
        agreed_by = explanation(move).agreed_by
        if move.evidence is None or agreed_by is None:
            return
        proved = (agreed_by, move.evidence)
        if self.agreed.get(at) == proved:
            return
        self.agreed[at] = proved
        fact = self._fact(
            Kind.AGREED,
            recorded_on,
            on=move.evidence.on or move.on,
            texts=Texts(agreed_by=agreed_by),
        )
        yield replace(fact, evidence=move.evidence, step=at)

    def _objected(
        self,
        at: int,
        move: PastMove,
        recorded_on: date,
    ) -> Iterator[Fact]:
        objection = move.objection
        if objection is None or self.objected.get(at) == objection:
            return
        self.objected[at] = objection
        fact = self._fact(
            Kind.OBJECTED,
            recorded_on,
            on=objection.on,
            texts=Texts(because=objection.because, name=objection.by),
        )
        yield replace(fact, step=at)

    def _others(
        self,
        before: PastMilestone | None,
        now: PastMilestone,
        recorded_on: date,
    ) -> Iterator[Fact]:
        was_expected: PastForecast | None = None
        was_met: date | None = None
        if before:
            was_expected = before.forecast
            was_met = before.actual_date
        if now.forecast != was_expected:
            yield self._fact(Kind.FORECAST, recorded_on, was_expected, now.forecast)
        met_on = now.actual_date
        if met_on != was_met:
            kind = Kind.REOPENED
            if met_on:
                kind = Kind.MET
            yield self._fact(kind, recorded_on, was_met, met_on, on=met_on)
        if self.first_seen and now.baseline_date != self.baseline:
            yield self._fact(
                Kind.REBASELINED,
                recorded_on,
                self.baseline,
                now.baseline_date,
            )
        self.first_seen = self.first_seen or recorded_on
        self.baseline = now.baseline_date

    def _fact(
        self,
        kind: Kind,
        recorded_on: date,
        before: PastForecast | None = None,
        after: PastForecast | None = None,
        on: date | None = None,
        texts: Texts = NO_TEXTS,
    ) -> Fact:
        return Fact(
            kind=kind,
            recorded_on=recorded_on,
            on=on or recorded_on,
            project=self.project,
            milestone=self.milestone,
            before=before,
            after=after,
            texts=texts,
        )

    def _said(
        self,
        kind: Kind,
        recorded_on: date,
        says: Explanation,
        before: date | None = None,
        after: date | None = None,
        of: tuple[int, ...] | None = None,
    ) -> Fact:
        return Fact(
            kind=kind,
            recorded_on=recorded_on,
            on=says.on or recorded_on,
            project=self.project,
            milestone=self.milestone,
            before=before,
            after=after,
            cause=says.cause,
            explained=says.is_given,
            of=of,
            texts=Texts(
                because=says.because,
                agreed_by=says.agreed_by,
            ),
        )


def _older_promise(now: PastMilestone) -> date | None:
    """Returns the promise that is older than the records: the baseline, else the oldest one that a move names.

    What a correction put right was a typing error, no promise.
    """
    if now.baseline_date:
        return now.baseline_date
    for move in now.moves:
        if move.before and explanation(move).cause != CORRECTION:
            return move.before
    return None
