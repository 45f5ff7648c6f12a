"""portalgen verify: a finished site is judged as a build judges it, and it says what it could not look for."""

from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, SALT, contents, make

DAY = ("--as-of", "2026-06-01")
FILES = GOOD | {
    "projects/acme/webshop/project.yml": GOOD["projects/acme/webshop/project.yml"]
    + "internal: {margin: Fallen to seventeen per cent}\n",
    "projects/other/client.yml": f"name: Otherwise Limited\n{SALT}",
}


@pytest.fixture
def workspace(tmp_path: Path, portalgen: Portalgen) -> Path:
    folder = make(tmp_path, FILES)
    assert portalgen("build", "acme", *DAY, cwd=folder).code == 0
    return folder


def test_a_site_as_it_was_built_is_fit_to_publish(
    workspace: Path, portalgen: Portalgen
) -> None:
    before = contents(workspace / "site")
    run = portalgen(
        "verify", "site/acme", "--projects", "projects", *DAY, cwd=workspace
    )
    assert (run.code, run.out.strip()) == (0, "site/acme: fit to publish")
    assert contents(workspace / "site") == before


def test_without_the_projects_leaks_are_not_scanned_and_that_is_said(
    workspace: Path, portalgen: Portalgen
) -> None:
    run = portalgen("verify", "site/acme", cwd=workspace)
    assert run.code == 1
    assert (
        run.err.strip() == "leaks not scanned: name the clients' folder with --projects"
    )


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        (
            "Fallen to <b>seventeen</b>\nper cent",
            "something that must not appear, from projects/acme/webshop",
        ),
        (
            "Otherwise Limited",
            "shows “Otherwise Limited”, another client (projects/other/client.yml:1)",
        ),
        (
            "joanna@elsewhere.example",
            "an e-mail address that neither the client's data nor portal.yml holds",
        ),
        ("<script>alert(1)</script>", "an inline script that the policy does not know"),
    ],
    ids=["internal", "neighbour", "address", "script"],
)
def test_what_was_planted_later_is_found_and_nothing_internal_quoted(
    workspace: Path, portalgen: Portalgen, planted: str, message: str
) -> None:
    page = workspace / "site" / "acme" / "webshop" / "now" / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</h1>", f"</h1>{planted}"),
        encoding="utf-8",
    )
    run = portalgen(
        "verify", "site/acme", "--projects", "projects", *DAY, cwd=workspace
    )
    assert run.code == 1
    assert message in run.err
    assert "webshop/now/index.html: " in run.err
    assert not [word for word in ("seventeen", "joanna") if word in run.err]


def test_a_folder_with_another_name_is_compared_with_the_client_that_is_named(
    workspace: Path, portalgen: Portalgen
) -> None:
    (workspace / "site" / "acme").rename(workspace / "release")
    assert (
        portalgen(
            "verify", "release", "--projects", "projects", *DAY, cwd=workspace
        ).code
        == 2
    )
    run = portalgen(
        "verify",
        "release",
        "--projects",
        "projects",
        "--client",
        "acme",
        *DAY,
        cwd=workspace,
    )
    assert run.code == 0, run.err


def test_a_client_whose_data_is_broken_cannot_be_compared_with(
    workspace: Path, portalgen: Portalgen
) -> None:
    make(workspace, {"projects/acme/webshop/project.yml": "name: [\n"})
    run = portalgen(
        "verify", "site/acme", "--projects", "projects", *DAY, cwd=workspace
    )
    assert run.code == 2
    assert "run portalgen check" in run.err


def test_a_ledger_that_was_tampered_with_is_found(
    workspace: Path, portalgen: Portalgen
) -> None:
    path = workspace / "site" / "acme" / "ledger.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"head": "0', '"head": "1', 1),
        encoding="utf-8",
    )
    run = portalgen(
        "verify", "site/acme", "--projects", "projects", *DAY, cwd=workspace
    )
    assert run.code == 1
    assert "ledger.json: its head is not the hash of its last entry" in run.err


def test_a_seal_that_was_kept_speaks_for_the_ledger(
    workspace: Path, portalgen: Portalgen
) -> None:
    kept = workspace / "kept.json"
    kept.write_text(
        f'{{"version": 1, "as_of": "2026-05-01", "n": 1, "head": "{"a" * 64}"}}'
    )
    run = portalgen(
        "verify",
        "site/acme",
        "--projects",
        "projects",
        "--seal",
        str(kept),
        *DAY,
        cwd=workspace,
    )
    assert run.code == 1
    assert (
        "ledger.json: entry 1 is not the one that was sealed as of 2026-05-01"
        in run.err
    )
    kept.write_text("{}")
    run = portalgen(
        "verify",
        "site/acme",
        "--projects",
        "projects",
        "--seal",
        str(kept),
        *DAY,
        cwd=workspace,
    )
    assert "seal.json: " in run.err
