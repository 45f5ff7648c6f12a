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
    changed: Iterable[str], prefix: str, projects: str, clients: Collection[str]
) -> Touched:
    """Returns which clients changed paths touch.

    Paths begin at the repository's top, `prefix` is the workspace's folder there (`agency/`; empty for the top),
    `projects` the name of the folder of the clients. What lies outside of the workspace touches nobody.
    """
    inside = [path.removeprefix(prefix) for path in changed if path.startswith(prefix)]
    if any(_is_shared(path, projects) for path in inside):
        return Touched(tuple(sorted(clients)), _gone(inside, projects, clients))
    named = {client for path in inside if (client := _client_of(path, projects))}
    return Touched(
        tuple(sorted(named & set(clients))), _gone(inside, projects, clients)
    )


def _is_shared(path: str, projects: str) -> bool:
    return (
        path in SHARED_FILES
        or path.split("/")[0] in SHARED_FOLDERS
        or path == f"{projects}/{PORTAL_FILE}"
    )


def _client_of(path: str, projects: str) -> str | None:
    top, *below = path.split("/")
    return below[0] if top == projects and len(below) > 1 else None


def _gone(
    inside: Iterable[str], projects: str, clients: Collection[str]
) -> tuple[str, ...]:
    main = (
        path for path in inside if path.count("/") == 2 and path.endswith("/client.yml")
    )
    return tuple(
        sorted(
            {
                name
                for path in main
                if (name := _client_of(path, projects)) and name not in clients
            }
        )
    )


def shard_of(client: str, shards: int) -> int:
    """Returns a client's shard, 0 to `shards` - 1: the same in every plan, whoever else is in it.

    So what must not run twice at once for a client can be held apart by the shard's number, which names nobody.
    """
    return int.from_bytes(hashlib.sha256(client.encode()).digest()[:8]) % shards


def in_shard(clients: Iterable[str], shard: int, shards: int) -> list[str]:
    """Returns the clients of a shard."""
    return [client for client in clients if shard_of(client, shards) == shard]


def shards_of(clients: Iterable[str], shards: int) -> list[int]:
    """Returns the shards that have any of the clients."""
    return sorted({shard_of(client, shards) for client in clients})


def as_lines(found: Touched, shards: int) -> str:
    """Returns the clients, one a line: what a job of a shard reads."""
    return "\n".join(found.clients)


def as_json(found: Touched, shards: int) -> str:
    """Returns clients with their shards, and those that are gone."""
    clients = [
        {"client": client, "shard": shard_of(client, shards)}
        for client in found.clients
    ]
    return json.dumps(
        {"clients": clients, "gone": list(found.gone), "shards": shards}, indent=1
    )


def as_github(found: Touched, shards: int) -> str:
    """Returns lines for `$GITHUB_OUTPUT`: a matrix of shards, and whether there is any."""
    numbers = _numbers(found.clients, shards)
    return f"shards={json.dumps(numbers)}\nany={'true' if numbers else 'false'}"


def as_gitlab(found: Touched, shards: int, since: str | None) -> str:
    """Returns a child pipeline: a job a shard, from the workspace's own `.gitlab/publish.yml`."""
    numbers = _numbers(found.clients, shards)
    jobs = {
        "publish": {"extends": ".publish", "parallel": {"matrix": [{"SHARD": numbers}]}}
    }
    nothing = {"nothing": {"script": ["echo 'No portal changes.'"]}}
    variables = {"SHARDS": str(shards), "SINCE": since or ""}
    # JSON is YAML.
    included = {
        "include": [{"local": ".gitlab/publish.yml"}],
        "variables": variables,
        **jobs,
    }
    return json.dumps(included if numbers else nothing, indent=1)


def _numbers(clients: Sequence[str], shards: int) -> list[str]:
    return [str(each) for each in shards_of(clients, shards)]
