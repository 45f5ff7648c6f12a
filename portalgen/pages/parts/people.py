"""How people are shown, contacts by name or role, others by the name in the file; and how a client writes to them."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from portalgen.analysis.ledger.ledger import Ledger
from portalgen.model.client import Client
from portalgen.model.contact import Contact, ShownAs, Side
from portalgen.model.project import Project
from portalgen.model.record.past import Reach
from portalgen.model.record.reply import HEAD_DIGITS, Answer, ReplyCode
from portalgen.words import Words

NO_RECORD = Ledger(Reach.NONE)
ROLES = {
    "account_manager",
    "project_manager",
    "designer",
    "developer",
    "lead_developer",
    "tester",
    "consultant",
}


def contacts(client: Client, project: Project | None = None) -> tuple[Contact, ...]:
    """Returns the people whom files name by id, the project's own first."""
    if project is None:
        return client.contacts
    return project.contacts + client.contacts


def to_turn_to(client: Client, project: Project) -> tuple[Contact, ...]:
    """Returns the people that a client may turn to: those of the agency's side, the project's own first."""
    known = contacts(client, project)
    return tuple(each for each in known if each.side is Side.AGENCY)


def who_can_agree(client: Client, project: Project) -> tuple[Contact, ...]:
    """Returns the people who can agree for a client, the project's own first."""
    known = contacts(client, project)
    return tuple(each for each in known if each.side is Side.CLIENT)


def shown(
    name: str,
    known: tuple[Contact, ...],
    words: Words,
) -> str:
    """Returns how a person reads: a contact's name or role for an id, else the name itself."""
    for contact in known:
        if contact.id == name:
            return _contact(contact, words)
    return name


def _contact(contact: Contact, words: Words) -> str:
    """Returns a contact's name, or the role where that is what shall be shown."""
    if contact.shown_as is ShownAs.ROLE and contact.role:
        return role(contact.role, words)
    return contact.name


def speaker(client: Client, words: Words) -> str:
    """Returns who states what the client cannot check: the agency, by its name where one is given."""
    agency = client.agency.agency
    if agency is None:
        return words.text("agency.unnamed")
    return agency.name


def role(text: str, words: Words) -> str:
    """Returns how a role reads: a known one in the portal's language, another as typed."""
    name = text.strip().lower()
    known = name.replace(" ", "_").replace("-", "_")
    if known not in ROLES:
        return text
    return words.text(f"role.{known}")


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """What the replies of a page are about: a project of a client, and the record as it stands."""

    client: str
    project: str
    record: Ledger

    def code(
        self,
        item: str,
        answer: Answer,
        entry: int | None,
    ) -> ReplyCode:
        """Returns the code of a reply about an item and an entry of the record, by default the last one."""
        entries = self.record.entries
        n = entry or len(entries)
        head = self.record.head
        if n:
            head = entries[n - 1].hash
        return ReplyCode(
            client=self.client,
            project=self.project,
            item=item,
            n=n,
            head=head[:HEAD_DIGITS],
            answer=answer,
        )


@dataclass(frozen=True, slots=True)
class People:
    """The people of a page: how each reads, and a mail to whoever answers, where there is an address."""

    known: tuple[Contact, ...]
    address: str | None
    words: Words
    place: ReplyPlace

    def shown(self, name: str) -> str:
        """Returns how a person reads."""
        return shown(name, self.known, self.words)

    def role(self, text: str) -> str:
        """Returns how a role reads."""
        return role(text, self.words)

    def reply(
        self,
        item: str,
        subject: str,
        body: str,
        answer: str = Answer.REPLY,
        entry: int | None = None,
    ) -> str | None:
        """Returns a prefilled mail to whoever answers this client, or None where nobody can.

        Its subject begins with the code of the item, by which `portalgen agree` knows it again; `entry` is the number
        of the entry of the record that the answer is about, the last one by default.
        """
        if not self.address:
            return None
        to = quote(self.address, safe="@")
        code = self.place.code(item, Answer(answer), entry)
        about = _in_mail(f"{code.written} ") + _in_mail(subject)
        text = _in_mail(body)
        return f"mailto:{to}?subject={about}&body={text}"


def people_of(
    client: Client,
    project: Project,
    words: Words,
    record: Ledger = NO_RECORD,
) -> People:
    """Returns the people whom the pages of a project name; replies carry how the record stands."""
    return People(
        known=contacts(client, project),
        address=_reply_address(client, project),
        words=words,
        place=ReplyPlace(client.id, project.id, record),
    )


def _reply_address(client: Client, project: Project) -> str | None:
    """Returns where replies go: the first contact of the project with an address, the account manager, the agency."""
    for contact in project.contacts:
        if contact.email and contact.side is Side.AGENCY:
            return contact.email
    if client.account_manager:
        return client.account_manager.email
    agency = client.agency.agency
    if agency is None:
        return None
    return agency.email


def _in_mail(text: str) -> str:
    """Returns a text for an address of a mail, which is plain text, where templates speak HTML."""
    plain = text.unescape() if isinstance(text, Markup) else text
    return quote(plain)
