"""portalgen build: what stands afterwards, whatever goes wrong."""

import re
import tempfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

from portalgen.errors import BuildError, InstallError
from portalgen.model.client import Client
from portalgen.pages.page import Portal
from portalgen.pages.render import render
from portalgen.site.inspect.verify import verify
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import BROKEN, GOOD, LEAST, SALT, contents, make

DAY = ("--as-of", "2026-06-01")
OTHER = {
    "projects/other/client.yml": f"name: Other\n{SALT}",
    "projects/other/app/project.yml": "name: App\n",
}


def sites(workspace: Path, out: str = "site") -> list[str]:
    """Returns the names of all that is published; locks and what is being prepared have a dot before theirs."""
    return sorted(
        path.name for path in (workspace / out).iterdir() if path.name[0] != "."
    )


def test_every_client_gets_a_folder(tmp_path: Path, portalgen: Portalgen) -> None:
    workspace = make(tmp_path, GOOD | OTHER)
    run = portalgen("build", *DAY, cwd=workspace)
    assert run.code == 0, run.err
    assert sites(workspace) == ["acme", "other"]
    for line, client_id in zip(run.out.splitlines(), ("acme", "other"), strict=True):
        said = rf"{client_id}: [3-9] pages as of 2026-06-01 in \S+ \(\d+\.\d s\)"
        assert re.fullmatch(said, line), line
    for client_id in ("acme", "other"):
        site = workspace / "site" / client_id
        assert verify(site, f"https://{client_id}.status.example/") == []
        assert f"https://{client_id}.status.example/" in (
            site / "sitemap.xml"
        ).read_text(encoding="utf-8")
        assert (site / "status.json").exists()
        assert (site / "seal.json").exists()


def test_only_the_clients_that_are_named_are_built(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | OTHER)
    run = portalgen("build", "other", *DAY, "--out", "elsewhere", cwd=workspace)
    assert run.code == 0, run.err
    assert sites(workspace, "elsewhere") == ["other"]
    assert not (workspace / "site").exists()


def test_the_address_may_come_from_the_command_line(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD)
    run = portalgen(
        "build", *DAY, "--site-url", "https://a.example/{client}", cwd=workspace
    )
    assert run.code == 0, run.err
    assert "https://a.example/acme/webshop/now/" in (
        workspace / "site/acme/sitemap.xml"
    ).read_text(encoding="utf-8")


def test_a_broken_client_keeps_its_last_good_site_and_does_not_stop_its_neighbours(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | OTHER)
    assert portalgen("build", *DAY, cwd=workspace).code == 0
    before = contents(workspace / "site" / "acme")
    make(
        workspace,
        {
            "projects/acme/webshop/project.yml": "name: Webshop\nstarted_on: 2026-13-01\n"
        },
    )
    make(workspace, {"projects/other/app/project.yml": "name: Another app\n"})
    run = portalgen("build", *DAY, cwd=workspace)
    assert run.code == 1
    assert "error[PG203]" in run.err
    assert "acme: not built" in run.err
    assert contents(workspace / "site" / "acme") == before
    assert b"Another app" in (workspace / "site/other/index.html").read_bytes()
    assert sites(workspace) == ["acme", "other"]


def test_a_client_that_was_never_good_has_no_site(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | BROKEN)
    assert portalgen("build", *DAY, cwd=workspace).code == 1
    assert sites(workspace) == ["acme"]


