"""portalgen status: every project in one table, and what comes in the days ahead."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.golden import assert_golden
from tests.kit.commands.workspaces import BROKEN, GOOD, make

SAMPLE = ("status", "--as-of", str(SAMPLE_DAY))


@pytest.fixture
def workspace(sample_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_workspace, tmp_path / "sample"))


def test_the_sample_agency_reads_where_every_project_stands(
    workspace: Path, portalgen: Portalgen, rewrite: bool
) -> None:
    run = portalgen(*SAMPLE, "--ahead", "14", cwd=workspace)
    assert run.code == 0, run.err
    assert_golden("status.txt", run.out, rewrite)


def test_programs_read_the_same(workspace: Path, portalgen: Portalgen) -> None:
    run = portalgen(*SAMPLE, "--ahead", "3", "--format", "json", cwd=workspace)
    found = json.loads(run.out)
    assert found["broken"] == []
    assert len(found["projects"]) == 5
    assert found["projects"][0]["project"] == "webshop"
    assert found["projects"][0]["overdue_asks"] == 1
    assert all(
        each["on"] <= "2026-11-23"
        for project in found["projects"]
        for each in project["ahead"]
    )


def test_only_the_clients_that_are_named_are_shown(
    workspace: Path, portalgen: Portalgen
) -> None:
    run = portalgen(*SAMPLE, "harbour", cwd=workspace)
    assert "harbour/collections" in run.out
    assert "acme" not in run.out


def test_a_client_with_broken_data_is_named_and_does_not_hide_the_others(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen(
        "status", "--as-of", "2026-06-01", cwd=make(tmp_path, GOOD | BROKEN)
    )
    assert run.code == 1
    assert "acme/webshop" in run.out
    assert "broken: the data is broken; run portalgen check" in run.out


@pytest.mark.parametrize("ahead", ["-1", "367", "soon"])
def test_a_number_of_days_that_is_none_is_refused(
    workspace: Path, portalgen: Portalgen, ahead: str
) -> None:
    assert portalgen(*SAMPLE, "--ahead", ahead, cwd=workspace).code == 2
