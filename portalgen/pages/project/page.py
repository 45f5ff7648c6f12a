"""What a page of a project is: its name, its view model, and when there is such a page."""

from collections.abc import Callable
from dataclasses import dataclass

from portalgen.analysis.findings import ProjectFindings
from portalgen.model.project import PageName, Project, shown_on
from portalgen.pages.parts.placed_chart import PlacedChart
from portalgen.pages.project.subject import Subject


class View:
    """What a template reads under the name `page`. Each kind of page has a frozen dataclass of its own."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ChartedView(View):
    """A view with charts, whose files stand beside the page."""

    charts: tuple[PlacedChart, ...]


def nothing_more(project: Project, found: ProjectFindings) -> bool:
    """Tells that most pages have nothing to show beside the lists of the project."""
    return False


def nothing_waits(found: ProjectFindings) -> int:
    """Returns 0: how many things wait for the client on most pages."""
    return 0


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A kind of page.

    `make` gives its view model of a subject. `more_data` tells whether a project has something to show there beside its
    lists, and `waiting` how many things wait for the client. Pages with an icon (an outline on a grid of 24) are the
    main ones.
    """

    name: PageName
    view: type[View]
    make: Callable[[Subject], View]
    more_data: Callable[[Project, ProjectFindings], bool] = nothing_more
    icon: str = ""
    waiting: Callable[[ProjectFindings], int] = nothing_waits

    def has_data(self, project: Project, found: ProjectFindings) -> bool:
        """Tells whether a project has something in the lists that are shown here, or anything beside them."""
        lists = [getattr(project, name) for name in shown_on(self.name)]
        return any(lists) or self.more_data(project, found)

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{self.name}.html.j2"
