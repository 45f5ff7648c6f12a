"""What was told and was told otherwise later: quiet marks beside what is said now, with what was said before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portalgen.analysis.edits.comparison import ALL, SEPARATOR
from portalgen.analysis.edits.edits import Edits, ToldEdit
from portalgen.model.fields.scalars import Word
from portalgen.model.project import PageName, ProjectState
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.statement import Thing
from portalgen.model.risk import Impact, Probability
from portalgen.words import Words

Lines = tuple[str, ...]
Say = Callable[[Words, str], Lines]
# Things whose loss is told, each by a sentence of its own.
LOST = (Thing.UPDATE, Thing.ASK, Thing.OWED, Thing.CHANGE, Thing.RISK)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a field said before, and says since, a line each; `field` is its name in the client's language.

    `note` stands for what cannot be told: nothing was said before, or it was withdrawn or taken out.
    """

    field: str
    before: Lines
    after: Lines
    note: Any


@dataclass(frozen=True, slots=True)
class EditMark:
    """The day on which the client was told otherwise, and what."""

    day: date
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The edits of things by their ids, newest first, those of a day together."""

    by_id: Mapping[str, tuple[EditMark, ...]]

    def of(self, id_: str) -> tuple[EditMark, ...]:
        """Returns the edits of one thing."""
        return self.by_id.get(id_, ())


@dataclass(frozen=True, slots=True)
class ProjectEdits:
    """The edits of one project of which the client saw what they changed, oldest first, and how pages tell them.

    `published` are the pages that the project has.
    """

    told: tuple[ToldEdit, ...]
    words: Words
    published: tuple[PageName, ...]

    def marks(self, *things: Thing) -> Marks:
        """Returns the edits of what the client sees of some kinds of things."""
        by_item: dict[str, list[ToldEdit]] = {}
        for each in self.told:
            if each.thing in things and each.item is not None and each.field:
                by_item.setdefault(each.item, []).append(each)
        found = {item: _marks(self.words, told) for item, told in by_item.items()}
        return Marks(found)

    def all_marks(self, thing: Thing) -> tuple[EditMark, ...]:
        """Returns the edits of a kind of things, newest first, those of a day together."""
        told = [each for each in self.told if each.thing is thing and each.field]
        return _marks(self.words, told)

    def changed_terms(self) -> tuple[EditMark, ...]:
        """Returns what else was changed that no other page tells: what the project is judged by."""
        told = []
        for each in self.told:
            is_progress = each.thing is Thing.PROGRESS
            is_untold = is_progress and PageName.PROGRESS not in self.published
            if each.field and (each.thing is Thing.PROJECT or is_untold):
                told.append(each)
        return _marks(self.words, told)

    def losses(self, page: PageName) -> tuple[Any, ...]:
        """Returns sentences that tell, newest first, what went that stood on a page.

        What stood on a page that is there no longer is told on Dates.
        """
        found = []
        for each in reversed(self.told):
            if each.field or each.thing not in LOST:
                continue
            home = PageName(each.thing.page or PageName.DATES)
            if home not in self.published:
                home = PageName.DATES
            if home is page:
                day = each.told_on
                found.append(self.words.html(f"edits.lost.{each.thing}", day=day))
        return tuple(found)


def project_edits(
    edits: Edits,
    project_id: str,
    words: Words,
    published: tuple[PageName, ...],
) -> ProjectEdits:
    """Returns the edits of a project as its pages tell them."""
    told = [each for each in edits.told(project_id) if each.was_seen]
    return ProjectEdits(
        tuple(told),
        words,
        published,
    )


def _marks(words: Words, told: Iterable[ToldEdit]) -> tuple[EditMark, ...]:
    by_day: dict[date, list[Saying]] = {}
    for each in told:
        by_day.setdefault(each.told_on, []).append(_saying(words, each))
    found = [EditMark(day, tuple(sayings)) for day, sayings in by_day.items()]
    found.sort(key=_day, reverse=True)
    return tuple(found)


def _day(mark: EditMark) -> date:
    return mark.day


def _saying(words: Words, told: ToldEdit) -> Saying:
    field = told.field or ""
    name = words.text(f"edits.field.{field}")
    if told.thing is Thing.PROGRESS and told.item:
        name = f"{name}, {told.item}"
    return Saying(
        field=name,
        before=_lines(
            words,
            field,
            told.before,
        ),
        after=_lines(
            words,
            field,
            told.after,
        ),
        note=_note(words, told),
    )


def _note(words: Words, told: ToldEdit) -> Any:
    before = told.before
    if isinstance(before, Redaction):
        return words.html(
            "dates.removed",
            day=before.on,
            reason=before.reason,
        )
    if before is not None:
        return None
    if told.is_withdrawn:
        return words.html("edits.withdrawn")
    return words.html("edits.nothing")


def _lines(
    words: Words,
    field: str,
    text: str | Redaction | None,
) -> Lines:
    """Returns a value as it reads; one that is none of its field stands as it was written."""
    if not isinstance(text, str):
        return ()
    say = SAYINGS.get(field, _as_written)
    try:
        return say(words, text)
    except (ValueError, ArithmeticError):
        return _as_written(words, text)


def _as_written(words: Words, text: str) -> Lines:
    del words
    return tuple(text.split("\n"))


def _on_day(words: Words, text: str) -> Lines:
    return (words.full_day(date.fromisoformat(text)),)


def _days(words: Words, text: str) -> Lines:
    return (words.text("unit.days", count=int(text)),)


def _later(words: Words, text: str) -> Lines:
    return (words.days(int(text)),)


def _number(words: Words, text: str) -> Lines:
    return (words.number(Decimal(text)),)


def _money(words: Words, text: str) -> Lines:
    return (words.money(Decimal(text)),)


def _yes(words: Words, text: str) -> Lines:
    del text
    return (words.text("edits.yes"),)


def _pages(words: Words, text: str) -> Lines:
    if text == ALL:
        return (words.text("edits.all_pages"),)
    names = []
    for each in text.split(SEPARATOR):
        page = PageName(each)
        names.append(words.text(f"page.{page}"))
    return (", ".join(names),)


def _days_off(words: Words, text: str) -> Lines:
    told = []
    for each in text.split(SEPARATOR):
        days = [date.fromisoformat(day) for day in each.split("/")]
        told.append("–".join(words.short_day(day) for day in days))
    return (", ".join(told),)


def _rows(words: Words, text: str) -> Lines:
    told = []
    for line in text.split("\n"):
        day, _, counts = line.partition(": ")
        done, _, scope = counts.partition("/")
        told.append(
            words.text(
                "edits.row",
                day=date.fromisoformat(day),
                done=Decimal(done),
                scope=Decimal(scope),
            )
        )
    return tuple(told)


def _word_of(scale: type[Word]) -> Say:
    def say(words: Words, text: str) -> Lines:
        return (words.word(scale(text)),)

    return say


SAYINGS: Mapping[str, Say] = {
    "due_on": _on_day,
    "done_on": _on_day,
    "tolerance_days": _days,
    "cadence_days": _days,
    "schedule_impact_days": _later,
    "weight": _number,
    "cost_impact": _money,
    "leads": _yes,
    "quiet": _yes,
    "pages": _pages,
    "days_off": _days_off,
    "rows": _rows,
    "state": _word_of(ProjectState),
    "probability": _word_of(Probability),
    "impact": _word_of(Impact),
}
