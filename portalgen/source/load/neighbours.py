"""What the other clients of a workspace are called: the names that no portal but their own may show.

Reads only their client.yml, and only in the process that hands out the work: what builds a portal opens the files of
its own client alone.
"""

from collections.abc import Iterable, Iterator, Mapping

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import shown
from portalgen.source.files.folder import Folder
from portalgen.source.nouns.visibility import Secret
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import Sequence, texts

Names = Mapping[str, tuple[Secret, ...]]
CLIENT_FILE = "client.yml"
TELLING = ("id", "name", "email")


def read_clients(folder: Folder, ids: Iterable[str]) -> dict[str, Keys]:
    """Returns what each client.yml holds; nothing of one that cannot be read."""
    return {
        client_id: read_keys(folder, f"{client_id}/{CLIENT_FILE}")[0]
        for client_id in ids
    }


def names_of_clients(folder: Folder, clients: Mapping[str, Keys]) -> Names:
    """Returns each client's id, name, contacts and addresses. What cannot be read has only its id."""
    return {
        client_id: tuple(_names(folder, client_id, tree))
        for client_id, tree in clients.items()
    }


def claimed_ids(clients: Mapping[str, Keys]) -> Iterator[Diagnostic]:
    """Yields the former ids that are another client's: one client's history must never show in another's."""
    claims: dict[str, str] = {}
    for client_id, tree in clients.items():
        for name, place in (
            texts(tree.values["formerly"]) if "formerly" in tree.values else ()
        ):
            owner = name if name in clients else claims.get(name)
            if owner:
                what = f"{shown(name)} is {'a client of its own' if owner == name else f'claimed by {owner} too'}"
                yield problem(
                    "PG308",
                    what,
                    place,
                    "name an id that was this client's alone, or delete it",
                )
            claims.setdefault(name, client_id)


def neighbours(names: Names, client_id: str) -> tuple[Secret, ...]:
    """Returns what all clients but one are called."""
    return tuple(
        secret
        for other, secrets in names.items()
        if other != client_id
        for secret in secrets
    )


def _names(folder: Folder, client_id: str, tree: Keys) -> list[Secret]:
    found = [Secret(client_id, Place(folder.shown(client_id)))]
    found += [
        Secret(text, place)
        for key in ("name", "formerly")
        if key in tree.values
        for text, place in texts(tree.values[key])
    ]
    contacts = tree.values.get("contacts")
    for contact in contacts.items if isinstance(contacts, Sequence) else ():
        if isinstance(contact, Keys):
            told = [contact.values[key] for key in TELLING if key in contact.values]
            found += [
                Secret(text, place) for node in told for text, place in texts(node)
            ]
    return found
