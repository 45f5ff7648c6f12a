"""The mark of this user's own builds: nobody makes one without the key, and the key is one for all runs."""

import sys
from pathlib import Path

import pytest

from portalgen import own_mark as module
from portalgen.own_mark import (
    KEY_FILE,
    LENGTH,
    SHORTEST,
    VARIABLE,
    OwnMark,
    own_mark,
)

MARK = OwnMark(b"k" * LENGTH)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the folder in which the user's state is kept, which is not there yet."""
    folder = tmp_path / "deep" / "state"
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(module, "user_state_path", lambda name: folder / name)
    return folder / "portalgen"


def test_a_mark_holds_for_its_content_under_its_name_alone() -> None:
    mark = MARK.of("ab", b"c")
    assert MARK.holds(mark, "ab", b"c")
    assert not MARK.holds(mark, "a", b"bc")
    assert not MARK.holds(mark, "ab", b"d")
    assert not MARK.holds(b"", "ab", b"c")
    assert not OwnMark(b"x" * LENGTH).holds(mark, "ab", b"c")


def test_the_key_is_made_once(state: Path) -> None:
    first = own_mark()
    assert first
    assert first == own_mark()
    assert first.key == (state / KEY_FILE).read_bytes()
    assert len(first.key) == LENGTH


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_nobody_else_may_look_into_the_folder_of_the_key(state: Path) -> None:
    own_mark()
    assert state.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("left", [b"", b"k", b"k" * 33])
def test_half_a_key_gives_way_to_a_whole_one(state: Path, left: bytes) -> None:
    state.mkdir(parents=True)
    (state / KEY_FILE).write_bytes(left)
    found = own_mark()
    assert found
    assert len(found.key) == LENGTH
    assert own_mark() == found


def test_where_no_key_can_be_kept_there_is_no_mark(state: Path) -> None:
    state.parent.parent.mkdir()
    state.parent.write_text("a file where a folder is wanted")
    assert own_mark() is None


def test_a_user_without_a_home_has_no_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "user_state_path", lambda name: Path("~/state") / name)
    assert own_mark() is None
    assert list(tmp_path.iterdir()) == []


def test_machines_that_are_given_one_key_have_one_mark(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "a" * SHORTEST)
    first = own_mark()
    assert first == own_mark()
    assert not state.exists()
    monkeypatch.setenv(VARIABLE, "b" * SHORTEST)
    assert own_mark() not in {first, None}


def test_a_key_that_could_be_tried_out_is_not_taken(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = own_mark()
    monkeypatch.setenv(VARIABLE, "a" * (SHORTEST - 1))
    assert own_mark() == kept
