"""portalgen move: changes a promised date together with the record of why."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from portalgen.authoring.drafts.places import ProjectPlace, find_project
from portalgen.authoring.move.as_read import move_as_read, verdict_as_read
from portalgen.authoring.move.move import Asked, Moved, movable, moved
from portalgen.authoring.new.questions import Question
from portalgen.cli.terminal.asking import MaybeDayType, answers, no_input_option
from portalgen.cli.terminal.drafting import desk_in
from portalgen.cli.terminal.options import DayType, projects_option
from portalgen.cli.terminal.report import tame
from portalgen.model.milestone import Cause, Forecast, Milestone, Move, Window
from portalgen.model.project import Project
from portalgen.pipeline.trial import Trial
from portalgen.words import Words

T = TypeVar("T", Project, Milestone)
CAUSE = Question(Move, "cause", is_needed=True)
BECAUSE = Question(Move, "because", is_needed=True)


@click.command()
@click.argument("project", metavar="CLIENT/PROJECT")
@click.argument("milestone")
@click.argument("to", metavar="DATE", type=DayType())
@projects_option
@click.option("--cause", help=f"One of: {', '.join(Cause)}.")
@click.option("--because", help="The reason, in a sentence that the client reads.")
@click.option(
    "--agreed-by", help="Who on the client's side agreed: a name, or a contact's id."
)
@click.option(
    "--evidence",
    help="A document of the project in which they agree, by its name in documents/.",
)
@click.option("--change-request", help="Id of the change request behind the move.")
@click.option(
    "--on",
    type=MaybeDayType(),
    help="The day on which the move was made; today by default.",
)
@click.option(
    "--forecast", type=MaybeDayType(), help="A new forecast for the milestone."
)
@no_input_option
def move(
    project: str, milestone: str, to: date, projects: Path, cause: str | None, because: str | None,
    agreed_by: str | None, evidence: str | None, change_request: str | None, on: date | None, forecast: date | None,
    no_input: bool,
) -> int:  # fmt: skip
    """Move the promise of a MILESTONE to DATE, and record why.

    The file where the milestone stands changes, and nothing in it but the date and the record.
    """
    desk = desk_in(projects)
    place = find_project(desk.view.folder, project)
    movable(place, milestone, to)  # what cannot move is told before anything is asked
    why, reason = _why(cause, because, no_input)
    made_on = on or desk.today(place.client)
    asked = Asked(
        milestone,
        to,
        made_on,
        why,
        reason,
        agreed_by,
        change_request,
        forecast,
        evidence,
    )
    done = moved(place, asked)
    trial = desk.written(place.client, done.draft)
    if trial is None:
        return 1
    _tell(done, asked, projects / done.draft.path)
    _tell_client(place, asked, trial)
    desk.tell_the_rest(trial)
    return 0


def _why(
    cause: str | None,
    because: str | None,
    no_input: bool,
) -> tuple[Cause, str | None]:
    """Returns cause and reason, asked for where they are missing; a reason that follows later is not."""
    why = Cause(str(answers([CAUSE], {"cause": cause}, no_input)["cause"]))
    if why is Cause.TO_FOLLOW and not (because or "").strip():
        return why, None
    return why, str(answers([BECAUSE], {"because": because}, no_input)["because"])


def _tell(
    done: Moved,
    asked: Asked,
    file: Path,
) -> None:
    words = Words("en", asked.on)
    after = words.day(asked.to)
    if done.before is None:
        said = f"promised for {after}"
    else:
        days = (asked.to - done.before).days
        count = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
        said = f"{words.day(done.before)} -> {after}, {count} {'later' if days > 0 else 'earlier'}"
    click.echo(f"{tame(done.name)}: {said}")
    click.echo(f"  written to {file.as_posix()}")


def _tell_client(
    place: ProjectPlace,
    asked: Asked,
    trial: Trial,
) -> None:
    """Tells what the client will read, or that the client reads nothing of it."""
    dossier = trial.examined.dossier
    if dossier:
        project = _by_id(dossier.client.projects, place.project)
    else:
        project = None
    if project:
        milestone = _by_id(project.milestones, asked.milestone)
    else:
        milestone = None
    if dossier is None or project is None or milestone is None:
        nothing = "the milestone or its project is internal, or not live yet"
        click.echo(f"The client sees nothing of it: {nothing}.")
        return
    client = dossier.client
    found = dossier.findings.projects[project.id]
    as_of = dossier.findings.as_of
    words = Words(client.language, as_of, client.currency)
    click.echo("The client will read:")
    for line in move_as_read(
        client,
        project,
        milestone,
        found,
        words,
    ):
        click.echo(f"  {tame(line)}")
    click.echo(f"  {tame(verdict_as_read(found, words))}")
    if milestone.forecast is not None and asked.forecast is None:
        stays = _forecast(milestone.forecast, Words("en", as_of))
        click.echo(f"The forecast stays {stays}; --forecast DATE changes it.")


def _by_id(items: Iterable[T], id_: str) -> T | None:
    for each in items:
        if each.id == id_:
            return each
    return None


def _forecast(forecast: Forecast, words: Words) -> str:
    if isinstance(forecast, Window):
        return f"{words.day(forecast.start)} to {words.day(forecast.end)}"
    if isinstance(forecast, date):
        return words.day(forecast)
    return forecast.value
