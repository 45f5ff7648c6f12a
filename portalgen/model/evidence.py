"""What an agreement can be checked by, and what a client says against a move that it did not agree to."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from portalgen.model.document import DocumentName, Sha256
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import PastDay, Person, Text, refuse


class Evidence(Noun):
    """What the client itself can check an agreement by.

    The digest is written down beside the name when the agreement is: a file that comes in its place later proves
    nothing.
    """

    document: DocumentName | None = Field(
        default=None,
        description="a published file below documents/ in which the client agrees",
    )
    sha256: Sha256 | None = Field(
        default=None,
        description="digest of the file when the agreement was recorded; without it nothing is proved",
    )

    @model_validator(mode="after")
    def _names_something(self) -> "Evidence":
        if self.document is None:
            help_ = "add document: and the name of a file below documents/"
            raise refuse("PG201", "it names no document", help=help_)
        return self


class Objection(Noun):
    """What the client says against a move: it stands beside the move for good."""

    on: PastDay = Field(description="the day on which the client objected")
    by: Person = Field(description="who on the client's side objected")
    because: Text = Field(description="what the client says, in its own words")


_TEXT: TypeAdapter[str] = TypeAdapter(Text)


def _evidence(value: Any) -> Any:
    if isinstance(value, dict | Evidence):
        return Evidence.model_validate(value, by_alias=True, by_name=False)
    return _TEXT.validate_python(value)


EvidenceField = Annotated[Text | Evidence, BeforeValidator(_evidence)]
