"""An answer of then as it is read today: by the names that are shown today, and beside what today's record says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.ledger.entry import Entry, Kind
from portalgen.analysis.ledger.records import Records
from portalgen.analysis.message import Message, Value, message
from portalgen.analysis.retold.days import Occasion
from portalgen.analysis.retold.kept import KeptAnswer, KeptColours, KeptDate
from portalgen.analysis.told.telling import (
    DeclaredBrighter,
    ReadOtherwise,
    Telling,
    ToldDate,
)
from portalgen.model.health import Dimension, Rag
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project, ProjectState
from portalgen.model.record.showing import Showings

_PROMISES = {Kind.PROMISED, Kind.MOVED, Kind.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads answers of then about a project, with its milestones and its record of today."""

    project: Project
    records: Records

    def telling(
        self,
        occasion: Occasion,
        answer: KeptAnswer,
    ) -> Telling:
        """Returns what was told on a day: nothing of it bears a name that is not shown today."""
        dates = tuple(self._dates(answer.dates, occasion.on))
        return Telling(
            on=occasion.on,
            is_published=occasion.is_published,
            state=ProjectState(answer.state),
            health=Rag(answer.health),
            verdict=self._verdict(answer),
            lead=_with_id(dates, self._id_today(answer.lead)),
            dates=dates,
            brighter=tuple(_brighter(each) for each in answer.brighter),
        )

    def _verdict(self, answer: KeptAnswer) -> Message | None:
        """Returns the first line of then; None where it was about a milestone that is not shown today."""
        values: dict[str, Value] = {}
        if answer.about is not None:
            milestone = self._same(answer.about)
            if milestone is None:
                return None
            values["name"] = milestone.name
        if answer.day:
            values["day"] = answer.day
        return message(
            answer.verdict,
            answer.count,
            **values,
        )

    def _dates(
        self,
        dates: Sequence[KeptDate],
        on: date,
    ) -> Iterator[ToldDate]:
        """Yields the dates of the milestones that are shown today, in the order of today."""
        known: dict[str, KeptDate] = {}
        for each in dates:
            milestone = self._same(each.id)
            if milestone:
                known.setdefault(milestone.id, each)
        for milestone in self.project.milestones:
            if milestone.id not in known:
                continue
            each = known[milestone.id]
            yield ToldDate(
                id=milestone.id,
                name=milestone.name,
                promised=each.told,
                is_agreed=each.is_agreed,
                expected=each.expected,
                is_met=each.is_met,
                today=self._otherwise(milestone, each.told, on),
            )

    def _otherwise(
        self,
        milestone: Milestone,
        told: date | None,
        on: date,
    ) -> ReadOtherwise | None:
        """Returns what today's record says of a day on which a date was told; None where it says the same."""
        entry = self._entry(milestone, on)
        if entry is None or entry.after == told:
            return None
        said: date | None = None
        if isinstance(entry.after, date):
            said = entry.after
        shown_on = self.records.present.first_shown.day(entry.n)
        return ReadOtherwise(said, shown_on)

    def _entry(
        self,
        milestone: Milestone,
        on: date,
    ) -> Entry | None:
        """Returns the entry by which today's record says what was promised of a milestone on a day."""
        ledger = self.records.present
        record = ledger.record(self.project.id, milestone.id)
        if record is None:
            return None
        said = None
        for each in ledger.of(record):
            if each.kind in _PROMISES and each.recorded_on <= on:
                said = each
        return said

    def _id_today(self, id_: str | None) -> str | None:
        """Returns the id that a milestone has today; None where it is not shown."""
        milestone = self._same(id_) if id_ else None
        if milestone is None:
            return None
        return milestone.id

    def _same(self, id_: str) -> Milestone | None:
        """Returns the milestone of today that has, or had, an id; None where none that is shown did."""
        milestones = self.project.milestones
        for each in milestones:
            if id_ == each.id:
                return each
        for each in milestones:
            if id_ in each.formerly:
                return each
        return None


def telling_of_today(
    project: Project,
    found: ProjectFindings,
    showings: Showings,
) -> Telling:
    """Returns what a project's findings tell, on the day for which they speak."""
    dates = []
    for each in found.promises:
        dates.append(
            ToldDate(
                id=each.milestone.id,
                name=each.milestone.name,
                promised=each.current,
                is_agreed=each.agreed_by is not None,
                expected=each.expected,
                is_met=each.is_met,
            )
        )
    brighter = []
    for standing in found.health.brighter:
        if standing.declared and standing.derived:
            brighter.append(
                DeclaredBrighter(
                    standing.dimension,
                    standing.declared,
                    standing.derived,
                )
            )
    lead = found.lead.milestone.id if found.lead else None
    return Telling(
        on=found.as_of,
        is_published=any(each.on == found.as_of for each in showings),
        state=project.state,
        health=found.health.overall,
        verdict=found.verdict,
        lead=_with_id(dates, lead),
        dates=tuple(dates),
        brighter=tuple(brighter),
    )


def _with_id(dates: Sequence[ToldDate], id_: str | None) -> ToldDate | None:
    for each in dates:
        if each.id == id_:
            return each
    return None


def _brighter(kept: KeptColours) -> DeclaredBrighter:
    return DeclaredBrighter(
        Dimension(kept.dimension),
        Rag(kept.declared),
        Rag(kept.derived),
    )
