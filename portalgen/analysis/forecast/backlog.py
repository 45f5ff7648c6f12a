"""What is still to be done for each milestone, from the items that stand before it in the queue of each stream."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portalgen.analysis.dates.promises import Promise, deciding
from portalgen.model.milestone import Milestone

OpenItems = Mapping[str | None, Decimal]


@dataclass(frozen=True, slots=True)
class StreamTask:
    """Open items of a stream, and the share of what its scope grows by that joins them (0 to 1)."""

    stream: str | None
    backlog: Decimal
    growth_share: Decimal


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done in each stream that has something to do: it ends when the last of them does."""

    streams: tuple[StreamTask, ...]

    @property
    def backlog(self) -> Decimal:
        """The open items of all streams."""
        backlogs = [each.backlog for each in self.streams]
        return sum(backlogs, Decimal())


@dataclass(frozen=True, slots=True)
class Queued:
    """A milestone in the queue, with all that must be done until it is."""

    milestone_id: str
    task: Task


def queue(
    promises: Sequence[Promise],
    open_items: OpenItems,
) -> tuple[Queued, ...]:
    """Returns the open milestones whose finish follows from the series, in the order of the queue.

    A milestone's backlog in a stream is all that is open there, without the items of the milestones queued behind it:
    items that no milestone claims come first, so that forgetting `items` never makes a finish look nearer. For the same
    reason items that name no stream may all lie in any of them: each stream counts as many as it can hold. Growth of
    the scope joins in proportion to the backlog. Without `items` only those that decide when the project ends are
    here, with the whole scope. A milestone whose items are all done, and which is not met, waits for something else: it
    is not here.
    """
    unmet = [each for each in promises if not each.is_met]
    unmet.sort(key=_anchor_of)
    milestones = [each.milestone for each in unmet]
    last = {each.milestone.id for each in deciding(promises)}
    queued = []
    for position, milestone in enumerate(milestones):
        if milestone.items is None and milestone.id not in last:
            continue
        before = milestones[:position]
        behind = milestones[position + 1 :]
        task = _task(
            milestone,
            before,
            behind,
            open_items,
        )
        if task.streams:
            queued.append(Queued(milestone.id, task))
    return tuple(queued)


def _anchor_of(promise: Promise) -> date:
    return promise.anchor or date.max


def _task(
    milestone: Milestone,
    before: Sequence[Milestone],
    behind: Sequence[Milestone],
    open_items: OpenItems,
) -> Task:
    """Returns what is to be done until a milestone is, by the milestones that are queued before and behind it."""
    most = sum(open_items.values(), Decimal())
    if milestone.items is not None:
        most -= sum(each.items_in_all for each in behind)
    found = []
    for stream, known in _with_unknown(open_items, milestone).items():
        others = _others(
            milestone,
            before,
            behind,
            stream,
        )
        others_claim = sum(each.items_of(stream) for each in others)
        backlog = min(known - others_claim, most)
        if backlog > 0:
            part = StreamTask(
                stream,
                backlog,
                growth_share=backlog / known,
            )
            found.append(part)
    return Task(tuple(found))


def _with_unknown(
    open_items: OpenItems,
    milestone: Milestone,
) -> OpenItems:
    """Returns the open items with those that a milestone has in streams of which there is no row yet."""
    found = dict(open_items)
    for stream in milestone.streams:
        if stream not in open_items:
            found[stream] = Decimal(milestone.items_of(stream))
    return found


def _others(
    milestone: Milestone,
    before: Iterable[Milestone],
    behind: Iterable[Milestone],
    stream: str | None,
) -> list[Milestone]:
    """Returns the milestones whose items in a stream need not be done for one to be met.

    They are those behind it, and where its own items lie in other streams those before it as well.
    """
    if milestone.items is None:
        return []
    if milestone.streams and stream not in milestone.streams:
        return [*before, *behind]
    return list(behind)
