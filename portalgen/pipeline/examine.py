"""Examines a client: all that is known of it without rendering. There is no other way to look at one.

A `View` says what is looked at: the files as they are, as a commit has them, or as they would be with a change.
Findings are always made with git's records, so that a preview of a change says what the page will say.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from portalgen.analysis import findings as analysis
from portalgen.analysis.checks.check import check
from portalgen.analysis.findings import Findings, ProjectFindings, analyse_project
from portalgen.analysis.ledger.records import Records, records
from portalgen.analysis.ledger.redactions import wrong_redactions
from portalgen.diagnostics import Diagnostic
from portalgen.errors import UsageError
from portalgen.model.client import Agency, Client
from portalgen.model.project import Project
from portalgen.model.record.past import History, Reach
from portalgen.pipeline.fence import Fence
from portalgen.pipeline.order import Look
from portalgen.pipeline.workspace import Shared
from portalgen.source.files.folder import Folder
from portalgen.source.files.overlay import Overlay
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.load import loader
from portalgen.source.load.loaded import Loaded
from portalgen.source.past.history import histories
from portalgen.source.past.present import present


@dataclass(frozen=True)
class View:
    """What is looked at: files with what git has of them until then, and the day that they are judged for.

    `is_broken` tells that the agency's part cannot be read, so that defaults stand in its place. Inside a `fence`,
    texts are held against what the other clients are called.
    """

    folder: Folder
    agency: Agency
    histories: Mapping[str, History]
    day: Callable[[Client | None], date]
    is_broken: bool = False
    fence: Fence | None = None

    def with_files(self, files: Mapping[str, bytes]) -> "View":
        """Returns the same with files, by their paths in the folder, as they would be."""
        return replace(self, folder=Overlay(self.folder, files))


@dataclass(frozen=True)
class Dossier:
    """A client with what its data and its records give: all that pages are made from."""

    loaded: Loaded
    client: Client
    findings: Findings

    def project_on(
        self,
        project: Project,
        day: date,
    ) -> ProjectFindings:
        """Returns what a project's data gives on another day, with the same records."""
        client = self.client
        known = self.findings.records
        return analyse_project(
            project,
            client.agency,
            day,
            client.id,
            known,
        )


@dataclass(frozen=True)
class Examined:
    """What came of looking at a client. There is no `dossier` where the client cannot be read at all."""

    loaded: Loaded
    as_of: date
    dossier: Dossier | None = None
    is_judged_by_defaults: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is wrong with the client's data."""
        return self.loaded.diagnostics

    @property
    def sound(self) -> Dossier | None:
        """The dossier where nothing of its data, or of the agency's, is broken: what may be published."""
        if self.loaded.is_broken or self.is_judged_by_defaults:
            return None
        return self.dossier

    @property
    def refusal(self) -> str:
        """Why nothing sound came of it, in a sentence."""
        broken = f"the data of {self.loaded.id} is broken"
        if not self.loaded.is_broken:
            broken = "portal.yml is broken, and holds for every client"
        return f"{broken}: run portalgen check"

    def with_problems(self, found: Iterable[Diagnostic]) -> "Examined":
        """Returns the same with further diagnostics."""
        loaded = self.loaded.with_problems(found)
        if self.dossier:
            dossier = replace(self.dossier, loaded=loaded)
        else:
            dossier = None
        return replace(
            self,
            loaded=loaded,
            dossier=dossier,
        )


def current_view(look: Look, shared: Shared) -> View:
    """Returns the view of the files as they are."""
    folder = look.workspace.folder()
    return View(
        folder,
        shared.agency,
        shared.histories,
        look.day,
        shared.is_broken,
        shared.fence,
    )


def past_view(
    look: Look,
    client_id: str,
    revision: str,
) -> View:
    """Returns the view of a client's files as a commit has them, for that commit's day in the client's time zone.

    `revision` is what git calls a commit, or a day: the last commit of the line that was made by then. Raises
    UsageError where there is none.
    """
    projects = look.workspace.projects
    repository = look.workspace.repository
    if repository:
        commit = repository.find(revision)
    else:
        commit = None
    if repository is None or commit is None:
        none_then = "and none that was made by then, if that is a day"
        raise UsageError(f"git knows no commit {revision} here, {none_then}")
    prefix = repository.prefix(projects)
    folder = GitFolder(repository, commit.id, prefix, f"{revision}:")
    agency, wrong = loader.load_agency(folder)
    known = histories(repository.at(commit.id), projects, [client_id])
    made = datetime.fromtimestamp(commit.committed_at, UTC)
    day = replace(
        look,
        now=made,
        as_of=None,
    ).day
    is_broken = any(each.is_broken for each in wrong)
    return View(
        folder,
        agency,
        known,
        day,
        is_broken,
    )


def examine(view: View, client_id: str) -> Examined:
    """Loads and analyses a client."""
    return analyse(view, load(view, client_id))


def load(view: View, client_id: str) -> Loaded:
    """Returns a client as its files have it."""
    return loader.load(view.folder, client_id, view.agency)


def told_by_newcomer(view: View, client_id: str) -> list[Diagnostic]:
    """Returns what a client's names mean for all the others of a workspace."""
    if view.fence is None:
        return []
    others = []
    for each in view.fence.names:
        if each != client_id:
            others.append(load(view, each))
    if not others:
        return []
    return list(view.fence.around_newcomer(client_id, others, view.folder))


def analyse(view: View, loaded: Loaded) -> Examined:
    """Returns a client with what its data and its records give on the view's day, and what is wrong with them."""
    as_of = view.day(loaded.client)
    if view.fence:
        loaded = view.fence.around(loaded, view.folder, as_of)
    else:
        loaded = loaded.on(as_of)
    client = loaded.client
    if client is None:
        return Examined(loaded, as_of, None, view.is_broken)
    known = _records(view, loaded, as_of)
    findings = analysis.analyse(client, as_of, known)
    wrong_record = wrong_redactions(known.recorded, loaded.ledger_file.redactions)
    loaded = loaded.with_problems([*check(client, findings), *wrong_record])
    dossier = Dossier(loaded, client, findings)
    return Examined(loaded, as_of, dossier, view.is_broken)


def _records(
    view: View,
    loaded: Loaded,
    as_of: date,
) -> Records:
    """Returns what git has of a client's dates, the view's own files as one more revision."""
    history = view.histories.get(loaded.id, History(Reach.NONE))
    if history.revisions:
        last = history.revisions[-1]
    else:
        last = None
    now = present(view.folder, loaded.id, last)
    redactions = loaded.ledger_file.redactions
    return records(
        history,
        loaded.id,
        redactions,
        now,
        as_of,
    )
