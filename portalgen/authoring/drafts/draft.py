"""What is to be written into `projects/`, tried on the real folder before anything is written."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.checks.check import check
from portalgen.analysis.findings import Findings, analyse
from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Agency, Client
from portalgen.source.files.folder import Folder
from portalgen.source.files.overlay import Overlay
from portalgen.source.load.loaded import Loaded
from portalgen.source.load.loader import load

Day = Callable[[Client | None], date]


@dataclass(frozen=True)
class Draft:
    """A file below `projects/` with the content that it is to have, and the one that it has; None where it is new."""

    path: str
    after: bytes
    before: bytes | None = None


@dataclass(frozen=True)
class Trial:
    """A client as it would be, and what would be wrong that is not wrong now."""

    loaded: Loaded
    findings: Findings | None
    new: tuple[Diagnostic, ...]

    @property
    def broken(self) -> tuple[Diagnostic, ...]:
        """What must keep the drafts from being written."""
        return tuple(each for each in self.new if each.is_broken)

    @property
    def rules(self) -> tuple[Diagnostic, ...]:
        """Rules that would break, and advice: to be told once the drafts are written."""
        return tuple(each for each in self.new if not each.is_broken)


def tried(
    folder: Folder, agency: Agency, client_id: str, drafts: Sequence[Draft], day: Day
) -> Trial:
    """Returns what a client would be like with drafts written; `day` gives the day to judge it for."""
    now, _ = _judged(folder, agency, client_id, day)
    then, findings = _judged(
        Overlay(folder, {each.path: each.after for each in drafts}),
        agency,
        client_id,
        day,
    )
    known = Counter(_what(each) for each in now.diagnostics)
    new: list[Diagnostic] = []
    for each in then.diagnostics:
        if known[_what(each)] > 0:
            known[_what(each)] -= 1
        else:
            new.append(each)
    return Trial(then, findings, tuple(new))


def _judged(
    folder: Folder, agency: Agency, client_id: str, day: Day
) -> tuple[Loaded, Findings | None]:
    loaded = load(folder, client_id, agency)
    if loaded.client is None:
        return loaded, None
    findings = analyse(loaded.client, day(loaded.client))
    return loaded.with_problems(check(loaded.client, findings)), findings


def _what(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """Returns what makes a diagnostic the same one, though lines above it came or went."""
    return (
        diagnostic.code,
        diagnostic.message,
        diagnostic.place.file if diagnostic.place else "",
    )
