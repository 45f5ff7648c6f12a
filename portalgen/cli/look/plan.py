"""portalgen plan: which clients a change touches, for pipelines."""

from pathlib import Path

import click

from portalgen.cli.terminal.options import projects_option
from portalgen.errors import UsageError
from portalgen.pipeline.workspace import Workspace
from portalgen.publish.plan import (
    Touched,
    as_github,
    as_gitlab,
    as_json,
    as_lines,
    in_shard,
    touched,
)
from portalgen.source.git.command import GitError
from portalgen.source.git.repository import Repository
from portalgen.source.load.agency import client_ids

FORMATS = {
    "lines": as_lines,
    "json": as_json,
    "github": as_github,
}
SHARDS = 8  # at the most 200: GitLab takes no larger matrix


@click.command()
@click.option(
    "--changed-since",
    "since",
    metavar="REV",
    help="Only clients that a change since REV touches; else all.",
)
@click.option(
    "--shards",
    type=click.IntRange(1, 200),
    default=SHARDS,
    show_default=True,
    help="How many shards there are.",
)
@click.option(
    "--shard",
    type=click.IntRange(0),
    help="Only the clients of this shard, counted from 0.",
)
@click.option("--format", "format_", type=click.Choice(["lines", "json", "github", "gitlab"]), default="lines",
              show_default=True)  # fmt: skip
@projects_option
def plan(
    since: str | None,
    shards: int,
    shard: int | None,
    format_: str,
    projects: Path,
) -> int:
    """Tell which clients a change touches: a line each, or shards of them for a pipeline."""
    if shard is not None and shard >= shards:
        raise UsageError(
            f"there is no shard {shard}: there are {shards}, counted from 0"
        )
    since = since or None  # an empty one is none: pipelines hand over what they know
    found = _touched(Workspace(projects), since)
    for client in found.gone:
        click.echo(
            f"{client} is gone. Its portal stays where it was published: to take it down, bring the folder back, "
            f"run portalgen unpublish {client}, and delete the folder again.",
            err=True,
        )
    if shard is not None:
        found = Touched(tuple(in_shard(found.clients, shard, shards)), found.gone)
    if format_ == "gitlab":
        said = as_gitlab(found, shards, since)
    else:
        said = FORMATS[format_](found, shards)
    if said:
        click.echo(said)
    return 0


def _touched(workspace: Workspace, since: str | None) -> Touched:
    ids, _ = client_ids(workspace.folder())
    if since is None:
        return Touched(tuple(ids))
    repository = workspace.repository
    if repository:
        changed = _changed(repository, since)
    else:
        changed = None
    if repository is None or changed is None:
        click.echo(
            f"git knows no commit {since} here, so all clients count as changed",
            err=True,
        )
        return Touched(tuple(ids))
    return touched(changed, repository.prefix(workspace.root), workspace.name, ids)


def _changed(repository: Repository, since: str) -> list[str] | None:
    """Returns the paths that changed since a commit; None where git cannot tell."""
    commit = repository.resolve(since)
    try:
        if commit:
            return repository.changed_since(commit)
        return None
    except GitError:
        return None
