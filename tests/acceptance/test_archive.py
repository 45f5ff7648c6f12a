"""portalgen archive: what a zip of a closed project holds, and what cannot be archived."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import BROKEN, GOOD, LEAK, NEIGHBOUR, make
from tests.kit.files.repositories import Made

DAY = ("--as-of", "2026-06-01")

CLOSED = {
    "projects/acme/webshop/project.yml": "name: Webshop\nstarted_on: 2026-03-02\nstate: closed\nsince: 2026-05-15\n"
    "milestones:\n  - {id: launch, name: Launch, promised_date: 2026-05-15, actual_date: 2026-05-15}\n",
    "projects/acme/webshop/documents/handbook.txt": "How to use it.\n",
    "projects/acme/webshop/internal/notes.md": "They did not pay the last invoice in time.\n",
}
RECORD = ("ledger.json", "seal.json", "publications.json")


@pytest.fixture
def sample(sample_workspace: Path, tmp_path: Path) -> Path:
    """Returns a copy of the sample with its history."""
    return Path(shutil.copytree(sample_workspace, tmp_path / "sample"))


def unpacked(file: Path) -> dict[str, bytes]:
    """Returns the files of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_archive_holds_the_pages_the_documents_the_numbers_and_the_record(
    sample: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    file = tmp_path / "brand-site.zip"
    run = portalgen(
        "archive",
        "acme/brand-site",
        "--as-of",
        str(SAMPLE_DAY),
        "--out",
        str(file),
        cwd=sample,
    )
    assert run.code == 0, run.err
    found = unpacked(file)
    top = "acme-brand-site/"
    charts = {
        f"{top}brand-site/charts/{name}.csv"
        for name in ("burnup", "throughput", "timeline", "trend")
    }
    assert found.keys() == {f"{top}{name}" for name in ("index.html", *RECORD)} | charts
    page = found[f"{top}index.html"].decode()
    assert "Brand site: kept as it stood on 4 September 2026" in page
    assert "Webshop renewal" not in page
    ledger, seal = (
        json.loads(found[f"{top}{name}.json"]) for name in ("ledger", "seal")
    )
    assert (len(ledger["entries"]), ledger["head"]) == (seal["n"], seal["head"])


def test_documents_are_kept_byte_for_byte_and_internal_matter_is_not(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | CLOSED)
    run = portalgen("archive", "acme/webshop", *DAY, cwd=workspace)
    assert run.code == 0, run.err
    found = unpacked(workspace / "acme-webshop.zip")
    assert found["acme-webshop/webshop/documents/handbook.txt"] == b"How to use it.\n"
    assert b"invoice" not in b"".join(found.values())
    assert (
        '<a href="webshop/documents/handbook.txt" download>'
        in found["acme-webshop/index.html"].decode()
    )


def test_the_same_archive_is_the_same_bytes_and_another_is_not_overwritten(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | CLOSED)
    assert portalgen("archive", "acme/webshop", *DAY, cwd=workspace).code == 0
    first = (workspace / "acme-webshop.zip").read_bytes()
    assert portalgen("archive", "acme/webshop", *DAY, cwd=workspace).code == 0
    make(workspace, {"projects/acme/webshop/documents/handbook.txt": "Another.\n"})
    run = portalgen("archive", "acme/webshop", *DAY, cwd=workspace)
    assert run.code == 1
    assert (
        "acme-webshop.zip exists already, and is not overwritten; --out names another file"
        in run.err
    )
    assert (workspace / "acme-webshop.zip").read_bytes() == first


@pytest.mark.parametrize(
    ("project", "files", "code", "what"),
    [
        (
            "acme/webshop",
            {},
            1,
            "acme/webshop is active; an archive is of a closed project: write state: closed",
        ),
        ("acme/shop", {}, 2, "acme has no project called shop"),
        ("acme", {}, 2, "name a project: acme/webshop"),
        ("broken/site", BROKEN, 1, "has errors|is broken"),
        (
            "acme/secret",
            {
                "projects/acme/secret/project.yml": "name: Hidden\nvisibility: internal\n"
            },
            1,
            "is internal or not live yet",
        ),
        ("acme/webshop", CLOSED | NEIGHBOUR | LEAK, 1, "is not fit to publish"),
        (
            "acme/webshop",
            CLOSED
            | NEIGHBOUR
            | {
                "projects/acme/webshop/documents/handbook.txt": "Harbour Museum of the North\n"
            },
            1,
            "is not fit to publish",
        ),
    ],
)
def test_what_cannot_be_archived_is_told_and_nothing_is_written(
    tmp_path: Path,
    portalgen: Portalgen,
    project: str,
    files: dict[str, str],
    code: int,
    what: str,
) -> None:
    workspace = make(tmp_path, GOOD | files)
    run = portalgen("archive", project, *DAY, cwd=workspace)
    assert run.code == code
    assert any(each in run.err for each in what.split("|")), run.err
    assert list(workspace.glob("*.zip")) == []


def test_the_record_may_name_the_clients_other_projects(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    made = Made(tmp_path / "workspace")
    files = {
        path.removeprefix("projects/"): text for path, text in (GOOD | CLOSED).items()
    }
    files["acme/client.yml"] += (
        "mentions: [{name: Online Orders, because: Their project is called so}]\n"
    )
    files |= {"birch/client.yml": "name: Online Orders\nledger_salt: 0f\n", "acme/online-orders/project.yml":
              "name: Online Orders\nmilestones: [{id: go, name: Go, promised_date: 2026-07-01}]\n"}  # fmt: skip
    made.commit(files, at="2026-05-20T10:00:00Z")
    run = portalgen("archive", "acme/webshop", *DAY, cwd=made.top)
    assert run.code == 0, run.err
    assert run.out == "acme/webshop: acme-webshop.zip as of 2026-05-15\n"
