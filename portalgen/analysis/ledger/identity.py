"""Whether a project or milestone of a new id is an older one that does not say so.

Who is the same is said with `formerly`, in the change of the id or at any time later: from then on the records are
one. What is said nowhere is guessed here, and only so far that somebody can be asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import product
from unicodedata import normalize

from portalgen.analysis.ledger.chronicle import Chronicle, Watched
from portalgen.analysis.ledger.course import Course
from portalgen.model.record.past import History, PastMilestone, PastProject

ALIKE = 0.8  # of two names: typing errors, another blank, a word of one letter


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An id that the client sees now, and the one that it seems to have been. Without a milestone it is a project's."""

    project: str
    was_project: str
    milestone: str | None = None
    was_milestone: str | None = None


class Joined:
    """The courses that are said later only to go on with others."""

    def __init__(self) -> None:
        self._former: dict[int, list[Course]] = {}
        self._taken: set[int] = set()

    def join(self, new: Course, old: Course) -> None:
        """Lets a course go on with another one."""
        identity = id(new)
        former = self._former.setdefault(identity, [])
        former.append(old)
        self._taken.add(id(old))

    def before(self, course: Course) -> Sequence[Course]:
        """Returns the courses that one goes on with."""
        identity = id(course)
        return self._former.get(identity, ())

    def has_taken(self, course: Course) -> bool:
        """Tells whether another course goes on with one."""
        return id(course) in self._taken


def joined_courses(chronicle: Chronicle) -> Joined:
    """Returns which courses are said later only to go on with others; what is seen again is nobody's."""
    joined = Joined()
    for new, old in _said(chronicle):
        if not new.entries or not old.entries:
            continue
        if old.seen is None:
            joined.join(new, old)
    return joined


def _said(chronicle: Chronicle) -> Iterator[tuple[Course, Course]]:
    """Yields the milestones that are said later only to have been others, with those."""
    for watched in chronicle.projects.values():
        for former, number in watched.joined.items():
            yield watched.courses[number], watched.courses[former]
    for new, old in chronicle.joined:
        yield from _of_one_id(new, old)


def _of_one_id(new: Watched, old: Watched) -> Iterator[tuple[Course, Course]]:
    """Yields the milestones of a project that have, or say to have had, the id of one in another, with that one."""
    by_id = {each.milestone: each for each in old.courses.values()}
    for course in new.courses.values():
        for name in course.ids:
            if name in by_id:
                yield course, by_id[name]


def unlinked(chronicle: Chronicle, joined: Joined) -> tuple[Unlinked, ...]:
    """Returns the projects and milestones that seem to be others which the client sees no longer."""
    found: list[Unlinked] = []
    projects = chronicle.projects.values()
    for new, old in product(projects, repeat=2):
        if new.seen is None:
            continue
        is_one = new is old or chronicle.is_joined(new, old)
        if not is_one and not _is_same_project(new, old):
            continue
        if not is_one:
            project = Unlinked(new.id, old.id)
            found.append(project)
        found += _same_milestones(new, old, joined)
    return tuple(found)


def _same_milestones(
    new: Watched,
    old: Watched,
    joined: Joined,
) -> Iterator[Unlinked]:
    """Yields the milestones that a client sees with those of another id that they seem to have been."""
    seen = [each for each in new.courses.values() if each.seen]
    gone = [each for each in old.courses.values() if each.seen is None]
    for one, other in product(seen, gone):
        if joined.has_taken(other):
            continue
        if one.milestone == other.milestone:
            continue
        if _is_same(one, other, _stands_alone(one, new)):
            yield Unlinked(
                new.id,
                old.id,
                one.milestone,
                other.milestone,
            )


def _stands_alone(course: Course, project: Watched) -> bool:
    """Tells whether no other milestone of a project is accepted by the same test."""
    if course.first is None or project.last is None:
        return False
    wanted = _plain(course.first.acceptance)
    count = 0
    for each in project.last.milestones:
        if _plain(each.acceptance) == wanted:
            count += 1
    return count < 2


def _is_same(
    new: Course,
    old: Course,
    is_test_its_own: bool,
) -> bool:
    """Tells whether one milestone seems to be another that went: it has its name, or came in the same change and is
    much like it. One that was met is not taken up again, and two that came together were never one.
    """
    if new.came is None or old.came is None:
        return False
    if new.first is None or new.last is None or old.last is None:
        return False
    if new.came <= old.came:
        return False
    if old.last.actual_date and not new.last.actual_date:
        return False
    names = (new.first.name, new.last.name)
    if any(_is_text(name, old.last.name) for name in names):
        return True
    if new.came != old.went:
        return False
    has_test = _is_text(new.first.acceptance, old.last.acceptance)
    if has_test and is_test_its_own:
        return True
    has_moved = bool(old.moved)
    return _is_much_like(new.first, old.last, has_moved)


