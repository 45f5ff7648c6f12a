"""portalgen check and explain: what they say, in which form, and how they end."""

import json
from pathlib import Path

import pytest

from portalgen.diagnostics import CODES
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import BROKEN, GOOD, LEAST, make

UNEXPLAINED = {
    "projects/acme/webshop/project.yml": "name: Webshop\nmilestones:\n"
    "  - {id: launch, name: Launch, baseline_date: 2026-06-01, promised_date: 2026-07-01}\n"
}
DAY = ("--as-of", "2026-06-01")


def test_the_samples_have_no_error(portalgen: Portalgen) -> None:
    run = portalgen("check", "--as-of", str(SAMPLE_DAY), cwd=ROOT)
    assert run.code == 0, run.out
    assert "0 errors" in run.out


def test_good_data_ends_with_0(tmp_path: Path, portalgen: Portalgen) -> None:
    run = portalgen("check", *DAY, cwd=make(tmp_path, GOOD))
    assert run.code == 0
    assert run.err == "no date is on record yet: this is not a git repository\n"
    assert run.out.splitlines()[-1].startswith("0 errors, ")


def test_the_least_workspace_is_good_data(tmp_path: Path, portalgen: Portalgen) -> None:
    assert portalgen("check", cwd=make(tmp_path, LEAST)).code == 0


def test_broken_data_ends_with_1_and_points_at_the_place(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen("check", *DAY, cwd=make(tmp_path, GOOD | BROKEN))
    assert run.code == 1
    lines = run.out.splitlines()
    at = next(
        n
        for n, line in enumerate(lines)
        if line.startswith("projects/broken/site/project.yml:2:13: error[PG203]")
    )
    assert "2026-13-01 is not a date" in lines[at]
    assert lines[at + 1].endswith("| started_on: 2026-13-01")
    assert lines[at + 2].index("^") - lines[at + 2].index("|") == lines[at + 1].index(
        "2026-13-01"
    ) - lines[at + 1].index("|")
    assert "help:" in lines[at + 3]
    assert lines[-1].startswith("1 error, ")


def test_json_is_a_list_of_objects(tmp_path: Path, portalgen: Portalgen) -> None:
    run = portalgen(
        "check", *DAY, "--format", "json", cwd=make(tmp_path, GOOD | BROKEN)
    )
    assert run.code == 1
    (one,) = (each for each in json.loads(run.out) if each["code"] == "PG203")
    assert {
        key: one[key] for key in ("file", "line", "column", "severity", "kind", "code")
    } == {
        "file": "projects/broken/site/project.yml",
        "line": 2,
        "column": 13,
        "severity": "error",
        "kind": "broken",
        "code": "PG203",
    }
    assert one["message"]
    assert one["help"]


def test_json_of_good_data_is_a_list_too(tmp_path: Path, portalgen: Portalgen) -> None:
    run = portalgen("check", *DAY, "--format", "json", cwd=make(tmp_path, GOOD))
    assert run.code == 0
    assert isinstance(json.loads(run.out), list)


def test_github_gets_an_annotation_at_the_line(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen(
        "check", *DAY, "--format", "github", cwd=make(tmp_path, GOOD | BROKEN)
    )
    assert run.code == 1
    (line,) = (each for each in run.out.splitlines() if "PG203" in each)
    assert line.startswith(
        "::error file=projects/broken/site/project.yml,line=2,col=13,title=PG203::"
    )
    assert "2026-13-01" in line


def test_a_name_cannot_begin_a_command_of_its_own(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    hostile = make(
        tmp_path,
        GOOD | {"projects/acme/webshop/risks.yml": '"x\\n::error file=a::b": 1\n'},
    )
    run = portalgen("check", *DAY, "--format", "github", cwd=hostile)
    assert run.code == 1
    assert [line for line in run.out.splitlines() if not line.startswith("::")] == []
    assert [
        line for line in run.out.splitlines() if line.startswith("::error file=a")
    ] == []


def test_a_path_chooses_its_client(tmp_path: Path, portalgen: Portalgen) -> None:
    workspace = make(tmp_path, GOOD | BROKEN)
    assert portalgen("check", *DAY, "projects/acme", cwd=workspace).code == 0
    assert (
        portalgen(
            "check", *DAY, "projects/acme/webshop/project.yml", cwd=workspace
        ).code
        == 0
    )
    assert (
        portalgen(
            "check", *DAY, "projects/acme", "projects/broken/client.yml", cwd=workspace
        ).code
        == 1
    )
    assert portalgen("check", *DAY, "projects/portal.yml", cwd=workspace).code == 1
    assert portalgen("check", *DAY, "projects", cwd=workspace).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "/"],
        ["check", "--format", "xml"],
        ["check", "--as-of", "2026-13-01"],
        ["check", "--as-of", "tomorrow"],
        ["check", "--projects", "nowhere"],
        ["check", "--no-such-option"],
        ["build", "nobody"],
        ["build", "acme", "nobody"],
        ["build", "--projects", "nowhere"],
        ["explain", "PG999"],
        ["explain"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_asking_for_what_is_not_there_ends_with_2(
    tmp_path: Path, portalgen: Portalgen, arguments: list[str]
) -> None:
    workspace = make(tmp_path, GOOD)
    run = portalgen(*arguments, cwd=workspace)
    assert run.code == 2
    assert run.out == ""
    assert run.err
    assert "Traceback" not in run.err
    assert not (workspace / "site").exists()


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 0)])
def test_a_rule_is_as_hard_as_the_agency_makes_it(
    tmp_path: Path, portalgen: Portalgen, severity: str, code: int
) -> None:
    rules = {"projects/portal.yml": f"rules: {{unexplained_moves: {severity}}}\n"}
    run = portalgen("check", *DAY, cwd=make(tmp_path, GOOD | UNEXPLAINED | rules))
    assert run.code == code
    assert f"{severity}[PG401]" in run.out


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(
    tmp_path: Path, portalgen: Portalgen, code: str
) -> None:
    run = portalgen("explain", code, cwd=tmp_path)
    assert run.code == 0
    title, blank, explanation, *examples = run.out.splitlines()
    assert title == f"{code}: {CODES[code].title} ({CODES[code].kind})"
    assert blank == ""
    assert explanation == CODES[code].explanation
    assert [line for line in examples if line in {"Wrong", "Right"}] == [
        "Wrong",
        "Right",
    ]
    assert portalgen("explain", code.lower(), cwd=tmp_path) == run


def test_help_and_version_end_with_0(tmp_path: Path, portalgen: Portalgen) -> None:
    assert "build" in portalgen("--help", cwd=tmp_path).out
    assert portalgen("--version", cwd=tmp_path).out.startswith("portalgen")
    assert portalgen("build", "-h", cwd=tmp_path).code == 0
