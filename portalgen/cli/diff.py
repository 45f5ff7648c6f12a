"""portalgen diff: what a client will see change, worst first."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from portalgen.analysis.difference import Difference, Kind, differences
from portalgen.analysis.message import Message
from portalgen.cli.options import as_of_option, chosen, now, projects_option
from portalgen.cli.report import tame
from portalgen.errors import UsageError
from portalgen.pipeline import Request, Workspace, examine, examine_past, read_shared
from portalgen.words import Words

CALL, REST, NOTHING = "Call before you publish", "What the client will see", "The client will see no change."


@click.command()
@click.argument("client")
@projects_option
@as_of_option
@click.option("--since", default="HEAD", show_default=True, metavar="REV|DATE",
              help="What to compare with: a commit, or the last one of a day.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text",
              show_default=True)  # fmt: skip
def diff(client: str, projects: Path, as_of: date | None, since: str, format_: str) -> int:
    """Show what CLIENT will see change since a commit or a day, and what should be said by voice first."""
    workspace = Workspace(projects)
    shared = read_shared(workspace, workspace.cache)
    chosen((client,), shared.ids)
    request = Request(workspace, Path(), now(), as_of)
    loaded, after = examine(request, shared, client)
    if loaded.client is None or after is None or loaded.is_broken:
        raise UsageError(f"the data of {client} is broken: run portalgen check")
    past, before = examine_past(request, client, since)
    known = (past.client, before) if past.client and before else None
    found = differences(known, (loaded.client, after))
    words = Words("en", after.as_of, loaded.client.currency)
    click.echo(FORMATS[format_](found, words))
    return 0


def sentence(each: Difference, words: Words) -> str:
    """Returns a difference in words for the agency."""
    before, after = _shown(each.before, words), _shown(each.after, words)
    name = tame(each.what)
    if each.kind in {Kind.PROMISE, Kind.FORECAST}:
        verb = "promised" if each.kind is Kind.PROMISE else "expected"
        return f"{name}: {verb} {before} → {after}{_later(each.days)}{_reason(each, words)}"
    if each.kind in {Kind.MILESTONE, Kind.PROJECT}:
        return f"{each.kind}: {name} {'is new' if each.before is None else 'is no longer shown'}"
    if each.kind is Kind.EVENT:
        return after
    if each.kind is Kind.UPDATE:
        return f"update of {after}: {name}"
    label = {Kind.HEALTH: "health", Kind.COST: "agreed changes", Kind.VERDICT: "verdict"}[each.kind]
    return f"{label}: {before} → {after}"


def _later(days: int | None) -> str:
    if not days:
        return ""
    return f", {abs(days)} {'day' if abs(days) == 1 else 'days'} {'later' if days > 0 else 'earlier'}"


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
    return "no date" if value is None else tame(str(value).replace("_", " "))


def _groups(found: Sequence[Difference]) -> list[tuple[str, list[Difference]]]:
    groups = [(CALL, [each for each in found if each.calls]), (REST, [each for each in found if not each.calls])]
    return [(title, each) for title, each in groups if each]


def _text(found: Sequence[Difference], words: Words) -> str:
    return _blocks(found, words, "{}", "  {}  {}") or NOTHING


def _markdown(found: Sequence[Difference], words: Words) -> str:
    return _blocks(found, words, "## {}\n", "- **{}** {}") or NOTHING


def _blocks(found: Sequence[Difference], words: Words, title: str, line: str) -> str:
    def lines(group: Iterable[Difference]) -> Iterable[str]:
        return (line.format(each.project, sentence(each, words)) for each in group)

    return "\n\n".join("\n".join([title.format(name), *lines(group)]) for name, group in _groups(found))


def _json(found: Sequence[Difference], words: Words) -> str:
    return json.dumps([_row(each, words) for each in found], indent=1, ensure_ascii=False)


def _row(each: Difference, words: Words) -> dict[str, Any]:
    return {
        "project": each.project,
        "kind": each.kind.value,
        "what": each.what,
        "before": None if each.before is None else _plain(each.before, words),
        "after": None if each.after is None else _plain(each.after, words),
        "days": each.days,
        "call": each.calls,
        "says": sentence(each, words),
    }


def _plain(value: object, words: Words) -> str:
    return words.say(value) if isinstance(value, Message) else str(value)


FORMATS: dict[str, Callable[[Sequence[Difference], Words], str]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
}
