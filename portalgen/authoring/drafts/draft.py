"""What is to be written into `projects/`, and what it would make wrong that is not wrong now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic


@dataclass(frozen=True)
class Draft:
    """A file below `projects/` with the content that it is to have, and the one that it has; None where it is new."""

    path: str
    after: bytes
    before: bytes | None = None


def new_problems(
    now: Iterable[Diagnostic], then: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Returns the diagnostics of `then` that `now` has not.

    What is wrong twice now and three times then is told once: lines come and go above it, so its place does not count.
    """
    known = Counter(_what(each) for each in now)
    new: list[Diagnostic] = []
    for each in then:
        what = _what(each)
        if known[what] > 0:
            known[what] -= 1
        else:
            new.append(each)
    return tuple(new)


def _what(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """Returns what makes a diagnostic the same one wherever in its file it stands."""
    file = ""
    if diagnostic.place:
        file = diagnostic.place.file
    return diagnostic.code, diagnostic.message, file
