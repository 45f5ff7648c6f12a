"""What a preview makes of each build: what it shows, and what the terminal says of it."""

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from portalgen.cli.show.live_build import LiveBuild
from portalgen.cli.show.serve import watched
from portalgen.errors import BuildError
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace
from portalgen.site.live.changes import Scope
from portalgen.site.live.showing import Showing
from tests.conftest import SAMPLE_DAY
from tests.kit.commands.workspaces import BROKEN, GOOD, make
from tests.kit.pages.stub_engine import StubEngine

PROJECT = "projects/acme/webshop/project.yml"
BAD = {PROJECT: "name: Webshop\nstarted_on: 2026-13-01\n"}
Said = Callable[[], str]


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make(tmp_path / "agency", GOOD))
    return tmp_path / "agency"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def take() -> str:
        captured = capsys.readouterr()
        return click.unstyle(captured.err + captured.out)

    return take


def preview(top: Path, engine: StubEngine | None = None) -> LiveBuild:
    projects = Path("projects")
    scope = Scope(top.resolve() / "projects", "acme")
    address = "http://127.0.0.1:8000/"
    return LiveBuild(
        Workspace(projects),
        scope,
        top.parent / "out",
        address,
        SAMPLE_DAY,
        Workshop(engine or StubEngine()),
    )


def messages(showing: Showing) -> list[str]:
    return [each.message for each in showing.trouble]


@pytest.mark.parametrize("named", ["projects", ".", "linked", "acme/.."])
def test_the_folder_of_the_clients_may_be_named_in_any_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    clients = tmp_path / "agency" / "projects"
    (clients / "acme").mkdir(parents=True)
    (tmp_path / "agency" / "linked").symlink_to(clients, target_is_directory=True)
    monkeypatch.chdir(clients if named in {".", "acme/.."} else clients.parent)
    workspace = Workspace(Path(named))
    assert workspace.root.resolve() == clients.parent
    assert watched(workspace) == clients.parent / (
        "linked" if named == "linked" else "projects"
    )


def test_a_good_build_is_shown_and_told_in_a_line(top: Path, said: Said) -> None:
    showing = preview(top).after(Showing(), ["projects/acme/client.yml"])
    assert "index.html" in showing.edition.files
    assert (showing.trouble, showing.advice) == ((), ())
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d  \d+ pages in \d+\.\d\d s  projects/acme/client\.yml\n", said()
    )


def test_what_is_shown_is_what_build_would_install(top: Path) -> None:
    showing = preview(top).after(Showing(), ())
    installed = top.parent / "out" / "acme"
    names = {
        path.relative_to(installed).as_posix()
        for path in installed.rglob("*")
        if path.is_file()
    }
    assert names == set(showing.edition.files)
    assert all(
        (installed / name).read_bytes() == content
        for name, (content, _) in showing.edition.files.items()
    )


def test_broken_data_leaves_the_last_good_site(top: Path, said: Said) -> None:
    shown = preview(top)
    good = shown.after(Showing(), ())
    said()
    make(top, BAD)
    after = shown.after(good, [PROJECT])
    assert after.edition == good.edition
    note = after.trouble[0]
    assert (note.where, note.code, note.meant) == (
        f"{PROJECT}:2:13",
        "PG203",
        "2026-13-01",
    )
    assert (note.gutter, note.before, note.after) == ("    2 | ", "started_on: ", "")
    assert note.help == "the middle number is the month, 01 to 12"
    told = said()
    assert f"{PROJECT}:2:13: error[PG203]" in told
    assert re.search(
        rf"not built \(\d\.\d\d s\), the last good pages stay  {PROJECT}\n$", told
    )


def test_what_was_said_already_is_not_said_again(top: Path, said: Said) -> None:
    shown = preview(make(top, BAD))
    shown.after(Showing(), ())
    assert "PG203" in said()
    shown.after(Showing(), ())
    assert "PG203" not in said()


def test_many_changed_files_are_counted(top: Path, said: Said) -> None:
    preview(top).after(Showing(), [f"{name}.yml" for name in "abcde"])
    assert said().endswith("a.yml, b.yml, c.yml and 2 more\n")


def test_a_site_that_is_not_fit_to_publish_is_not_shown(top: Path, said: Said) -> None:
    def spoil(staged: Path) -> None:
        make(staged, {"docs/extra.html": "<html>no policy</html>"})

    after = preview(top, StubEngine(before=spoil)).after(Showing(), ())
    assert "not fit to publish" in messages(after)[0]
    assert after.edition == Showing().edition
    assert "not fit to publish" in said()


def test_what_the_engine_complains_of_is_shown(top: Path, said: Said) -> None:
    def complain(_: Path) -> None:
        raise BuildError("MkDocs complained")

    assert messages(preview(top, StubEngine(before=complain)).after(Showing(), ())) == [
        "MkDocs complained"
    ]
    assert "MkDocs complained" in said()


def test_a_bug_does_not_end_the_preview(top: Path, said: Said) -> None:
    def fail(_: Path) -> None:
        raise ZeroDivisionError

    after = preview(top, StubEngine(before=fail)).after(Showing(), ())
    assert messages(after) == [
        "This is a bug in portalgen. The terminal says where its report is."
    ]
    report = re.search(r"report it with (\S+)", said())
    assert report
    Path(report[1]).unlink()


def test_a_broken_portal_yml_is_shown_although_the_client_can_be_built(
    top: Path,
) -> None:
    make(top, {"projects/portal.yml": "agensy: {name: Northlight}\n"})
    after = preview(top).after(Showing(), ())
    assert [each.where for each in after.trouble] == ["projects/portal.yml:1:1"]


def test_projects_may_lie_elsewhere(top: Path) -> None:
    (top / "projects").rename(top.parent / "data")
    (top / "projects").symlink_to(top.parent / "data", target_is_directory=True)
    make(top, {"projects/portal.yml": "agensy: {name: Northlight}\n"})
    after = preview(top).after(Showing(), ())
    assert [each.where for each in after.trouble] == ["projects/portal.yml:1:1"]


def test_what_is_wrong_with_a_neighbour_is_not_told(top: Path, said: Said) -> None:
    make(top, {**BROKEN, "projects/Not an id/client.yml": "name: X\n"})
    after = preview(top).after(Showing(), ())
    assert (after.trouble, after.advice) == ((), ())
    assert "PG" not in said()


def test_advice_is_shown_beside_the_new_site(top: Path) -> None:
    make(top, {"projects/acme/client.yml": "name: Acme\n"})
    after = preview(top).after(Showing(), ())
    assert after.edition.digest
    assert [
        (each.severity, "ledger_salt" in each.message + each.help)
        for each in after.advice
    ] == [("warning", True)]


def test_a_client_that_is_gone_is_said(top: Path, said: Said) -> None:
    (top / "projects/acme/client.yml").unlink()
    assert messages(preview(top).after(Showing(), ())) == ["client.yml is missing"]
    assert re.search(r"not built \(\d\.\d\d s\), nothing to show yet\n$", said())
