"""portalgen verify: a finished site is judged as a build judges it, and it says what it could not look for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.exports.manifest import FILES_FILE
from portalgen.site.files import write_manifest
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


def now_page(site: Path) -> Path:
    return site / "webshop" / "now" / "index.html"


def relisted(site: Path) -> None:
    """Writes the list of a site's files anew, as whoever changed one would."""
    (site / FILES_FILE).unlink()
    write_manifest(site)


def redated(site: Path) -> None:
    page = now_page(site)
    text = page.read_text(encoding="utf-8")
    assert "Jul" in text
    page.write_text(text.replace("Jul", "Jun"), encoding="utf-8")


def readdressed(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        text = text.replace("https://acme.status.example/", "https://evil.example/")
        page.write_text(text, encoding="utf-8")


CHEATS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page with another date": (redated, "webshop/now/index.html: it is not what"),
    "an emptied stylesheet": (
        lambda site: make(site, {"assets/portal/portal.css": ""}),
        "assets/portal/portal.css: it is not what",
    ),
    "an added script": (
        lambda site: make(site, {"x.js": "alert(1)"}),
        "x.js: no build makes it from the data",
    ),
    "an added link": (lambda site: (site / "x").symlink_to("/"), "x: a symbolic link"),
    "a removed page": (lambda site: now_page(site).unlink(), "it is missing, and the"),
    "another address": (readdressed, "its pages name https://evil.example/ as their"),
}


@pytest.mark.parametrize(("cheat", "says"), CHEATS.values(), ids=CHEATS)
def test_a_site_that_is_not_what_the_data_gives_is_not_fit_whatever_its_list_says(
    workspace: Path,
    portalgen: Portalgen,
    cheat: Callable[[Path], object],
    says: str,
) -> None:
    site = workspace / "site" / "acme"
    cheat(site)
    relisted(site)
    run = portalgen("verify", "site/acme", "--projects", "projects", cwd=workspace)
    assert run.code == 1
    assert says in run.err


def test_without_the_projects_the_list_of_files_tells_what_was_damaged(
    workspace: Path, portalgen: Portalgen
) -> None:
    redated(workspace / "site" / "acme")
    run = portalgen("verify", "site/acme", cwd=workspace)
    assert run.code == 1
    assert "webshop/now/index.html: it is not the file that was built" in run.err


def test_what_a_host_keeps_beside_a_site_is_no_flaw(
    workspace: Path, portalgen: Portalgen
) -> None:
    host_files = {"CNAME": "acme.status.example\n", ".nojekyll": ""}
    make(workspace / "site" / "acme", host_files)
    run = portalgen("verify", "site/acme", "--projects", "projects", cwd=workspace)
    assert run.code == 0, run.err


def test_a_poisoned_cache_vouches_for_nothing(
    workspace: Path, portalgen: Portalgen
) -> None:
    site = workspace / "site" / "acme"
    kept = [
        path.parent
        for path in (workspace / ".portalgen/cache/sites").rglob("webshop/now")
    ]
    assert kept
    for each in (site, *(path.parent for path in kept)):
        redated(each)
        relisted(each)
    run = portalgen("verify", "site/acme", "--projects", "projects", cwd=workspace)
    assert run.code == 1
    assert "webshop/now/index.html: it is not what the data gives" in run.err
    assert portalgen("build", "acme", *DAY, cwd=workspace).code == 0
    run = portalgen("verify", "site/acme", "--projects", "projects", cwd=workspace)
    assert run.code == 0, run.err


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
