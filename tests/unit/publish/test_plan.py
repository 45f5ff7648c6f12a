"""The plan of a pipeline: which clients a change touches, and in which shard each is published."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.model.fields.scalars import SLUG_PATTERN
from portalgen.publish.plan import (
    Touched,
    as_github,
    as_gitlab,
    as_json,
    as_lines,
    in_shard,
    shard_of,
    shards_of,
    touched,
)

CLIENTS = ("acme", "harbour", "sahkola")
ALL = list(CLIENTS)
IDS = st.lists(
    st.from_regex(SLUG_PATTERN.replace("{0,62}", "{0,8}"), fullmatch=True),
    unique=True,
    max_size=30,
)


@pytest.mark.parametrize(
    ("changed", "clients"),
    [
        ([], []),
        (["projects/acme/webshop/milestones.yml"], ["acme"]),
        (
            ["projects/acme/client.yml", "projects/sahkola/logo.png"],
            ["acme", "sahkola"],
        ),
        # Internal matter decides what must not appear.
        (["projects/acme/webshop/internal/notes.md"], ["acme"]),
        # What every portal is made from.
        (["projects/portal.yml"], ALL),
        (["mkdocs.yml"], ALL),
        (["site_templates/pages/now.html.j2"], ALL),
        (["requirements.txt"], ALL),
        ([".github/workflows/publish.yml"], ALL),
        ([".gitlab-ci.yml"], ALL),
        # What none is made from.
        (
            [
                "README.md",
                "schema/project.json",
                "imports/shop.yml",
                ".pre-commit-config.yaml",
            ],
            [],
        ),
        (["projects/README.md"], []),
        (["docs/projects/acme/client.yml"], []),
        # A name that only begins like one.
        (
            [
                "projects-old/acme/client.yml",
                "site_templates_old/x",
                "projects/acme-2/client.yml",
            ],
            [],
        ),
    ],
)
def test_a_change_touches_the_clients_that_are_made_from_it(
    changed: list[str], clients: list[str]
) -> None:
    assert list(touched(changed, "", "projects", CLIENTS).clients) == clients


def test_a_workspace_below_the_top_of_its_repository_knows_its_own_files() -> None:
    paths = [
        "agency/projects/acme/client.yml",
        "projects/harbour/client.yml",
        "mkdocs.yml",
    ]
    assert touched(paths, "agency/", "projects", CLIENTS).clients == ("acme",)
    assert (
        touched(["agency/mkdocs.yml"], "agency/", "projects", CLIENTS).clients
        == CLIENTS
    )


def test_a_client_that_is_gone_is_named_and_not_planned() -> None:
    found = touched(
        ["projects/birch/client.yml", "projects/birch/site/project.yml"],
        "",
        "projects",
        CLIENTS,
    )
    assert found == Touched((), ("birch",))
    assert touched(
        ["mkdocs.yml", "projects/birch/client.yml"], "", "projects", CLIENTS
    ).gone == ("birch",)


@given(IDS, st.integers(1, 20))
def test_every_client_is_in_exactly_one_shard(clients: list[str], shards: int) -> None:
    parts = [in_shard(clients, shard, shards) for shard in range(shards)]
    assert sorted(each for part in parts for each in part) == sorted(clients)
    assert shards_of(clients, shards) == [
        shard for shard, part in enumerate(parts) if part
    ]


@given(IDS, IDS, st.integers(1, 20))
def test_a_client_stays_in_its_shard_whoever_comes_or_goes(
    some: list[str], others: list[str], shards: int
) -> None:
    for client in some:
        assert client in in_shard([client, *others], shard_of(client, shards), shards)


def test_the_shards_of_the_samples_are_those_of_every_version() -> None:
    assert [shard_of(client, 8) for client in CLIENTS] == [0, 6, 3]


@given(
    st.lists(st.from_regex(r"[a-z]{4,9}", fullmatch=True), unique=True, max_size=9),
    st.integers(1, 20),
)
def test_what_a_host_shows_to_everybody_names_no_client(
    clients: list[str], shards: int
) -> None:
    words = "shards true false include local gitlab publish extends parallel matrix nothing script echo portal changes"
    words += " variables since"
    found = Touched(tuple(each for each in clients if each not in words))
    for said in (as_github(found, shards), as_gitlab(found, shards, None)):
        assert [client for client in found.clients if client in said.casefold()] == []


def test_each_form_says_what_its_reader_needs() -> None:
    found = Touched(("acme", "sahkola"), ("birch",))
    assert as_lines(found, 8) == "acme\nsahkola"
    assert as_github(found, 8) == 'shards=["0", "3"]\nany=true'
    assert as_github(Touched(()), 8) == "shards=[]\nany=false"
    assert json.loads(as_json(found, 8)) == {
        "clients": [{"client": "acme", "shard": 0}, {"client": "sahkola", "shard": 3}],
        "gone": ["birch"],
        "shards": 8,
    }
    child = json.loads(as_gitlab(found, 8, "HEAD~1"))
    assert child["variables"] == {"SHARDS": "8", "SINCE": "HEAD~1"}
    assert child["publish"]["parallel"] == {"matrix": [{"SHARD": ["0", "3"]}]}
    assert list(json.loads(as_gitlab(Touched(()), 8, None))) == ["nothing"]
