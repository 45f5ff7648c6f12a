"""What all nouns of the model have in common."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from portalgen.model.fields.scalars import Empty, Line, Slug
from portalgen.model.fields.spelling import Json


class Noun(BaseModel):
    """A frozen record of the model: no I/O, no clock, no internal matter.

    `example` is one that stands in a list, as a file writes it: what an editor shows and offers. An item of a list may
    be internal, but where `never_internal` says what it is. A file as a whole `may_be_internal` where its noun says
    so, and where it does not `holds_internal`, nothing in it may.
    """

    example: ClassVar[Json | None] = None
    never_internal: ClassVar[str] = ""
    may_be_internal: ClassVar[bool] = False
    holds_internal: ClassVar[bool] = True
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=False,
        populate_by_name=True,
    )

    def step(self, position: int) -> str:
        """Returns how a pointer names this noun in a list; positions count from 0."""
        return str(position)


class Item(Noun):
    """A noun with an id that is permanent and unique in its project, among items of one namespace."""

    namespace: ClassVar[str] = "items"

    id: Slug = Field(
        description="permanent name of the item: small letters, digits and hyphens"
    )
    formerly: Annotated[tuple[Slug, ...], Empty] = Field(
        default=(),
        description="ids that the item had before, so that its history stays whole",
    )

    def step(self, position: int) -> str:
        """Returns the id: a pointer names an item by it wherever it stands in its list."""
        del position
        return self.id


class Named(Item):
    """An item with a name that people read."""

    name: Line = Field(description="what people call it")
