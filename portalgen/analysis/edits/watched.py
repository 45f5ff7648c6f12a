"""A project through all its names and revisions: what it told last of each thing, and what it told otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.edits.comparison import (
    Difference,
    differences,
    first_said,
    gone,
)
from portalgen.analysis.edits.counted import Counted
from portalgen.analysis.edits.entry import EditKind, EditTexts
from portalgen.analysis.edits.statements import NOTHING, Texts, Told, told
from portalgen.analysis.ledger.lineage import Lineages
from portalgen.model.record.past import PastProject
from portalgen.model.record.statement import Statement, Thing
from portalgen.model.record.terms import PastAgency, PastTerms


@dataclass
class Course:
    """A thing of a project as it was told last, and since when each value stood.

    It `has_gone` where its project is there without it. `times` counts how often it was taken from view: what it said
    before that stays withdrawn. `told_at` is that count when it was told last.
    """

    statement: Statement
    since: dict[str, date]
    came: date
    is_in_view: bool = True
    has_gone: bool = False
    times: int = 0
    told_at: int = 0

    def leave(self) -> None:
        """Takes it from view."""
        if self.is_in_view:
            self.is_in_view = False
            self.times += 1


@dataclass(frozen=True, slots=True)
class EditFact:
    """What a revision tells otherwise, in plain words: an entry before it is numbered and hashed.

    `said_at` are the counts of its course at which the texts before and after were told.
    """

    project: str
    kind: EditKind
    thing: Thing
    field: str | None
    since: date
    recorded_on: date
    texts: EditTexts
    course: Course
    said_at: tuple[int, int]

    @property
    def open_texts(self) -> frozenset[str]:
        """The names of the texts that may be read: the client sees the thing, and has seen it ever since it said so."""
        course = self.course
        if not course.is_in_view:
            return frozenset()
        told = {"item"}
        for name, at in zip(
            ("from", "to"),
            self.said_at,
            strict=True,
        ):
            if at == course.times:
                told.add(name)
        return frozenset(told)


@dataclass
class Watched:
    """A project; it has entered once the client could see it. `id` is the one that it had last."""

    id: str = ""
    has_entered: bool = False
    seen: tuple[PastProject | None, PastAgency | None] = (None, None)
    courses: dict[Thing, dict[int, Course]] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)
    _lineages: dict[Thing, Lineages] = field(default_factory=dict)
    _last: dict[Thing, Told] = field(default_factory=dict)

    def told(
        self,
        project: PastProject | None,
        recorded_on: date,
        texts: Texts,
        agency: PastAgency | None = None,
    ) -> list[EditFact]:
        """Returns what a revision tells otherwise in which the project stands as given, in order.

        `agency` is what holds for projects that say nothing of their own.
        """
        before = self.seen
        self.seen = (project, agency)
        if project is None or not project.terms.is_shown:
            self._leave(*Thing)
            return []
        self.id = project.id
        if before == (project, agency) and before[0] is project:
            return []
        found: list[EditFact] = []
        whole = told(project, texts, agency)
        for thing in Thing:
            page = thing.page
            if page and not project.terms.shows(page):
                self._leave(thing)
            elif thing is Thing.PROGRESS:
                found += self._counted(project.terms, recorded_on)
            else:
                found += self._things(thing, whole.get(thing, NOTHING), recorded_on)
        return found

    def _leave(self, *things: Thing) -> None:
        """Takes all things of some kinds from view."""
        for thing in things:
            self._last.pop(thing, None)
            for course in self.courses.get(thing, {}).values():
                course.leave()

    def _things(
        self,
        thing: Thing,
        told: Told,
        recorded_on: date,
    ) -> Iterator[EditFact]:
        if self._last.get(thing) == told:
            return
        self._last[thing] = told
        lineages = self._lineages.setdefault(thing, Lineages())
        courses = self.courses.setdefault(thing, {})
        was_empty = not courses
        stands = lineages.follow(told.statements)
        for number, statement in stands.items():
            if number in courses:
                course = courses[number]
                yield from self._changed(course, statement, recorded_on)
                continue
            course = _begun(statement, recorded_on)
            courses[number] = course
            if was_empty:
                continue
            for each in first_said(statement):
                yield self._fact(course, each, recorded_on, recorded_on)
        for number in sorted(courses.keys() - stands.keys()):
            course = courses[number]
            if course.statement.id not in told.unclear:
                yield from self._gone(course, recorded_on)

    def _changed(
        self,
        course: Course,
        stands: Statement,
        recorded_on: date,
    ) -> Iterator[EditFact]:
        stood = course.statement
        if stands.thing is Thing.RISK and stands.is_settled:
            # What is said of a risk that is over is no news; it may be opened again.
            stands = replace(stands, values=stood.values)
        course.is_in_view = True
        course.has_gone = False
        course.statement = stands
        for each in differences(stood, stands):
            since = course.since.get(each.field, course.came)
            yield self._fact(course, each, since, recorded_on)
        for name in dict.fromkeys(dict((*stood.values, *stands.values))):
            if stood.value(name) != stands.value(name):
                course.since[name] = recorded_on
        course.told_at = course.times

    def _gone(
        self,
        course: Course,
        recorded_on: date,
    ) -> Iterator[EditFact]:
        """Yields that a thing went, where it was there."""
        was_there = not course.has_gone
        kind = gone(course.statement)
        course.leave()
        course.has_gone = True
        if kind and was_there:
            yield EditFact(
                project=self.id,
                kind=kind,
                thing=course.statement.thing,
                field=None,
                since=course.came,
                recorded_on=recorded_on,
                texts=EditTexts(item=course.statement.id),
                course=course,
                said_at=(course.told_at, course.told_at),
            )

    def _counted(
        self,
        terms: PastTerms,
        recorded_on: date,
    ) -> Iterator[EditFact]:
        """Yields the rows of progress that say something else; each stream has a course of its own."""
        courses = self.courses.setdefault(Thing.PROGRESS, {})
        if 0 not in courses:
            courses[0] = _begun(Statement(Thing.PROGRESS, ""), recorded_on)
        course = courses[0]
        course.is_in_view = True
        for each in self.counted.told(terms.rows, recorded_on):
            yield EditFact(
                project=self.id,
                kind=EditKind.RECOUNTED,
                thing=Thing.PROGRESS,
                field="rows",
                since=each.since,
                recorded_on=recorded_on,
                texts=EditTexts(each.stream, each.before, each.after),
                course=course,
                said_at=(course.told_at, course.times),
            )
        course.told_at = course.times

    def _fact(
        self,
        course: Course,
        difference: Difference,
        since: date,
        recorded_on: date,
    ) -> EditFact:
        statement = course.statement
        return EditFact(
            project=self.id,
            kind=difference.kind,
            thing=statement.thing,
            field=difference.field,
            since=since,
            recorded_on=recorded_on,
            texts=EditTexts(
                statement.id or None,
                difference.before,
                difference.after,
            ),
            course=course,
            said_at=(course.told_at, course.times),
        )


def _begun(
    statement: Statement,
    recorded_on: date,
) -> Course:
    return Course(
        statement,
        {},
        recorded_on,
    )
