"""A risk: what may happen, how likely and how bad, and what is done about it."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from portalgen.model.fields import spelling
from portalgen.model.fields.base import Named, Noun
from portalgen.model.fields.marks import NotBefore, UntilThen
from portalgen.model.fields.scalars import (
    AnyDay,
    Choice,
    Empty,
    PastDay,
    Person,
    PlannedDay,
    Text,
    Word,
    word_choice,
)
from portalgen.model.fields.spelling import Json
from portalgen.model.placeholders import is_placeholder

CLOSED = NotBefore("raised_on", "it was closed before it was raised")


class Probability(Word):
    """Five steps, rare to almost certain."""

    RARE = "rare"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"
    ALMOST_CERTAIN = "almost_certain"


class Impact(Word):
    """Five steps, minor to severe."""

    MINOR = "minor"
    MODERATE = "moderate"
    SIGNIFICANT = "significant"
    MAJOR = "major"
    SEVERE = "severe"


class Response(Word):
    """The ways to answer a threat (PMBOK)."""

    AVOID = "avoid"
    MITIGATE = "mitigate"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    ESCALATE = "escalate"


class RiskState(Word):
    """Open; occurred, when it came true; closed, when it no longer can."""

    OPEN = "open"
    OCCURRED = "occurred"
    CLOSED = "closed"


STILL_OPEN = UntilThen("state", RiskState.OPEN)


def _step_of(scale: type[Word]) -> BeforeValidator:
    steps = tuple(scale)

    def read(value: Any) -> Any:
        word = word_choice(value)
        if str(word) in {"1", "2", "3", "4", "5"}:
            return steps[int(str(word)) - 1]
        return word

    return BeforeValidator(read)


def _spelt(scale: type[Word]) -> WithJsonSchema:
    by_number: spelling.Json = {
        "type": "integer",
        "minimum": 1,
        "maximum": 5,
    }
    return WithJsonSchema(
        {"anyOf": [*spelling.words(scale, *"12345")["anyOf"], by_number]}
    )


ProbabilityStep = Annotated[Probability, _step_of(Probability), _spelt(Probability)]
ImpactStep = Annotated[Impact, _step_of(Impact), _spelt(Impact)]


class RiskChange(Noun):
    """How a risk stood from a day on."""

    example: ClassVar[Json] = {
        "on": "2026-03-10",
        "probability": "possible",
        "note": "The second provider passed its test",
    }

    on: AnyDay = Field(description="the day of the change")
    probability: ProbabilityStep | None = Field(
        default=None,
        description="probability from then on",
    )
    impact: ImpactStep | None = Field(default=None, description="impact from then on")
    state: Annotated[RiskState, Choice] | None = Field(
        default=None,
        description="state from then on",
    )
    note: Text | None = Field(default=None, description="what changed")


class Risk(Named):
    """Something that may happen and would harm the project."""

    example: ClassVar[Json] = {
        "id": "payment-api",
        "name": "The payment provider's interface is not ready",
        "probability": "likely",
        "impact": "severe",
        "response": "mitigate",
        "mitigation": "A second provider is prepared",
        "owner": "maria",
        "raised_on": "2026-02-10",
        "review_on": "2026-03-10",
    }

    probability: ProbabilityStep = Field(
        description="rare, unlikely, possible, likely, almost certain; or 1 to 5"
    )
    impact: ImpactStep = Field(
        description="minor, moderate, significant, major, severe; or 1 to 5"
    )
    response: Annotated[Response, Choice] | None = Field(
        default=None,
        description="how it is answered",
    )
    mitigation: Text | None = Field(default=None, description="what is done about it")
    owner: Person | None = Field(default=None, description="who watches it")
    raised_on: PastDay | None = Field(
        default=None,
        description="the day on which it was raised",
    )
    review_on: PlannedDay | None = Field(
        default=None,
        description="the day on which it is looked at again",
    )
    closed_on: Annotated[PastDay, CLOSED, STILL_OPEN] | None = Field(
        default=None,
        description="the day on which it occurred or was closed",
    )
    state: Annotated[RiskState, Choice] = Field(
        default=RiskState.OPEN,
        description="open, occurred or closed",
    )
    history: Annotated[tuple[RiskChange, ...], Empty] = Field(
        default=(),
        description="how it stood over time",
    )

    @property
    def is_open(self) -> bool:
        """Tells whether it may still happen: it has neither occurred nor been closed."""
        return self.state is RiskState.OPEN

    @property
    def is_answered(self) -> bool:
        """Tells whether it says what is done about it; `TODO` and the like say nothing."""
        return self.mitigation is not None and not is_placeholder(self.mitigation)

    @property
    def exposure(self) -> int:
        """Risk exposure as a rank: probability step times impact step, 1 to 25."""
        return (list(Probability).index(self.probability) + 1) * (
            list(Impact).index(self.impact) + 1
        )
