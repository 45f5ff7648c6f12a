"""Renames in one step: two places exchanged, and a place that must be free."""

from pathlib import Path

import pytest

from portalgen import renames
from portalgen.renames import exchange, to_free_place
from tests.kit.commands.workspaces import contents, make


@pytest.fixture(params=["with the system's call", "without it"])
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    if request.param == "without it":
        monkeypatch.setattr(renames, "_libc", lambda: None)
    return make(tmp_path, {"one": "1", "two": "2"})


def test_a_file_comes_to_a_place_that_is_free(folder: Path) -> None:
    to_free_place(folder / "one", folder / "three")
    assert contents(folder) == {"three": b"1", "two": b"2"}
    assert (folder / "three").stat().st_nlink == 1


def test_a_file_that_is_there_stands(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        to_free_place(folder / "one", folder / "two")
    assert contents(folder) == {"one": b"1", "two": b"2"}


def test_two_files_change_places_or_stay(folder: Path) -> None:
    swapped = exchange(folder / "one", folder / "two")
    expected = {"one": b"2", "two": b"1"} if swapped else {"one": b"1", "two": b"2"}
    assert contents(folder) == expected
