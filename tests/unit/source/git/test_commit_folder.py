"""One commit read as the disk is read."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from portalgen.model.client import Agency
from portalgen.source.files.folder import DiskFolder, Entry, EntryKind
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.git.repository import Repository
from portalgen.source.load.agency import client_ids
from portalgen.source.load.loader import load
from tests.conftest import ROOT
from tests.kit.files.repositories import Made


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "workspace")


def folder(made: Made, revision: str = "") -> GitFolder:
    return GitFolder(
        made.repository,
        revision or made.repository.head,
        "projects/",
        "projects at HEAD",
    )


def test_a_folder_is_listed_by_name(made: Made) -> None:
    made.commit(
        {"acme/webshop/a.yml": "1\n", "acme/client.yml": "2\n", "acme/web": "3\n"}
    )
    found = folder(made)
    assert found.list("") == [Entry("acme", EntryKind.FOLDER)]
    assert found.list("acme") == [
        Entry("client.yml", EntryKind.FILE),
        Entry("web", EntryKind.FILE),
        Entry("webshop", EntryKind.FOLDER),
    ]
    assert [
        found.list(each) for each in ("nowhere", "acme/client.yml", "acme/we", "\0")
    ] == [[], [], [], []]


def test_a_file_is_read_as_it_stood(made: Made) -> None:
    first = made.commit({"acme/client.yml": "1\n", "acme/empty.yml": ""})
    made.commit({"acme/client.yml": "2\n"})
    made.write({"acme/client.yml": "3\n"})
    assert folder(made, first).read("acme/client.yml") == b"1\n"
    assert folder(made).read("acme/client.yml") == b"2\n"
    assert folder(made).read("acme/empty.yml") == b""
    assert [
        folder(made).read(each)
        for each in ("nowhere", "acme", "acme/client.yml/x", "acme/\0", "")
    ] == [None] * 5


def test_a_huge_file_is_cut(made: Made) -> None:
    made.commit({"acme/client.yml": b"x" * (2 * LARGEST_FILE)})
    content = folder(made).read("acme/client.yml")
    assert content is not None
    assert len(content) == LARGEST_FILE + 1


@pytest.mark.skipif(
    sys.platform == "win32", reason="links need rights that Windows seldom gives"
)
def test_links_and_submodules_are_other_and_never_read(made: Made) -> None:
    made.commit({"acme/client.yml": "1\n", "other/client.yml": "2\n"})
    (made.projects / "acme/link.yml").symlink_to("../other/client.yml")
    (made.projects / "acme/folder").symlink_to("../other")
    made.git("add", "-A")
    made.git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{made.repository.head},projects/acme/sub",
    )
    made.git("commit", "-q", "-m", "m")
    found = folder(made)
    assert {each.name: each.kind for each in found.list("acme")} == {
        "client.yml": EntryKind.FILE,
        "folder": EntryKind.OTHER,
        "link.yml": EntryKind.OTHER,
        "sub": EntryKind.OTHER,
    }
    assert [
        found.read(f"acme/{each}")
        for each in ("link.yml", "folder", "sub", "folder/client.yml")
    ] == [None] * 4
    assert found.list("acme/folder") == []


def test_the_files_of_a_folder_are_read_at_once_and_nothing_of_another(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.commit(
        {
            f"acme/{path}.yml": path
            for path in ("webshop/a", "webshop/b", "webshop/internal/c", "client")
        }
    )
    found = folder(made)
    asked: list[str] = []
    blobs = Repository.blobs

    def noted(self: Repository, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name, content in blobs(self, ids):
            asked.append(name)
            yield name, content

    monkeypatch.setattr(Repository, "blobs", noted)
    assert found.read("acme/webshop/a.yml") == b"webshop/a"
    assert found.read("acme/webshop/b.yml") == b"webshop/b"
    siblings = (
        made.git("rev-parse", f"HEAD:projects/acme/webshop/{name}.yml")
        for name in ("a", "b")
    )
    assert asked == sorted(siblings)


def test_a_path_is_shown_from_the_folder_as_it_was_named(made: Made) -> None:
    made.commit({"acme/client.yml": "1\n"})
    assert folder(made).shown("acme/client.yml") == "projects at HEAD/acme/client.yml"


def test_the_loader_reads_the_same_from_a_commit_and_from_the_disk(made: Made) -> None:
    sample = ROOT / "projects"
    made.commit(
        {
            file.relative_to(sample).as_posix(): file.read_bytes()
            for file in sample.rglob("*")
            if file.is_file()
        }
    )
    found = GitFolder(made.repository, made.repository.head, "projects/", "projects")
    disk = DiskFolder(made.projects, "projects")
    assert client_ids(found) == client_ids(disk)
    for client_id in client_ids(disk)[0]:
        assert load(found, client_id, Agency()) == load(disk, client_id, Agency())
