"""The course of one milestone through the revisions: what each of them adds to the record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from portalgen.analysis.ledger.entry import NO_TEXTS, Fact, Kind, Texts
from portalgen.analysis.ledger.explanations import (
    CORRECTION,
    Explanation,
    Explanations,
    Step,
    explanation,
)
from portalgen.model.record.past import PastForecast, PastMilestone, PastMove


@dataclass
class Course:
    """A milestone through all its names and revisions; `seen` is None while the client cannot see it.

    `entries` are the numbers of its entries in the ledger, `moved` those of its moves.
    """

    project: str
    milestone: str
    seen: PastMilestone | None = None
    first_seen: date | None = None
    baseline: date | None = None
    entries: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    explanations: Explanations = field(default_factory=Explanations)

    def number(self, n: int, fact: Fact) -> None:
        """Takes the number that a fact got in the ledger."""
        self.entries.append(n)
        if fact.kind is Kind.MOVED:
            self.moved.append(n)

    def facts(self, now: PastMilestone | None, recorded_on: date) -> list[Fact]:
        """Returns what a revision adds in which the milestone stands as given, and goes on from there."""
        before = self.seen
        self.seen = now
        if now is None:
            if before:
                return [self._fact(Kind.WITHDRAWN, recorded_on, before.promised_date)]
            return []
        self.milestone = now.id
        if now == before:
            return []
        return [
            *self._promise(before, now, recorded_on),
            *self._others(before, now, recorded_on),
        ]

    def declared_before(self) -> tuple[PastMove, ...]:
        """Returns the declared moves that are older than the records: those before the first that explains a step."""
        moves = self.seen.moves if self.seen else ()
        older = moves[: self.explanations.first_used]
        return tuple(
            move
            for move in older
            if not (move.on and self.first_seen and move.on > self.first_seen)
        )

    def _promise(
        self, before: PastMilestone | None, now: PastMilestone, recorded_on: date
    ) -> Iterator[Fact]:
        is_moved = before is not None and before.promised_date != now.promised_date
        if before and is_moved:
            self.explanations.append(Step(before.promised_date, now.promised_date))
        changed = self.explanations.revise(now.moves)
        if before is None:
            older = None if self.first_seen else _older_promise(now)
            yield self._fact(
                Kind.PROMISED,
                recorded_on,
                older,
                now.promised_date,
                texts=Texts(name=now.name or None),
            )
        elif is_moved:
            says = self.explanations.said[-1]
            yield self._said(
                Kind.MOVED, recorded_on, says, before.promised_date, now.promised_date
            )
        for says, steps in changed:
            of = tuple(self.moved[at] for at in steps)
            yield self._said(Kind.EXPLAINED, recorded_on, says, of=of)

    def _others(
        self, before: PastMilestone | None, now: PastMilestone, recorded_on: date
    ) -> Iterator[Fact]:
        was_expected = before.forecast if before else None
        if now.forecast != was_expected:
            yield self._fact(Kind.FORECAST, recorded_on, was_expected, now.forecast)
        was_met = before.actual_date if before else None
        if now.actual_date != was_met:
            kind = Kind.MET if now.actual_date else Kind.REOPENED
            yield self._fact(
                kind, recorded_on, was_met, now.actual_date, on=now.actual_date
            )
        if self.first_seen and now.baseline_date != self.baseline:
            yield self._fact(
                Kind.REBASELINED, recorded_on, self.baseline, now.baseline_date
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
            texts=Texts(because=says.because, agreed_by=says.agreed_by),
        )


def _older_promise(now: PastMilestone) -> date | None:
    """Returns the promise that is older than the records: the baseline, else the oldest one that a move names.

    What a correction put right was a typing error, no promise.
    """
    declared = (
        move.before for move in now.moves if explanation(move).cause != CORRECTION
    )
    return now.baseline_date or next((day for day in declared if day), None)
