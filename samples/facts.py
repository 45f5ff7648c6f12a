"""What the days in a project's files say of an earlier day: which items were there, and how each stood."""

from collections.abc import Callable
from datetime import date, timedelta

from portalgen.model.fields.scalars import parse_day
from portalgen.source.yaml.tree import Mapping, Sequence
from samples.layout import Changes, Pointer

# Keys that say since when an item is there.
ENTERED = ("asked_on", "raised_on", "on", "signed_on")
# Lines that are written on the day that they name, or soon after.
FACTS = ("done_on", "decided_on", "closed_on", "actual_date", "accepted_on", "since")
# Reviews are set about a month ahead; which ones came before, the files do not tell.
REVIEW_AHEAD = timedelta(days=28)


def day_of(item: Mapping, key: str) -> date | None:
    """Returns the day under a key, or None where there is none."""
    text = item.text(key)
    return parse_day(text) if text else None


def is_after(item: Mapping, key: str, day: date) -> bool:
    """Tells whether a key names a later day."""
    named = day_of(item, key)
    return named is not None and named > day


def was_there(item: Mapping, day: date) -> bool:
    """Tells whether an item stood in its list on a day."""
    return not any(is_after(item, key, day) for key in ENTERED)


def changed(path: Pointer, item: Mapping, day: date) -> Changes:
    """Returns how a mapping's values differed on a day, as far as its own days tell."""
    changes: Changes = {key: None for key in FACTS if is_after(item, key, day)}
    noun = "project" if not path else path[0] if len(path) == 2 else ""
    return changes | (RULES[noun](item, day) if noun in RULES else {})


def _project(item: Mapping, day: date) -> Changes:
    return {"state": "active", "because": None} if is_after(item, "since", day) else {}


def _milestone(item: Mapping, day: date) -> Changes:
    ahead = [move for move in _below(item, "moves") if is_after(move, "on", day)]
    return {"promised_date": ahead[0].text("from")} if ahead else {}


def _change_request(item: Mapping, day: date) -> Changes:
    if is_after(item, "decided_on", day):
        return {"state": "proposed", "decided_by": None}
    return {}


def _risk(item: Mapping, day: date) -> Changes:
    changes: Changes = {"state": "open"} if is_after(item, "closed_on", day) else {}
    for key in ("probability", "impact", "state"):
        said = [
            each.text(key)
            for each in _below(item, "history")
            if not is_after(each, "on", day) and each.text(key)
        ]
        if said:
            changes[key] = said[-1]
    return changes | (
        {"review_on": None} if is_after(item, "review_on", day + REVIEW_AHEAD) else {}
    )


def _below(item: Mapping, key: str) -> list[Mapping]:
    node = item.values.get(key)
    if isinstance(node, Sequence):
        return [each for each in node.items if isinstance(each, Mapping)]
    return []


RULES: dict[str, Callable[[Mapping, date], Changes]] = {
    "project": _project,
    "milestones": _milestone,
    "change_requests": _change_request,
    "risks": _risk,
}
