"""portalgen move: changes a promised date together with the record of why."""

from datetime import date
from pathlib import Path

import click

from portalgen.authoring.drafts.draft import Trial
from portalgen.authoring.drafts.places import ProjectPlace, find_project
from portalgen.authoring.move.as_read import move_as_read, standing_as_read
from portalgen.authoring.move.move import Asked, Moved, movable, moved
from portalgen.authoring.new.questions import Question
from portalgen.cli.terminal.asking import MaybeDayType, answers, no_input_option
from portalgen.cli.terminal.drafting import tell_the_rest, written
from portalgen.cli.terminal.options import DayType, now, projects_option
from portalgen.cli.terminal.report import tame
from portalgen.model.milestone import Cause, Forecast, Move, Window
from portalgen.pipeline import Request, Workspace
from portalgen.source.load.loader import load, load_agency
from portalgen.words import Words

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
    agreed_by: str | None, change_request: str | None, on: date | None, forecast: date | None, no_input: bool,
) -> int:  # fmt: skip
    """Move the promise of a MILESTONE to DATE, and record why.

    The file where the milestone stands changes, and nothing in it but the date and the record.
    """
    workspace = Workspace(projects)
    place = find_project(workspace.folder(), project)
    agency, _ = load_agency(place.folder)
    request = Request(workspace, Path(), now())
    movable(place, milestone, to)  # what cannot move is told before anything is asked
    why, reason = _why(cause, because, no_input)
    today = request.day(load(place.folder, place.client, agency).client)
    asked = Asked(
        milestone, to, on or today, why, reason, agreed_by, change_request, forecast
    )
    done = moved(place, asked)
    trial = written(request, agency, place.client, done.draft)
    if trial is None:
        return 1
    _tell(done, asked, projects / done.draft.path)
    _tell_client(place, asked, trial)
    tell_the_rest(trial, agency)
    return 0


def _why(
    cause: str | None, because: str | None, no_input: bool
) -> tuple[Cause, str | None]:
    """Returns cause and reason, asked for where they are missing; a reason that follows later is not."""
    why = Cause(str(answers([CAUSE], {"cause": cause}, no_input)["cause"]))
    if why is Cause.TO_FOLLOW and not (because or "").strip():
        return why, None
    return why, str(answers([BECAUSE], {"because": because}, no_input)["because"])


def _tell(done: Moved, asked: Asked, file: Path) -> None:
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


def _tell_client(place: ProjectPlace, asked: Asked, trial: Trial) -> None:
    """Tells what the client will read, or that the client reads nothing of it."""
    client = trial.loaded.client
    findings = trial.findings
    if client:
        project = next(
            (each for each in client.projects if each.id == place.project), None
        )
    else:
        project = None
    if project:
        milestone = next(
            (each for each in project.milestones if each.id == asked.milestone), None
        )
    else:
        milestone = None
    if client is None or findings is None or project is None or milestone is None:
        click.echo(
            "The client sees nothing of it: the milestone or its project is internal."
        )
        return
    words = Words(client.language, findings.as_of, client.currency)
    english = Words("en", findings.as_of)
    click.echo("The client will read:")
    for line in move_as_read(client, project, milestone.moves[-1], words):
        click.echo(f"  {tame(line)}")
    click.echo(f"  {tame(standing_as_read(findings.projects[project.id], words))}")
    if milestone.forecast is not None and asked.forecast is None:
        click.echo(
            f"The forecast stays {_forecast(milestone.forecast, english)}; --forecast DATE changes it."
        )


def _forecast(forecast: Forecast, words: Words) -> str:
    if isinstance(forecast, Window):
        return f"{words.day(forecast.start)} to {words.day(forecast.end)}"
    return words.day(forecast) if isinstance(forecast, date) else forecast.value
