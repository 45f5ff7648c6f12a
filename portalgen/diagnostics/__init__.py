"""What the tool says about data: a code, a place, a sentence, and what to do.

Diagnostics are English; the words that clients read live in `portalgen.words`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from portalgen.diagnostics.codes import CODES, Code, Kind

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Kind",
    "Place",
    "Severity",
    "in_order",
    "problem",
]


class Severity(StrEnum):
    """An error stops a merge; a warning is advice."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: 1-based line and column, the width of what is meant, and the line itself."""

    file: str
    line: int = 1
    column: int = 1
    width: int = 1
    text: str = ""

    @property
    def start(self) -> tuple[int, int]:
        """Line and column of the first character that is meant."""
        return self.line, self.column

    @property
    def end(self) -> tuple[int, int]:
        """Line and column just past the last character that is meant."""
        return self.line, self.column + self.width


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong with the data.

    Whoever finds it names either the place in a file or a pointer into the model
    (`/webshop/milestones/launch/promised_date`); the pipeline turns pointers into places.
    """

    code: str
    message: str
    place: Place | None = None
    pointer: str = ""
    help: str = ""
    severity: Severity = Severity.ERROR

    @property
    def kind(self) -> Kind:
        """Broken, a rule, or advice."""
        return CODES[self.code].kind

    @property
    def is_broken(self) -> bool:
        """Tells whether it stops the client from being built."""
        return self.kind is Kind.BROKEN

    def at(self, place: Place) -> "Diagnostic":
        """Returns the same diagnostic with its place."""
        return replace(self, place=place)


def problem(code: str, message: str, where: Place | str, help: str = "") -> Diagnostic:  # noqa: A002
    """Returns a diagnostic at a place or at a pointer, as severe as its code is by default."""
    severity = Severity.WARNING if CODES[code].kind is Kind.ADVICE else Severity.ERROR
    if isinstance(where, Place):
        return Diagnostic(code, message, place=where, help=help, severity=severity)
    return Diagnostic(code, message, pointer=where, help=help, severity=severity)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Returns diagnostics by file, line and column, each once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(
        unique, key=lambda each: (each.place or Place(""), each.code, each.message)
    )
