"""A milestone: what is promised for when, what is expected now, and each move of the promise."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from portalgen.model.evidence import EvidenceField, Objection
from portalgen.model.fields import spelling
from portalgen.model.fields.base import Named, Noun
from portalgen.model.fields.marks import IsPlanned, NotBefore, UntilThen
from portalgen.model.fields.scalars import (
    LARGEST_COUNT,
    ChangeRequestId,
    Choice,
    Count,
    DayCount,
    Empty,
    Flag,
    Line,
    MilestoneId,
    PastDay,
    Person,
    PlannedDay,
    Size,
    Text,
    Token,
    Word,
    parse_day,
    refuse,
    shown,
)
from portalgen.model.fields.spelling import Json

NOT_AGREED = UntilThen("agreed_by")
ACCEPTED = NotBefore("actual_date", "it was accepted before it was met")


class Cause(Word):
    """Why a promise moved, as stated by the agency."""

    CLIENT_WAIT = "client_wait"
    SCOPE_CHANGE = "scope_change"
    ESTIMATE = "estimate"
    OUR_FAULT = "our_fault"
    THIRD_PARTY = "third_party"
    FORCE_MAJEURE = "force_majeure"
    EARLY = "early"
    CORRECTION = "correction"
    TO_FOLLOW = "to_follow"


class Move(Noun):
    """One change of `promised_date`: the cause and the reason suffice, git knows the rest."""

    never_internal: ClassVar[str] = "a move of a date"
    example: ClassVar[Json] = {
        "on": "2026-03-02",
        "from": "2026-06-01",
        "to": "2026-06-15",
        "cause": "scope_change",
        "because": "Loyalty points were added",
        "agreed_by": "Timo Laine",
    }

    on: Annotated[PastDay, NOT_AGREED] | None = Field(
        default=None,
        description="the day on which the move was made",
    )
    before: PlannedDay | None = Field(
        default=None,
        alias="from",
        description="the promise before the move",
    )
    after: PlannedDay | None = Field(
        default=None,
        alias="to",
        description="the promise after the move",
    )
    cause: Annotated[Cause, Choice] = Field(
        description="why it moved: client_wait, scope_change, estimate, our_fault, third_party, force_majeure, early, "
        "correction or to_follow"
    )
    because: Text | None = Field(
        default=None,
        description="the reason, in a sentence that the client reads",
    )
    agreed_by: Person | None = Field(
        default=None,
        description="who on the client's side agreed",
    )
    evidence: EvidenceField | None = Field(
        default=None,
        description="what the client can check the agreement by: {document, sha256}; in words it is only stated",
    )
    objection: Objection | None = Field(
        default=None,
        description="what the client says against it: the day, who and because of what",
    )
    client_view: Text | None = Field(
        default=None,
        description="what the client says to it: the right of reply",
    )
    change_request: ChangeRequestId | None = Field(
        default=None,
        description="id of the change request behind the move",
    )

    @property
    def days(self) -> int | None:
        """Calendar days from the old promise to the new one; positive is later."""
        if self.before and self.after:
            return (self.after - self.before).days
        return None


class Window(Noun):
    """A forecast given as a range of days."""

    start: PlannedDay = Field(alias="from", description="earliest day")
    end: PlannedDay = Field(alias="to", description="latest day")

    @model_validator(mode="after")
    def _in_order(self) -> "Window":
        if self.end < self.start:
            raise refuse(
                "PG211",
                f"it ends on {self.end}, before it begins on {self.start}",
                help="swap the two",
            )
        return self


class Undated(Word):
    """No date before there is the ability to keep it."""

    UNDATED = "undated"


Forecast = date | Window | Undated


def _forecast(value: Any) -> Any:
    if isinstance(value, dict | Window):
        return Window.model_validate(value, by_alias=True, by_name=False)
    if isinstance(value, str) and value.strip().lower() == "undated":
        return Undated.UNDATED
    try:
        return parse_day(value)
    except PydanticCustomError as error:
        raise refuse(
            error.type,
            error.message(),
            help=_help_for_forecast(str(value), error),
        ) from None


def _help_for_forecast(text: str, error: PydanticCustomError) -> str:
    days = re.findall(r"\d{4}-\d{2}-\d{2}", text, re.ASCII)
    if len(days) == 2:
        return f"write {{from: {days[0]}, to: {days[1]}}}"
    return f"{(error.context or {}).get('help', '')}; or undated, or {{from: …, to: …}}"


def _source(value: str) -> str:
    if not re.fullmatch(SOURCE_PATTERN, value):
        help_ = "write the mapping's name, a slash and the item's id there, for example jira/SHOP-12"
        raise refuse("PG207", f"{shown(value)} names no item of a tracker", help=help_)
    return value


SOURCE_PATTERN = r"[a-z0-9][a-z0-9-]{0,62}/\S.*"
Source = Annotated[
    Token,
    AfterValidator(_source),
    WithJsonSchema(
        spelling.word_like(SOURCE_PATTERN, "write it as jira/SHOP-12", "jira/SHOP-12")
    ),
]
ForecastField = Annotated[Forecast, IsPlanned(), BeforeValidator(_forecast)]


@dataclass(frozen=True, slots=True)
class StreamItems:
    """How many items belong to a milestone in each stream. Pairs, because unlike a dict they can be hashed."""

    pairs: tuple[tuple[str, int], ...]


_BY_STREAM: TypeAdapter[dict[str, int]] = TypeAdapter(dict[Line, Count])
_COUNT: TypeAdapter[int] = TypeAdapter(Count)


def _items(value: Any) -> Any:
    if isinstance(value, StreamItems):
        return value
    if isinstance(value, dict):
        by_stream = _BY_STREAM.validate_python(value)
        return StreamItems(tuple(by_stream.items()))
    return _COUNT.validate_python(value)


def _written(value: int | StreamItems) -> int | dict[str, int]:
    """Returns a count of items as a file writes it."""
    if isinstance(value, StreamItems):
        return dict(value.pairs)
    return value


ItemsField = Annotated[
    int | StreamItems,
    BeforeValidator(_items),
    PlainSerializer(_written, when_used="json"),
    WithJsonSchema(
        {
            "anyOf": [
                spelling.number(
                    0,
                    LARGEST_COUNT,
                    whole=True,
                ),
                {
                    "type": "object",
                    "additionalProperties": spelling.number(
                        0, LARGEST_COUNT, whole=True
                    ),
                },
            ]
        }
    ),
]


class Milestone(Named):
    """A point that the client can check: a name, an acceptance test, and a promise."""

    example: ClassVar[Json] = {
        "id": "launch",
        "name": "Launch",
        "acceptance": "Orders can be placed in production",
        "promised_date": "2026-06-15",
        "forecast": "2026-06-20",
    }

    acceptance: Text | None = Field(
        default=None,
        description="how everyone can tell that it is met",
    )
    baseline_date: PlannedDay | None = Field(
        default=None,
        description="the first promise, only where it is older than the records",
    )
    promised_date: PlannedDay | None = Field(
        default=None,
        description="the date last promised",
    )
    forecast: ForecastField | None = Field(
        default=None,
        description="when it is expected now: a date, a range {from, to}, or undated",
    )
    actual_date: PastDay | None = Field(
        default=None,
        description="the day on which it was met",
    )
    accepted_on: Annotated[PastDay, ACCEPTED] | None = Field(
        default=None,
        description="the day on which the client accepted it",
    )
    accepted_by: Person | None = Field(
        default=None,
        description="who on the client's side accepted it",
    )
    acceptance_evidence: EvidenceField | None = Field(
        default=None,
        description="what the client can check the acceptance by: {document, sha256}; in words it is only stated",
    )
    weight: Size = Field(
        default=Decimal(1),
        description="its share in percent complete, relative to the others",
    )
    items: ItemsField | None = Field(
        default=None,
        description="how many items of the scope belong to it, or how many of each stream: {Design: 12, Build: 30}",
    )
    leads: Flag = Field(
        default=False,
        description="true: the first page leads with this milestone",
    )
    payment: Line | None = Field(
        default=None,
        description="the payment that falls due with it",
    )
    depends_on: Annotated[tuple[MilestoneId, ...], Empty] = Field(
        default=(),
        description="ids of milestones it waits for",
    )
    buffer_days: DayCount = Field(
        default=0,
        description="days of reserve before the promise",
    )
    source: Source | None = Field(
        default=None,
        description="its item in a tracker, as MAPPING/ID, for portalgen import; never shown",
    )
    moves: Annotated[tuple[Move, ...], Empty] = Field(
        default=(),
        description="the promise's moves, oldest first",
    )

    @property
    def streams(self) -> tuple[str, ...]:
        """The streams that its items are given for; none where they are a plain number, or are not given."""
        if isinstance(self.items, StreamItems):
            return tuple(stream for stream, count in self.items.pairs if count)
        return ()

    @property
    def items_in_all(self) -> int:
        """How many items belong to it, in all streams together; 0 where that is not said."""
        if isinstance(self.items, StreamItems):
            return sum(count for _, count in self.items.pairs)
        return self.items or 0

    def items_of(
        self,
        stream: str | None,
    ) -> int:
        """Returns how many items are said to belong to it in a stream."""
        if isinstance(self.items, StreamItems):
            return dict(self.items.pairs).get(stream or "", 0)
        return 0

    @property
    def finished_on(self) -> date | None:
        """The day on which it was met, or accepted where no such day is given."""
        return self.actual_date or self.accepted_on

    @property
    def is_met(self) -> bool:
        """Tells whether it is finished."""
        return self.finished_on is not None

    @property
    def expected_on(self) -> date | None:
        """The day to plan with: the forecast (the end of a range), else the promise; None where undated."""
        if isinstance(self.forecast, Window):
            return self.forecast.end
        if self.forecast is Undated.UNDATED:
            return None
        if isinstance(self.forecast, date):
            return self.forecast
        return self.promised_date
