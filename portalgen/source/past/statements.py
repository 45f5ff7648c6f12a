"""The tolerant reader of what a revision told beside its dates: asks, risks, changes, milestones, and texts of updates.

Values are told as the model means them, so that quotes, blanks, line ends and the order of keys tell nothing. What
cannot be told for sure is left out, and makes no revision unreadable.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from portalgen.model.placeholders import is_placeholder
from portalgen.model.record.statement import (
    INTERNAL_UPDATE,
    UNCLEAR_UPDATE,
    YES,
    Statement,
    Thing,
    UpdateText,
)
from portalgen.source.yaml.plain import MERGE, Plain, plain_values

PROBABILITIES = ("rare", "unlikely", "possible", "likely", "almost_certain")
IMPACTS = ("minor", "moderate", "significant", "major", "severe")
AGREED = ("approved", "implemented")
REPORT_FIELDS = (
    "headline",
    "done",
    "results",
    "why",
    "budget_and_schedule",
    "next",
    "quiet",
)
USUAL_WEIGHT = "1"
FENCE = "---"
LARGEST_UPDATE = 1024 * 1024
_NUMBER = r"[-+]?(\d{1,18}(\.\d{1,9})?|\.\d{1,9})"
_ITEM_OF_LIST = re.compile(r"([-*+]|#{1,6}|\d{1,9}[.)])\s")
Keys = Mapping[str, Plain]
Values = dict[str, str | None]


def statements(keys: Keys) -> Iterator[Statement]:
    """Yields what the keys of one YAML file say of each thing that the client may see."""
    for item in visible(keys.get("milestones")):
        yield _statement(
            Thing.MILESTONE,
            item,
            _of_milestone(item),
        )
    for item in visible(keys.get("asks")):
        yield _statement(
            Thing.ASK,
            item,
            _of_ask(item),
            bool(_day(item, "done_on")),
        )
    for item in visible(keys.get("owed")):
        yield _statement(
            Thing.OWED,
            item,
            _of_ask(item),
            bool(_day(item, "done_on")),
        )
    for item in visible(keys.get("change_requests")):
        is_off = word(item.get("state")) == "rejected"
        yield _statement(
            Thing.CHANGE,
            item,
            _of_change(item),
            is_off,
        )
    for item in visible(keys.get("risks")):
        is_over = word(item.get("state")) in {"occurred", "closed"}
        yield _statement(
            Thing.RISK,
            item,
            _of_risk(item),
            is_over,
        )


def update_text(content: bytes) -> UpdateText:
    """Returns what an update's file says; nothing where it is internal or cannot be read."""
    if len(content) > LARGEST_UPDATE:
        return UNCLEAR_UPDATE
    try:
        lines = content.decode("utf-8-sig").splitlines()
        fences = [at for at, line in enumerate(lines) if line.rstrip() == FENCE]
        if len(fences) < 2 or fences[0] != 0:
            return UNCLEAR_UPDATE
        closing = fences[1]
        keys = plain_values("\n".join(lines[1:closing]))
    except ValueError:
        return UNCLEAR_UPDATE
    if not isinstance(keys, dict) or MERGE in keys:
        return UNCLEAR_UPDATE
    if not _is_shown(keys):
        return INTERNAL_UPDATE
    values: Values = {}
    for field in REPORT_FIELDS:
        values[field] = _said(keys.get(field))
    values["body"] = prose("\n".join(lines[closing + 1 :]))
    if word(keys.get("quiet")) == "false":
        values["quiet"] = None
    return UpdateText(values=_given(values))


def prose(text: str) -> str | None:
    """Returns a text with a line for each paragraph and item of a list: where lines are broken tells nothing."""
    told: list[str] = []
    is_open = False
    for line in text.splitlines():
        words = " ".join(line.split())
        begins = _ITEM_OF_LIST.match(words) is not None
        if words and is_open and not begins:
            told[-1] = f"{told[-1]} {words}"
        elif words:
            told.append(words)
        is_open = bool(words)
    return "\n".join(told) or None


