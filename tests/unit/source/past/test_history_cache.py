"""The kept walk: it comes back as it was, or not at all."""

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from portalgen.model.record.past import (
    UNDATED,
    PastMilestone,
    PastMove,
    PastProject,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.own_mark import SHORTEST, VARIABLE, own_mark
from portalgen.source.past import history_cache
from portalgen.source.past.history_cache import HistoryCache
from portalgen.source.past.projection import PastFile
from portalgen.source.past.walk import ClientWalk, Kept, Walk

DAY = date(2026, 3, 2)
MOVE = PastMove(DAY, None, date(2026, 4, 1), "estimate", "It was late", None)
MILESTONES = (
    PastMilestone("a", (), "Ä", None, DAY, None, None, (MOVE, MOVE)),
    PastMilestone("b", ("x", "y"), None, DAY, None, (DAY, date(2026, 4, 1)), DAY, ()),
    PastMilestone("c", (), None, None, None, UNDATED, None, ()),
    PastMilestone("d", (), None, None, None, date(2026, 5, 1), None, ()),
)
PROJECT = PastProject("webshop", ("shop",), DAY, MILESTONES)
RESTARTS = (PastRestart(DAY, "moved", "ab"), PastRestart(None, None, None))
CLIENT = ClientWalk(
    "acme",
    {("acme", "webshop"): {os.fsdecode(b"caf\xe9.yml"): "b1", "m.yml": "b2"}},
    {("acme", "webshop"): PROJECT},
    {"acme": RESTARTS, "old": ()},
    3,
    [Revision("c1", DAY, "maria@x", ()), Revision("c2", DAY, "", (PROJECT,), RESTARTS)],
    [4, 7],
)
FILES = {"b1": None, "b2": PastFile(True, ("shop",), DAY, MILESTONES), "b3": PastFile()}
KEPT = Kept(
    "c2",
    "c1",
    DAY,
    Reach.SHALLOW,
    Walk({"old": "acme"}, {"acme": CLIENT, "beta": ClientWalk("beta")}),
    FILES,
)


@pytest.fixture
def cache(tmp_path: Path) -> HistoryCache:
    return HistoryCache(tmp_path / "cache", "projects/")


def test_a_walk_comes_back_as_it_was(cache: HistoryCache) -> None:
    cache.keep(KEPT)
    assert cache.fetch() == KEPT


def test_the_last_walk_counts_and_no_other_file_is_left(
    cache: HistoryCache, tmp_path: Path
) -> None:
    cache.keep(KEPT)
    later = Kept("c9", "c1", DAY, Reach.WHOLE, Walk({}), {})
    cache.keep(later)
    assert cache.fetch() == later
    assert list((tmp_path / "cache").iterdir()) == [cache.path]


def test_two_workspaces_of_a_repository_are_kept_apart(
    cache: HistoryCache, tmp_path: Path
) -> None:
    cache.keep(KEPT)
    assert HistoryCache(tmp_path / "cache", "elsewhere/projects/").fetch() is None


def test_without_a_folder_nothing_is_kept() -> None:
    nowhere = HistoryCache(None, "projects/")
    nowhere.keep(KEPT)
    assert nowhere.fetch() is None


def test_nothing_kept_is_nothing_found(cache: HistoryCache) -> None:
    assert cache.fetch() is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "foreign", "not json"])
def test_what_is_damaged_is_not_there(cache: HistoryCache, damage: str) -> None:
    cache.keep(KEPT)
    assert cache.path is not None
    whole = cache.path.read_bytes()
    cache.path.write_bytes(
        {
            "cut": whole[:-10],
            "flipped": whole.replace(b"estimate", b"estimatf"),
            "empty": b"",
            "foreign": b"\x89PNG\r\n\x1a\n",
            "not json": b"[" * 100_000,
        }[damage]
    )
    assert cache.fetch() is None
    cache.keep(KEPT)
    assert cache.fetch() == KEPT


@pytest.mark.parametrize("body", ["[]", "{}", '{"head": 1}', "null", "[" * 100_000])
def test_a_whole_file_that_holds_no_walk_is_not_there(
    cache: HistoryCache, body: str
) -> None:
    assert cache.path is not None
    cache.path.parent.mkdir()
    mark = own_mark()
    assert mark
    signed = mark.of(cache.path.name, body.encode()).hex()
    cache.path.write_text(
        f"portalgen history {history_cache.VERSION} {signed}\n{body}", encoding="utf-8"
    )
    assert cache.fetch() is None


def test_a_walk_that_somebody_else_kept_is_not_there(
    cache: HistoryCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "a" * SHORTEST)
    cache.keep(KEPT)
    assert cache.fetch() == KEPT
    monkeypatch.setenv(VARIABLE, "b" * SHORTEST)
    assert cache.fetch() is None


def test_a_walk_that_was_kept_of_another_folder_is_not_there(
    cache: HistoryCache, tmp_path: Path
) -> None:
    other = HistoryCache(tmp_path / "cache", "elsewhere/projects/")
    other.keep(KEPT)
    assert cache.path
    assert other.path
    other.path.rename(cache.path)
    assert cache.fetch() is None


def test_without_a_key_of_the_users_own_no_walk_is_kept(
    cache: HistoryCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "full").write_text("a file where a folder is wanted")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "full"))
    cache.keep(KEPT)
    assert cache.path
    assert not cache.path.exists()


def test_a_walk_of_another_version_is_not_there(
    cache: HistoryCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep(KEPT)
    monkeypatch.setattr(history_cache, "VERSION", "another")
    assert cache.fetch() is None


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="may write everywhere"
)
def test_a_folder_that_cannot_be_written_keeps_nothing(
    cache: HistoryCache, tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    cache.keep(KEPT)
    assert cache.fetch() is None


def test_a_file_in_place_of_the_folder_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    cache = HistoryCache(tmp_path / "cache", "projects/")
    cache.keep(KEPT)
    assert cache.fetch() is None


def test_a_milestone_that_comes_again_is_written_once(cache: HistoryCache) -> None:
    cache.keep(KEPT)
    assert cache.path is not None
    written = json.loads(cache.path.read_bytes().partition(b"\n")[2])
    assert (len(written["milestones"]), len(written["projects"])) == (4, 1)
