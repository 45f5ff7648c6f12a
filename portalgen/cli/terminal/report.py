"""Diagnostics as text for people, as JSON for programs, as annotations for GitHub."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import click

from portalgen.analysis.rules import judge
from portalgen.diagnostics import Diagnostic, Place, Severity
from portalgen.model.client import Agency
from portalgen.site.live.showing import Note
from portalgen.source.load.loaded import StandIn

WIDEST = 120


def text(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns each diagnostic with its line, a caret and what to do."""
    return "\n\n".join(_frame(each) for each in diagnostics)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns a list of objects; lines and columns count from 1."""
    rows = [_row(each) for each in diagnostics]
    return json.dumps(rows, indent=1)


def _row(diagnostic: Diagnostic) -> dict[str, str | int]:
    place = _place(diagnostic)
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": diagnostic.severity.value,
        "kind": diagnostic.kind.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }


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
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"


def counted(number: int, thing: str) -> str:
    """Returns a number of things in words: `1 error`, `2 errors`."""
    if number == 1:
        return f"{number} {thing}"
    return f"{number} {thing}s"


def notes(diagnostics: Sequence[Diagnostic]) -> list[Note]:
    """Returns each diagnostic with the parts of its frame, for a page that draws it."""
    return [_note(each) for each in diagnostics]


def _note(diagnostic: Diagnostic) -> Note:
    place = _place(diagnostic)
    where = f"{tame(place.file)}:{place.line}:{place.column}"
    note = Note(
        tame(diagnostic.message),
        where,
        diagnostic.severity.value,
        diagnostic.code,
        help=tame(diagnostic.help),
    )
    if not place.text.strip():
        return note
    before, meant, after = _parts(place)
    return replace(
        note,
        gutter=_gutter(place),
        before=before,
        meant=meant,
        after=after,
    )


def _place(diagnostic: Diagnostic) -> Place:
    return diagnostic.place or Place("")


def _frame(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic)
    if diagnostic.severity is Severity.ERROR:
        colour = "red"
    else:
        colour = "yellow"
    name = f"{diagnostic.severity}[{diagnostic.code}]"
    kind = click.style(
        name,
        fg=colour,
        bold=True,
    )
    message = tame(diagnostic.message)
    where = f"{tame(place.file)}:{place.line}:{place.column}"
    lines = [f"{where}: {kind} {message}"]
    if place.text.strip():
        lines += _excerpt(place, colour)
    if diagnostic.help:
        label = click.style("help:", bold=True)
        lines.append(f"  {label} {tame(diagnostic.help)}")
    return "\n".join(lines)


def tell(diagnostics: Iterable[Diagnostic], agency: Agency) -> int:
    """Prints what is wrong, rules as warnings, and returns the exit code that it asks for."""
    judged = judge(diagnostics, agency, building=True)
    if judged:
        click.echo(text(judged) + "\n", err=True)
    if any(each.is_broken for each in judged):
        return 1
    return 0


def standing(client_id: str, stand_ins: Mapping[str, StandIn]) -> list[str]:
    """Returns a line for each project that cannot be read today: as of when it is shown, or that it is left out."""
    lines = []
    for project_id, each in stand_ins.items():
        name = f"{client_id}/{tame(project_id)}"
        if each.read_on:
            lines.append(
                f"{name}: today's data cannot be read; it is shown as of {each.read_on}"
            )
        else:
            lines.append(
                f"{name}: the data cannot be read, nor any version of it in git; it is left out"
            )
    return lines


def later(days: int | None) -> str:
    """Returns how much later or earlier a date is: `, 5 days later`; nothing where it is not."""
    if not days:
        return ""
    if days > 0:
        direction = "later"
    else:
        direction = "earlier"
    return f", {counted(abs(days), 'day')} {direction}"


def tame(text: str) -> str:
    """Returns a text on one line and without control characters.

    So neither a file's name nor its content can command a terminal, or begin a line in a log that means something.
    """
    return "".join(_tamed(character) for character in text)


def _tamed(character: str) -> str:
    if character.isspace():
        return " "
    if character.isprintable():
        return character
    return "\ufffd"


def _excerpt(place: Place, colour: str) -> list[str]:
    """Returns the line and the caret below it."""
    gutter = _gutter(place)
    before, meant, after = _parts(place)
    width = max(1, _columns(meant))
    caret = click.style(
        "^" * width,
        fg=colour,
        bold=True,
    )
    margin = " " * (len(gutter) - 2)
    indent = " " * _columns(before)
    return [
        gutter + before + meant + after,
        f"{margin}| {indent}{caret}",
    ]


def _gutter(place: Place) -> str:
    return f"{place.line:5} | "


def _parts(place: Place) -> tuple[str, str, str]:
    """Returns what stands before, in and after the place in its line, cut to what fits around the caret."""
    first = place.column - 1
    if len(place.text) > WIDEST:
        start = max(0, first - WIDEST // 2)
    else:
        start = 0
    shown = tame(place.text[start : start + WIDEST])
    begin = first - start
    end = begin + place.width
    return shown[:begin], shown[begin:end], shown[end:]


def _columns(text: str) -> int:
    """Returns how many columns of a terminal a text takes: wide characters take two, combining ones none."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 2
    return 1


def _annotation(diagnostic: Diagnostic) -> str:
    place = _place(diagnostic)
    lines = [diagnostic.message, diagnostic.help]
    parts = []
    for line in lines:
        if line:
            parts.append(tame(line))
    message = "\n".join(parts)
    file = _escaped(tame(place.file), is_property=True)
    position = f"file={file},line={place.line},col={place.column}"
    about = f"{position},title={diagnostic.code}"
    return f"::{diagnostic.severity} {about}::{_escaped(message)}"


def _escaped(value: str, is_property: bool = False) -> str:
    """Returns a value as GitHub's workflow commands want it, so that data cannot begin a command of its own."""
    value = value.replace("%", "%25")
    value = value.replace("\n", "%0A")
    if is_property:
        value = value.replace(":", "%3A")
        value = value.replace(",", "%2C")
    return value
