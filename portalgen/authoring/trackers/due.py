"""The tracker's own dates beside what is promised: what differs is told, and nothing is changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portalgen.authoring.trackers.items import Seen
from portalgen.model.milestone import Milestone


@dataclass(frozen=True, slots=True)
class Apart:
    """A milestone and its item in the tracker, where the two do not say the same.

    `ours` is the day that we expect, None where undated; `theirs` the tracker's, None where the export has no date or
    no such item: then `is_known` is false. `finished` is the day on which the tracker has it done, and we do not.
    """

    milestone: Milestone
    item: str
    ours: date | None
    theirs: date | None
    finished: date | None = None
    is_known: bool = True

    @property
    def days(self) -> int | None:
        """Days from our date to the tracker's; positive where the tracker's is later."""
        if self.theirs is None or self.ours is None:
            return None
        later = self.theirs - self.ours
        return later.days


def differing_dates(
    milestones: tuple[Milestone, ...],
    name: str,
    seen: Mapping[str, Seen],
) -> Iterator[Apart]:
    """Yields what differs for the milestones whose `source` is an item of a mapping. What is met is passed over."""
    for milestone in milestones:
        source = milestone.source or ""
        of, _, item = source.partition("/")
        if of != name or milestone.is_met:
            continue
        found = seen.get(item)
        expected = milestone.expected_on
        if found is None:
            yield Apart(
                milestone,
                item,
                expected,
                theirs=None,
                is_known=False,
            )
        elif found.item.done:
            yield Apart(
                milestone,
                item,
                expected,
                theirs=found.due,
                finished=found.item.done,
            )
        elif found.due and found.due != expected:
            yield Apart(
                milestone,
                item,
                expected,
                theirs=found.due,
            )
