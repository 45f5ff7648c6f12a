"""A project that has ended, as files that its client keeps: one document, its documents, its numbers, the record."""

from dataclasses import replace
from datetime import date

from portalgen.errors import PortalgenError
from portalgen.exports.ledger import LEDGER_FILE
from portalgen.model.project import Project
from portalgen.pipeline.examine import Dossier, examine
from portalgen.pipeline.inspect import Inspector, unfit
from portalgen.pipeline.stage import one_document, record_files
from portalgen.pipeline.then.retelling import with_tellings
from portalgen.pipeline.views import current_view
from portalgen.publish.archive import packed
from portalgen.site.stage.staging import originals


def archive(
    inspector: Inspector,
    client_id: str,
    project_id: str,
) -> tuple[bytes, date]:
    """Returns a zip of an ended project, and the day that it speaks for.

    Raises PortalgenError where the project goes on, where its client does not see it, or where it must not be shown.
    """
    view = current_view(inspector.order, inspector.shared)
    examined = examine(view, client_id)
    dossier = examined.sound
    if dossier is None:
        raise PortalgenError(examined.refusal)
    dossier = with_tellings(dossier, inspector.shared)
    project = _ended(dossier, project_id)
    if project_id in dossier.loaded.stand_ins:
        raise PortalgenError(
            f"the data of {client_id}/{project_id} is broken: run portalgen check"
        )
    alone = _alone(dossier, project)
    record = record_files(dossier)
    files = one_document(alone, inspector.shared, has_files_beside=True).contents()
    files |= _documents(alone) | record
    _inspect(files, dossier, alone, inspector)
    as_of = dossier.findings.projects[project_id].as_of
    return packed(files, f"{client_id}-{project_id}"), as_of


def _ended(dossier: Dossier, project_id: str) -> Project:
    """Returns a project that has ended. Raises PortalgenError where it goes on, or the client does not see it."""
    path = f"{dossier.client.id}/{project_id}"
    for project in dossier.client.projects:
        if project.id != project_id:
            continue
        if project.has_ended:
            return project
        help_ = "write state: closed and since: … into its project.yml first"
        raise PortalgenError(
            f"{path} is {project.state.value}; an archive is of a closed project: {help_}"
        )
    raise PortalgenError(
        f"{path} is internal or not live yet, so there is nothing to keep for the client"
    )


def _alone(dossier: Dossier, project: Project) -> Dossier:
    """Returns a client with one project."""
    client = dossier.client.model_copy(update={"projects": (project,)})
    return replace(
        dossier,
        loaded=dossier.loaded.of(client),
        client=client,
    )


def _documents(dossier: Dossier) -> dict[str, bytes]:
    files = dossier.loaded.files
    return {path: files[path] for path in originals(dossier.client)}


def _inspect(
    files: dict[str, bytes],
    dossier: Dossier,
    alone: Dossier,
    inspector: Inspector,
) -> None:
    """Raises PortalgenError where anything in an archive must not appear.

    The record is one chain, so it is kept whole: it names the client's other projects, which are theirs to read.
    """
    record = {LEDGER_FILE: files[LEDGER_FILE]}
    own = {path: content for path, content in files.items() if path not in record}
    flaws = inspector.leaks_in(own, alone)
    flaws += inspector.leaks_in(record, dossier)
    if flaws:
        raise PortalgenError(unfit(flaws))
