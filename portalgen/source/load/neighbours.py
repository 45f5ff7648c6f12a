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
    clients = {}
    for client_id in ids:
        tree, _ = read_keys(folder, f"{client_id}/{CLIENT_FILE}")
        clients[client_id] = tree
    return clients


def names_of_clients(folder: Folder, clients: Mapping[str, Keys]) -> Names:
    """Returns each client's id, name, contacts and addresses. What cannot be read has only its id."""
    names = {}
    for client_id, tree in clients.items():
        found = _names(folder, client_id, tree)
        names[client_id] = tuple(found)
    return names


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


def neighbours(names: Names, client_id: str) -> tuple[Secret, ...]:
    """Returns what all clients but one are called."""
    found: list[Secret] = []
    for other, secrets in names.items():
        if other != client_id:
            found += secrets
    return tuple(found)


def _names(
    folder: Folder,
    client_id: str,
    tree: Keys,
) -> list[Secret]:
    place = Place(folder.shown(client_id))
    found = [Secret(client_id, place)]
    found += _texts_below(tree, "name")
    found += _texts_below(tree, "formerly")
    contacts = tree.values.get("contacts")
    if not isinstance(contacts, Sequence):
        return found
    for contact in contacts.items:
        if isinstance(contact, Keys):
            for key in TELLING:
                found += _texts_below(contact, key)
    return found


def _texts_below(tree: Keys, key: str) -> Iterator[Secret]:
    """Yields the texts below a key with their places; none where there is no such key."""
    if key not in tree.values:
        return
    for text, place in texts(tree.values[key]):
        yield Secret(text, place)