@pytest.mark.parametrize(
    "error", [BuildError("MkDocs said no"), InstallError("the disk is full")]
)
def test_an_expected_failure_ends_with_1_and_leaves_the_last_good_site(
    tmp_path: Path,
    portalgen: Portalgen,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    workspace = make(tmp_path, GOOD)
    assert portalgen("build", *DAY, cwd=workspace).code == 0
    before = contents(workspace / "site" / "acme")

    def fail(*arguments: object) -> NoReturn:
        raise error

    monkeypatch.setattr(import_module("portalgen.cli.show.build"), "build_site", fail)
    run = portalgen("build", *DAY, cwd=workspace)
    assert run.code == 1
    assert str(error) in run.err
    assert contents(workspace / "site" / "acme") == before


def test_a_bug_ends_with_3_and_a_report_and_no_traceback(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make(tmp_path / "work", GOOD)
    assert portalgen("build", *DAY, cwd=workspace).code == 0
    before = contents(workspace / "site" / "acme")

    def fail(*arguments: object) -> NoReturn:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("portalgen.pages.render.render", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run = portalgen("build", *DAY, "--no-cache", cwd=workspace)
    assert run.code == 3
    assert "Traceback" not in run.out + run.err
    assert "planted" not in run.out + run.err
    found = re.search(r"\S*portalgen-bug-\S+\.txt", run.err)
    assert found
    report = Path(found[0]).read_text(encoding="utf-8")
    assert "ZeroDivisionError: planted" in report
    assert "portalgen 0." in report
    assert contents(workspace / "site" / "acme") == before


def test_an_interruption_ends_with_130(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(
        import_module("portalgen.cli.show.build"), "build_site", interrupt
    )
    run = portalgen("build", *DAY, cwd=make(tmp_path, GOOD))
    assert run.code == 130
    assert "Traceback" not in run.err


def told_day(workspace: Path) -> str:
    seal = (workspace / "site/acme/seal.json").read_text(encoding="utf-8")
    return seal.split('"as_of": "')[1][:10]


@pytest.mark.parametrize(
    ("epoch", "timezone", "day"),
    [
        ("1780347600", "UTC", "2026-06-01"),  # 2026-06-01 21:00 UTC
        ("1780347600", "Europe/Helsinki", "2026-06-02"),
        ("1780347600", "America/Los_Angeles", "2026-06-01"),
        ("1780279200", "America/Los_Angeles", "2026-05-31"),  # 2026-06-01 02:00 UTC
        ("0", "UTC", "1970-01-01"),
    ],
)
def test_the_epoch_decides_which_day_it_is_for_the_client(
    tmp_path: Path,
    portalgen: Portalgen,
    monkeypatch: pytest.MonkeyPatch,
    epoch: str,
    timezone: str,
    day: str,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    workspace = make(
        tmp_path,
        GOOD
        | {"projects/acme/client.yml": f"name: Acme\ntimezone: {timezone}\n{SALT}"},
    )
    run = portalgen("build", cwd=workspace)
    assert run.code == 0, run.err
    assert told_day(workspace) == day


def test_a_day_that_is_named_comes_before_the_epoch(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    workspace = make(tmp_path, GOOD)
    assert portalgen("build", *DAY, cwd=workspace).code == 0
    assert told_day(workspace) == "2026-06-01"


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999999999"])
def test_an_epoch_that_is_none_ends_with_2(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run = portalgen("build", cwd=make(tmp_path, GOOD))
    assert run.code == 2
    assert "SOURCE_DATE_EPOCH" in run.err


def test_the_least_workspace_builds_with_a_notice_about_its_address(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, LEAST)
    assert {path.name for path in workspace.iterdir()} == {"projects"}
    run = portalgen("build", cwd=workspace)
    assert run.code == 0, run.err
    assert "warning[PG508]" in run.err
    assert "error[" not in run.err
    site = workspace / "site" / "acme"
    assert verify(site, None) == []
    assert "Webshop" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "webshop" / "how" / "index.html").exists()


def test_a_client_without_projects_has_a_portal_that_says_so(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, {"projects/acme/client.yml": "name: Acme\n"})
    assert portalgen("build", cwd=workspace).code == 0
    assert 'data-page="overview"' in (workspace / "site/acme/index.html").read_text(
        encoding="utf-8"
    )


def test_a_workspace_without_clients_has_nothing_to_build(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    (tmp_path / "projects").mkdir()
    run = portalgen("build", cwd=tmp_path)
    assert (run.code, run.out) == (0, "")


def test_what_an_internal_note_shares_with_every_portal_stops_none(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    note = "internal: {state: important, page: Progress, note: How we calculate, kind: background, on: 2026-06-01}\n"
    workspace = make(tmp_path, GOOD | {"projects/acme/webshop/notes.yml": note})
    run = portalgen("build", *DAY, cwd=workspace)
    assert run.code == 0, run.err


def test_something_internal_on_a_page_stops_the_site_and_is_not_quoted(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(client: Client, *more: Any) -> Portal:
        portal = render(client, *more)
        first, *rest = portal.pages
        told = first.html.replace(
            "</footer>", "The margin fell to <b>nineteen</b> percent</footer>"
        )
        return (
            replace(portal, pages=(replace(first, html=told), *rest))
            if client.id == "acme"
            else portal
        )

    monkeypatch.setattr("portalgen.pages.render.render", careless)
    note = "internal: {note: The margin fell to nineteen percent}\n"
    workspace = make(tmp_path, GOOD | {"projects/acme/webshop/notes.yml": note})
    run = portalgen("build", *DAY, cwd=workspace)
    assert run.code == 1
    assert "projects/acme/webshop/notes.yml:1" in run.err
    assert "nineteen" not in run.err
    assert sites(workspace) == []
