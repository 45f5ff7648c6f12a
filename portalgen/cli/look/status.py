"""portalgen status: every project in one table, worst first; what will turn, fall due or go stale."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.health.schedule import DARKNESS
from portalgen.analysis.outlook import Coming, Upcoming, outlook
from portalgen.cli.terminal.options import as_of_option, chosen, now, projects_option
from portalgen.cli.terminal.report import standing, tame
from portalgen.model.client import Client
from portalgen.model.health import Rag
from portalgen.model.project import Project, ProjectState
from portalgen.pipeline.examine import Dossier, examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.source.load.loaded import StandIn
from portalgen.words import Words

COLOURS = {
    Rag.RED: "bold red",
    Rag.AMBER: "yellow",
    Rag.GREEN: "green",
}
LAST = len(DARKNESS)
WIDE = 200  # columns of a log or a file, where nothing has to fit
SAID = {
    Coming.TURNS: "health turns from {before} to {after}",
    Coming.STALE: "the data is too old: {before} turns grey",
    Coming.REASON: "the reason for a move is owed: {what}",
    Coming.MILESTONE: "promised: {what}",
    Coming.ASK: "needed from the client: {what}",
    Coming.OWED: "due from us: {what}",
    Coming.UPDATE: "the next update is due",
    Coming.CHECKPOINT: "the plan is looked at again",
    Coming.REVIEW: "risk to be looked at again: {what}",
    Coming.RESUMES: "it resumes",
}


@dataclass(frozen=True)
class Row:
    """One project as it stands."""

    client: Client
    project: Project
    found: ProjectFindings
    verdict: str
    ahead: tuple[Upcoming, ...]

    @property
    def name(self) -> str:
        """Its place in the workspace."""
        return f"{self.client.id}/{self.project.id}"

    @property
    def overdue(self) -> int:
        """How many asks are open past their day."""
        return sum(each.late_days > 0 for each in self.found.asks)


@dataclass
class Unread:
    """What cannot be read today: clients, and of the others the projects that versions stand for, by client."""

    clients: list[str] = field(default_factory=list)
    projects: dict[str, Mapping[str, StandIn]] = field(default_factory=dict)

    @property
    def is_any(self) -> bool:
        """Tells whether there is anything."""
        return bool(self.clients) or any(self.projects.values())

    def lines(self) -> Iterator[str]:
        """Yields what is told of each."""
        for client_id, stand_ins in self.projects.items():
            yield from standing(client_id, stand_ins)
        for client_id in self.clients:
            yield f"{client_id}: the data is broken; run portalgen check"

    def as_json(self) -> list[dict[str, str | None]]:
        """Returns the projects with the day of what is shown of them; null where they are left out."""
        rows = []
        for client_id, stand_ins in self.projects.items():
            for project_id, each in stand_ins.items():
                read_on = str(each.read_on) if each.read_on else None
                rows.append(
                    {"project": f"{client_id}/{project_id}", "read_on": read_on}
                )
        return rows


@click.command()
@click.argument("clients", nargs=-1)
@projects_option
@as_of_option
@click.option("--ahead", type=click.IntRange(0, 366), default=7, show_default=True, metavar="DAYS",
              help="How many days to look ahead.")  # fmt: skip
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def status(
    clients: tuple[str, ...],
    projects: Path,
    as_of: date | None,
    ahead: int,
    format_: str,
) -> int:
    """Show how every project of CLIENTS, or of all, stands, and what comes in the days ahead."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    view = current_view(Look(workspace, now(), as_of), shared)
    rows: list[Row] = []
    unread = Unread()
    for client_id in chosen(clients, shared.ids):
        dossier = examine(view, client_id).sound
        if dossier is None:
            unread.clients.append(client_id)
            continue
        unread.projects[client_id] = dossier.loaded.stand_ins
        rows += _rows(dossier, ahead)
    rows.sort(key=_urgency)
    if format_ == "json":
        _print_json(rows, unread)
    else:
        _print(rows, unread, ahead)
    if unread.is_any:
        return 1
    return 0


