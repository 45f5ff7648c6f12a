"""Progress: how much is done, and at what pace."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.forecast.progress import Completion
from portalgen.analysis.forecast.tested import untested
from portalgen.analysis.message import Message
from portalgen.charts import burnup, throughput
from portalgen.model.progress import ProgressRow
from portalgen.model.project import PageName, Project, ProjectState
from portalgen.model.record.statement import Thing
from portalgen.pages.parts.edits import EditMark
from portalgen.pages.parts.placed_chart import PlacedChart, placed
from portalgen.pages.project.page import ChartedView, ProjectPage
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class ProgressPage(ChartedView):
    """How much is done, why not every finish is simulated, and the newest row of each stream.

    `untested` says that a forecast lies further ahead than any that came due. `edits` are rows that said something
    else before.
    """

    completion: Completion | None
    reasons: tuple[Message, ...]
    untested: Message | None
    streams: tuple[ProgressRow, ...]
    edits: tuple[EditMark, ...]


def progress_page(subject: Subject) -> ProgressPage:
    """Returns the view of a project's progress."""
    found = subject.found
    is_running = subject.project.state is ProjectState.ACTIVE
    reasons: tuple[Message, ...] = ()
    if found.points and is_running:
        reasons = found.forecast.reasons
    return ProgressPage(
        charts=charts(subject),
        completion=found.completion,
        reasons=reasons,
        untested=untested(found.forecast, found.backtest),
        streams=_streams(subject.project),
        edits=subject.edits.all_marks(Thing.PROGRESS),
    )


def charts(subject: Subject) -> tuple[PlacedChart, ...]:
    """Returns the burn-up and the throughput, where they have data."""
    found = subject.found
    words = subject.words
    made = (
        burnup(found, words),
        throughput(found, words),
    )
    return placed(made, subject.project.id, words)


def _streams(project: Project) -> tuple[ProgressRow, ...]:
    """Returns the newest row of each stream, where there are several."""
    latest: dict[str, ProgressRow] = {}
    for row in sorted(project.progress, key=_day):
        if row.stream:
            latest[row.stream] = row
    if len(latest) < 2:
        return ()
    return tuple(latest.values())


def _day(row: ProgressRow) -> date:
    return row.on


def more_data(project: Project, found: ProjectFindings) -> bool:
    """Tells whether there are milestones that have weights."""
    return any(each.weight for each in project.milestones)


PAGE = ProjectPage(
    name=PageName.PROGRESS,
    view=ProgressPage,
    make=progress_page,
    more_data=more_data,
)
