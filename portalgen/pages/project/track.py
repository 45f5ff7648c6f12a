"""Track record: how promises were kept."""

from dataclasses import dataclass

from portalgen.analysis.dates.track_record import Lateness, Share
from portalgen.analysis.findings import ProjectFindings
from portalgen.model.project import PageName, Project
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class ShareBefore:
    """The share of promises kept that stood some days before the end."""

    days: int
    share: Share


@dataclass(frozen=True, slots=True)
class MetMilestone:
    """A milestone that was met, with the name that it has now."""

    name: str
    lateness: Lateness


@dataclass(frozen=True, slots=True)
class TrackPage(View):
    """The shares of promises kept, the milestones that were met, and how many were withdrawn.

    `median_days_late` is in calendar days, rounded; None where nothing was met.
    """

    by_first: Share
    by_days_before: tuple[ShareBefore, ...]
    withdrawn: int
    met: tuple[MetMilestone, ...]
    median_days_late: int | None
    has_slips: bool


def track_page(subject: Subject) -> TrackPage:
    """Returns the view of a project's track record."""
    track = subject.found.track
    names = {each.id: each.name for each in subject.project.milestones}
    shares: list[ShareBefore] = []
    for days, share in track.by_days_before.items():
        if share.n:
            shares.append(ShareBefore(days, share))
    met = [MetMilestone(names[each.milestone], each) for each in track.lateness]
    median = track.median_days_late
    return TrackPage(
        by_first=track.by_first,
        by_days_before=tuple(shares),
        withdrawn=track.withdrawn,
        met=tuple(met),
        median_days_late=None if median is None else round(median),
        has_slips=bool(subject.found.slips),
    )


def more_data(project: Project, found: ProjectFindings) -> bool:
    """Tells whether any promise is decided."""
    return found.track.by_first.n > 0


PAGE = ProjectPage(
    name=PageName.TRACK,
    view=TrackPage,
    make=track_page,
    more_data=more_data,
)