def _rows(dossier: Dossier, ahead: int) -> Iterator[Row]:
    """Yields a client's projects as they stand, with what comes in a number of days."""
    client = dossier.client
    findings = dossier.findings
    words = Words("en", findings.as_of, client.currency)
    for project in client.projects:
        found = findings.projects[project.id]
        analyse = partial(dossier.project_on, project)
        coming = outlook(project, analyse, findings.as_of, ahead)
        verdict = words.say(found.verdict)
        yield Row(
            client,
            project,
            found,
            verdict,
            coming,
        )


def _print_json(rows: list[Row], unread: Unread) -> None:
    whole = {
        "projects": [_as_json(row) for row in rows],
        "unread": unread.as_json(),
        "broken": unread.clients,
    }
    click.echo(json.dumps(whole, indent=1))


def _urgency(row: Row) -> tuple[int, int, int, str]:
    """Running projects first, the darkest at the top, then those with most overdue asks."""
    state = list(ProjectState).index(row.project.state)
    health = row.found.health.overall
    light = LAST - DARKNESS.get(health, 0)
    return state, light, -row.overdue, row.name


def _print(
    rows: list[Row],
    unread: Unread,
    ahead: int,
) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDE)
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
    )
    for title in ("project", "health", "verdict", "asks", "last data", "next update"):
        table.add_column(title, no_wrap=title != "verdict")
    for row in rows:
        table.add_row(*_cells(row))
    console.print(table)
    coming = _coming(rows)
    if coming:
        console.print(Text(f"\nIn the next {ahead} days", style="bold"))
    for name, each in coming:
        console.print(Text(f"{each.on}  {name}  {said(each)}"), soft_wrap=True)
    for line in unread.lines():
        console.print(Text(f"\n{line}", style="bold red"), soft_wrap=True)


def _coming(rows: list[Row]) -> list[tuple[str, Upcoming]]:
    """Returns what comes, by day, with the project that it comes to."""
    coming = []
    for row in rows:
        for each in row.ahead:
            coming.append((row.name, each))
    coming.sort(key=lambda pair: (pair[1].on, pair[0]))
    return coming


def _cells(row: Row) -> list[Text]:
    reporting = row.found.reporting
    return [
        Text(row.name),
        _health(row),
        Text(tame(row.verdict)),
        _asks(row),
        Text(str(reporting.last or "–")),
        Text(str(reporting.next or "–")),
    ]


def _health(row: Row) -> Text:
    """Returns the health of a project that runs, else its state."""
    state = row.project.state
    if state not in {ProjectState.ACTIVE, ProjectState.PAUSED}:
        return Text(state, style="dim")
    health = row.found.health.overall
    return Text(health.replace("_", " "), style=COLOURS.get(health, "dim"))


def _asks(row: Row) -> Text:
    number = len(row.found.asks)
    if number == 0:
        return Text("–")
    if row.overdue:
        return Text(f"{number} open, {row.overdue} late", style="yellow")
    return Text(f"{number} open")


def said(each: Upcoming) -> str:
    """Returns what comes on a day in words for the agency."""
    frame = SAID[each.kind]
    return frame.format(
        what=tame(each.what),
        before=each.before,
        after=each.after,
    )


def _as_json(row: Row) -> dict[str, Any]:
    found = row.found
    last = found.reporting.last
    next_ = found.reporting.next
    ahead = []
    for each in row.ahead:
        ahead.append(
            {
                "on": str(each.on),
                "kind": each.kind.value,
                "says": said(each),
            }
        )
    return {
        "client": row.client.id,
        "project": row.project.id,
        "state": row.project.state.value,
        "health": found.health.overall.value,
        "verdict": row.verdict,
        "open_asks": len(found.asks),
        "overdue_asks": row.overdue,
        "data_date": str(last) if last else None,
        "next_update": str(next_) if next_ else None,
        "ahead": ahead,
    }
