"""Tries a draft on the real folder, writes it where it breaks nothing, and tells what else is to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from portalgen.analysis.rules import judge
from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.draft import Draft
from portalgen.cli.terminal.options import now
from portalgen.cli.terminal.report import text
from portalgen.model.client import Client
from portalgen.pipeline.examine import load_as_typed
from portalgen.pipeline.order import Look
from portalgen.pipeline.trial import Trial, tried
from portalgen.pipeline.views import View, current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.source.schema.editors import SCHEMAS, modeline


@dataclass(frozen=True)
class Desk:
    """Where somebody writes into `projects/`: the workspace, the clock, and the view of the files as they are."""

    look: Look
    view: View

    @property
    def projects(self) -> Path:
        """The folder of the clients."""
        return self.look.workspace.projects

    def client(self, client_id: str) -> Client | None:
        """Returns a client as its files have it, projects that are drafts included; None where it cannot be read."""
        return load_as_typed(self.view, client_id).client

    def today(self, client_id: str) -> date:
        """Returns today in a client's time zone."""
        return self.look.day(self.client(client_id))

    def tried(
        self,
        client_id: str,
        drafts: Sequence[Draft],
    ) -> Trial | None:
        """Returns what a client would be like with drafts; None, once that is told, where they would break it."""
        trial = tried(self.view, client_id, drafts)
        if not trial.broken:
            return trial
        click.echo(text(judge(trial.broken, self.view.agency)), err=True)
        click.echo("\nnothing was written", err=True)
        return None

    def written(
        self,
        client_id: str,
        draft: Draft,
    ) -> Trial | None:
        """Writes a draft and returns what the client is like with it; None where it was not to be written."""
        draft = _naming_its_schema(draft, self.look.workspace)
        trial = self.tried(client_id, [draft])
        if trial:
            write(self.projects, draft)
        return trial

    def tell_the_rest(self, trial: Trial) -> None:
        """Tells the rules that a draft breaks and advice about it, and that the client's data was broken before."""
        if trial.rules:
            click.echo("\n" + text(judge(trial.rules, self.view.agency)), err=True)
        loaded = trial.examined.loaded
        if not loaded.is_whole:
            others = f"Other data of {loaded.id} is broken, as it was before"
            click.echo(f"\n{others}: run portalgen check", err=True)


def desk_in(projects: Path) -> Desk:
    """Returns the desk of a workspace. Raises UsageError where there is no such folder."""
    workspace = Workspace(projects)
    look = Look(workspace, now())
    return Desk(look, current_view(look, read_shared(workspace, workspace.cache)))


def _naming_its_schema(draft: Draft, workspace: Workspace) -> Draft:
    """Returns a new file with the line that editors look for, where schemas stand beside the folder of the clients."""
    if draft.before is not None or not (workspace.root / SCHEMAS).is_dir():
        return draft
    line = modeline(f"{workspace.name}/{draft.path}").encode()
    return replace(draft, after=line + draft.after)
