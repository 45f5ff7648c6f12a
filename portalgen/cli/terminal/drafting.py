"""Tries a draft on the real folder, writes it where it breaks nothing, and tells what else is to know of it."""

from collections.abc import Sequence
from dataclasses import replace

import click

from portalgen.analysis.rules import judge
from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.draft import Draft, Trial, tried
from portalgen.cli.terminal.report import text
from portalgen.model.client import Agency
from portalgen.pipeline import Request, Workspace
from portalgen.source.schema.editors import SCHEMAS, modeline


def written(
    request: Request, agency: Agency, client_id: str, draft: Draft
) -> Trial | None:
    """Writes a draft and returns what the client's data is like with it; None where it was not to be written."""
    draft = _naming_its_schema(draft, request.workspace)
    trial = acceptable(request, agency, client_id, [draft])
    if trial:
        write(request.workspace.projects, draft)
    return trial


def acceptable(
    request: Request, agency: Agency, client_id: str, drafts: Sequence[Draft]
) -> Trial | None:
    """Returns what a client's data would be like with drafts; None, once that is told, where they would break it."""
    trial = tried(request.workspace.folder(), agency, client_id, drafts, request.day)
    if not trial.broken:
        return trial
    click.echo(text(judge(trial.broken, agency)), err=True)
    click.echo("\nnothing was written", err=True)
    return None


def _naming_its_schema(draft: Draft, workspace: Workspace) -> Draft:
    """Returns a new file with the line that editors look for, where schemas stand beside the folder of the clients."""
    if draft.before is not None or not (workspace.root / SCHEMAS).is_dir():
        return draft
    return replace(
        draft, after=modeline(f"{workspace.name}/{draft.path}").encode() + draft.after
    )


def tell_the_rest(trial: Trial, agency: Agency) -> None:
    """Tells the rules that a draft breaks and advice about it, and that the client's data was broken before."""
    if trial.rules:
        click.echo("\n" + text(judge(trial.rules, agency)), err=True)
    if trial.loaded.is_broken:
        click.echo(
            f"\nOther data of {trial.loaded.id} is broken, as it was before: run portalgen check",
            err=True,
        )
