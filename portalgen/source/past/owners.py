"""Whose past a folder is: the clients of HEAD, and the folders that they say to have had before."""

import re
from collections.abc import Mapping

from portalgen.source.git.log import PLAIN_FILES
from portalgen.source.git.repository import Repository
from portalgen.source.past.projection import ID, PastClient, past_client

_CLIENT_FILE = re.compile(rf"({ID})/client\.yml")


def clients_at_head(repository: Repository, prefix: str) -> dict[str, PastClient]:
    """Returns what each client.yml says at HEAD, by the client's folder. Raises GitError."""
    blobs = _client_blobs(repository, prefix)
    wanted = sorted(set(blobs.values()))
    contents = dict(repository.blobs(wanted))
    clients = {}
    for folder, blob in blobs.items():
        clients[folder] = past_client(contents[blob])
    return clients


def _client_blobs(repository: Repository, prefix: str) -> dict[str, str]:
    """Returns the blob of each client.yml at HEAD, by the client's folder."""
    blobs = {}
    for mode, blob, path in repository.tree(repository.head, prefix, deep=True):
        below = path.removeprefix(prefix)
        match = _CLIENT_FILE.fullmatch(below)
        if match and mode in PLAIN_FILES:
            blobs[match[1]] = blob
    return blobs


def owners_of(clients: Mapping[str, PastClient]) -> dict[str, str]:
    """Returns the client that each former folder belongs to.

    A folder that is a client's today, or that two clients claim, is nobody's past: one client's history must never
    show in another's.
    """
    claims: dict[str, list[str]] = {}
    for client_id, client in sorted(clients.items()):
        for former in set(client.formerly):
            claims.setdefault(former, []).append(client_id)
    owners = {}
    for former, claimants in claims.items():
        if len(claimants) == 1 and former not in clients:
            owners[former] = claimants[0]
    return owners
