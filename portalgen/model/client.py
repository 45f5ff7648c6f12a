"""The client, the agency that serves it, and how its portal is delivered."""

import re
import zoneinfo
from functools import cache
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, WithJsonSchema

from portalgen.model.contact import Contact, Side
from portalgen.model.fields import spelling
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import (
    Blank,
    Choice,
    Count,
    Email,
    Empty,
    Flag,
    Interval,
    Line,
    Slug,
    Text,
    Token,
    Word,
    refuse,
    shown,
)
from portalgen.model.fields.spelling import Json
from portalgen.model.project import Project, Tolerance

LANGUAGES = ("en", "fi")
MOST_RELEASES = 100


@cache
def _timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _timezone(name: str) -> str:
    if name not in _timezones():
        city = "/" + re.sub(r"\s+", "_", name).casefold()
        near = sorted(each for each in _timezones() if each.casefold().endswith(city))
        if near:
            help_ = f"did you mean {near[0]}?"
        else:
            help_ = "use a name such as Europe/Helsinki or UTC"
        raise refuse("PG212", f"{shown(name)} is not a time zone", help=help_)
    return name


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise refuse(
            "PG213",
            f"{shown(code)} is not a language of portals",
            help=f"use one of: {', '.join(LANGUAGES)}",
        )
    return code