def _is_much_like(
    new: PastMilestone,
    old: PastMilestone,
    has_moved: bool,
) -> bool:
    """Tells whether a milestone that came with a change is much like one that went with it."""
    if _is_alike(new.name, old.name):
        return True
    if _is_alike(new.id, old.id):
        return True
    if old.moves and new.moves == old.moves:
        return True
    day = new.promised_date
    if day is None:
        return False
    if day == old.promised_date:
        return has_moved
    return day == old.forecast


def _is_same_project(new: Watched, old: Watched) -> bool:
    """Tells whether a project seems to be another that went: by its name, or as it has its milestones."""
    if new.last is None or old.last is None:
        return False
    if not old.is_gone or not _has_open(old) or new.came <= old.came:
        return False
    has_name = _is_text(new.last.name, old.last.name)
    shared = _shared(new, old)
    if new.came != old.went:
        return has_name and bool(shared)
    if has_name:
        return True
    if shared and _is_alike(new.last.name, old.last.name):
        return True
    is_half = len(shared) * 2 >= len(old.last.milestones)
    if not is_half:
        return False
    return len(shared) > 1 or any(shared)


def _has_open(project: Watched) -> bool:
    """Tells whether a project that went had anything that was not met."""
    stood = [each.last for each in project.courses.values()]
    return any(each and each.actual_date is None for each in stood)


def _shared(new: Watched, old: Watched) -> list[bool]:
    """Returns for each milestone of a project that went whose name one in another project has whether it came there
    with the day that it was last promised for.
    """
    came: dict[str, PastMilestone] = {}
    for course in new.courses.values():
        if course.first:
            name = _plain(course.first.name)
            came[name] = course.first
    shared = []
    for course in old.courses.values():
        went = course.last
        if went is None or not went.name:
            continue
        name = _plain(went.name)
        again = came.get(name)
        if again:
            is_same_day = again.promised_date == went.promised_date
            shared.append(is_same_day)
    return shared


def _is_text(one: str | None, other: str | None) -> bool:
    """Tells whether two texts are there and the same, but for case, blanks and the way they are written."""
    words = _plain(one)
    if not words:
        return False
    return words == _plain(other)


def _is_alike(one: str | None, other: str | None) -> bool:
    """Tells whether two names differ by little; numbers that differ tell things apart."""
    first = _plain(one)
    second = _plain(other)
    if not first or not second:
        return False
    number = re.findall(r"\d+", first)
    other_number = re.findall(r"\d+", second)
    if number and other_number and number != other_number:
        return False
    matcher = SequenceMatcher(None, first, second)
    return matcher.ratio() >= ALIKE


def _plain(text: str | None) -> str:
    """Returns the words of a text as they compare."""
    if text is None:
        return ""
    one_form = normalize("NFKC", text)
    words = re.findall(r"\w+", one_form.casefold())
    return " ".join(words)


def former_clients(
    history: History,
    current: tuple[PastProject, ...],
) -> Iterator[str]:
    """Yields the ids that a client's folder seems to have had: those of clients whose folders went away with the very
    change that brought it, and whose projects it came with. `current` are its projects as its files have them.
    """
    came_with = current
    commit = None
    for revision in history.revisions:
        if revision.projects:
            came_with = revision.projects
            commit = revision.commit
            break
    for each in history.departed:
        if each.commit == commit and _holds(came_with, each.projects):
            yield each.id


def _holds(came: Iterable[PastProject], went: Iterable[PastProject]) -> bool:
    """Tells whether at least half of the open milestones of projects that went came again as they were."""
    known = _promised_in(came)
    wanted = _promised_in(went)
    again = wanted & known
    return bool(again) and len(again) * 2 >= len(wanted)


def _promised_in(
    projects: Iterable[PastProject],
) -> set[tuple[str, str, date | None]]:
    """Returns the open milestones of projects by id, name and promised day."""
    found = set()
    for project in projects:
        for each in project.milestones:
            if each.actual_date is None:
                name = _plain(each.name)
                promise = (each.id, name, each.promised_date)
                found.add(promise)
    return found
