"""What is looked at: the files as they are, as a commit has them, or as they would be with a change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial

from portalgen.errors import UsageError
from portalgen.model.client import Agency, Client
from portalgen.model.record.past import History
from portalgen.model.record.seal import Seal
from portalgen.pipeline.fence import Fence
from portalgen.pipeline.order import Look
from portalgen.pipeline.stand_ins import Versions, no_versions
from portalgen.pipeline.workspace import Shared
from portalgen.source.files.folder import Folder
from portalgen.source.files.overlay import Overlay
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.git.line import named
from portalgen.source.git.versions import versions
from portalgen.source.load.agency import client_ids, load_agency
from portalgen.source.past.history import histories


@dataclass(frozen=True)
class View:
    """What is looked at: files with what git has of them until then, and the day that they are judged for.

    `is_broken` tells that the agency's part cannot be read, so that defaults stand in its place. `versions` gives what
    git has of a folder, for what stands for a project that cannot be read.
    `seals` are those of what was published last, by client. Inside a `fence`, texts are held against what the other
    clients are called.
    """

    folder: Folder
    agency: Agency
    histories: Mapping[str, History]
    day: Callable[[Client | None], date]
    is_broken: bool = False
    seals: Mapping[str, Seal] = field(default_factory=dict)
    fence: Fence | None = None
    versions: Versions = no_versions

    def with_files(self, files: Mapping[str, bytes]) -> "View":
        """Returns the same with files, by their paths in the folder, as they would be."""
        return replace(self, folder=Overlay(self.folder, files))


def current_view(look: Look, shared: Shared) -> View:
    """Returns the view of the files as they are."""
    folder = look.workspace.folder()
    return View(
        folder,
        shared.agency,
        shared.histories,
        look.day,
        shared.is_broken,
        versions=partial(versions, shared.repository, look.workspace.projects),
        seals=shared.seals,
        fence=shared.fence,
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
        commit = named(repository, revision)
    else:
        commit = None
    if repository is None or commit is None:
        none_then = "and none that was made by then, if that is a day"
        raise UsageError(f"git knows no commit {revision} here, {none_then}")
    prefix = repository.prefix(projects)
    folder = GitFolder(repository, commit.id, prefix, f"{revision}:")
    agency, wrong = load_agency(folder)
    then = repository.at(commit.id)
    ids = client_ids(folder)[0]
    known = histories(then, projects, {*ids, client_id})
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
        versions=partial(versions, then, projects),
    )
