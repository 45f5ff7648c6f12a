"""The chronology of a project: the points of every source, in the order in which the client could know of them."""

from collections.abc import Callable, Iterator
from itertools import chain

from portalgen.model.project import Project
from portalgen.pages.evidence import declared, edited, recorded
from portalgen.pages.evidence.point import Case, Point

Source = Callable[[Case], Iterator[Point]]
# Each yields the points of one kind of source. A further record is one more of them.
SOURCES: tuple[Source, ...] = (
    recorded.recorded,
    recorded.published,
    edited.edited,
    declared.moved_before_records,
    declared.promised_off_record,
    declared.client_views,
    declared.accepted,
    declared.asked,
    declared.changed,
    declared.risked,
    declared.released,
    declared.reported,
    declared.signed,
)


def chronology(case: Case) -> list[Point]:
    """Returns all points of a project, oldest first."""
    found = [source(case) for source in SOURCES]
    return sorted(chain.from_iterable(found), key=_place)


def _place(point: Point) -> tuple[object, ...]:
    return point.place


def milestones_of(case: Case) -> tuple[str, ...]:
    """Returns the ids by which a chronology can be asked for a milestone: those that are gone included."""
    ids = dict.fromkeys(each.id for each in case.project.milestones)
    for record in case.record.records:
        if record.project == case.project.id:
            ids[record.milestone] = None
    return tuple(ids)


def about(
    points: list[Point],
    project: Project,
    milestone: str,
) -> list[Point]:
    """Returns the points of a milestone and of all that it depends on, with what these waited for."""
    meant = _with_those_before(project, milestone)
    found: list[Point] = []
    for each in points:
        if each.is_of_all or each.about & meant:
            found.append(each)
    return found


def _with_those_before(project: Project, milestone: str) -> set[str]:
    """Returns the id of a milestone, with those of all on which it depends."""
    waits = {each.id: each.depends_on for each in project.milestones}
    found: set[str] = set()
    open_ = [milestone]
    while open_:
        id_ = open_.pop()
        if id_ not in found:
            found.add(id_)
            open_ += waits.get(id_, ())
    return found
