"""A workspace, and what its clients share: read once, with the histories along the lines that were published."""

from datetime import date
from pathlib import Path

import pytest

from portalgen.errors import UsageError
from portalgen.exports.seal import seal
from portalgen.model.record.past import Lack, Origin
from portalgen.pipeline.seals import Seals
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.kit.files.repositories import Made, launch

FILE = "acme/webshop/milestones.yml"
CLIENT = "name: Acme\nledger_salt: 5f1c0000000000000000000000000000\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    made.commit({"acme/client.yml": CLIENT, FILE: launch("2026-06-15")})
    return made


def test_the_root_of_a_workspace_is_the_folder_above_its_clients(
    tmp_path: Path,
) -> None:
    assert Workspace(tmp_path / "projects").root == tmp_path
    assert Workspace(Path("..")).root == Path("../..")
    with pytest.raises(UsageError, match="is not a folder"):
        Workspace(tmp_path / "nowhere").folder()


def test_a_workspace_without_git_has_no_repository(tmp_path: Path, made: Made) -> None:
    assert Workspace(tmp_path).repository is None
    assert Workspace(made.projects).repository == made.repository


def test_each_client_s_history_goes_along_the_line_that_its_seal_names(
    made: Made, tmp_path: Path
) -> None:
    made.branch("own")
    made.commit({"acme/app/m.yml": launch("2026-08-01")})
    made.git("checkout", "-q", "main")
    published = made.commit({FILE: launch("2026-07-15")})
    made.git("checkout", "-q", "own")
    made.git("merge", "-q", "-m", "by hand", "main")
    sealed = tmp_path / "site/acme/seal.json"
    sealed.parent.mkdir(parents=True)
    sealed.write_bytes(seal(date(2026, 6, 1), 1, "a1" * 32, Origin(published)))
    workspace = Workspace(made.projects)
    shared = read_shared(workspace, None, Seals(tmp_path / "site"))
    commits = [each.commit for each in shared.histories["acme"].revisions]
    assert published in commits
    assert shared.seals["acme"].origin == Origin(published)
    alone = read_shared(workspace).histories["acme"]
    assert published not in [each.commit for each in alone.revisions]


def test_why_the_history_is_missing_is_told_once_for_all_clients(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write({"other/client.yml": CLIENT})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    shared = read_shared(Workspace(made.projects))
    assert [each.code for each in shared.diagnostics] == ["PG608"]
    assert {each.lack for each in shared.histories.values()} == {Lack.UNTRUSTED}


def written(folder: Path, **texts: str) -> Workspace:
    projects = folder / "agency" / "projects"
    (projects / "acme").mkdir(parents=True)
    (projects / "acme" / "client.yml").write_text("name: Acme\nledger_salt: 0f\n")
    for name, text in texts.items():
        (projects.parent / f"{name}.yml").write_text(text)
    return Workspace(projects)


def test_a_workspace_is_the_folder_around_the_clients(tmp_path: Path) -> None:
    workspace = written(tmp_path)
    assert workspace.root == tmp_path / "agency"
    assert workspace.name == "projects"
    assert workspace.cache == tmp_path / "agency" / ".portalgen" / "cache"
    assert Workspace(workspace.projects / "..").root == workspace.projects / ".." / ".."


def test_clients_share_their_names_and_one_fence(tmp_path: Path) -> None:
    shared = read_shared(written(tmp_path))
    assert shared.ids == ("acme",)
    assert [each.text for each in shared.names["acme"]] == ["acme", "Acme"]
    assert shared.fence is shared.fence
    assert shared.fence.names is shared.names


def test_what_mkdocs_yml_says_wrongly_is_told_and_stops_nobody(tmp_path: Path) -> None:
    shared = read_shared(written(tmp_path, mkdocs="plugins: [search]\n"))
    assert [each.code for each in shared.diagnostics] == ["PG121"]
    assert not shared.is_broken
