"""A workspace, and what its clients share: read once, with what is wrong with it."""

from pathlib import Path

import pytest

from portalgen.errors import UsageError
from portalgen.pipeline.workspace import Workspace, read_shared


def made(folder: Path, **texts: str) -> Workspace:
    projects = folder / "agency" / "projects"
    (projects / "acme").mkdir(parents=True)
    (projects / "acme" / "client.yml").write_text("name: Acme\nledger_salt: 0f\n")
    for name, text in texts.items():
        (projects.parent / f"{name}.yml").write_text(text)
    return Workspace(projects)


def test_a_workspace_is_the_folder_around_the_clients(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    assert workspace.root == tmp_path / "agency"
    assert workspace.name == "projects"
    assert workspace.cache == tmp_path / "agency" / ".portalgen" / "cache"
    assert Workspace(workspace.projects / "..").root == workspace.projects / ".." / ".."


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        Workspace(tmp_path / "none").folder()


def test_clients_share_their_names_and_one_fence(tmp_path: Path) -> None:
    shared = read_shared(made(tmp_path))
    assert shared.ids == ("acme",)
    assert [each.text for each in shared.names["acme"]] == ["acme", "Acme"]
    assert shared.fence is shared.fence
    assert shared.fence.names is shared.names


def test_what_mkdocs_yml_says_wrongly_is_told_and_stops_nobody(tmp_path: Path) -> None:
    shared = read_shared(made(tmp_path, mkdocs="plugins: [search]\n"))
    assert [each.code for each in shared.diagnostics] == ["PG121"]
    assert not shared.is_broken
