"""Diagnostics as text for people, as JSON for programs, as annotations for GitHub."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import click

from portalgen.analysis.rules import judge
from portalgen.diagnostics import Diagnostic, Place, Severity
from portalgen.model.client import Agency
from portalgen.site.live.showing import Note

WIDEST = 120


def text(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns each diagnostic with its line, a caret and what to do."""
    return "\n\n".join(_frame(each) for each in diagnostics)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns a list of objects; lines and columns count from 1."""
    rows = [
        {
            "file": _place(each).file,
            "line": _place(each).line,
            "column": _place(each).column,
            "severity": each.severity.value,
            "kind": each.kind.value,
            "code": each.code,
            "message": each.message,
            "help": each.help,
        }
        for each in diagnostics
    ]
    return json.dumps(rows, indent=1)


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns workflow commands, which GitHub shows at the lines of a pull request."""
    return "\n".join(_annotation(each) for each in diagnostics)


FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
}


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns the last line of a check."""
    errors = sum(each.severity is Severity.ERROR for each in diagnostics)
    warnings = len(diagnostics) - errors
    return f"{errors} {'error' if errors == 1 else 'errors'}, {warnings} {'warning' if warnings == 1 else 'warnings'}"


def notes(diagnostics: Sequence[Diagnostic]) -> list[Note]:
    """Returns each diagnostic with the parts of its frame, for a page that draws it."""
    return [_note(each) for each in diagnostics]


def _note(diagnostic: Diagnostic) -> Note:
    place = _place(diagnostic)
    where = f"{tame(place.file)}:{place.line}:{place.column}"
    said = Note(
        tame(diagnostic.message),
        where,
        diagnostic.severity.value,
        diagnostic.code,
        help=tame(diagnostic.help),
    )
    if not place.text.strip():
        return said
    before, meant, after = _parts(place)
    return replace(said, gutter=_gutter(place), before=before, meant=meant, after=after)


def _place(diagnostic: Diagnostic) -> Place:
    return diagnostic.place or Place("")


def _frame(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic)
    colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
    kind = click.style(
        f"{diagnostic.severity}[{diagnostic.code}]", fg=colour, bold=True
    )
    lines = [
        f"{tame(place.file)}:{place.line}:{place.column}: {kind} {tame(diagnostic.message)}"
    ]
    if place.text.strip():
        lines += _excerpt(place, colour)
    if diagnostic.help:
        lines.append(f"  {click.style('help:', bold=True)} {tame(diagnostic.help)}")
    return "\n".join(lines)


def tell(diagnostics: Iterable[Diagnostic], agency: Agency) -> int:
    """Prints what is wrong, rules as warnings, and returns the exit code that it asks for."""
    judged = judge(diagnostics, agency, building=True)
    if judged:
        click.echo(text(judged) + "\n", err=True)
    return 1 if any(each.is_broken for each in judged) else 0


def later(days: int | None) -> str:
    """Returns how much later or earlier a date is: `, 5 days later`; nothing where it is not."""
    if not days:
        return ""
    return f", {abs(days)} {'day' if abs(days) == 1 else 'days'} {'later' if days > 0 else 'earlier'}"


def tame(text: str) -> str:
    """Returns a text on one line and without control characters.

    So neither a file's name nor its content can command a terminal, or begin a line in a log that means something.
    """
    return "".join(
        " "
        if character.isspace()
        else character
        if character.isprintable()
        else "\ufffd"
        for character in text
    )


def _excerpt(place: Place, colour: str) -> list[str]:
    """Returns the line and the caret below it."""
    gutter, (before, meant, after) = _gutter(place), _parts(place)
    caret = " " * _columns(before) + click.style(
        "^" * max(1, _columns(meant)), fg=colour, bold=True
    )
    return [gutter + before + meant + after, " " * (len(gutter) - 2) + "| " + caret]


def _gutter(place: Place) -> str:
    return f"{place.line:5} | "


def _parts(place: Place) -> tuple[str, str, str]:
    """Returns what stands before, in and after the place in its line, cut to what fits around the caret."""
    start = max(0, place.column - 1 - WIDEST // 2) if len(place.text) > WIDEST else 0
    shown = tame(place.text[start : start + WIDEST])
    column = place.column - 1 - start
    return (
        shown[:column],
        shown[column : column + place.width],
        shown[column + place.width :],
    )


def _columns(text: str) -> int:
    """Returns how many columns of a terminal a text takes: wide characters take two, combining ones none."""
    widths = {"W": 2, "F": 2}
    return sum(
        0
        if unicodedata.combining(each)
        else widths.get(unicodedata.east_asian_width(each), 1)
        for each in text
    )


def _annotation(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic)
    message = "\n".join(
        tame(each) for each in (diagnostic.message, diagnostic.help) if each
    )
    position = (
        f"file={_escaped(tame(place.file), True)},line={place.line},col={place.column}"
    )
    return f"::{diagnostic.severity} {position},title={diagnostic.code}::{_escaped(message)}"


def _escaped(value: str, is_property: bool = False) -> str:
    """Returns a value as GitHub's workflow commands want it, so that data cannot begin a command of its own."""
    value = value.replace("%", "%25").replace("\n", "%0A")
    return value.replace(":", "%3A").replace(",", "%2C") if is_property else value
