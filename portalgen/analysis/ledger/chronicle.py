"""Goes through a client's revisions, oldest first, and tells what each adds to the record.

The order is the one of the commits, not of their days: clocks are wrong at times.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from portalgen.analysis.ledger.course import Course
from portalgen.analysis.ledger.entry import Fact, Kind, Texts
from portalgen.analysis.ledger.lineage import Lineages
from portalgen.model.record.past import (
    PastMilestone,
    PastProject,
    PastRestart,
    Revision,
)

ORDER = {kind: at for at, kind in enumerate(Kind)}
Told = tuple[Fact, Course | None]
ByNumber = dict[int, PastMilestone | None]


@dataclass
class Watched:
    """A project through all its names and revisions; it has entered once the client could see it.

    `last` is how it stood when it last showed a milestone.
    """

    seen: PastProject | None = None
    last: PastProject | None = None
    has_entered: bool = False
    courses: dict[int, Course] = field(default_factory=dict)
    _lineages: Lineages = field(default_factory=Lineages)
    _row: list[int | None] = field(default_factory=list)

    @property
    def joined(self) -> dict[int, int]:
        """The numbers of its milestones by those of what they are said, later only, to have been."""
        return self._lineages.joined

    @property
    def id(self) -> str:
        """The id that it had when it last showed a milestone."""
        if self.last is None:
            return ""
        return self.last.id

    @property
    def came(self) -> int:
        """The position of the revision in which the client first saw a milestone of it; 0 where it saw none."""
        courses = self.courses.values()
        positions = [each.came or 0 for each in courses]
        return min(positions, default=0)

    @property
    def went(self) -> int:
        """The position of the last revision that took a milestone of it away; 0 where none did."""
        courses = self.courses.values()
        positions = [each.went or 0 for each in courses]
        return max(positions, default=0)

    @property
    def is_gone(self) -> bool:
        """Tells whether the client saw milestones of it, and sees none any more."""
        if not self.courses:
            return False
        courses = self.courses.values()
        return all(each.seen is None for each in courses)

    def told(self, now: PastProject | None, recorded_on: date) -> Iterator[Told]:
        """Yields what a revision adds in which the project stands as given."""
        before = self.seen
        self.seen = now
        if now and now.milestones:
            self.last = now
        if now is before:
            return
        milestones = self._milestones(before, now)
        for number, milestone in milestones.items():
            course = self.courses[number]
            facts = course.facts(milestone, recorded_on)
            for fact in facts:
                yield fact, course

    def _milestones(
        self,
        before: PastProject | None,
        now: PastProject | None,
    ) -> ByNumber:
        """Returns by number the milestones of which a revision may tell something new."""
        if before is None or now is None:
            return self._placed(now)
        has_same_names = _names(now) == _names(before)
        if not has_same_names:
            return self._placed(now)
        return self._changed(before, now)

    def _changed(
        self,
        before: PastProject,
        now: PastProject,
    ) -> ByNumber:
        """Returns the milestones by number that stand otherwise than before; all have the ids that they had."""
        changed: ByNumber = {}
        pairs = zip(self._row, before.milestones, now.milestones, strict=True)
        for number, stood, stands in pairs:
            if number is None:
                continue
            if stands is stood:
                continue
            if stands == stood:
                continue
            changed[number] = stands
        return changed

    def _placed(self, now: PastProject | None) -> ByNumber:
        """Returns every milestone of the project by number, None for one that is not there."""
        milestones: tuple[PastMilestone, ...] = ()
        if now:
            milestones = now.milestones
        visible = self._lineages.follow(milestones)
        self._row = _row(milestones, visible)
        new = visible.keys() - self.courses.keys()
        for number in sorted(new):
            self.courses[number] = Course("", "")
        if now:
            for course in self.courses.values():
                course.project = now.id
        placed: ByNumber = {}
        for number in self.courses:
            placed[number] = visible.get(number)
        return placed


def _row(
    milestones: Iterable[PastMilestone],
    visible: Mapping[int, PastMilestone],
) -> list[int | None]:
    """Returns the number of each milestone in the order of the file; None for the second one of an id."""
    numbers: dict[int, int] = {}
    for number, milestone in visible.items():
        identity = id(milestone)
        numbers[identity] = number
    row: list[int | None] = []
    for milestone in milestones:
        identity = id(milestone)
        row.append(numbers.get(identity))
    return row


def _names(project: PastProject) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    names: list[tuple[str, tuple[str, ...]]] = []
    for each in project.milestones:
        name = (each.id, each.formerly)
        names.append(name)
    return project.id, names


class Chronicle:
    """The facts of revisions, in the order in which a ledger numbers them, and the course of each milestone."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self._lineages = Lineages()
        self.projects: dict[int, Watched] = {}
        self._revision = 0
        self._restarts: Counter[PastRestart] = Counter()
        self.counts: list[int] = []  # how many facts are told up to each revision

    def tell(
        self,
        revisions: Iterable[Revision],
        as_of: date | None = None,
        stops: bool = False,
    ) -> None:
        """Goes through revisions. Of each project, the live_from of the last revision that holds it serves them all.

        A project that goes live only after `as_of` is not published yet, and nothing is told of it. With `stops`
        nothing is told from the revision on at which it will enter: what is told is then the beginning of what will be.
        """
        placed: list[tuple[Revision, dict[int, PastProject]]] = []
        live_from: dict[int, date | None] = {}
        for revision in revisions:
            visible = self._lineages.follow(revision.projects)
            placed.append((revision, visible))
            for number, project in visible.items():
                live_from[number] = project.live_from
        drafts = drafts_on(live_from, as_of)
        for revision, visible in placed:
            entering = entering_on(
                drafts,
                visible,
                revision.recorded_on,
            )
            if stops and entering:
                break
            self._revise(
                revision,
                visible,
                live_from,
                drafts,
            )
            self.counts.append(len(self.facts))

    @property
    def joined(self) -> list[tuple[Watched, Watched]]:
        """The projects that are said later only to have been others, with those."""
        pairs = []
        for former, number in self._lineages.joined.items():
            new = self.projects[number]
            old = self.projects[former]
            pairs.append((new, old))
        return pairs

    def is_joined(self, new: Watched, old: Watched) -> bool:
        """Tells whether a project is said later only to have been another."""
        joined = self.joined
        return any(one is new and other is old for one, other in joined)

    def courses(self) -> tuple[Course, ...]:
        """Returns the course of every milestone that the client ever saw."""
        found: list[Course] = []
        for watched in self.projects.values():
            found += watched.courses.values()
        return tuple(found)

    def _revise(
        self,
        revision: Revision,
        visible: Mapping[int, PastProject],
        live_from: Mapping[int, date | None],
        drafts: Collection[int],
    ) -> None:
        self._revision += 1
        day = revision.recorded_on
        told: list[Told] = []
        for fact in self._restarted(revision):
            told.append((fact, None))
        new = visible.keys() - self.projects.keys()
        for number in sorted(new):
            self.projects[number] = Watched()
        for number, watched in self.projects.items():
            if number in drafts:
                continue
            if number in visible and not watched.has_entered:
                start = live_from[number]
                watched.has_entered = start is None or day >= start
            if watched.has_entered:
                project = visible.get(number)
                told += watched.told(project, day)
        told.sort(key=_place)
        self._number(told)

    def _number(self, told: Iterable[Told]) -> None:
        """Numbers what a revision adds, in the order in which it is given."""
        for fact, course in told:
            n = len(self.facts) + 1
            if course:
                self.facts.append(course.about(fact))
                course.number(n, fact, self._revision)
            else:
                self.facts.append(fact)

    def _restarted(self, revision: Revision) -> Iterable[Fact]:
        """Yields a fact for each restart that the revision before did not declare."""
        declared = Counter(revision.restarts)
        new = declared - self._restarts
        for restart in new.elements():
            texts = Texts(because=restart.because or None)
            sealed_head: tuple[str, ...] | None = None
            if restart.previous:
                sealed_head = (restart.previous,)
            yield Fact(
                kind=Kind.RESTARTED,
                recorded_on=revision.recorded_on,
                on=restart.on or revision.recorded_on,
                of=sealed_head,
                texts=texts,
            )
        self._restarts = declared


def drafts_on(
    live_from: Mapping[int, date | None],
    as_of: date | None,
) -> dict[int, date]:
    """Returns the projects that are not published yet on a day, each with the day on which it will be."""
    drafts = {}
    for number, start in live_from.items():
        if as_of and start and start > as_of:
            drafts[number] = start
    return drafts


def entering_on(
    drafts: Mapping[int, date],
    visible: Collection[int],
    day: date,
) -> list[int]:
    """Returns the drafts that enter, once they are published, at a revision of a day."""
    return [number for number in visible if day >= drafts.get(number, date.max)]


def _place(told: Told) -> tuple[str, str, int, int, tuple[str, ...]]:
    """Returns where a fact stands within its commit: by project, milestone, kind and move."""
    fact, _ = told
    project = fact.project or ""
    milestone = fact.milestone or ""
    of = fact.of or ()
    about = tuple(_sortable(each) for each in of)
    order = ORDER[fact.kind]
    step = fact.step or 0
    return project, milestone, order, step, about


def _sortable(reference: int | str) -> str:
    """Returns a number in twelve digits, and any other reference as it is."""
    if isinstance(reference, int):
        return f"{reference:>012}"
    return reference
