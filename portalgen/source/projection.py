"""The tolerant reader of one revision: just the dates of a project, for its history.

It reads ids, dates, moves, visibility and former ids, and ignores everything else, so that a model that grows
stricter never rewrites the past. It is frozen by the ledger's version: change it only together with that version.
A file is projected by itself, so that the result can be kept by the file's blob.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portalgen.diagnostics import Diagnostic
from portalgen.model.past import UNDATED, PastForecast, PastMilestone, PastMove
from portalgen.model.scalars import parse_day
from portalgen.source.text import decode
from portalgen.source.tree import Mapping, Node, Scalar, Sequence
from portalgen.source.visibility import INTERNAL, VISIBILITY
from portalgen.source.yaml import parse

LEDGER_VERSION = 1


@dataclass(frozen=True, slots=True)
class PastFile:
    """What one YAML file of a project says of its dates."""

    is_internal: bool = False
    formerly: tuple[str, ...] = ()
    live_from: date | None = None
    milestones: tuple[PastMilestone, ...] = ()


class _UnreadableError(ValueError):
    """The revision cannot be read."""


def past_file(content: bytes) -> PastFile | None:
    """Returns the dates in one YAML file's content, or None where it cannot be read."""
    source = decode("", content)
    if isinstance(source, Diagnostic):
        return None
    tree, wrong = parse(source)
    if tree is None:
        return None if wrong else PastFile()
    if not isinstance(tree, Mapping):
        return None
    try:
        return PastFile(
            is_internal=tree.text(VISIBILITY) == INTERNAL,
            formerly=_words(tree.values.get("formerly")),
            live_from=_day(tree.values.get("live_from")),
            milestones=tuple(_milestones(tree.values.get("milestones"))),
        )
    except ValueError:
        return None


def joined(files: Iterable[PastFile]) -> PastFile:
    """Returns the union of a project's files: internal where one says so, the rest from whichever has it."""
    parts = list(files)
    return PastFile(
        is_internal=any(part.is_internal for part in parts),
        formerly=tuple(name for part in parts for name in part.formerly),
        live_from=next((part.live_from for part in parts if part.live_from), None),
        milestones=tuple(milestone for part in parts for milestone in part.milestones),
    )


def _milestones(node: Node | None) -> Iterable[PastMilestone]:
    for item in _mappings(node):
        id_ = item.text("id")
        if id_ is None or item.text(VISIBILITY) == INTERNAL:
            continue
        yield PastMilestone(
            id=str(id_),
            formerly=_words(item.values.get("formerly")),
            name=item.text("name"),
            baseline_date=_day(item.values.get("baseline_date")),
            promised_date=_day(item.values.get("promised_date")),
            forecast=_forecast(item.values.get("forecast")),
            actual_date=_day(item.values.get("actual_date")),
            moves=tuple(_move(each) for each in _mappings(item.values.get("moves"))),
        )


def _move(item: Mapping) -> PastMove:
    return PastMove(
        on=_day(item.values.get("on")),
        before=_day(item.values.get("from")),
        after=_day(item.values.get("to")),
        cause=item.text("cause"),
        because=item.text("because"),
        agreed_by=item.text("agreed_by"),
    )


def _forecast(node: Node | None) -> PastForecast | None:
    if isinstance(node, Mapping):
        start, end = _day(node.values.get("from")), _day(node.values.get("to"))
        if start is None or end is None:
            raise _UnreadableError
        return start, end
    if isinstance(node, Scalar) and node.text is not None and node.text.strip().lower() == UNDATED:
        return UNDATED
    return _day(node)


def _day(node: Node | None) -> date | None:
    """Returns a day, or None where there is none; a value that is no day makes the revision unreadable."""
    if node is None or (isinstance(node, Scalar) and node.text is None):
        return None
    if not isinstance(node, Scalar):
        raise _UnreadableError
    return parse_day(node.text)


def _mappings(node: Node | None) -> Iterable[Mapping]:
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def _words(node: Node | None) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else []
    return tuple(str(item.text) for item in items if isinstance(item, Scalar) and item.text is not None)
