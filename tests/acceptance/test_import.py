"""portalgen import on real folders: what it says and writes, what it leaves alone, and how it ends."""

from pathlib import Path

import pytest

from portalgen.source.files.text import LARGEST_FILE
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, contents, make
from tests.kit.trackers.exports import EXPORTS, GOSSIP, PROJECT, jira

DAY = ("--on", "2026-03-27")
TABLE, STORE = (
    "projects/acme/webshop/progress.csv",
    "projects/acme/webshop/internal/import-jira.csv",
)
COMMAND = ("import", "export.csv", "--map", "jira", "--project", "acme/webshop", *DAY)
MILESTONE = {
    "projects/acme/webshop/project.yml": "# the shop\nname: Webshop\nstarted_on: 2026-03-02\nmilestones:\n"
    "  - {id: launch,   name: Launch, promised_date: 2026-04-10, source: jira/SHOP-8}   # agreed\n"
}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774612800")  # 2026-03-27, 12:00 UTC


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Returns a workspace with an export of Jira beside it."""
    return make(tmp_path, GOOD | MILESTONE | {"export.csv": jira(PROJECT)})


def test_an_import_says_what_it_writes_and_where_dates_differ(
    workspace: Path, portalgen: Portalgen
) -> None:
    run = portalgen(*COMMAND, cwd=workspace)
    assert run.code == 0, run.err
    assert run.out.splitlines() == [
        "items: 12 new, 0 changed, 0 as before",
        "  + 2026-03-06,8,3",
        "  + 2026-03-13,9,6",
        "  + 2026-03-20,12,7",
        "  + 2026-03-27,11,7",
        "launch: 2026-04-10 here, 2026-04-15 in jira, 5 days later. If the promise moves:",
        "  portalgen move acme/webshop launch 2026-04-15 --cause … --because …",
        f"written: {TABLE}, {STORE}",
    ]
    assert (workspace / TABLE).read_bytes().splitlines()[-1] == b"2026-03-27,11,7"
    assert portalgen("check", "--as-of", "2026-03-27", cwd=workspace).code == 0


def test_only_the_two_files_change(workspace: Path, portalgen: Portalgen) -> None:
    before = contents(workspace)
    portalgen(*COMMAND, cwd=workspace)
    after = contents(workspace)
    assert after.keys() - before.keys() == {TABLE, STORE}
    assert {name: after[name] for name in before} == before


def test_a_dry_run_says_the_same_and_writes_nothing(
    workspace: Path, portalgen: Portalgen
) -> None:
    before = contents(workspace)
    dry = portalgen(*COMMAND, "--dry-run", cwd=workspace)
    assert contents(workspace) == before
    assert dry.code == 0
    real = portalgen(*COMMAND, cwd=workspace)
    assert dry.out == real.out.replace("written: ", "would be written: ")


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_day_after_today_is_refused(
    workspace: Path, portalgen: Portalgen, more: tuple[str, ...]
) -> None:
    before = contents(workspace)
    run = portalgen(*COMMAND[:-1], "2026-04-03", *more, cwd=workspace)
    assert run.code == 2
    assert "--on 2026-04-03 lies after today, 2026-03-27" in run.err
    assert contents(workspace) == before


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_rows_that_would_break_the_table_are_refused_dry_or_not(
    workspace: Path, portalgen: Portalgen, more: tuple[str, ...]
) -> None:
    header = b"date,scope,done\n"
    make(
        workspace, {TABLE: header + b"\n" * (LARGEST_FILE - len(header))}
    )  # as large as it may be
    before = contents(workspace)
    run = portalgen(*COMMAND, *more, cwd=workspace)
    assert run.code == 1
    assert TABLE in run.err
    assert "nothing was written" in run.err
    assert contents(workspace) == before


def test_progress_that_falls_is_told(workspace: Path, portalgen: Portalgen) -> None:
    make(workspace, {TABLE: "date,scope,done\n2026-03-20,50,40\n"})
    run = portalgen(*COMMAND, cwd=workspace)
    assert (
        "done falls from 40 on 2026-03-20 to 7 on 2026-03-27: is the export whole?"
        in run.out
    )


def test_a_milestones_item_in_the_tracker_is_never_published(
    workspace: Path, portalgen: Portalgen
) -> None:
    project = MILESTONE["projects/acme/webshop/project.yml"].replace(
        "SHOP-8", "CANARY-8"
    )
    make(
        workspace,
        {"projects/acme/webshop/project.yml": project, "export.csv": jira(PROJECT)},
    )
    portalgen(*COMMAND, cwd=workspace)
    run = portalgen("build", "--as-of", "2026-03-27", "--no-cache", cwd=workspace)
    assert run.code == 0, run.err
    built = {
        path: content
        for path, content in contents(workspace / "site").items()
        if path.startswith("acme/")
    }
    assert any(b"Launch" in content for content in built.values())
    assert [
        path
        for path, content in built.items()
        if b"CANARY-8" in content or b"SHOP-" in content
    ] == []


def test_the_second_time_nothing_changes(workspace: Path, portalgen: Portalgen) -> None:
    portalgen(*COMMAND, cwd=workspace)
    before = contents(workspace)
    run = portalgen(*COMMAND, cwd=workspace)
    assert run.code == 0
    assert run.out.splitlines()[0] == "items: 0 new, 0 changed, 12 as before"
    assert run.out.splitlines()[-1] == "nothing changed"
    assert contents(workspace) == before


def test_the_project_may_stand_in_the_mapping(
    workspace: Path, portalgen: Portalgen
) -> None:
    make(workspace, {"imports/shop.yml": "like: jira\nproject: acme/webshop\n"})
    run = portalgen("import", "export.csv", "--map", "shop", cwd=workspace)
    assert run.code == 0, run.err
    assert (workspace / "projects/acme/webshop/internal/import-shop.csv").is_file()


def test_rows_that_differ_are_told_and_revised_on_demand(
    workspace: Path, portalgen: Portalgen
) -> None:
    make(workspace, {TABLE: "date,scope,done\n2026-03-20,12,9\n"})
    run = portalgen(*COMMAND, cwd=workspace)
    assert (
        "rows that the export gives otherwise, which stay as they are; --revise exchanges them: 1"
        in run.out
    )
    assert "  2026-03-20: scope 12, done 9; in the export 12 and 7" in run.out
    run = portalgen(*COMMAND, "--revise", cwd=workspace)
    assert "which are exchanged: 1" in run.out
    assert (
        workspace / TABLE
    ).read_text() == "date,scope,done\n2026-03-20,12,7\n2026-03-27,11,7\n"


@pytest.mark.parametrize("kind", EXPORTS)
def test_no_gossip_of_a_tracker_is_written_or_said(
    tmp_path: Path, portalgen: Portalgen, kind: str
) -> None:
    name, export, _ = EXPORTS[kind]
    workspace = make(tmp_path, GOOD)
    (tmp_path / "export").write_bytes(export(PROJECT))
    run = portalgen(
        "import",
        "export",
        "--map",
        name,
        "--project",
        "acme/webshop",
        *DAY,
        cwd=workspace,
    )
    assert run.code == 0, run.err
    written = {
        path: content
        for path, content in contents(workspace).items()
        if path != "export"
    }
    assert GOSSIP not in run.out + run.err
    assert [
        path for path, content in written.items() if GOSSIP.encode() in content
    ] == []
    assert "written: " in run.out


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("export.csv", "--map", "jira"), 2, "missing: --project CLIENT/PROJECT"),
        (
            ("export.csv", "--map", "jra", "--project", "acme/webshop"),
            2,
            "did you mean jira?",
        ),
        (("export.csv", "--project", "acme/webshop"), 2, "Missing option '--map'"),
        (
            ("gone.csv", "--map", "jira", "--project", "acme/webshop"),
            2,
            "does not exist",
        ),
        (
            ("export.csv", "--map", "jira", "--project", "acme/shop"),
            2,
            "acme has no project called shop",
        ),
        (
            ("export.csv", "--map", "trello", "--project", "acme/webshop"),
            1,
            "export.csv: no record has a field id",
        ),
        (
            ("projects/portal.yml", "--map", "jira", "--project", "acme/webshop"),
            1,
            "no record has a field",
        ),
        (
            ("export.csv", "--map", "own", "--project", "acme/webshop"),
            1,
            "the mapping own is broken",
        ),
    ],
)
def test_what_cannot_be_imported_is_told_and_nothing_is_written(
    workspace: Path,
    portalgen: Portalgen,
    arguments: tuple[str, ...],
    code: int,
    what: str,
) -> None:
    make(workspace, {"imports/own.yml": "like: jira\nweigth: Points\n"})
    before = contents(workspace)
    run = portalgen("import", *arguments, cwd=workspace)
    assert run.code == code
    assert what in run.err
    assert "Traceback" not in run.err
    assert contents(workspace) == before
