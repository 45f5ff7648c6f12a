"""portalgen new: writes a new client, project, update or item, with comments that help."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from portalgen.analysis.rules import judge
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import ProjectPlace, find_client, find_project
from portalgen.authoring.new.kinds import CLIENT, ITEMS, PROJECT, TODAY, ItemKind
from portalgen.authoring.new.new import new_client, new_item, new_project
from portalgen.authoring.new.questions import Question
from portalgen.authoring.new.update import new_update
from portalgen.cli.terminal.asking import MaybeDayType, answer, answers, no_input_option
from portalgen.cli.terminal.drafting import Desk, desk_in
from portalgen.cli.terminal.options import projects_option
from portalgen.cli.terminal.report import text
from portalgen.diagnostics import in_order
from portalgen.errors import PortalgenError
from portalgen.model.project import Project
from portalgen.model.update import Update
from portalgen.pipeline.examine import examine, told_by_newcomer
from portalgen.words import Words

SALT_BYTES = 16
HEADLINE = Question(Update, "headline")


@click.group()
def new() -> None:
    """Write a new client, project, update, milestone, risk, ask or change request.

    On a terminal everything is asked; elsewhere the flags say it.
    """


def asked(
    questions: Sequence[Question], of: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Returns a decorator that adds a flag for each question, and one for the id."""
    options = []
    for each in questions:
        options.append(
            click.option(
                each.flag, help=f"{each.meaning[0].upper()}{each.meaning[1:]}."
            )
        )
    options += [
        click.option(
            "--id", "id_", help=f"The {of}'s id; made from its name by default."
        ),
        projects_option,
    ]

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([*options, no_input_option]):
            function = option(function)
        return function

    return decorate


@new.command()
@asked(CLIENT, "client")
def client(
    projects: Path,
    id_: str | None,
    no_input: bool,
    **given: str | None,
) -> int:
    """Write client.yml of a new client, with a salt of its own for the ledger."""
    desk = desk_in(projects)
    said = answers(
        CLIENT,
        given,
        no_input,
        {
            "language": "en",
            "timezone": "UTC",
        },
    )
    salt = secrets.token_hex(SALT_BYTES)
    draft = new_client(desk.view.folder, said, id_ or None, salt)
    name = draft.path.partition("/")[0]
    code = _write(desk, name, draft, f"next: portalgen new project {name}")
    if code == 0:
        _tell_of_newcomer(projects, name)
    return code


def _tell_of_newcomer(projects: Path, client_id: str) -> None:
    """Tells what a new client's names mean for the others, before they are merged."""
    view = desk_in(projects).view
    found = told_by_newcomer(view, client_id)
    if found:
        click.echo("\n" + text(judge(in_order(found), view.agency)), err=True)


@new.command()
@click.argument("client", metavar="CLIENT")
@asked(PROJECT, "project")
def project(
    client: str,
    projects: Path,
    id_: str | None,
    no_input: bool,
    **given: str | None,
) -> int:
    """Write project.yml of a new project of CLIENT."""
    desk = desk_in(projects)
    folder = desk.view.folder
    find_client(folder, client)
    said = answers(PROJECT, given, no_input, {"started_on": desk.today(client)})
    draft = new_project(folder, client, said, id_ or None)
    name = draft.path.rpartition("/")[0]
    return _write(desk, client, draft, f"next: portalgen new milestone {name}")


@new.command()
@click.argument("project", metavar="CLIENT/PROJECT")
@click.option(
    "--period-end",
    type=MaybeDayType(),
    help="The last day of the period; today by default.",
)
@click.option(
    "--headline", help="The period in one line; the portal's own verdict by default."
)
@projects_option
@no_input_option
def update(
    project: str,
    period_end: date | None,
    headline: str | None,
    projects: Path,
    no_input: bool,
) -> int:
    """Write an update of CLIENT/PROJECT that begins with what changed since the last one."""
    desk = desk_in(projects)
    place = find_project(desk.view.folder, project)
    dossier = examine(desk.view, place.client).dossier
    about = _visible(desk, place)
    if dossier is None or about is None:
        raise PortalgenError(
            f"{place.path} is internal or has errors, so nothing can be told of it; run portalgen check"
        )
    of = dossier.client
    end = period_end or desk.look.day(of)
    found = dossier.project_on(about, end)
    words = Words(of.language, end, of.currency)
    default = {"headline": words.say(found.verdict)}
    said = answers([HEADLINE], {"headline": headline}, no_input, default)
    draft = new_update(
        place,
        about,
        found,
        end,
        words,
        str(said["headline"]),
    )
    return _write(desk, place.client, draft, "next: edit it, then portalgen check")


def _visible(desk: Desk, place: ProjectPlace) -> Project | None:
    """Returns a project as its client sees it, or will once it is live; None where it is internal or broken."""
    client = desk.client(place.client)
    for project in client.projects if client else ():
        if project.id == place.project:
            return project
    return None


def _item_command(kind: ItemKind) -> None:
    """Adds the command for a kind of list item."""

    @new.command(
        kind.name,
        help=f"Add {'an' if kind.name[0] in 'aeiou' else 'a'} {kind.name} to {kind.key} of CLIENT/PROJECT.",
    )
    @click.argument("project", metavar="CLIENT/PROJECT")
    @asked(kind.questions, kind.name)
    def command(
        project: str,
        projects: Path,
        id_: str | None,
        no_input: bool,
        **given: str | None,
    ) -> int:
        desk = desk_in(projects)
        place = find_project(desk.view.folder, project)
        today = desk.today(place.client)
        days = {each.name: today for each in kind.questions if each.key in TODAY}
        said = answers(kind.questions, given, no_input, days)
        wanted = None
        if id_:
            wanted = str(answer(Question(kind.questions[0].noun, "id"), id_))
        draft, name = new_item(place, kind, said, wanted)
        return _write(desk, place.client, draft, f"its id is {name}")


for _kind in ITEMS:
    _item_command(_kind)


def _write(
    desk: Desk,
    client_id: str,
    draft: Draft,
    also: str,
) -> int:
    trial = desk.written(client_id, draft)
    if trial is None:
        return 1
    click.echo(f"written to {(desk.projects / draft.path).as_posix()}; {also}")
    desk.tell_the_rest(trial)
    return 0
