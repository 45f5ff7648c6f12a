"""portalgen agree: takes a client's mails, and writes down what they answer."""

from collections.abc import Iterator
from pathlib import Path

import click

from portalgen.authoring.agree.answer import Answered, Asker, answered
from portalgen.authoring.agree.mail import Mail, RefusedError, read_mail
from portalgen.authoring.agree.signature import KeyRecord
from portalgen.authoring.agree.signed import (
    BEGINS_SIGNATURE,
    Received,
    signed_answer,
    statement_for,
)
from portalgen.authoring.agree.sources import key_in, key_of_dns, mails_in
from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.places import find_project
from portalgen.cli.terminal.drafting import Desk, desk_in
from portalgen.cli.terminal.options import projects_option
from portalgen.cli.terminal.report import tame
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.record.reply import code_of
from portalgen.model.record.signed_move import NAMESPACE
from portalgen.pipeline.examine import examine
from portalgen.source.formats.documents import SIGNATURE as SUFFIX

SHOWN = 200  # characters of what a mail says


@click.command()
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    type=click.Path(path_type=Path, exists=True),
)
@click.option(
    "--dkim-key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with the key record of the mails' domain; asked of DNS by default.",
)
@click.option(
    "--statement",
    metavar="CLIENT/PROJECT/MILESTONE",
    help="Print what the client signs with an SSH key to agree to the last move of a milestone.",
)
@click.option(
    "--dry-run", is_flag=True, help="Tell what would change, and write nothing."
)
@projects_option
def agree(
    files: tuple[Path, ...],
    dkim_key: Path | None,
    statement: str | None,
    dry_run: bool,
    projects: Path,
) -> int:
    """Take the client's mails from FILE…: files, folders or mailboxes, and write down what they answer.

    A mail by a link of the portal says by its subject what it answers. Who agreed or objected is written beside the
    move, and the mail is kept in the project's internal/. A file ending in .sig is an SSH signature over the statement
    beside it; both become documents of the project.
    """
    if statement:
        _print_statement(statement, projects)
        return 0
    if not files:
        raise UsageError("name the client's mails, or what to sign with --statement")
    key_record: KeyRecord = key_of_dns
    if dkim_key:
        key_record = key_in(dkim_key)
    code = 0
    for name, content in _mails(files):
        try:
            if content.startswith(BEGINS_SIGNATURE):
                is_written = _take_signature(name, content, dry_run, projects)
            else:
                mail = read_mail(content)
                is_written = _take(name, mail, key_record, dry_run, projects)
        except RefusedError as refusal:
            click.echo(f"{tame(name)}: refused: {tame(str(refusal))}", err=True)
            is_written = False
        if not is_written:
            code = 1
    return code


def _mails(files: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield from mails_in(file)


def _take(
    name: str,
    mail: Mail,
    key_record: KeyRecord,
    dry_run: bool,
    projects: Path,
) -> bool:
    """Writes down what a mail answers; tells whether it could. Raises RefusedError where it answers nothing."""
    code = code_of(mail.subject)
    if code is None:
        raise RefusedError(
            "its subject does not begin with the code of a link of the portal"
        )
    desk = desk_in(projects)
    try:
        asker = _asker(desk, code.client, code.project)
    except UsageError as error:
        raise RefusedError(str(error)) from None
    found = answered(mail, code, asker, key_record)
    _tell(name, mail, found)
    return _write(desk, code.client, found, dry_run)


def _take_signature(
    name: str,
    signature: bytes,
    dry_run: bool,
    projects: Path,
) -> bool:
    """Writes down what a signed statement agrees to; tells whether it could. Raises RefusedError."""
    beside = Path(name.removesuffix(SUFFIX))
    if not name.endswith(SUFFIX) or not beside.is_file():
        raise RefusedError(
            f"the statement that was signed does not lie beside it: {beside.as_posix()}"
        )
    received = Received(beside.read_bytes(), signature)
    client_id = received.statement.client
    desk = desk_in(projects)
    try:
        asker = _asker(desk, client_id, received.statement.move.project)
    except UsageError as error:
        raise RefusedError(str(error)) from None
    found = signed_answer(received, asker)
    click.echo(f"{tame(name)}: {tame(found.said)}")
    return _write(desk, client_id, found, dry_run)


def _print_statement(about: str, projects: Path) -> None:
    """Prints what the client is to sign, and nothing else. Raises UsageError."""
    project, slash, milestone = about.rpartition("/")
    client_id, _, project_id = project.partition("/")
    if not slash or not project_id:
        raise UsageError("name a milestone: CLIENT/PROJECT/MILESTONE")
    try:
        asker = _asker(desk_in(projects), client_id, project_id)
    except RefusedError as refusal:
        raise PortalgenError(str(refusal)) from None
    found = statement_for(asker, milestone)
    # Bytes, for what is signed has one kind of line end on every system.
    click.echo(found.written.encode(), nl=False)
    click.echo(f"to sign it: ssh-keygen -Y sign -n {NAMESPACE} -f KEY FILE", err=True)


def _write(
    desk: Desk,
    client_id: str,
    found: Answered,
    dry_run: bool,
) -> bool:
    if dry_run or not found.drafts:
        return True
    trial = desk.tried(client_id, found.drafts)
    if trial is None:
        return False
    for draft in found.drafts:
        write(desk.projects, draft)
    file = desk.projects / found.drafts[-1].path
    click.echo(f"  written to {file.as_posix()}")
    desk.tell_the_rest(trial)
    return True


def _asker(
    desk: Desk,
    client_id: str,
    project_id: str,
) -> Asker:
    """Returns a client with a project. Raises UsageError where there is no such project, RefusedError where it cannot
    be read.
    """
    place = find_project(desk.view.folder, f"{client_id}/{project_id}")
    dossier = examine(desk.view, client_id).dossier
    if dossier:
        for project in dossier.client.projects:
            if project.id == project_id:
                return Asker(
                    client=dossier.client,
                    project=project,
                    found=dossier.findings.projects[project.id],
                    record=dossier.findings.records.recorded,
                    place=place,
                    today=dossier.findings.as_of,
                )
    raise RefusedError(f"{client_id}/{project_id} is internal, or cannot be read")


def _tell(
    name: str,
    mail: Mail,
    found: Answered,
) -> None:
    click.echo(f"{tame(name)}: {tame(found.said)}")
    if mail.text:
        click.echo(f"  it says: {tame(mail.text[:SHOWN])}")
    if not found.is_proved:
        click.echo(
            "  only stated: no contact of the client's side signed it, so the portal shows it as your word"
        )
