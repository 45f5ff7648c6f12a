"""portalgen preview on real folders: what they write, what they refuse, and how they end."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import BROKEN, GOOD, LEAK, NEIGHBOUR, contents, make

DAY = ("--as-of", "2026-06-01")


@pytest.fixture
def sample(sample_workspace: Path, tmp_path: Path) -> Path:
    """Returns a copy of the sample with its history."""
    return Path(shutil.copytree(sample_workspace, tmp_path / "sample"))


def test_a_preview_is_one_file_a_client(
    sample: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen(
        "preview",
        "--as-of",
        str(SAMPLE_DAY),
        "--out",
        str(tmp_path / "out"),
        cwd=sample,
    )
    assert run.code == 0, run.err
    assert sorted(contents(tmp_path / "out")) == [
        "acme.html",
        "harbour.html",
        "sahkola.html",
    ]
    assert (
        run.out.splitlines()[0]
        == f"acme: {(tmp_path / 'out' / 'acme.html').as_posix()} as of {SAMPLE_DAY}"
    )


def test_a_preview_of_one_client_writes_no_other(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | NEIGHBOUR)
    assert portalgen("preview", "acme", *DAY, cwd=workspace).code == 0
    assert [path.name for path in (workspace / "preview").iterdir()] == ["acme.html"]
    first = (workspace / "preview/acme.html").read_bytes()
    assert portalgen("preview", "acme", *DAY, cwd=workspace).code == 0
    assert (workspace / "preview/acme.html").read_bytes() == first


def test_a_broken_client_has_no_preview_and_its_neighbours_have_theirs(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | BROKEN)
    run = portalgen("preview", *DAY, cwd=workspace)
    assert run.code == 1
    assert "projects/broken/site/project.yml:2:13: error[PG203]" in run.err
    assert "broken: no preview: the data of broken is broken" in run.err
    assert [path.name for path in (workspace / "preview").iterdir()] == ["acme.html"]


def test_a_preview_that_would_leak_is_not_written_and_the_last_one_stays(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | NEIGHBOUR)
    assert portalgen("preview", "acme", *DAY, cwd=workspace).code == 0
    before = contents(workspace / "preview")
    run = portalgen("preview", "acme", *DAY, cwd=make(workspace, LEAK))
    assert run.code == 1
    assert "acme: no preview: the finished site is not fit to publish" in run.err
    assert "shows “Harbour Museum of the North”, another client (" in run.err
    assert contents(workspace / "preview") == before


def test_a_preview_of_a_client_that_is_not_there_ends_with_2(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen("preview", "nobody", cwd=make(tmp_path, GOOD))
    assert run.code == 2
    assert not (tmp_path / "preview").exists()


def test_a_folder_that_cannot_be_made_is_told_in_words(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | {"plain": "x"})
    run = portalgen("preview", *DAY, "--out", "plain/x", cwd=workspace)
    assert run.code == 1
    assert "could not be written" in run.err


def test_what_is_wrong_with_what_all_share_is_told(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | {"projects/portal.yml": "nonsense: [\n"})
    run = portalgen("preview", *DAY, cwd=workspace)
    assert run.code == 1
    assert "projects/portal.yml:" in run.err


@pytest.mark.parametrize(
    "file", ["site_templates/pages/part.html.j2", "site_templates/pages/document.css"]
)
def test_a_template_that_is_not_utf_8_is_told_by_name(
    tmp_path: Path, portalgen: Portalgen, file: str
) -> None:
    workspace = make(tmp_path, {**GOOD, file: "<p>é</p>".encode("latin-1")})
    run = portalgen("preview", *DAY, cwd=workspace)
    assert run.code == 1
    assert f"{file} is not UTF-8: save it as UTF-8" in run.err
