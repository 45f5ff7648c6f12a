"""Points of the record of edits: what was told beside the dates, and was told otherwise later."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from portalgen.analysis.edits.edits import ToldEdit
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.statement import Thing
from portalgen.pages.evidence.point import Case, Point, Quote

# What holds for the whole project, and so for each of its milestones.
OF_ALL = (Thing.PROJECT, Thing.PROGRESS)


def edited(case: Case) -> Iterator[Point]:
    """Yields a point for each edit of the project, with the words before and since as far as they may be read."""
    names = dict(_names(case))
    for told in case.edits.told(case.project.id):
        yield Point(
            said=_said(
                case,
                told,
                names,
            ),
            stated=None,
            recorded=told.day,
            shown=told.shown_on,
            about=frozenset(_about(case, told)),
            edit=case.edits.entries[told.n - 1],
            quotes=tuple(_quotes(case, told)),
            is_of_all=told.thing in OF_ALL,
        )


def _names(case: Case) -> Iterator[tuple[tuple[Thing, str], str]]:
    """Yields what the things of the project are called, by their kind and id."""
    project = case.project
    for milestone in project.milestones:
        yield (Thing.MILESTONE, milestone.id), milestone.name
    for ask in project.asks:
        yield (Thing.ASK, ask.id), ask.what
    for owed in project.owed:
        yield (Thing.OWED, owed.id), owed.what
    for change in project.change_requests:
        yield (Thing.CHANGE, change.id), change.name
    for risk in project.risks:
        yield (Thing.RISK, risk.id), risk.name
    for update in project.updates:
        yield (Thing.UPDATE, str(update.period_end)), update.headline


def _said(
    case: Case,
    told: ToldEdit,
    names: Mapping[tuple[Thing, str], str],
) -> Markup:
    words = case.words
    if told.field is None:
        return words.html(f"evidence.lost.{told.thing}")
    field = words.text(f"edits.field.{told.field}")
    name = names.get((told.thing, told.item or ""))
    if name is None:
        what = words.text(f"evidence.thing.{told.thing}")
        return words.html(
            "evidence.edited",
            what=what,
            field=field,
        )
    return words.html(
        "evidence.edited_of",
        name=name,
        field=field,
    )


def _about(case: Case, told: ToldEdit) -> Iterator[str]:
    """Yields the ids of the milestones that an edit touches."""
    if told.thing is Thing.MILESTONE and told.item:
        yield told.item
    if told.thing is Thing.ASK:
        for ask in case.project.asks:
            if ask.id == told.item:
                yield from ask.blocks


def _quotes(case: Case, told: ToldEdit) -> Iterator[Quote]:
    """Yields the words before and since, as the record holds them; for those that it holds no longer, why."""
    texts = {"from": told.before, "to": told.after}
    for field, text in texts.items():
        whose = case.words.text(f"evidence.edited.{field}", agency=case.agency)
        if isinstance(text, str):
            yield Quote(
                text,
                whose,
                field,
            )
        elif isinstance(text, Redaction):
            taken_out = case.words.text(
                "dates.removed", day=text.on, reason=text.reason
            )
            yield Quote(taken_out, whose)
    if told.is_withdrawn:
        yield Quote(case.words.text("edits.withdrawn"), case.agency)
