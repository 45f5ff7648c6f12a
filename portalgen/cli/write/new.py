"""portalgen new: writes a new client, project, update or item, with comments that help."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from portalgen.analysis.findings import analyse_project
from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import find_client, find_project
from portalgen.authoring.new.kinds import CLIENT, ITEMS, PROJECT, TODAY, ItemKind
from portalgen.authoring.new.new import new_client, new_item, new_project
from portalgen.authoring.new.questions import Question
from portalgen.authoring.new.update import new_update
from portalgen.cli.terminal.asking import MaybeDayType, answer, answers, no_input_option
from portalgen.cli.terminal.drafting import tell_the_rest, written
from portalgen.cli.terminal.options import now, projects_option
from portalgen.errors import PortalgenError
from portalgen.model.update import Update
from portalgen.pipeline import Request, Workspace
from portalgen.source.load.loader import load, load_agency
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
    options = [
        click.option(each.flag, help=f"{each.meaning[0].upper()}{each.meaning[1:]}.")
        for each in questions
    ]
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
def client(projects: Path, id_: str | None, no_input: bool, **given: str | None) -> int:
    """Write client.yml of a new client, with a salt of its own for the ledger."""
    folder = Workspace(projects).folder()
    said = answers(CLIENT, given, no_input, {"language": "en", "timezone": "UTC"})
    draft = new_client(folder, said, id_ or None, secrets.token_hex(SALT_BYTES))
    name = draft.path.partition("/")[0]
    return _write(projects, name, draft, f"next: portalgen new project {name}")


@new.command()
@click.argument("client", metavar="CLIENT")
@asked(PROJECT, "project")
def project(
    client: str, projects: Path, id_: str | None, no_input: bool, **given: str | None
) -> int:
    """Write project.yml of a new project of CLIENT."""
    folder = Workspace(projects).folder()
    find_client(folder, client)
    said = answers(PROJECT, given, no_input, {"started_on": _today(projects, client)})
    draft = new_project(folder, client, said, id_ or None)
    name = draft.path.rpartition("/")[0]
    return _write(projects, client, draft, f"next: portalgen new milestone {name}")


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
    folder = Workspace(projects).folder()
    place = find_project(folder, project)
    agency, _ = load_agency(folder)
    of = load(folder, place.client, agency).client
    if of:
        about = next((each for each in of.projects if each.id == place.project), None)
    else:
        about = None
    if of is None or about is None:
        raise PortalgenError(
            f"{place.path} is internal or has errors, so nothing can be told of it; run portalgen check"
        )
    end = period_end or _request(projects).day(of)
    found = analyse_project(about, agency, end)
    words = Words(of.language, end, of.currency)
    said = answers(
        [HEADLINE],
        {"headline": headline},
        no_input,
        {"headline": words.say(found.verdict)},
    )
    draft = new_update(place, about, found, end, words, str(said["headline"]))
    return _write(projects, place.client, draft, "next: edit it, then portalgen check")


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
        place = find_project(Workspace(projects).folder(), project)
        today = _today(projects, place.client)
        said = answers(
            kind.questions,
            given,
            no_input,
            {each.name: today for each in kind.questions if each.key in TODAY},
        )
        if id_:
            wanted = str(answer(Question(kind.questions[0].noun, "id"), id_))
        else:
            wanted = None
        draft, name = new_item(place, kind, said, wanted)
        return _write(projects, place.client, draft, f"its id is {name}")


for _kind in ITEMS:
    _item_command(_kind)


def _request(projects: Path) -> Request:
    return Request(Workspace(projects), Path(), now())


def _today(projects: Path, client_id: str) -> date:
    """Returns today in a client's time zone."""
    folder = Workspace(projects).folder()
    agency, _ = load_agency(folder)
    return _request(projects).day(load(folder, client_id, agency).client)


def _write(projects: Path, client_id: str, draft: Draft, also: str) -> int:
    agency, _ = load_agency(Workspace(projects).folder())
    trial = written(_request(projects), agency, client_id, draft)
    if trial is None:
        return 1
    click.echo(f"written to {(projects / draft.path).as_posix()}; {also}")
    tell_the_rest(trial, agency)
    return 0
