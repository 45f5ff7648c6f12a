"""The hook of .pre-commit-hooks.yaml, run as pre-commit runs it: its entry, its args, the files that changed."""

import re
import shlex
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Sequence, plain
from tests.conftest import ROOT
from tests.kit.commands.command_line import Portalgen, Run
from tests.kit.commands.workspaces import BROKEN, GOOD, make
from tests.kit.files.memory import source

FILE = ROOT / ".pre-commit-hooks.yaml"
# What pre-commit knows of a hook, of its documentation.
KNOWN = {
    *(
        "id",
        "name",
        "entry",
        "language",
        "files",
        "exclude",
        "types",
        "types_or",
        "exclude_types",
        "always_run",
    ),
    *(
        "fail_fast",
        "verbose",
        "pass_filenames",
        "require_serial",
        "description",
        "language_version",
    ),
    *("minimum_pre_commit_version", "args", "stages", "additional_dependencies"),
}


def hook() -> dict[str, str]:
    """Returns the hook."""
    tree, wrong = parse(source(FILE.read_bytes()))
    assert wrong == []
    assert isinstance(tree, Sequence)
    (found,) = plain(tree)
    return {key: str(value) for key, value in found.items()}


def committed(
    workspace: Path, portalgen: Portalgen, *args: str, files: str | None = None
) -> Run | None:
    """Runs the hook over all files of a workspace, as for a commit of them; None where none is the hook's."""
    pattern = re.compile(files or hook()["files"])
    names = sorted(
        path.relative_to(workspace).as_posix()
        for path in workspace.rglob("*")
        if path.is_file()
    )
    chosen = [name for name in names if pattern.search(name)]
    program, *entry = shlex.split(hook()["entry"])
    assert program == "portalgen"
    return portalgen(*entry, *args, *chosen, cwd=workspace) if chosen else None


def test_the_hook_says_what_pre_commit_needs_and_nothing_that_it_does_not_know() -> (
    None
):
    assert {"id", "name", "entry", "language"} <= hook().keys() <= KNOWN
    assert hook()["id"] == "portalgen-check"
    assert hook()["require_serial"] == "true", (
        "clients are read once, not once for each core"
    )


def test_the_entry_is_a_program_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    assert shlex.split(hook()["entry"])[0] in project["scripts"]
    assert hook()["language"] == "python"


@pytest.mark.parametrize(
    ("more", "code"), [({}, 0), (BROKEN, 1)], ids=["good", "broken"]
)
def test_a_commit_passes_where_its_data_is_good(
    tmp_path: Path, portalgen: Portalgen, more: Mapping[str, str], code: int
) -> None:
    run = committed(
        make(tmp_path, GOOD | dict(more)), portalgen, "--as-of", "2026-06-01"
    )
    assert run is not None
    assert run.code == code, run.out + run.err
    assert ("error[PG203]" in run.out) is bool(code)


def test_a_folder_of_another_name_takes_two_lines(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    files = {
        path.replace("projects/", "data/"): text
        for path, text in (GOOD | BROKEN).items()
    }
    run = committed(
        make(tmp_path, files), portalgen, "--projects", "data", files="^data/"
    )
    assert run is not None
    assert run.code == 1
    assert "data/broken/site/project.yml" in run.out


def test_other_files_are_none_of_its_business(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    assert (
        committed(
            make(tmp_path, {"README.md": "", "old/projects/notes.md": ""}), portalgen
        )
        is None
    )
