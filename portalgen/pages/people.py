"""How people are shown: contacts by name or role, others by the name in the file."""

from collections.abc import Callable
from functools import partial

from portalgen.model.client import Client
from portalgen.model.contact import Contact, ShownAs
from portalgen.model.project import Project
from portalgen.words import Words

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
    """Returns the people that a client may turn to, the project's own first."""
    return (*(project.contacts if project else ()), *client.contacts)


def shown(name: str, known: tuple[Contact, ...], words: Words) -> str:
    """Returns how a person reads: a contact's name or role for an id, else the name itself."""
    contact = next((each for each in known if each.id == name), None)
    if contact is None:
        return name
    if contact.shown_as is ShownAs.ROLE and contact.role:
        return role(contact.role, words)
    return contact.name


def person(client: Client, project: Project, words: Words) -> Callable[[str], str]:
    """Returns the function that says how a person of a project reads."""
    return partial(shown, known=contacts(client, project), words=words)


def role(text: str, words: Words) -> str:
    """Returns how a role reads: a known one in the portal's language, another as typed."""
    known = text.strip().lower().replace(" ", "_").replace("-", "_")
    return words.text(f"role.{known}") if known in ROLES else text
