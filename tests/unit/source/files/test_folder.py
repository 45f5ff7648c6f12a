"""The disk: plain files alone are opened, and nothing is followed out of the folder."""

import os
import sys
from pathlib import Path

import pytest

from portalgen.model.client import Agency
from portalgen.source.files.folder import DiskFolder, Entry, EntryKind
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.load.agency import client_ids
from portalgen.source.load.loader import load
from tests.kit.files.memory import CLIENT, PROJECT

posix = pytest.mark.skipif(
    sys.platform == "win32",
    reason="links and pipes need rights that Windows seldom gives",
)


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    (tmp_path / "projects/acme/webshop/updates").mkdir(parents=True)
    (tmp_path / "projects/acme/client.yml").write_text(CLIENT, encoding="utf-8")
    (tmp_path / "projects/acme/webshop/project.yml").write_text(
        PROJECT, encoding="utf-8"
    )
    (tmp_path / "projects/other").mkdir()
    (tmp_path / "projects/other/client.yml").write_text(
        "name: Another client\n", encoding="utf-8"
    )
    return tmp_path / "projects"


def test_a_folder_is_listed_by_name(projects: Path) -> None:
    assert DiskFolder(projects).list("acme") == [
        Entry("client.yml", EntryKind.FILE),
        Entry("webshop", EntryKind.FOLDER),
    ]
    assert DiskFolder(projects).list("nowhere") == []
    assert DiskFolder(projects).list("acme/client.yml") == []


def test_a_file_is_read_and_what_is_none_is_not(projects: Path) -> None:
    disk = DiskFolder(projects)
    assert disk.read("acme/client.yml") == CLIENT.encode()
    assert disk.read("acme/nowhere.yml") is None
    assert disk.read("acme/webshop") is None
    assert disk.read("acme/client.yml\0") is None


def test_a_huge_file_is_cut_before_it_fills_the_memory(projects: Path) -> None:
    with (projects / "acme/client.yml").open("wb") as file:
        file.truncate(10 * LARGEST_FILE)
    content = DiskFolder(projects).read("acme/client.yml")
    assert content is not None
    assert len(content) == LARGEST_FILE + 1
    assert [
        each.code for each in load(DiskFolder(projects), "acme", Agency()).diagnostics
    ] == ["PG101"]


@posix
@pytest.mark.parametrize(
    "name",
    [
        "webshop/risks.yml",
        "webshop/progress.csv",
        "webshop/updates/2026-11-20.md",
        "webshop/photos",
        "notes.txt",
        "app",
    ],
)
@pytest.mark.parametrize(
    "target", ["../other", "../other/client.yml", "/dev/zero", "nowhere", "."]
)
def test_a_link_is_told_and_never_followed(
    projects: Path, name: str, target: str
) -> None:
    (projects / "acme" / name).symlink_to(projects / "acme" / target)
    found = load(DiskFolder(projects), "acme", Agency()).diagnostics
    assert [(each.code, each.place and each.place.file) for each in found] == [
        ("PG117", f"{projects}/acme/{name}")
    ]


@posix
def test_a_link_in_place_of_client_yml_is_not_read(projects: Path) -> None:
    (projects / "acme/client.yml").unlink()
    (projects / "acme/client.yml").symlink_to(projects / "other/client.yml")
    found = load(DiskFolder(projects), "acme", Agency())
    assert found.client is None
    assert [each.code for each in found.diagnostics] == ["PG117"]


@posix
def test_a_linked_folder_is_no_client(projects: Path) -> None:
    (projects / "mirror").symlink_to(projects / "acme")
    ids, wrong = client_ids(DiskFolder(projects))
    assert ids == ["acme", "other"]
    assert [each.code for each in wrong] == ["PG117"]


@posix
@pytest.mark.parametrize(
    "name", ["client.yml", "webshop/project.yml", "webshop/updates/2026-11-20.md"]
)
def test_a_pipe_is_told_and_nobody_waits_for_it(projects: Path, name: str) -> None:
    (projects / "acme" / name).unlink(missing_ok=True)
    os.mkfifo(projects / "acme" / name)
    found = load(DiskFolder(projects), "acme", Agency()).diagnostics
    assert "PG117" in {
        each.code for each in found if each.place and each.place.file.endswith(name)
    }


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize(
    "name", [b"\xff\xfe.yml", b"a\n::error::b.yml", b"\x1b[31m.yml", b"a:b,c.yml"]
)
def test_a_file_s_name_may_be_anything_and_is_told_or_read(
    projects: Path, name: bytes
) -> None:
    path = os.fsencode(projects / "acme/webshop") + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - the name is no text
        file.write(b"phase: [")
    assert [
        each.code for each in load(DiskFolder(projects), "acme", Agency()).diagnostics
    ] == ["PG104"]


def test_a_path_is_shown_from_the_folder_as_it_was_named(projects: Path) -> None:
    assert (
        DiskFolder(projects, "projects/").shown("acme/client.yml")
        == "projects/acme/client.yml"
    )
    assert DiskFolder(projects, "").shown("mkdocs.yml") == "mkdocs.yml"
    assert DiskFolder(projects).shown("acme") == f"{projects.as_posix()}/acme"


@pytest.mark.parametrize(
    "name", ["client.yml", "webshop/project.yml", "webshop/documents/plan.pdf"]
)
def test_a_file_with_a_second_name_in_another_client_s_folder_is_told_and_not_read(
    projects: Path, name: str
) -> None:
    secret = projects / "other" / "secret"
    secret.write_text("name: The other client's own text\n")
    path = projects / "acme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.hardlink_to(secret)
    found = load(DiskFolder(projects), "acme", Agency())
    assert [
        each.code
        for each in found.diagnostics
        if each.place and each.place.file.endswith(name)
    ] == ["PG117"]
    assert b"own text" not in b"".join(found.files.values())
