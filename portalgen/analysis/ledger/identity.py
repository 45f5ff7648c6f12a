"""Whether a project or milestone of a new id is an older one that does not say so.

Who is the same is said with `formerly`, in the change of the id or at any time later: from then on the records are
one. What is said nowhere is guessed here, and only so far that somebody can be asked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from unicodedata import normalize

from portalgen.analysis.ledger.chronicle import Chronicle, Watched
from portalgen.analysis.ledger.course import Course
from portalgen.model.record.past import History, PastMilestone, PastProject

ALIKE = 0.8  # of two names: typing errors, another blank, a word of one letter
Joined = Mapping[
    int, list[Course]
]  # former courses by the identity of the one that goes on with them


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An id that the client sees now, and the one that it seems to have been. Without a milestone it is a project's."""

    project: str
    was_project: str
    milestone: str | None = None
    was_milestone: str | None = None


def joined_courses(chronicle: Chronicle) -> Joined:
    """Returns the courses that are said later only to go on with others, with those; what is seen again is nobody's."""
    joined: dict[int, list[Course]] = {}
    for new, old in _pairs(chronicle, joined):
        joined.setdefault(id(new), []).append(old)
    return joined


def _pairs(
    chronicle: Chronicle,
    joined: Mapping[int, list[Course]],
) -> Iterator[tuple[Course, Course]]:
    for watched in chronicle.projects.values():
        for former, number in watched.joined.items():
            old = watched.courses.get(former)
            new = watched.courses.get(number)
            if old and new and _goes_on(new, old):
                yield new, old
    for former_project, project in chronicle.joined.items():
        old_project = chronicle.projects[former_project]
        for new in chronicle.projects[project].courses.values():
            for old in old_project.courses.values():
                if _has_id_of(new, old) and _goes_on(new, old):
                    yield new, old


def _goes_on(new: Course, old: Course) -> bool:
    return bool(new.entries and old.entries) and old.seen is None


def _has_id_of(new: Course, old: Course) -> bool:
    """Tells whether a milestone has, or says to have had, the id of one in a project that its own was formerly."""
    ids = {new.milestone}
    if new.last:
        ids.update(new.last.formerly)
    return old.milestone in ids


def unlinked(chronicle: Chronicle, joined: Joined) -> tuple[Unlinked, ...]:
    """Returns the projects and milestones that seem to be others which the client sees no longer."""
    taken = {id(former) for formers in joined.values() for former in formers}
    found: list[Unlinked] = []
    for number, new in chronicle.projects.items():
        if new.seen is None or new.last is None:
            continue
        for former, old in chronicle.projects.items():
            if old.last is None:
                continue
            is_told = former == number or chronicle.joined.get(former) == number
            if not is_told and not _is_same_project(new, old):
                continue
            if not is_told:
                found.append(Unlinked(new.last.id, old.last.id))
            for one, other in _same_milestones(new, old, taken):
                found.append(
                    Unlinked(new.last.id, old.last.id, one.milestone, other.milestone)
                )
    return tuple(dict.fromkeys(found))


def _same_milestones(
    new: Watched,
    old: Watched,
    taken: Set[int],
) -> Iterator[tuple[Course, Course]]:
    """Yields the milestones that a client sees with those of another id that they seem to have been."""
    for one in new.courses.values():
        for other in old.courses.values():
            if one.seen is None or other.seen or id(other) in taken:
                continue
            if one.milestone == other.milestone:
                continue
            if _is_same(one, other, _stands_alone(one, new)):
                yield one, other


def _stands_alone(course: Course, project: Watched) -> bool:
    """Tells whether no other milestone of a project is accepted by the same test."""
    tests = []
    if course.first and project.last:
        wanted = _plain(course.first.acceptance)
        tests = [_plain(each.acceptance) for each in project.last.milestones]
        return tests.count(wanted) < 2
    return False


def _is_same(new: Course, old: Course, is_test_its_own: bool) -> bool:
    """Tells whether one milestone seems to be another that went: it has its name, or came in the same change and is
    much like it. One that was met is not taken up again, and two that came together were never one.
    """
    if new.came is None or old.came is None or new.came <= old.came:
        return False
    if new.first is None or new.last is None or old.last is None:
        return False
    if old.last.actual_date and not new.last.actual_date:
        return False
    name = _plain(old.last.name)
    if name and name in {_plain(new.first.name), _plain(new.last.name)}:
        return True
    if new.came != old.went:
        return False
    if is_test_its_own and _is_text(old.last.acceptance, new.first.acceptance):
        return True
    return _is_much_like(new.first, old.last, bool(old.moved))


def _is_much_like(
    new: PastMilestone,
    old: PastMilestone,
    has_moved: bool,
) -> bool:
    """Tells whether a milestone that came with a change is much like one that went with it."""
    if _is_alike(new.name, old.name) or _is_alike(new.id, old.id):
        return True
    if old.moves and new.moves == old.moves:
        return True
    if new.promised_date is None:
        return False
    is_slip = new.promised_date == old.forecast and old.forecast != old.promised_date
    return is_slip or (has_moved and new.promised_date == old.promised_date)


def _is_same_project(new: Watched, old: Watched) -> bool:
    """Tells whether a project seems to be another that went: by its name, or as it has its milestones."""
    if not old.is_gone or new.last is None or old.last is None:
        return False
    came = min(each.came or 0 for each in new.courses.values())
    went = max(each.went or 0 for each in old.courses.values())
    if came <= min(each.came or 0 for each in old.courses.values()):
        return False
    if not _has_open(old):
        return False
    shared = _shared(new, old)
    if came != went:
        return bool(shared) and _is_text(new.last.name, old.last.name)
    if _is_text(new.last.name, old.last.name):
        return True
    if shared and _is_alike(new.last.name, old.last.name):
        return True
    is_most = len(shared) * 2 >= len(old.last.milestones)
    return is_most and (len(shared) > 1 or any(shared))


def _has_open(project: Watched) -> bool:
    """Tells whether a project that went had anything that was not met."""
    return any(
        each.last is not None and each.last.actual_date is None
        for each in project.courses.values()
    )


def _shared(new: Watched, old: Watched) -> list[bool]:
    """Returns for each milestone of a project that went whose name one in another project has whether it came there
    with the day that it was last promised for.
    """
    came = {}
    for course in new.courses.values():
        if course.first:
            came[_plain(course.first.name)] = course.first
    shared = []
    for course in old.courses.values():
        went = course.last
        if went is None or not went.name:
            continue
        again = came.get(_plain(went.name))
        if again:
            shared.append(again.promised_date == went.promised_date)
    return shared


def _is_text(one: str | None, other: str | None) -> bool:
    """Tells whether two texts are there and the same, but for case, blanks and the way they are written."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _is_alike(one: str | None, other: str | None) -> bool:
    """Tells whether two names differ by little; numbers that differ tell things apart."""
    first = _plain(one)
    second = _plain(other)
    if not first or not second:
        return False
    numbers = (re.findall(r"\d+", first), re.findall(r"\d+", second))
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    return SequenceMatcher(None, first, second).ratio() >= ALIKE


def _plain(text: str | None) -> str:
    """Returns the words of a text as they compare."""
    words = re.findall(r"\w+", normalize("NFKC", text or "").casefold())
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
                found.add((each.id, _plain(each.name), each.promised_date))
    return found
