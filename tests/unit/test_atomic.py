"""A file is written whole or not at all, and nothing is left beside it."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.atomic import ChangedError, create, create_all, replace


class _PowerLossError(Exception):
    """Stands for a process that ends at this point."""


def replace_synced(path: Path, content: bytes) -> None:
    replace(path, content, synced=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_new_file_comes_with_its_folders(tmp_path: Path) -> None:
    create(tmp_path / "a/b/c.yml", b"new")
    assert contents(tmp_path / "a/b") == {"c.yml": b"new"}


def test_a_new_file_never_takes_anothers_place(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a.yml", b"new")
    assert contents(tmp_path) == {"a.yml": b"old"}


def test_of_several_files_all_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    files = {
        tmp_path / "there/a.yml": b"a",
        tmp_path / "new/b.yml": b"b",
        tmp_path / "new/deep/c.yml": b"c",
    }
    filled = 0

    def stop(descriptor: int) -> None:
        nonlocal filled
        filled += 1
        if filled == len(files):
            raise OSError(28, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", stop)
        with pytest.raises(OSError, match="full"):
            create_all(files)
    assert [each.name for each in tmp_path.rglob("*")] == ["there"]
    create_all(files)
    assert [path.read_bytes() for path in files] == [b"a", b"b", b"c"]


def test_what_is_there_stays_when_one_of_several_files_is(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        create_all({tmp_path / "a.yml": b"new", tmp_path / "b.yml": b"new"})
    assert contents(tmp_path) == {"b.yml": b"old"}


def test_a_file_takes_the_place_of_none_or_of_the_one_before(tmp_path: Path) -> None:
    replace(tmp_path / "a/page.html", b"one")
    replace(tmp_path / "a/page.html", b"two")
    assert contents(tmp_path / "a") == {"page.html": b"two"}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
def test_a_file_keeps_its_mode_and_a_new_one_has_that_of_any_new_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "any").write_bytes(b"")
    replace(tmp_path / "new", b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "any").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    replace(tmp_path / "new", b"newer")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_file_that_was_changed_meanwhile_stands(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"other")
    with pytest.raises(ChangedError):
        replace(tmp_path / "a.yml", b"new", before=b"old")
    assert contents(tmp_path) == {"a.yml": b"other"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for write in (create, replace):
        with pytest.raises(NotADirectoryError):
            write(tmp_path / "file/a.yml", b"new")


@pytest.mark.parametrize("stopped", [OSError(28, "full"), KeyboardInterrupt()])
@pytest.mark.parametrize("write", [create, replace_synced])
def test_a_write_that_stops_half_way_leaves_no_part(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, bytes], None],
    stopped: BaseException,
) -> None:
    def stop(descriptor: int) -> None:
        raise stopped

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(type(stopped)):
        write(tmp_path / "new/a.yml", b"new")
    assert list(tmp_path.iterdir()) == []


def test_what_ends_before_the_last_step_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yml").write_bytes(b"old")
    written: list[bytes] = []

    def end(part: Path, target: Path) -> Path:
        written.append(part.read_bytes())
        raise _PowerLossError

    monkeypatch.setattr(Path, "replace", end)
    monkeypatch.setattr(Path, "unlink", lambda part, missing_ok=False: None)
    with pytest.raises(_PowerLossError):
        replace(tmp_path / "a.yml", b"new", synced=True)
    assert written == [b"new"]
    assert (tmp_path / "a.yml").read_bytes() == b"old"


def test_bytes_reach_the_disk_before_the_file_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    move = Path.replace

    def moved(part: Path, target: Path) -> Path:
        steps.append("moved")
        return move(part, target)

    monkeypatch.setattr(os, "fsync", lambda descriptor: steps.append("synced"))
    monkeypatch.setattr(Path, "replace", moved)
    replace(tmp_path / "a.yml", b"kept", synced=True)
    replace(tmp_path / "a.html", b"can be made again")
    assert steps == ["synced", "moved", "moved"]
