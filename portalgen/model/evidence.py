"""What an agreement can be checked by, and what a client says against a move that it did not agree to."""

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)

from portalgen.model.document import DocumentName, Sha256
from portalgen.model.fields import spelling
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import (
    Line,
    PastDay,
    Person,
    Text,
    Token,
    refuse,
    shown,
)


def _domain(text: str) -> str:
    domain = text.lower()
    if not re.fullmatch(DOMAIN_PATTERN, domain):
        help_ = "write it as in the mail's signature, for example acme.example"
        raise refuse("PG209", f"{shown(text)} is no domain", help=help_)
    return domain


DOMAIN_PATTERN = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
Domain = Annotated[
    Token,
    AfterValidator(_domain),
    WithJsonSchema(
        spelling.word_like(
            r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
            "write it as in the mail's signature",
            "acme.example",
        )
    ),
]


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

    mail: Line | None = Field(
        default=None,
        description="instead of a document, a mail of the client's, as portalgen agree keeps it; never shown",
    )
    signature: DocumentName | None = Field(
        default=None,
        description="instead of a document, the client's SSH signature below documents/, as portalgen agree keeps it",
    )
    domain: Domain | None = Field(
        default=None,
        description="of a mail: whose domain signed it",
    )
    on: PastDay | None = Field(default=None, description="of a mail: its day")
    key: Sha256 | None = Field(
        default=None,
        description="of a mail: digest of the key record by which the signature was checked; of a signature: of the "
        "public key that signed",
    )

    @model_validator(mode="after")
    def _names_something(self) -> "Evidence":
        named = [
            name for name in ("document", "mail", "signature") if getattr(self, name)
        ]
        if not named:
            help_ = "add document: and the name of a file below documents/"
            raise refuse("PG201", "it names no document", help=help_)
        if len(named) > 1:
            help_ = "keep the one that proves more, and delete the other"
            says = f"it names a {' and a '.join(named)}"
            raise refuse("PG209", says, help=help_)
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
