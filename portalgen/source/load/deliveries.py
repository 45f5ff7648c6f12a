"""How each client's portal is delivered, read without the rest of its data."""

from collections.abc import Iterable

from portalgen.model.client import Delivery
from portalgen.source.files.folder import Folder
from portalgen.source.load.loader import CLIENT_FILE, DELIVERY_KEYS
from portalgen.source.nouns.validation import validated
from portalgen.source.yaml.reader import read_keys


def deliveries(folder: Folder, client_ids: Iterable[str]) -> dict[str, Delivery]:
    """Returns the delivery part of each client's client.yml; an empty one where it cannot be read."""
    found = {}
    for client_id in client_ids:
        found[client_id] = _delivery(folder, client_id)
    return found


def _delivery(folder: Folder, client_id: str) -> Delivery:
    path = f"{client_id}/{CLIENT_FILE}"
    tree, _ = read_keys(folder, path)
    others = set(tree.values) - DELIVERY_KEYS
    part = tree.without(*others)
    found, _ = validated(Delivery, part)
    return found or Delivery()
