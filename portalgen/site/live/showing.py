"""What every open page is to show: the last good site, what keeps newer data from it, and what is worth a look."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from threading import Condition

from portalgen.site.live.edition import Edition


@dataclass(frozen=True)
class Note:
    """One thing that is wrong, as `check` prints it.

    The place, the line in three parts around what is meant, and the cure.
    """

    message: str
    where: str = ""
    severity: str = "error"
    code: str = ""
    gutter: str = ""
    before: str = ""
    meant: str = ""
    after: str = ""
    help: str = ""


@dataclass(frozen=True)
class Showing:
    """The state of a preview. Each build makes the next one; a page that connects is told the whole of it.

    A page knows the edition that it was made from: where that is another than the state's, it loads itself anew. So
    nothing is lost on a page that was away, and a build that changes nothing moves nothing.
    """

    edition: Edition = field(default_factory=Edition)
    trouble: tuple[Note, ...] = ()
    advice: tuple[Note, ...] = ()

    def built(
        self,
        edition: Edition,
        advice: Sequence[Note] = (),
    ) -> "Showing":
        """Returns what to show after a good build."""
        return Showing(edition, (), tuple(advice))

    def refused(
        self,
        trouble: Sequence[Note],
        advice: Sequence[Note] = (),
    ) -> "Showing":
        """Returns what to show after a build that failed: the last good site, under what is wrong."""
        return replace(
            self,
            trouble=tuple(trouble),
            advice=tuple(advice),
        )

    def message(self) -> str:
        """Returns the state as pages are told it: one line of JSON."""
        told = {
            "edition": self.edition.digest,
            "trouble": [asdict(each) for each in self.trouble],
            "advice": [asdict(each) for each in self.advice],
        }
        return json.dumps(told)


class Stage:
    """Holds what is shown at the moment, for the builds that change it and the connections that wait for changes."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._number = 0
        self._showing = Showing()
        self._is_over = False

    @property
    def showing(self) -> Showing:
        """What is shown now."""
        return self._showing

    def show(self, showing: Showing) -> None:
        """Shows something else, and wakes whoever waits for it."""
        with self._changed:
            self._showing = showing
            self._number += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Ends it: nobody waits any longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def after(
        self,
        number: int,
        patience: float,
    ) -> tuple[int, Showing] | None:
        """Returns what is shown and its number, which is above `number`; None where nothing came in so many seconds.

        Raises EOFError once it is over.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._number > number or self._is_over, patience
            )
            if self._is_over:
                raise EOFError
            if self._number > number:
                return (self._number, self._showing)
            return None
