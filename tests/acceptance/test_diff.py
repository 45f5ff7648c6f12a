"""portalgen diff: what a client will see change, and what it should hear by voice first."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.golden import assert_golden
from tests.kit.commands.workspaces import GOOD, make
from tests.kit.files.pictures import png

DAY = ("--as-of", str(SAMPLE_DAY))


@pytest.fixture
def workspace(sample_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_workspace, tmp_path / "sample"))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("diff-a-week.txt", ("acme", "--since", "2026-11-13")),
        (
            "diff-eleven-weeks.md",
            ("acme", "--since", "2026-09-04", "--format", "markdown"),
        ),
        ("diff-a-slip-mended.txt", ("sahkola", "--since", "2026-10-02")),
    ],
)
def test_the_sample_tells_what_changed(
    workspace: Path,
    portalgen: Portalgen,
    name: str,
    arguments: tuple[str, ...],
    rewrite: bool,
) -> None:
    run = portalgen("diff", *arguments, *DAY, cwd=workspace)
    assert run.code == 0, run.err
    assert_golden(name, run.out, rewrite)


def test_nothing_changes_where_nothing_was_edited(
    workspace: Path, portalgen: Portalgen
) -> None:
    run = portalgen("diff", "harbour", *DAY, cwd=workspace)
    assert (run.code, run.out.strip()) == (0, "The client will see no change.")


def edit(workspace: Path, file: str, before: str, after: str) -> None:
    path = workspace / "projects" / "acme" / "webshop" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_an_edit_that_the_client_should_hear_first_is_told_first_with_its_reason(
    workspace: Path, portalgen: Portalgen
) -> None:
    edit(
        workspace,
        "milestones.yml",
        "promised_date: 2026-11-30",
        "promised_date: 2027-01-12",
    )
    run = portalgen("diff", "acme", *DAY, cwd=workspace)
    first, second, *_ = run.out.splitlines()
    assert first == "Call before you publish"
    assert second.strip().startswith(
        "webshop  Launch: promised 30 November 2026 → 12 January 2027, 43 days later"
    )
    assert second.endswith("(no reason given)")


def test_a_date_moved_within_the_tolerance_needs_no_call(
    workspace: Path, portalgen: Portalgen
) -> None:
    edit(workspace, "milestones.yml", "forecast: 2026-12-10", "forecast: 2026-12-12")
    run = portalgen("diff", "acme", *DAY, "--format", "json", cwd=workspace)
    (found,) = [each for each in json.loads(run.out) if each["kind"] == "forecast"]
    assert (found["before"], found["after"], found["days"], found["call"]) == (
        "2026-12-10",
        "2026-12-12",
        2,
        False,
    )


def test_a_higher_price_calls_for_a_call(workspace: Path, portalgen: Portalgen) -> None:
    edit(workspace, "changes.yml", "cost_impact: 14800", "cost_impact: 15800")
    run = portalgen("diff", "acme", *DAY, "--format", "json", cwd=workspace)
    (found,) = [each for each in json.loads(run.out) if each["kind"] == "cost"]
    assert (found["before"], found["after"], found["call"]) == ("23400", "24400", True)


def test_an_older_move_that_is_declared_afterwards_is_the_one_that_is_told(
    workspace: Path, portalgen: Portalgen
) -> None:
    older = "{on: 2026-05-12, from: 2026-08-14, to: 2026-08-21, cause: estimate, because: Known now.}"
    newer = "- on: 2026-08-05\n"
    edit(workspace, "milestones.yml", newer, f"- {older}\n      {newer}")
    run = portalgen("diff", "acme", *DAY, "--format", "json", cwd=workspace)
    events = [each["says"] for each in json.loads(run.out) if each["kind"] == "event"]
    assert events == ["Catalogue: promise moved from 14 August to 21 August"]


def test_what_pages_say_otherwise_is_told_although_no_date_and_no_price_changes(
    workspace: Path, portalgen: Portalgen
) -> None:
    edit(
        workspace,
        "updates/2026-11-20.md",
        "Reservation is rebuilt",
        "Reservation is nearly rebuilt",
    )
    edit(
        workspace, "changes.yml", "schedule_impact_days: 14", "schedule_impact_days: 9"
    )
    document = "projects/acme/webshop/documents/click-and-collect.png"
    (workspace / document).write_bytes(png())
    run = portalgen("diff", "acme", *DAY, cwd=workspace)
    assert run.code == 0, run.err
    called, pages = run.out.split("\n\nWhat the pages say otherwise\n")
    assert called.splitlines() == [
        "Call before you publish",
        "  webshop  document: click-and-collect.png is another file under the same name",
    ]
    assert "“Reservation is rebuilt; the merchant account …”" in pages
    assert "“Reservation is nearly rebuilt; the merchant account …”" in pages
    assert "webshop  Changes: " in pages


def test_a_milestone_that_goes_calls_for_a_call(
    workspace: Path, portalgen: Portalgen
) -> None:
    edit(
        workspace,
        "milestones.yml",
        "  - id: handover\n",
        "  - id: handover\n    visibility: internal\n",
    )
    # Another milestone, which stays, says the same six words of its payment, and they would be internal then.
    same = "payment: 10 % of the price, £9,200"
    edit(workspace, "milestones.yml", same, "payment: the first tenth")
    run = portalgen("diff", "acme", *DAY, cwd=workspace)
    assert (
        "milestone: Handover is no longer shown"
        in run.out.split("What the client will see")[0]
    )


@pytest.mark.parametrize(
    "since", ["nonsense", "--all", "1999-01-01", "2026-13-45", "HEAD~500", ""]
)
def test_a_revision_that_git_does_not_know_is_said(
    workspace: Path, portalgen: Portalgen, since: str
) -> None:
    run = portalgen("diff", "acme", f"--since={since}", *DAY, cwd=workspace)
    assert run.code == 2
    assert "git knows no commit" in run.err


def test_without_git_there_is_nothing_to_compare_with(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen("diff", "acme", "--as-of", "2026-06-01", cwd=make(tmp_path, GOOD))
    assert run.code == 2
    assert "git knows no commit HEAD here" in run.err


def test_a_commit_whose_data_was_broken_is_compared_as_it_could_last_be_read(
    workspace: Path, portalgen: Portalgen
) -> None:
    edit(
        workspace,
        "milestones.yml",
        "promised_date: 2026-11-30",
        "promised_date: 2026-13-30",
    )
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y.example", "commit", "-qam", "Broken"],
                   cwd=workspace, check=True)  # fmt: skip
    edit(
        workspace,
        "milestones.yml",
        "promised_date: 2026-13-30",
        "promised_date: 2027-01-12",
    )
    run = portalgen("diff", "acme", *DAY, cwd=workspace)
    (told,) = [line for line in run.err.splitlines() if " was broken " in line]
    assert told.startswith(
        "the data of acme/webshop was broken at HEAD; it is compared as of 2026-"
    )
    assert "promised 30 November 2026 → 12 January 2027" in run.out


def test_clients_may_be_named_as_a_shell_completes_them(
    workspace: Path, portalgen: Portalgen
) -> None:
    named = portalgen("diff", "harbour", "acme", *DAY, cwd=workspace)
    assert portalgen("diff", "projects/harbour/", "acme/", *DAY, cwd=workspace) == named
