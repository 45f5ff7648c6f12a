"""portalgen migrate: writes files of an older format in today's, and shows what changes."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.migrate.migration import Migration, files, migrated
from portalgen.cli.terminal.options import now, projects_option
from portalgen.cli.terminal.report import counted, tame, text
from portalgen.diagnostics import Diagnostic
from portalgen.pipeline.examine import examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.source.files.folder import Folder

STATED = ("PG411", "PG513")
COLOURS = {
    "+": "green",
    "-": "red",
}


@click.command()
@projects_option
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; end with 1 where anything would change.",
)
def migrate(projects: Path, check: bool) -> int:
    """Write files of an older format in today's, and show what changes."""
    workspace = Workspace(projects)
    folder = workspace.folder()
    changed = 0
    left = 0
    for path, migration in _migrations(folder):
        if isinstance(migration, Diagnostic):
            doubts: tuple[Diagnostic, ...] = (migration,)
        else:
            doubts = migration.doubts
            if migration.changes:
                changed += 1
                _write(
                    projects,
                    path,
                    migration,
                    folder.shown(path),
                    check,
                )
        if doubts:
            click.echo(f"{text(doubts)}\n", err=True)
            left += len(doubts)
    click.echo(_summary(changed, left, check))
    _show_agreements(workspace)
    if left:
        return 1
    if check and changed:
        return 1
    return 0


def _show_agreements(workspace: Workspace) -> None:
    """Shows what older files say of agreements, and what each lacks for the client to be able to check it.

    Nobody but the agency knows who is of the client's side and where the minutes are, so nothing is written.
    """
    shared = read_shared(workspace)
    view = current_view(Look(workspace, now()), shared)
    stated: list[Diagnostic] = []
    for client_id in shared.ids:
        examined = examine(view, client_id)
        stated += [each for each in examined.diagnostics if each.code in STATED]
    if stated:
        count = counted(len(stated), "agreement")
        click.echo(f"{text(stated)}\n", err=True)
        click.echo(f"{count} that no client can check: shown as stated, without effect")


def _write(
    projects: Path,
    path: str,
    migration: Migration,
    shown: str,
    check: bool,
) -> None:
    """Shows what changes in a file, and writes it unless it is only looked at."""
    lines = _difference(migration, shown)
    click.echo("\n".join(lines))
    if not check:
        write(projects, Draft(path, migration.after, migration.before))


def _migrations(folder: Folder) -> Iterator[tuple[str, Migration | Diagnostic]]:
    for path, kind in files(folder):
        content = folder.read(path)
        if content is not None:
            yield path, migrated(folder.shown(path), content, kind)


def _difference(migration: Migration, shown: str) -> Iterator[str]:
    """Yields the lines that change, with those around them."""
    before = _lines(migration.before)
    after = _lines(migration.after)
    for line in difflib.unified_diff(
        before,
        after,
        shown,
        shown,
        n=1,
        lineterm="",
    ):
        yield click.style(tame(line), fg=COLOURS.get(line[0]))


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def _summary(
    changed: int,
    left: int,
    check: bool,
) -> str:
    if check:
        did = "would change"
    else:
        did = "changed"
    return f"{counted(changed, 'file')} {did}, {counted(left, 'place')} left to you"
