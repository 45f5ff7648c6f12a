"""Files change at once or not at all, and new ones never take another's place."""

import os
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from portalgen.authoring.drafts import disk
from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.draft import Draft
from portalgen.errors import PortalgenError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"one\r\n")
    file.chmod(0o640)
    assert write(tmp_path, Draft("a.yml", b"two\r\n", b"one\r\n")) == file
    assert file.read_bytes() == b"two\r\n"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.yml"]


def test_a_file_that_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"other\n")
    with pytest.raises(PortalgenError, match="was changed meanwhile"):
        write(tmp_path, Draft("a.yml", b"two\n", b"one\n"))
    assert (tmp_path / "a.yml").read_bytes() == b"other\n"
    assert names(tmp_path) == ["a.yml"]


def test_a_new_file_comes_with_its_folders(tmp_path: Path) -> None:
    write(tmp_path, Draft("acme/webshop/a.yml", b"new\n"))
    assert (tmp_path / "acme/webshop/a.yml").read_bytes() == b"new\n"


def test_a_new_file_never_takes_anothers_place(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old\n")
    with pytest.raises(PortalgenError, match="exists already, and is not overwritten"):
        write(tmp_path, Draft("a.yml", b"new\n"))
    assert (tmp_path / "a.yml").read_bytes() == b"old\n"


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_disk_that_refuses_is_told_in_words(
    tmp_path: Path, before: bytes | None
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PortalgenError, match="could not be written"):
        write(tmp_path, Draft("file/a.yml", b"new", before))


@pytest.fixture
def _full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


@pytest.mark.usefixtures("_full_disk")
def test_a_full_disk_leaves_no_part_of_a_new_file(tmp_path: Path) -> None:
    with pytest.raises(PortalgenError, match="No space left on device"):
        write(tmp_path, Draft("a.yml", b"new"))
    assert names(tmp_path) == []


@pytest.mark.usefixtures("_full_disk")
def test_a_full_disk_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")
    with pytest.raises(PortalgenError, match="No space left on device"):
        write(tmp_path, Draft("a.yml", b"new", b"old"))
    assert (tmp_path / "a.yml").read_bytes() == b"old"
    assert names(tmp_path) == ["a.yml"]


@pytest.mark.parametrize("before", [None, b"old"])
def test_an_interrupted_write_leaves_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    if before:
        (tmp_path / "a.yml").write_bytes(before)
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, Draft("a.yml", b"new", before))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == (
        {"a.yml": before} if before else {}
    )


def test_another_command_that_writes_is_waited_for(tmp_path: Path) -> None:
    lock = disk._lock_of(tmp_path)
    lock.parent.mkdir(parents=True, exist_ok=True)
    draft = Draft("a.yml", b"new", None)
    with (
        FileLock(lock),
        pytest.raises(PortalgenError, match="another command is writing here"),
    ):
        write(tmp_path, draft, patience=0.01)
    assert names(tmp_path) == []
    write(tmp_path, draft, patience=0.01)
    assert names(tmp_path) == ["a.yml"]


def test_where_the_system_takes_no_lock_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(disk, "user_state_path", lambda name: tmp_path / "file" / name)
    write(tmp_path, Draft("a.yml", b"new", None))
    assert names(tmp_path) == ["a.yml", "file"]
