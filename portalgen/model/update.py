"""The regular report to the client: work done, results, why, budget and schedule, what comes next."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from portalgen.model.fields import spelling
from portalgen.model.fields.base import Noun
from portalgen.model.fields.marks import HasHappened
from portalgen.model.fields.scalars import Flag, Line, Text


def _statements(value: Any) -> Any:
    if value is None or isinstance(value, tuple | list):
        return value
    if isinstance(value, str) and value.strip().lower() == "none":
        return ()
    return (value,)


_LIST: spelling.Json = {"type": "array", "items": spelling.text()}
_TEXT, *_TOLERATED = spelling.text()["anyOf"]
_SPELT = spelling.nullable({"anyOf": [_TEXT, {"enum": ["none"]}, _LIST, *_TOLERATED]})
# None: the field is left out. Empty: the author wrote `none`. One: a text. Several: a list.
Statements = Annotated[
    tuple[Text, ...] | None, BeforeValidator(_statements), WithJsonSchema(_SPELT)
]
REPORT_FIELDS = ("done", "results", "why", "budget_and_schedule", "next")


class Update(Noun):
    """A report for the period that ends on a day; the day is the file's name."""

    may_be_internal: ClassVar[bool] = True
    period_end: Annotated[date, HasHappened()] = Field(
        description="last day of the period, from the file's name"
    )
    headline: Line = Field(description="the period in one line")
    done: Statements = Field(
        default=None,
        description="work done: a text, a list, or none",
    )
    results: Statements = Field(
        default=None,
        description="what came out of it: a text, a list, or none",
    )
    why: Statements = Field(
        default=None,
        description="why it went well or badly: a text, a list, or none",
    )
    budget_and_schedule: Statements = Field(
        default=None,
        description="budget and schedule in words; computed where left out",
    )
    next: Statements = Field(
        default=None,
        description="what comes next: a text, a list, or none",
    )
    quiet: Flag = Field(
        default=False,
        description="true: nothing to report; a headline suffices",
    )
    body: str = Field(default="", description="the Markdown below the front matter")

    def step(self, position: int) -> str:
        """Returns the day that names its file."""
        del position
        return self.period_end.isoformat()

    @property
    def missing(self) -> tuple[str, ...]:
        """The report fields that are left out and cannot be computed; none where the update is quiet."""
        if self.quiet:
            return ()
        return tuple(
            name
            for name in REPORT_FIELDS
            if name != "budget_and_schedule" and getattr(self, name) is None
        )
