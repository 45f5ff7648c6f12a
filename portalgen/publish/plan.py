"""Which clients a change touches, and in which shard each of them is published. Pure: paths in, clients out."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

# What every portal is made from: a change of it touches all clients.
SHARED_FILES = ("mkdocs.yml", "requirements.txt", ".gitlab-ci.yml")
SHARED_FOLDERS = ("site_templates", ".github", ".gitlab")
PORTAL_FILE = "portal.yml"


@dataclass(frozen=True, slots=True)
class Touched:
    """The clients that a change touches, and those that it takes away."""

    clients: tuple[str, ...]
    gone: tuple[str, ...] = ()


def touched(
    changed: Iterable[str],
    prefix: str,
    projects: str,
    clients: Collection[str],
) -> Touched:
    """Returns which clients changed paths touch.

    Paths begin at the repository's top, `prefix` is the workspace's folder there (`agency/`; empty for the top),
    `projects` the name of the folder of the clients. What lies outside of the workspace touches nobody.
    """
    inside = [path.removeprefix(prefix) for path in changed if path.startswith(prefix)]
    gone = _gone(inside, projects, clients)
    shared = [path for path in inside if _is_shared(path, projects)]
    if shared:
        everybody = sorted(clients)
        return Touched(tuple(everybody), gone)
    named = {_client_of(path, projects) for path in inside}
    known = sorted(named.intersection(clients))
    return Touched(tuple(known), gone)


def _is_shared(path: str, projects: str) -> bool:
    if path in SHARED_FILES:
        return True
    if path == f"{projects}/{PORTAL_FILE}":
        return True
    top, _, _ = path.partition("/")
    return top in SHARED_FOLDERS


def _client_of(path: str, projects: str) -> str:
    """Returns the client that a file belongs to; nothing for one of no client."""
    top, _, below = path.partition("/")
    client, slash, _ = below.partition("/")
    if top != projects or not slash:
        return ""
    return client


def _gone(
    inside: Iterable[str],
    projects: str,
    clients: Collection[str],
) -> tuple[str, ...]:
    """Returns the clients whose client.yml changed, and who are clients no more."""
    gone = set()
    for path in inside:
        client = _client_of(path, projects)
        if path != f"{projects}/{client}/client.yml":
            continue
        if client and client not in clients:
            gone.add(client)
    return tuple(sorted(gone))


def shard_of(client: str, shards: int) -> int:
    """Returns a client's shard, 0 to `shards` - 1: the same in every plan, whoever else is in it.

    So what must not run twice at once for a client can be held apart by the shard's number, which names nobody.
    """
    digest = hashlib.sha256(client.encode()).digest()
    number = int.from_bytes(digest[:8])
    return number % shards


def in_shard(
    clients: Iterable[str],
    shard: int,
    shards: int,
) -> list[str]:
    """Returns the clients of a shard."""
    return [client for client in clients if shard_of(client, shards) == shard]


def shards_of(clients: Iterable[str], shards: int) -> list[int]:
    """Returns the shards that have any of the clients."""
    numbers = {shard_of(client, shards) for client in clients}
    return sorted(numbers)


def as_lines(found: Touched, shards: int) -> str:
    """Returns the clients, one a line: what a job of a shard reads."""
    return "\n".join(found.clients)


def as_json(found: Touched, shards: int) -> str:
    """Returns clients with their shards, and those that are gone."""
    clients = [
        {
            "client": client,
            "shard": shard_of(client, shards),
        }
        for client in found.clients
    ]
    plan = {
        "clients": clients,
        "gone": list(found.gone),
        "shards": shards,
    }
    return json.dumps(plan, indent=1)


def as_github(found: Touched, shards: int) -> str:
    """Returns lines for `$GITHUB_OUTPUT`: a matrix of shards, and whether there is any."""
    numbers = _numbers(found.clients, shards)
    matrix = json.dumps(numbers)
    is_any = "true" if numbers else "false"
    return f"shards={matrix}\nany={is_any}"


def as_gitlab(
    found: Touched,
    shards: int,
    since: str | None,
) -> str:
    """Returns a child pipeline: a job a shard, from the workspace's own `.gitlab/publish.yml`."""
    numbers = _numbers(found.clients, shards)
    matrix = [{"SHARD": numbers}]
    pipeline: dict[str, object] = {
        "include": [{"local": ".gitlab/publish.yml"}],
        "variables": {
            "SHARDS": str(shards),
            "SINCE": since or "",
        },
        "publish": {
            "extends": ".publish",
            "parallel": {"matrix": matrix},
        },
    }
    if not numbers:
        pipeline = {"nothing": {"script": ["echo 'No portal changes.'"]}}
    return json.dumps(pipeline, indent=1)  # JSON is YAML


def _numbers(clients: Sequence[str], shards: int) -> list[str]:
    found = shards_of(clients, shards)
    return [str(each) for each in found]