def visible(node: Plain) -> Iterator[Keys]:
    """Yields the items of a list that have an id and are not kept from the client."""
    if not isinstance(node, list):
        return
    for item in node:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            continue
        if _is_shown(item):
            yield item


def word(node: Plain) -> str | None:
    """Returns a word of a fixed list as the model spells it; None where there is none."""
    if not isinstance(node, str):
        return None
    written = node.strip().lower()
    return (
        re.sub(
            r"[\s_-]+",
            "_",
            written,
        )
        or None
    )


def step(
    node: Plain,
    scale: tuple[str, ...],
) -> int:
    """Returns the step of a word on a scale, from 1; 0 where it is none."""
    said = word(node)
    if said in scale:
        return scale.index(said) + 1
    if said in {"1", "2", "3", "4", "5"}:
        return int(said)
    return 0


def _of_milestone(item: Keys) -> Values:
    leads = None
    if word(item.get("leads")) == YES:
        leads = YES
    return {
        "name": _line(item, "name"),
        "acceptance": _line(item, "acceptance"),
        "weight": _number(item, "weight") or USUAL_WEIGHT,
        "leads": leads,
    }


def _of_ask(item: Keys) -> Values:
    return {
        "what": _line(item, "what"),
        "due_on": _day(item, "due_on"),
        "done_on": _day(item, "done_on"),
    }


def _of_change(item: Keys) -> Values:
    """Returns price and days; what was agreed to without one is known to cost, or to take, nothing."""
    usual = None
    if word(item.get("state")) in AGREED:
        usual = "0"
    return {
        "cost_impact": _number(item, "cost_impact") or usual,
        "schedule_impact_days": _number(item, "schedule_impact_days") or usual,
    }


def _of_risk(item: Keys) -> Values:
    mitigation = _line(item, "mitigation")
    if mitigation and is_placeholder(mitigation):
        mitigation = None
    return {
        "probability": _step(
            item,
            "probability",
            PROBABILITIES,
        ),
        "impact": _step(
            item,
            "impact",
            IMPACTS,
        ),
        "mitigation": mitigation,
    }


def _statement(
    thing: Thing,
    item: Keys,
    values: Values,
    is_settled: bool = False,
) -> Statement:
    former = item.get("formerly")
    names: list[str] = []
    for each in former if isinstance(former, list) else ():
        if isinstance(each, str):
            names.append(each.strip())
    return Statement(
        thing,
        str(item["id"]).strip(),
        tuple(names),
        _given(values),
        is_settled,
    )


def _given(values: Values) -> tuple[tuple[str, str], ...]:
    """Returns the values that there are."""
    return tuple((field, value) for field, value in values.items() if value is not None)


def _is_shown(item: Keys) -> bool:
    return item.get("visibility", "client") == "client"


def _said(node: Plain) -> str | None:
    """Returns a text, or a list of them with a line for each; `none` is said to be none."""
    if isinstance(node, list):
        told = [prose(each) for each in node if isinstance(each, str)]
        return "\n".join(each for each in told if each) or None
    if not isinstance(node, str):
        return None
    return prose(node)


def _line(item: Keys, field: str) -> str | None:
    node = item.get(field)
    if not isinstance(node, str):
        return None
    return " ".join(node.split()) or None


def _day(item: Keys, field: str) -> str | None:
    written = _line(item, field)
    if written is None:
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def _number(item: Keys, field: str) -> str | None:
    """Returns a number in its shortest form, so that 8200 and 8200.00 are one."""
    written = _line(item, field)
    if written is None or not re.fullmatch(
        _NUMBER,
        written,
        re.ASCII,
    ):
        return None
    shortest = Decimal(written).normalize() + 0
    return f"{shortest:f}"


def _step(
    item: Keys,
    field: str,
    scale: tuple[str, ...],
) -> str | None:
    position = step(item.get(field), scale)
    if position == 0:
        return None
    return scale[position - 1]
