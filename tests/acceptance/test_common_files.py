"""What holds for every client is never replaced by defaults: while it cannot be read, the last good sites stay."""

from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, contents, make

DAY = ("--as-of", "2026-06-10")
PORTAL, SETTINGS = "projects/portal.yml", "mkdocs.yml"
STRICT = GOOD[PORTAL] + "tolerance: {schedule_days: 0}\n"
BROKEN = {
    "a bracket too few": (PORTAL, STRICT.replace("}\n", "\n", 1)),
    "a key twice": (PORTAL, STRICT + "tolerance: {schedule_days: 7}\n"),
    "a tolerance that is none": (PORTAL, STRICT.replace("0}", "-1}")),
    "an unknown key": (PORTAL, STRICT + "tolerence: {schedule_days: 7}\n"),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make(tmp_path, {**GOOD, PORTAL: STRICT})


@pytest.mark.parametrize(("file", "content"), BROKEN.values(), ids=BROKEN)
def test_nothing_is_built_or_published_while_portal_yml_is_broken(
    workspace: Path, portalgen: Portalgen, file: str, content: str
) -> None:
    target = "access: public\npublish: {folder: www}\n"
    make(
        workspace,
        {"projects/acme/client.yml": GOOD["projects/acme/client.yml"] + target},
    )
    assert portalgen("build", *DAY, cwd=workspace).code == 0
    assert portalgen("publish", "acme", cwd=workspace).code == 0
    site = contents(workspace / "site")
    served = contents(workspace / "www")
    make(workspace, {file: content})
    run = portalgen("build", *DAY, cwd=workspace)
    assert run.code == 1
    assert "acme: not built: portal.yml is broken" in run.err
    assert "the last good site stays" in run.err
    for command in ("publish", "preview"):
        run = portalgen(command, "acme", cwd=workspace)
        assert run.code == 1
        assert "portal.yml is broken" in run.err
    assert contents(workspace / "site") == site
    assert contents(workspace / "www") == served


@pytest.mark.parametrize("command", ["status", "diff"])
def test_nobody_is_judged_by_defaults_while_portal_yml_is_broken(
    workspace: Path, portalgen: Portalgen, command: str
) -> None:
    make(workspace, {PORTAL: BROKEN["a bracket too few"][1]})
    run = portalgen(command, "acme", *DAY, cwd=workspace)
    assert run.code == 1
    assert "Launch" not in run.out


@pytest.mark.parametrize(
    ("settings", "told"),
    [("plugins: [search]\n", "plugins"), ("theme: {palette: [\n", "error[PG104]")],
)
def test_settings_that_are_not_taken_over_are_told_and_stop_nobody(
    workspace: Path, portalgen: Portalgen, settings: str, told: str
) -> None:
    make(workspace, {SETTINGS: settings})
    run = portalgen("build", *DAY, cwd=workspace)
    assert told in run.err
    assert "acme: not built" not in run.err
