"""What a client was told week after week, as its files say it: a history for the record of edits."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.edits.edits import Edits, ToldEdit, edits_of
from portalgen.model.record.past import History, PastProject
from portalgen.model.record.statement import PastUpdate, UpdateText
from portalgen.source.past.past_terms import past_rows, shown_terms
from portalgen.source.past.projection import past_file, past_project
from portalgen.source.past.statements import update_text
from tests.kit.clients.histories import history, week

NO_FILES: Mapping[str, str] = {}
LAUNCH = "milestones: [{id: launch, name: Launch, promised_date: 2026-06-01}]\n"


@dataclass
class Weeks:
    """A project week after week."""

    rows: list[tuple[PastProject, ...]] = field(default_factory=list)
    texts: dict[str, UpdateText] = field(default_factory=dict)

    def told(
        self,
        keys: str = "",
        progress: str = "",
        updates: Mapping[str, str] = NO_FILES,
        id_: str = "webshop",
    ) -> "Weeks":
        """Adds a week in which the project's files say this; updates are by their day."""
        seen = past_project(id_, [past_file(f"name: Webshop\n{keys}".encode())])
        assert seen is not None
        held = []
        for day, text in sorted(updates.items()):
            content = text.encode()
            blob = hashlib.sha256(content).hexdigest()
            self.texts[blob] = update_text(content)
            held.append(PastUpdate(date.fromisoformat(day), blob))
        rows = past_rows(progress.encode()) or ()
        terms = shown_terms(seen.terms, rows, None, tuple(held))
        self.rows.append((replace(seen, terms=terms),))
        return self

    def without(self) -> "Weeks":
        """Adds a week in which there is no project."""
        self.rows.append(())
        return self

    @property
    def history(self) -> History:
        """The history of these weeks."""
        return replace(history(self.rows), update_texts=self.texts)

    @property
    def edits(self) -> Edits:
        """What they make of the record of edits."""
        return edits_of(self.history, "acme", as_of=week(len(self.rows)))


def told(*weeks: str) -> list[str]:
    """Returns in short the edits of a project whose YAML said one thing each week."""
    made = Weeks()
    for each in weeks:
        made.told(each)
    return short(made.edits)


def short(edits: Edits) -> list[str]:
    """Returns edits in short: kind, thing, item, field, and what was said before and since."""
    return [_short(each) for each in edits.told()]


def _short(each: ToldEdit) -> str:
    parts = [each.kind.value, each.thing.value, each.item, each.field]
    said = " ".join(part for part in parts if part)
    if each.field is None:
        return said
    return f"{said}: {each.before} -> {each.after}"
