"""portalgen diff: what a client will see change, worst first."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from portalgen.analysis.difference import Difference, Kind, differences
from portalgen.analysis.message import Message
from portalgen.cli.terminal.options import as_of_option, chosen, now, projects_option
from portalgen.cli.terminal.report import later, standing, tame, tell
from portalgen.pipeline.examine import Dossier, Examined, examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import current_view, past_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.words import Words

CALL = "Call before you publish"
REST = "What the client will see"
NOTHING = "The client will see no change."


@dataclass(frozen=True, slots=True)
class Told:
    """A difference with the project that it is about, and the words to tell it in."""

    where: str
    each: Difference
    words: Words


@click.command()
@click.argument("clients", nargs=-1)
@projects_option
@as_of_option
@click.option("--since", default="HEAD", show_default=True, metavar="REV|DATE",
              help="What to compare with: a commit, or the last one of a day.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text",
              show_default=True)  # fmt: skip
def diff(
    clients: tuple[str, ...],
    projects: Path,
    as_of: date | None,
    since: str,
    format_: str,
) -> int:
    """Show what CLIENTS, or all, will see change since a commit or a day, and what should be said by voice first."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    look = Look(workspace, now(), as_of)
    view = current_view(look, shared)
    names = chosen(clients, shared.ids)
    told = list[Told]()
    code = tell(shared.diagnostics, shared.agency)
    is_named = len(names) > 1 or format_ == "markdown"
    for client_id in names:
        examined = examine(view, client_id)
        if examined.sound is None:
            click.echo(examined.refusal, err=True)
            code = 1
            continue
        for line in standing(client_id, examined.loaded.stand_ins):
            click.echo(line, err=True)
            code = 1
        if is_named:
            before = f"{client_id}/"
        else:
            before = ""
        told += _told(look, examined.sound, since, before)
    click.echo(FORMATS[format_](told))
    return code


def _told(
    look: Look,
    after: Dossier,
    since: str,
    before: str,
) -> list[Told]:
    """Returns what one client will see change."""
    client_id = after.client.id
    past = examine(past_view(look, client_id, since), client_id)
    _tell_of_the_past(past, since)
    then = past.dossier
    if then:
        known = (then.client, then.findings)
    else:
        known = None
    words = Words("en", after.findings.as_of, after.client.currency)
    found = []
    for each in differences(known, (after.client, after.findings)):
        found.append(Told(f"{before}{each.project}", each, words))
    return found


def _tell_of_the_past(past: Examined, since: str) -> None:
    """Tells what could not be read of the commit that is compared with, and what is compared instead."""
    client_id = past.loaded.id
    doubt = "so more counts as new than is; compare with an older commit"
    if past.dossier and not past.sound:
        click.echo(f"the data of {client_id} was broken at {since}, {doubt}", err=True)
    for project_id, each in past.loaded.stand_ins.items():
        whose = f"the data of {client_id}/{project_id} was broken at {since}"
        if each.read_on:
            click.echo(f"{whose}; it is compared as of {each.read_on}", err=True)
        else:
            click.echo(f"{whose}, {doubt}", err=True)


def sentence(each: Difference, words: Words) -> str:
    """Returns a difference in words for the agency."""
    before = _shown(each.before, words)
    after = _shown(each.after, words)
    name = tame(each.what)
    if each.kind in {Kind.PROMISE, Kind.FORECAST}:
        if each.kind is Kind.PROMISE:
            verb = "promised"
        else:
            verb = "expected"
        return (
            f"{name}: {verb} {before} → {after}{later(each.days)}{_reason(each, words)}"
        )
    if each.kind in {Kind.MILESTONE, Kind.PROJECT}:
        return f"{each.kind}: {name} {'is new' if each.before is None else 'is no longer shown'}"
    if each.kind is Kind.EVENT:
        return after
    if each.kind is Kind.UPDATE:
        return f"update of {after}: {name}"
    if each.kind is Kind.TERM:
        return f"{name}: {before} → {after}"
    label = {
        Kind.HEALTH: "health",
        Kind.COST: "agreed changes",
        Kind.VERDICT: "verdict",
    }[each.kind]
    return f"{label}: {before} → {after}"


def _reason(each: Difference, words: Words) -> str:
    if each.step is None:
        return ""
    return f" ({words.word(each.step.cause) if each.step.cause else 'no reason given'})"


def _shown(value: object, words: Words) -> str:
    if isinstance(value, Message):
        return tame(words.say(value))
    if isinstance(value, Decimal):
        return words.money(value)
    if isinstance(value, date):
        return words.full_day(value)
    if value is None:
        return "no date"
    return tame(str(value).replace("_", " "))


def _groups(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    groups = [
        (CALL, [each for each in told if each.each.calls]),
        (REST, [each for each in told if not each.each.calls]),
    ]
    return [(title, each) for title, each in groups if each]


def _text(told: Sequence[Told]) -> str:
    return _blocks(told, "{}", "  {}  {}") or NOTHING


def _markdown(told: Sequence[Told]) -> str:
    return _blocks(told, "## {}\n", "- **{}** {}") or NOTHING


def _blocks(
    told: Sequence[Told],
    title: str,
    line: str,
) -> str:
    def lines(group: Iterable[Told]) -> Iterable[str]:
        return (line.format(one.where, sentence(one.each, one.words)) for one in group)

    return "\n\n".join(
        "\n".join([title.format(name), *lines(group)]) for name, group in _groups(told)
    )


def _json(told: Sequence[Told]) -> str:
    return json.dumps(
        [_row(one) for one in told],
        indent=1,
        ensure_ascii=False,
    )


def _row(one: Told) -> dict[str, Any]:
    each = one.each
    words = one.words
    return {
        "project": one.where,
        "kind": each.kind.value,
        "what": each.what,
        "before": None if each.before is None else _plain(each.before, words),
        "after": None if each.after is None else _plain(each.after, words),
        "days": each.days,
        "call": each.calls,
        "says": sentence(each, words),
    }


def _plain(value: object, words: Words) -> str:
    if isinstance(value, Message):
        return words.say(value)
    return str(value)


FORMATS: dict[str, Callable[[Sequence[Told]], str]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
}
