"""No command writes over what it did not write: data, templates, git's own files, somebody's folder."""

from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, contents, make

DAY = ("--as-of", "2026-06-10")
ENDED = {
    "projects/acme/done/project.yml": "name: Done\nstate: closed\nsince: 2026-05-01\nbecause: It is done\n"
}
BUILD = ("build", *DAY, "--no-cache")
PREVIEW = ("preview", *DAY)
ARCHIVE = ("archive", "acme/done", *DAY)
REFUSED = [
    *(
        (BUILD, out)
        for out in (
            "projects",
            "..",
            "projects/acme",
            "site_templates",
            ".git/site",
        )
    ),
    *((PREVIEW, out) for out in ("projects", "projects/acme", "site_templates")),
    *(
        (ARCHIVE, out)
        for out in ("projects/acme.zip", "projects/acme/done/a.zip", ".git/a.zip")
    ),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Returns a workspace in a folder that is called like its client."""
    more = {"site_templates/assets/x.css": "/* ours */", ".git/config": "[core]\n"}
    return make(tmp_path / "acme", {**GOOD, **ENDED, **more})


@pytest.mark.parametrize(("command", "out"), REFUSED)
def test_a_command_is_refused_a_place_where_something_else_lies(
    workspace: Path, portalgen: Portalgen, command: tuple[str, ...], out: str
) -> None:
    before = contents(workspace.parent)
    run = portalgen(*command, "--out", out, cwd=workspace)
    after = {
        path: each
        for path, each in contents(workspace.parent).items()
        if "/.portalgen/" not in path
    }
    assert run.code == 1, run.out
    assert "which portals are made from" in run.err
    assert after == before


def test_a_site_replaces_only_a_site(workspace: Path, portalgen: Portalgen) -> None:
    make(workspace, {"site/acme/thesis.txt": "precious"})
    run = portalgen(*BUILD, cwd=workspace)
    assert run.code == 1
    assert "site/acme holds files that no build wrote" in run.err
    assert contents(workspace / "site") == {"acme/thesis.txt": b"precious"}
    (workspace / "site/acme/thesis.txt").unlink()
    assert portalgen(*BUILD, cwd=workspace).code == 0
    assert portalgen(*BUILD, cwd=workspace).code == 0


def test_a_link_in_a_sites_place_is_not_followed(
    workspace: Path, portalgen: Portalgen
) -> None:
    make(workspace, {"elsewhere/thesis.txt": "precious"})
    (workspace / "site").mkdir()
    (workspace / "site" / "acme").symlink_to(workspace / "elsewhere")
    run = portalgen(*BUILD, cwd=workspace)
    assert run.code == 1
    assert "is a link" in run.err
    assert contents(workspace / "elsewhere") == {"thesis.txt": b"precious"}
