"""portalgen agree: takes a client's mails, and writes down what they answer."""

from collections.abc import Iterator
from pathlib import Path

import click

from portalgen.authoring.agree.answer import Answered, Asker, answered
from portalgen.authoring.agree.mail import Mail, RefusedError, read_mail
from portalgen.authoring.agree.signature import KeyRecord
from portalgen.authoring.agree.sources import key_in, key_of_dns, mails_in
from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.places import find_project
from portalgen.cli.terminal.drafting import Desk, desk_in
from portalgen.cli.terminal.options import projects_option
from portalgen.cli.terminal.report import tame
from portalgen.errors import UsageError
from portalgen.model.record.reply import ReplyCode, code_of
from portalgen.pipeline.examine import examine

SHOWN = 200  # characters of what a mail says


@click.command()
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
)
@click.option(
    "--dkim-key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file with the key record of the mails' domain; asked of DNS by default.",
)
@click.option(
    "--dry-run", is_flag=True, help="Tell what would change, and write nothing."
)
@projects_option
def agree(
    files: tuple[Path, ...],
    dkim_key: Path | None,
    dry_run: bool,
    projects: Path,
) -> int:
    """Take the client's mails from FILE…: files, folders or mailboxes, and write down what they answer.

    A mail by a link of the portal says by its subject what it answers. Who agreed or objected is written beside the
    move, and the mail is kept in the project's internal/.
    """
    key_record: KeyRecord = key_of_dns
    if dkim_key:
        key_record = key_in(dkim_key)
    code = 0
    for name, content in _mails(files):
        try:
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
    asker = _asker(desk, code)
    found = answered(mail, code, asker, key_record)
    _tell(name, mail, found)
    if dry_run or not found.drafts:
        return True
    trial = desk.tried(code.client, found.drafts)
    if trial is None:
        return False
    for draft in found.drafts:
        write(projects, draft)
    file = projects / found.drafts[-1].path
    click.echo(f"  written to {file.as_posix()}")
    desk.tell_the_rest(trial)
    return True


def _asker(desk: Desk, code: ReplyCode) -> Asker:
    """Returns whom a code names. Raises RefusedError where there is no such project, or none that can be read."""
    try:
        place = find_project(desk.view.folder, f"{code.client}/{code.project}")
    except UsageError as error:
        raise RefusedError(str(error)) from None
    dossier = examine(desk.view, code.client).dossier
    if dossier:
        for project in dossier.client.projects:
            if project.id == code.project:
                return Asker(
                    client=dossier.client,
                    project=project,
                    found=dossier.findings.projects[project.id],
                    record=dossier.findings.records.recorded,
                    place=place,
                    today=dossier.findings.as_of,
                )
    raise RefusedError(f"{code.client}/{code.project} is internal, or cannot be read")


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
