"""portalgen migrate: writes files of an older format in today's, and shows what changes."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.migrate.migration import Migration, files, migrated
from portalgen.cli.terminal.options import projects_option
from portalgen.cli.terminal.report import tame, text
from portalgen.diagnostics import Diagnostic
from portalgen.pipeline.workspace import Workspace
from portalgen.source.files.folder import Folder

COLOURS = {"+": "green", "-": "red"}


@click.command()
@projects_option
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; end with 1 where anything would change.",
)
def migrate(projects: Path, check: bool) -> int:
    """Write files of an older format in today's, and show what changes."""
    folder = Workspace(projects).folder()
    changed = left = 0
    for path, found in _migrations(folder):
        doubts = found.doubts if isinstance(found, Migration) else (found,)
        if isinstance(found, Migration) and found.changes:
            click.echo("\n".join(_difference(found, folder.shown(path))))
            changed += 1
            if not check:
                write(projects, Draft(path, found.after, found.before))
        if doubts:
            click.echo(f"{text(doubts)}\n", err=True)
            left += len(doubts)
    click.echo(_summary(changed, left, check))
    return 1 if left or (check and changed) else 0


def _migrations(folder: Folder) -> Iterator[tuple[str, Migration | Diagnostic]]:
    for path, kind in files(folder):
        content = folder.read(path)
        if content is not None:
            yield path, migrated(folder.shown(path), content, kind)


def _difference(found: Migration, shown: str) -> Iterator[str]:
    """Yields the lines that change, with those around them."""
    before, after = (
        content.decode("utf-8-sig").splitlines()
        for content in (found.before, found.after)
    )
    for line in difflib.unified_diff(before, after, shown, shown, n=1, lineterm=""):
        yield click.style(tame(line), fg=COLOURS.get(line[0]))


def _summary(changed: int, left: int, check: bool) -> str:
    files_ = f"{changed} {'file' if changed == 1 else 'files'} {'would change' if check else 'changed'}"
    return f"{files_}, {left} {'place' if left == 1 else 'places'} left to you"
