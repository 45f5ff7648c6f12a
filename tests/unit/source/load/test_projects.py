"""Of the projects in a client's folder, those are kept that the client may see and that can be read."""

import pytest

from portalgen.model.project import PageName
from portalgen.source.load.projects import PROJECT_KEYS
from tests.kit.files.memory import CLIENT, PROJECT, loaded, told

LAUNCH = "milestones: [{id: launch, name: Launch, promised_date: 2026-12-15}]\n"
UPDATE = "---\nheadline: All well\nquiet: true\n---\nAbout the vault.\n"


def test_projects_are_read_in_the_order_of_their_folders() -> None:
    found = loaded({"intranet/project.yml": "name: Intranet\n"})
    assert found.client
    assert [each.id for each in found.client.projects] == ["intranet", "webshop"]


@pytest.mark.parametrize(
    "text", ["name: [A]\n", "summary: A\n", "name: A\nname: B\n", "name: [\n"]
)
def test_a_project_that_cannot_be_read_is_not_there_and_its_neighbour_is(
    text: str,
) -> None:
    found = loaded({"intranet/project.yml": text})
    assert found.is_broken
    assert found.client
    assert [each.id for each in found.client.projects] == ["webshop"]


def test_an_internal_project_is_not_there_and_all_that_it_says_is_secret() -> None:
    found = loaded(
        {
            "intranet/project.yml": f"name: Vault rebuilding\nvisibility: internal\n{LAUNCH}",
            "intranet/updates/2026-11-20.md": UPDATE,
        }
    )
    assert found.diagnostics == ()
    assert found.client
    assert [each.id for each in found.client.projects] == ["webshop"]
    secrets = {secret.text.strip() for secret in found.secrets}
    assert {"Vault rebuilding", "Launch", "About the vault."} <= secrets


def test_what_a_hidden_page_would_say_is_secret() -> None:
    risks = "risks: [{id: rain, name: Rain on the roof, probability: 1, impact: 1}]\n"
    hidden = loaded({"webshop/project.yml": f"{PROJECT}{risks}pages: [now]\n"})
    shown = loaded({"webshop/project.yml": f"{PROJECT}{risks}"})
    assert "Rain on the roof" in {secret.text for secret in hidden.secrets}
    assert "Rain on the roof" not in {secret.text for secret in shown.secrets}


def test_a_project_lists_its_own_pages_else_the_clients_else_all() -> None:
    client = CLIENT + "pages: [now, dates, how]\n"
    found = loaded(
        {
            "client.yml": client,
            "intranet/project.yml": "name: Intranet\npages: [now, dates, how, risks]\n",
        }
    )
    assert found.client
    intranet, webshop = found.client.projects
    assert PageName.RISKS in intranet.pages
    assert PageName.RISKS not in webshop.pages
    everywhere = loaded({})
    assert everywhere.client
    assert set(everywhere.client.projects[0].pages) == set(PageName)


def test_an_id_that_stands_twice_is_told_once() -> None:
    twice = "milestones: [{id: a, name: A}, {id: a, name: B}]\n"
    found = loaded({"webshop/milestones.yml": twice})
    assert [each.partition(" ")[2] for each in told(found.diagnostics)] == ["PG301"]


def test_what_comes_from_folders_is_no_key_of_a_file() -> None:
    assert {"id", "progress", "updates", "documents"}.isdisjoint(PROJECT_KEYS)
    found = loaded({"webshop/project.yml": f"{PROJECT}updates: []\n"})
    assert [each.code for each in found.diagnostics] == ["PG202"]
