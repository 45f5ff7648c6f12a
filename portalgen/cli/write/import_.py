"""portalgen import: a tracker's export becomes rows of progress.csv; dates that differ are told."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.places import ProjectPlace, find_project
from portalgen.authoring.trackers.due import Apart
from portalgen.authoring.trackers.importing import Import, Imported
from portalgen.authoring.trackers.mapping import FOLDER, TrackerMap, read_mapping
from portalgen.authoring.trackers.progress import Differing
from portalgen.authoring.trackers.records import LARGEST_EXPORT, ExportError
from portalgen.authoring.trackers.store import plain
from portalgen.cli.terminal.asking import MaybeDayType
from portalgen.cli.terminal.drafting import Desk, desk_in
from portalgen.cli.terminal.options import projects_option
from portalgen.cli.terminal.report import later, tame, text
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.client import Client
from portalgen.model.milestone import Milestone
from portalgen.pipeline.workspace import Workspace
from portalgen.source.files.folder import DiskFolder

MOST_TOLD = 5


@click.command("import")
@click.argument(
    "file",
    type=click.Path(
        path_type=Path,
        dir_okay=False,
        exists=True,
    ),
)
@click.option("--map", "name", required=True, metavar="NAME",
              help=f"The mapping: {FOLDER}/NAME.yml of the workspace, or a tracker known by its name.")  # fmt: skip
@click.option(
    "--project",
    metavar="CLIENT/PROJECT",
    help="Where the items belong, where the mapping does not say it.",
)
@click.option(
    "--on",
    type=MaybeDayType(),
    help="The day on which the export was made; today by default.",
)
@click.option(
    "--dry-run", is_flag=True, help="Tell what would change, and write nothing."
)
@click.option(
    "--revise",
    is_flag=True,
    help="Exchange the numbers of older rows that the export gives otherwise.",
)
@projects_option
def import_(
    file: Path,
    name: str,
    project: str | None,
    on: date | None,
    dry_run: bool,
    revise: bool,
    projects: Path,
) -> int:
    """Take progress from FILE, an export of a tracker: ids, days and numbers, and no other word of it."""
    workspace = Workspace(projects)
    mapping = _mapping(workspace, name)
    place = find_project(workspace.folder(), _project(mapping, name, project))
    desk = desk_in(projects)
    client = desk.client(place.client)
    if client is None:
        raise PortalgenError(
            f"client.yml of {place.client} is broken, and its time zone counts: run portalgen check"
        )
    day = _day(on, desk.look.day(client))
    zone = ZoneInfo(client.timezone)
    try:
        found = Import(
            name,
            mapping,
            place,
            _milestones(client, place),
            day,
            zone,
            revise,
        ).of(_content(file))
    except ExportError as error:
        raise PortalgenError(f"{file}: {error}") from None
    for line in _told(found, place, name, revise):
        click.echo(tame(line))
    return _written(found, desk, place, dry_run)


def _day(on: date | None, today: date) -> date:
    if on and on > today:
        raise UsageError(
            f"--on {on} lies after today, {today}: what an export shows is past"
        )
    return on or today


def _mapping(workspace: Workspace, name: str) -> TrackerMap:
    folder = DiskFolder(workspace.root, "" if workspace.root == Path() else None)
    mapping, wrong = read_mapping(folder, name)
    if mapping is None or wrong:
        click.echo(text(wrong), err=True)
        raise PortalgenError(f"the mapping {name} is broken, so nothing was imported")
    return mapping


def _project(
    mapping: TrackerMap,
    name: str,
    named: str | None,
) -> str:
    project = named or mapping.project
    if project is None:
        raise UsageError(
            f"missing: --project CLIENT/PROJECT, or a line project: … in {FOLDER}/{name}.yml"
        )
    return project


def _milestones(client: Client, place: ProjectPlace) -> tuple[Milestone, ...]:
    return next(
        (each.milestones for each in client.projects if each.id == place.project), ()
    )


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as export:
            return export.read(LARGEST_EXPORT + 1)
    except OSError as error:
        raise PortalgenError(
            f"{file} cannot be read: {error.strerror or error}"
        ) from error


def _written(
    found: Imported,
    desk: Desk,
    place: ProjectPlace,
    dry_run: bool,
) -> int:
    """Tries the drafts together and writes them, the one that the client reads first; returns the exit code."""
    if not found.drafts:
        click.echo("nothing changed")
        return 0
    trial = desk.tried(place.client, found.drafts)
    if trial is None:
        return 1
    for draft in () if dry_run else found.drafts:
        write(desk.projects, draft)
    desk.tell_the_rest(trial)
    written = [f"{desk.projects.as_posix()}/{draft.path}" for draft in found.drafts]
    names = ", ".join(written)
    click.echo(f"{'would be written' if dry_run else 'written'}: {names}")
    return 0


def _told(
    found: Imported,
    place: ProjectPlace,
    name: str,
    revise: bool,
) -> Iterator[str]:
    counts = found.counts
    reading = found.reading
    yield f"items: {counts.new} new, {counts.changed} changed, {counts.same} as before"
    notes = {
        "known from before and not in this export": counts.missing,
        "passed over, as the mapping says": reading.passed_over,
        "without a size, counted as 1": reading.without_weight
        % max(1, len(reading.seen)),
        "of a stream that the mapping does not name": reading.strange_streams,
    }
    for what, count in notes.items():
        if count:
            yield f"  {count} {what}"
    for line in found.rows:
        yield f"  + {line}"
    if not found.rows:
        yield "  no week has ended since the last row of progress.csv"
    yield from _told_differing(found.differing, revise)
    yield from _told_falling(found.falling)
    for each in found.apart:
        for line in _told_apart(each, place, name):
            yield line


def _told_differing(found: Iterable[Differing], revise: bool) -> Iterator[str]:
    rows = list(found)
    if revise:
        what = "are exchanged"
    else:
        what = "stay as they are; --revise exchanges them"
    if rows:
        yield f"rows that the export gives otherwise, which {what}: {len(rows)}"
    for each in rows[:MOST_TOLD]:
        old = each.row
        new = each.meant
        if old.stream:
            stream = f" {old.stream}"
        else:
            stream = ""
        there = f"scope {plain(old.scope)}, done {plain(old.done)}"
        yield f"  {old.on}{stream}: {there}; in the export {plain(new.scope)} and {plain(new.done)}"
    if len(rows) > MOST_TOLD:
        yield f"  and {len(rows) - MOST_TOLD} more"


def _told_falling(found: Iterable[Differing]) -> Iterator[str]:
    for each in found:
        if each.row.stream:
            of = f" of {each.row.stream}"
        else:
            of = ""
        before = f"{plain(each.row.done)} on {each.row.on}"
        after = f"{plain(each.meant.done)} on {each.meant.on}"
        yield f"done{of} falls from {before} to {after}: is the export whole?"


def _told_apart(
    each: Apart,
    place: ProjectPlace,
    name: str,
) -> Iterator[str]:
    who = each.milestone.id
    ours = each.ours or "undated"
    if not each.is_known:
        yield f"{who}: {each.item} is not in this export"
    elif each.finished:
        yield f"{who}: done on {each.finished} in {name}, and not met here; if it is, add actual_date: {each.finished}"
    elif each.theirs:
        apart = later(each.days)
        yield f"{who}: {ours} here, {each.theirs} in {name}{apart}. If the promise moves:"
        yield f"  portalgen move {place.path} {who} {each.theirs} --cause … --because …"