def _currency(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise refuse(
            "PG214",
            f"{shown(code)} is not a currency",
            help="use three capital letters, for example EUR",
        )
    return code


def _colour(code: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", code):
        raise refuse(
            "PG216",
            f"{shown(code)} is not a colour",
            help='write "#" and six hex digits in quotes: "#2f4bd8"',
        )
    return code.lower()


def _picture(name: str) -> str:
    if not re.fullmatch(PICTURE_PATTERN, name):
        help_ = (
            "name a PNG, JPEG or WebP file in the client's folder, for example logo.png"
        )
        raise refuse("PG206", f"{shown(name)} is not a picture's name", help=help_)
    return name


def parse_site_url(address: str) -> str:
    """Returns the address of portals: http or https, a host and a path, `{client}` anywhere in either, nothing else.

    The engine prints addresses as they are, so a quote, a bracket or a question mark in one would become part of pages.
    """
    plain = address.replace("{client}", "client")
    host = r"([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?"
    path = r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
    if not re.fullmatch(f"https?://{host}{path}", plain):
        help_ = "write it as https://{client}.status.agency.example/ or https://agency.example/status/{client}/"
        raise refuse(
            "PG230",
            f"{shown(address)} is not an address for portals",
            help=help_,
        )
    return address


PICTURE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.-]*\.(png|jpe?g|webp)"
Language = Annotated[
    Token, AfterValidator(_language), WithJsonSchema(spelling.exact_words(LANGUAGES))
]
SiteUrl = Annotated[
    Token,
    AfterValidator(parse_site_url),
    WithJsonSchema(
        spelling.word_like(
            r"https?://[A-Za-z0-9{}._~:/\[\]-]+",
            "write it as https://{client}.status.agency.example/",
        )
    ),
]
Timezone = Annotated[
    Token,
    AfterValidator(_timezone),
    WithJsonSchema(
        spelling.word_like(
            "[A-Za-z][A-Za-z0-9_+/-]*",
            "use a name such as Europe/Helsinki",
            "Europe/Helsinki",
            "UTC",
        )
    ),
]
Currency = Annotated[
    Token,
    AfterValidator(_currency),
    WithJsonSchema(
        spelling.word_like(
            "[A-Z]{3}",
            "use three capital letters, for example EUR",
            "EUR",
            "GBP",
        )
    ),
]
Colour = Annotated[
    Token,
    AfterValidator(_colour),
    WithJsonSchema(
        spelling.word_like(
            "#[0-9a-fA-F]{6}",
            'write "#" and six hex digits in quotes',
            "#2f4bd8",
        )
    ),
]
Picture = Annotated[
    Token,
    AfterValidator(_picture),
    WithJsonSchema(
        spelling.word_like(
            PICTURE_PATTERN,
            "name a PNG, JPEG or WebP file in the client's folder",
        )
    ),
]


def _some(count: int) -> int:
    if not 1 <= count <= MOST_RELEASES:
        raise refuse(
            "PG210",
            f"{count} releases cannot be kept",
            help=f"write a number from 1 to {MOST_RELEASES}",
        )
    return count


class Branding(Noun):
    """How the portal carries the client's or the agency's look."""

    logo: Picture | None = Field(
        default=None,
        description="name of a PNG, JPEG or WebP picture in the client's folder",
    )
    accent: Colour | None = Field(
        default=None,
        description='the one accent colour, in quotes: "#2f4bd8"',
    )


class AgencyName(Noun):
    """Who publishes the portal."""

    name: Line = Field(description="the agency's name")
    email: Email | None = Field(
        default=None,
        description="where Reply goes when a client has no contact",
    )


class Severity(Word):
    """How hard `check` takes a broken rule."""

    ERROR = "error"
    WARNING = "warning"


class Proof(Word):
    """Which agreements count: those that the client can check, or those too that the agency only states."""

    CONFIRMED = "confirmed"
    STATED = "stated"


class Rules(Noun):
    """How hard `check` takes each rule. `build` publishes all the same, and says it."""

    unexplained_moves: Annotated[Severity, Choice] = Field(
        default=Severity.ERROR,
        description="a promise that moved without a cause",
    )
    brighter_health: Annotated[Severity, Choice] = Field(
        default=Severity.ERROR,
        description="health declared brighter than the data gives, without a reason",
    )
    back_dated: Annotated[Severity, Choice] = Field(
        default=Severity.ERROR,
        description="a commit that is dated before a published portal which lacks it",
    )
    agreement: Annotated[Proof, Choice] = Field(
        default=Proof.CONFIRMED,
        description="confirmed: agreements count if the client can check them; stated: our word will do, pages say so",
    )


class Agency(Noun):
    """portal.yml: what holds for every client."""

    holds_internal: ClassVar[bool] = False
    agency: AgencyName | None = Field(
        default=None,
        description="the agency's name and address",
    )
    cadence_days: Interval = Field(
        default=7,
        description="days between two updates, 1 or more, unless a project says otherwise",
    )
    site_url: SiteUrl | None = Field(
        default=None,
        description="address of a portal; {client} stands for the client's id",
    )
    tolerance: Annotated[Tolerance, Blank] = Field(
        default=Tolerance(),
        description="how far projects may be off",
    )
    rules: Annotated[Rules, Blank] = Field(
        default=Rules(),
        description="how hard check takes each rule",
    )
    legal_note: Text | None = Field(
        default=None,
        description="a note for the foot of every page, and for ledger.json",
    )


class Client(Noun):
    """A client with all that its portal may show, and nothing else."""

    id: Slug = Field(description="permanent name of the client: its folder's name")
    formerly: Annotated[tuple[Slug, ...], Empty] = Field(
        default=(),
        description="ids that the client had before",
    )
    name: Line = Field(description="what people call the client")
    language: Language = Field(default="en", description="language of the portal")
    timezone: Timezone = Field(default="UTC", description="whose midnight counts")
    currency: Currency | None = Field(
        default=None,
        description="currency of all amounts, for example EUR",
    )
    contacts: Annotated[tuple[Contact, ...], Empty] = Field(
        default=(),
        description="who answers the client",
    )
    branding: Annotated[Branding, Blank] = Field(
        default=Branding(),
        description="logo and accent colour",
    )
    legal_note: Text | None = Field(
        default=None,
        description="the foot's note for this client, for example in its language; else portal.yml's",
    )
    projects: tuple[Project, ...] = Field(
        default=(),
        description="the client's projects, one folder each",
    )
    agency: Agency = Field(default=Agency(), description="what portal.yml says")

    @property
    def account_manager(self) -> Contact | None:
        """The contact who answers by default: the account manager, else the first with an address."""
        ours = [each for each in self.contacts if each.side is Side.AGENCY]
        managers = [each for each in ours if each.role == "account_manager"]
        return next((each for each in (*managers, *ours) if each.email), None)

    @property
    def note(self) -> str | None:
        """The note for the foot of every page and for the ledger: the client's own, else the agency's."""
        return self.legal_note or self.agency.legal_note


class Access(Word):
    """Who may open the portal."""

    PUBLIC = "public"
    HOST = "host"
    LOCKED = "locked"


class PublishTarget(Noun):
    """Where the finished site goes: a git branch or a folder."""

    git: Token | None = Field(
        default=None,
        description="remote of the client's own repository",
    )
    branch: Token | None = Field(
        default=None,
        description="branch that the host serves",
    )
    cname: Token | None = Field(default=None, description="host name of the portal")
    folder: Token | None = Field(
        default=None,
        description="folder that a web server serves",
    )
    keep: Annotated[Count, AfterValidator(_some)] = Field(
        default=5,
        description="how many releases a folder target keeps, the published one among them",
    )
    into_source: Flag = Field(
        default=False,
        description="the branch is one of the repository that holds the data; only where that holds a single client",
    )


class Mention(Noun):
    """Something that the client's texts may say although another client, or something internal, is called so."""

    never_internal: ClassVar[str] = "a mention"
    example: ClassVar[Json] = {
        "name": "Bluebird Ltd",
        "because": "Both know of the other: they share the payment provider's contract",
    }

    name: Line = Field(description="the name, or the words, as the texts say them")
    because: Text = Field(description="why the client may read it; never shown")


class Unsearched(Noun):
    """A document that goes out although nobody can search it for what must not appear."""

    example: ClassVar[Json] = {
        "document": "webshop/documents/load-test.zip",
        "because": "Timo asked for it with a password",
    }

    document: Line = Field(description="its path in the client's folder")
    because: Line = Field(description="why it goes out all the same")


class Delivery(Noun):
    """The part of client.yml that no page may show: access, target, salt, what may be named, and go out unsearched."""

    access: Annotated[Access, Choice] | None = Field(
        default=None,
        description="public, host or locked",
    )
    publish: PublishTarget | None = Field(
        default=None,
        description="where the finished site goes",
    )
    ledger_salt: Token | None = Field(
        default=None,
        description="random digits that keep erased names erased",
    )
    mentions: Annotated[tuple[Mention, ...], Empty] = Field(
        default=(),
        description="names of other clients, and words that are internal elsewhere, that the texts may say",
    )
    unsearched: Annotated[tuple[Unsearched, ...], Empty] = Field(
        default=(),
        description="documents that cannot be searched for what must not appear, and go out all the same",
    )
