"""portalgen init: a workspace that checks and builds, and nothing overwritten."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.cli.index import INDEX
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import LEAST, contents, make

DAY = "2026-06-10"

pytestmark = pytest.mark.usefixtures("noon")


def test_a_new_workspace_checks_and_builds(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen("init", "work", cwd=tmp_path)
    assert run.code == 0, run.err
    workspace = tmp_path / "work"
    run = portalgen("check", "--as-of", DAY, cwd=workspace)
    assert (run.code, run.out) == (0, "0 errors, 0 warnings\n")
    run = portalgen("build", "--as-of", DAY, cwd=workspace)
    assert (run.code, run.err) == (0, "")
    now = (workspace / "site/meadow-bakery/online-orders/now/index.html").read_text(
        encoding="utf-8"
    )
    assert "Launch: expected" in now
    assert "as agreed" in now


@pytest.mark.parametrize("epoch", [0, 1, 29, 59, 364])
def test_the_invented_client_is_in_good_health_whenever_it_is_written(
    tmp_path: Path,
    portalgen: Portalgen,
    monkeypatch: pytest.MonkeyPatch,
    epoch: int,
    noon: str,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon) + epoch * 86400))
    assert portalgen("init", ".", cwd=tmp_path).code == 0
    run = portalgen("check", cwd=tmp_path)
    assert (run.code, run.out) == (0, "0 errors, 0 warnings\n")
    status = json.loads(portalgen("status", "--format", "json", cwd=tmp_path).out)
    assert [(each["health"], each["overdue_asks"]) for each in status["projects"]] == [
        ("green", 0)
    ]


def test_the_commands_of_the_page_for_project_managers_work(
    tmp_path: Path, portalgen: Portalgen, codes: Callable[[Path], list[str]]
) -> None:
    portalgen("init", ".", cwd=tmp_path)
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    move = next(line for line in page.splitlines() if line.startswith("portalgen move"))
    words = [
        part
        for at, piece in enumerate(move.split('"'))
        for part in ([piece] if at % 2 else piece.split())
    ]
    assert portalgen(*words[1:], cwd=tmp_path).code == 0
    assert (
        portalgen("new", "update", "meadow-bakery/online-orders", cwd=tmp_path).code
        == 0
    )
    assert codes(tmp_path) == ["PG501"]  # what the data does not know of the week
    named = set(re.findall(r"portalgen ([a-z]+)", page))
    assert {"move", "new", "check", "import"} <= named <= set(INDEX)


def test_a_new_file_names_its_schema_where_there_is_one(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, LEAST)
    (workspace / "schema").mkdir()
    assert portalgen("new", "client", "--name", "Birch", cwd=workspace).code == 0
    first = (
        (workspace / "projects/birch/client.yml")
        .read_text(encoding="utf-8")
        .partition("\n")[0]
    )
    assert first == "# yaml-language-server: $schema=../../schema/client.json"
    assert portalgen("check", cwd=workspace).code == 0


def test_nothing_is_overwritten_and_what_is_left_is_named(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    make(tmp_path, {"README.md": "mine\n", ".vscode/settings.json": "{}\n"})
    run = portalgen("init", ".", cwd=tmp_path)
    assert run.code == 1
    assert run.err.splitlines() == [
        "left as it is: README.md",
        "left as it is: .vscode/settings.json",
    ]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / ".vscode/settings.json").read_text(encoding="utf-8") == "{}\n"
    assert (tmp_path / "projects/meadow-bakery/client.yml").exists()
    before = contents(tmp_path)
    assert portalgen("init", ".", cwd=tmp_path).code == 1
    assert contents(tmp_path) == before


def test_a_workspace_with_clients_gets_no_invented_one(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, LEAST)
    run = portalgen("init", ".", cwd=workspace)
    assert run.code == 0
    assert "left out: the invented client, since there is acme" in run.out
    assert sorted(path.name for path in (workspace / "projects").iterdir()) == [
        "acme",
        "portal.yml",
    ]
    assert (workspace / ".github/workflows/publish.yml").exists()


def test_a_folder_that_is_a_file_is_wrong_usage(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    (tmp_path / "work").write_text("x")
    assert portalgen("init", "work", cwd=tmp_path).code == 2
    assert portalgen("init", "work/deeper", cwd=tmp_path).code == 1
