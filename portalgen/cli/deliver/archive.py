"""portalgen archive: a closed project as a zip that a client can keep."""

from datetime import date
from pathlib import Path

import click

from portalgen.analysis.findings import Findings
from portalgen.atomic import create
from portalgen.authoring.drafts.places import find_project
from portalgen.cli.terminal.options import as_of_option, now, projects_option
from portalgen.errors import PortalgenError
from portalgen.exports.ledger import LEDGER_FILE, ledger_json
from portalgen.exports.seal import SEAL_FILE, seal
from portalgen.model.client import Client
from portalgen.model.project import ProjectState
from portalgen.pipeline import (
    Request,
    Workspace,
    examine,
    leaks_in,
    one_document,
    read_shared,
    unfit,
)
from portalgen.publish.archive import packed
from portalgen.site.stage.staging import originals
from portalgen.source.load.loaded import Loaded

ENDED = (ProjectState.CLOSED, ProjectState.CANCELLED)


@click.command()
@click.argument("project", metavar="CLIENT/PROJECT")
@projects_option
@as_of_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; CLIENT-PROJECT.zip by default.",
)
def archive(project: str, projects: Path, as_of: date | None, out: Path | None) -> int:
    """Write a zip of a closed project: all its pages in one file, its documents, its numbers, the record of dates."""
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    workspace = Workspace(projects)
    place = find_project(workspace.folder(), project)
    shared = read_shared(workspace, workspace.cache)
    request = Request(workspace, Path("site"), now(), as_of, cache=workspace.cache)
    loaded, findings = examine(request, shared, place.client)
    if loaded.client is None or findings is None or loaded.is_broken:
        raise PortalgenError(
            f"the data of {place.client} is broken: run portalgen check"
        )
    alone = _alone(loaded, loaded.client, place.project)
    files = one_document(request, shared, alone, findings, _beside(alone, findings))
    engine = MkDocsEngine(workspace.cache)
    record = {LEDGER_FILE: files[LEDGER_FILE]}
    own = {path: content for path, content in files.items() if path not in record}
    # The record names the client's other projects, which are theirs to read.
    flaws = [
        *leaks_in(own, request, shared, alone, engine),
        *leaks_in(record, request, shared, loaded, engine),
    ]
    if flaws:
        raise PortalgenError(unfit(flaws))
    name = f"{place.client}-{place.project}"
    file = out or Path(f"{name}.zip")
    _create(file, packed(files, name))
    click.echo(
        f"{place.path}: {file.as_posix()} as of {findings.projects[place.project].as_of}"
    )
    return 0


def _alone(loaded: Loaded, client: Client, name: str) -> Loaded:
    """Returns a client with one project. Raises PortalgenError where it goes on, or the client does not see it."""
    project = next((each for each in client.projects if each.id == name), None)
    if project is None:
        raise PortalgenError(
            f"{client.id}/{name} is internal or not live yet, so there is nothing to keep for the client"
        )
    if project.state not in ENDED:
        help_ = "write state: closed and since: … into its project.yml first"
        raise PortalgenError(
            f"{client.id}/{name} is {project.state.value}; an archive is of a closed project: {help_}"
        )
    return loaded.of(client.model_copy(update={"projects": (project,)}))


def _beside(loaded: Loaded, findings: Findings) -> dict[str, bytes]:
    """Returns the documents, and the record of all dates of the client: it is one chain, so it is kept whole."""
    client = loaded.client
    ledger = findings.records.recorded
    if client:
        documents = {path: loaded.files[path] for path in originals(client)}
    else:
        documents = {}
    return documents | {
        LEDGER_FILE: ledger_json(ledger, client.note if client else None),
        SEAL_FILE: seal(findings.as_of, len(ledger.entries), ledger.head),
    }


def _create(file: Path, content: bytes) -> None:
    try:
        create(file, content)
    except FileExistsError:
        if file.is_file() and file.read_bytes() == content:
            return
        raise PortalgenError(
            f"{file} exists already, and is not overwritten; --out names another file"
        ) from None
    except OSError as error:
        raise PortalgenError(
            f"{file} could not be written: {error.strerror or error}"
        ) from error
