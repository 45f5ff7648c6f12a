"""What `portalgen serve` does after each save: builds anew, and tells the terminal what came of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from portalgen.analysis.rules import judge
from portalgen.cli.terminal import report
from portalgen.cli.terminal.options import now
from portalgen.cli.terminal.outcome import report_bug
from portalgen.diagnostics import Diagnostic
from portalgen.errors import PortalgenError
from portalgen.pipeline import Outcome, build
from portalgen.pipeline.order import SITES, Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.live.changes import Scope
from portalgen.site.live.edition import edition_of
from portalgen.site.live.showing import Note, Showing

NAMED = 3  # so many changed files are named


@dataclass
class LiveBuild:
    """Builds one client's portal after each change, and tells the terminal what came of it."""

    workspace: Workspace
    scope: Scope
    out: Path
    address: str
    as_of: date | None
    workshop: Workshop
    told: str = ""

    def after(
        self,
        showing: Showing,
        changed: Sequence[str],
    ) -> Showing:
        """Builds, and returns what is to be shown instead of what was shown so far."""
        began = time.perf_counter()
        outcome, diagnostics = self.attempt()
        broken = [each for each in diagnostics if each.is_broken]
        advice = report.notes([each for each in diagnostics if not each.is_broken])
        if outcome.site is None or broken:
            trouble = report.notes(broken) or [Note(outcome.failure)]
            after = showing.refused(trouble, advice)
        else:
            after = showing.built(edition_of(outcome.site), advice)
        self._tell(
            diagnostics, _line(after, outcome, time.perf_counter() - began, changed)
        )
        return after

    def attempt(self) -> tuple[Outcome, list[Diagnostic]]:
        """Builds as `build` does, for the preview's address; returns what came of it and all that is wrong with it."""
        moment = now()
        client_id = self.scope.client_id
        # `build` would hold the ledger to the installed site, so this does. Finished sites are not kept in the cache:
        # every save would push one of theirs out of it.
        order = Order(
            self.workspace,
            moment,
            self.as_of,
            self.out,
            self.address,
            SITES,
        )
        try:
            shared = read_shared(self.workspace, self.workspace.cache, order.seals)
            outcome = build(order, shared, client_id, self.workshop)
        except PortalgenError as error:
            return Outcome(client_id, None, order.day(None), failure=str(error)), []
        except Exception:
            # A bug does not end the preview: the next save may be without it.
            report_bug()
            failure = (
                "This is a bug in portalgen. The terminal says where its report is."
            )
            return Outcome(client_id, None, order.day(None), failure=failure), []
        common = [each for each in shared.diagnostics if self._is_own(each)]
        return outcome, judge(
            [*common, *outcome.diagnostics], shared.agency, building=True
        )

    def _is_own(self, diagnostic: Diagnostic) -> bool:
        """Tells whether a diagnostic is about what is watched: what is wrong with neighbours is told by `check`."""
        file = Path(diagnostic.place.file if diagnostic.place else "")
        if file.is_relative_to(self.workspace.projects):
            known = self.scope.projects / file.relative_to(self.workspace.projects)
        else:
            known = file.resolve()
        return self.scope.name(known) is not None

    def _tell(
        self,
        diagnostics: list[Diagnostic],
        line: str,
    ) -> None:
        """Prints what is wrong, unless the last build said the same, and then how the build ended."""
        frames = report.text(diagnostics)
        if frames and frames != self.told:
            click.echo(f"\n{frames}\n", err=True)
        self.told = frames
        click.echo(f"{datetime.now(UTC).astimezone():%H:%M:%S}  {line}")


def _line(
    after: Showing,
    outcome: Outcome,
    seconds: float,
    changed: Sequence[str],
) -> str:
    names = ", ".join(changed[:NAMED]) + (
        f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    )
    if names:
        of = f"  {names}"
    else:
        of = ""
    if not after.trouble:
        return f"{outcome.pages} pages in {seconds:.2f} s{of}"
    if after.edition.digest:
        stays = "the last good pages stay"
    else:
        stays = "nothing to show yet"
    return f"not built ({seconds:.2f} s), {stays}{of}{_unlocated(after)}"


def _unlocated(after: Showing) -> str:
    """Returns what is wrong where no diagnostic says it."""
    parts = []
    for each in after.trouble:
        if not each.where:
            parts.append(f"\n{each.message}")
    return "".join(parts)
