"""A person that the client may turn to."""

from typing import Annotated, ClassVar

from pydantic import Field

from portalgen.model.fields.base import Named
from portalgen.model.fields.scalars import Choice, Email, Line, Word
from portalgen.model.fields.spelling import Json


class ShownAs(Word):
    """Whether pages show a contact's name or the role alone."""

    NAME = "name"
    ROLE = "role"


class Side(Word):
    """For whom a contact speaks."""

    AGENCY = "agency"
    CLIENT = "client"


class Contact(Named):
    """A person of the agency, or of the client, that files refer to by id.

    Those of the client's side can agree for it, and no page names them as people to turn to.
    """

    example: ClassVar[Json] = {
        "id": "maria",
        "name": "Maria Virtanen",
        "role": "account_manager",
        "email": "maria@agency.example",
        "reply_within": "1 working day",
    }

    namespace: ClassVar[str] = "people"

    role: Line | None = Field(
        default=None,
        description="what the person does, for example account_manager",
    )
    email: Email | None = Field(default=None, description="where Reply goes")
    reply_within: Line | None = Field(
        default=None,
        description="how soon an answer comes, for example 1 working day",
    )
    side: Annotated[Side, Choice] = Field(
        default=Side.AGENCY,
        description="agency or client: only somebody of the client's side can agree for it",
    )
    shown_as: Annotated[ShownAs, Choice] = Field(
        default=ShownAs.NAME,
        description="name or role",
    )
