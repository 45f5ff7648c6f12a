"""Drafts are tried on the real folder, with git's records, before anything of them is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from portalgen.authoring.drafts.draft import Draft, new_problems
from portalgen.diagnostics import Diagnostic
from portalgen.pipeline.examine import Examined, examine
from portalgen.pipeline.views import View


@dataclass(frozen=True)
class Trial:
    """A client as it would be, and what would be wrong that is not wrong now."""

    examined: Examined
    new: tuple[Diagnostic, ...]

    @property
    def broken(self) -> tuple[Diagnostic, ...]:
        """What must keep the drafts from being written."""
        found = []
        for each in self.new:
            if each.is_broken:
                found.append(each)
        return tuple(found)

    @property
    def rules(self) -> tuple[Diagnostic, ...]:
        """Rules that would break, and advice: to be told once the drafts are written."""
        found = []
        for each in self.new:
            if not each.is_broken:
                found.append(each)
        return tuple(found)


def tried(
    view: View,
    client_id: str,
    drafts: Sequence[Draft],
) -> Trial:
    """Returns what a client would be like with drafts written."""
    now = examine(view, client_id)
    changed = view.with_files({each.path: each.after for each in drafts})
    then = examine(changed, client_id)
    return Trial(then, new_problems(now.diagnostics, then.diagnostics))
