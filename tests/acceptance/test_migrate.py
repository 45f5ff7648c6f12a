"""portalgen migrate: shows what it would do, does it, and has nothing to do the second time."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from portalgen.cli import commands
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, contents, make

OLD = GOOD | {
    "projects/acme/webshop/milestones.yml": "milestones:\n"
    "  # agreed in the kick-off on 12.1.2026\n"
    "  - {id: launch, name: Launch,   promised_date: 15.12.2026}  # or 1.1.2027\n",
    "projects/acme/webshop/project.yml": "format: 0\nname: Webshop\nstarted_on: 1/13/2026\n",
    "projects/acme/webshop/updates/2026-05-29.md": "---\nheadline: Since 1.5.2026\nquiet: true\n---\n1.5.2026\n",
    "projects/acme/webshop/internal/notes.yml": "started_on: 1.5.2026\n",
}
DIFFERENCE = """\
--- projects/acme/webshop/milestones.yml
+++ projects/acme/webshop/milestones.yml
@@ -2,2 +2,2 @@
   # agreed in the kick-off on 12.1.2026
-  - {id: launch, name: Launch,   promised_date: 15.12.2026}  # or 1.1.2027
+  - {id: launch, name: Launch,   promised_date: 2026-12-15}  # or 1.1.2027
--- projects/acme/webshop/project.yml
+++ projects/acme/webshop/project.yml
@@ -1,3 +1,3 @@
-format: 0
+format: 1
 name: Webshop
-started_on: 1/13/2026
+started_on: 2026-01-13
"""
DAY = ("--as-of", "2026-06-01")


def test_a_check_shows_the_difference_and_writes_nothing(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    before = contents(make(tmp_path, OLD))
    run = portalgen("migrate", "--check", cwd=tmp_path)
    assert (run.code, run.err) == (1, "")
    assert run.out == f"{DIFFERENCE}2 files would change, 0 places left to you\n"
    assert contents(tmp_path) == before


def test_agreements_that_no_client_can_check_are_shown_with_what_they_lack(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    moved = (
        "milestones:\n  - id: launch\n    name: Launch\n    promised_date: 15.12.2036\n    moves:\n"
        "      - {from: 1.12.2036, to: 15.12.2036, cause: estimate, because: Slow, agreed_by: timo}\n"
    )
    named = "name: Acme\ncontacts: [{id: timo, name: Timo Laine}]\n"
    files = {
        "projects/acme/webshop/milestones.yml": moved,
        "projects/acme/client.yml": named,
    }
    make(tmp_path, OLD | files)
    run = portalgen("migrate", cwd=tmp_path)
    assert run.code == 0
    assert run.out.splitlines()[-2:] == [
        "2 files changed, 0 places left to you",
        "1 agreement that no client can check: shown as stated, without effect",
    ]
    assert "milestones.yml:6:" in run.err
    assert "side: client" in run.err


def test_a_migration_changes_its_lines_alone_and_once(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    before = contents(make(tmp_path, OLD))
    assert portalgen("check", *DAY, cwd=tmp_path).code == 1
    run = portalgen("migrate", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out == f"{DIFFERENCE}2 files changed, 0 places left to you\n"
    after = contents(tmp_path)
    assert {path for path in after if after[path] != before.get(path)} == {
        "projects/acme/webshop/milestones.yml",
        "projects/acme/webshop/project.yml",
    }
    assert after.keys() == before.keys()
    assert portalgen("check", *DAY, cwd=tmp_path).code == 0
    again = portalgen("migrate", "--check", cwd=tmp_path)
    assert (again.code, again.out) == (
        0,
        "0 files would change, 0 places left to you\n",
    )


def test_what_only_its_author_can_decide_is_told_at_its_place(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    more = {
        "projects/acme/webshop/asks.yml": "asks: [{id: photos, what: Photos, due_on: 3/4/2026}]\n",
        "projects/acme/webshop/risks.yml": "risks: [\n",
    }
    run = portalgen("migrate", cwd=make(tmp_path, OLD | more))
    assert run.code == 1
    assert run.out.endswith("2 files changed, 2 places left to you\n")
    assert (
        "projects/acme/webshop/asks.yml:1:43: error[PG203] due_on: 3/4/2026 may be 2026-03-04 or"
        in run.err
    )
    assert "projects/acme/webshop/risks.yml:1:8: error[PG104]" in run.err


def test_a_file_of_format_0_is_sent_here_and_a_newer_one_is_not(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    for stated, help_ in (
        ("0", "run portalgen migrate"),
        ("2", "use a newer portalgen, or write format: 1"),
    ):
        files = GOOD | {
            "projects/acme/webshop/project.yml": f"format: {stated}\nname: Webshop\n"
        }
        run = portalgen("check", *DAY, cwd=make(tmp_path, files))
        assert f"help: {help_}\n" in run.out


def test_a_folder_that_is_not_there_is_wrong_usage(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    assert portalgen("migrate", cwd=tmp_path).code == 2


def test_on_a_terminal_what_changes_is_coloured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path, OLD))
    out = (
        CliRunner()
        .invoke(commands, ["migrate", "--check"], color=True, standalone_mode=False)
        .output
    )
    assert click.style("-started_on: 1/13/2026", fg="red") in out
    assert click.style("+started_on: 2026-01-13", fg="green") in out
