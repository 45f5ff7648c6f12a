"""What did not change is not built again, and what comes out of the cache is the same, byte for byte."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.errors import BuildError
from portalgen.exports.manifest import FILES_FILE
from portalgen.own_mark import OwnMark
from portalgen.pipeline import build as build_site
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.engine.cache import (
    FEWEST_KEPT,
    KEPT_A_CLIENT,
    MARK_FILE,
    SITE,
    SiteCache,
    site_cache,
)
from portalgen.site.engine.engine import Engine
from portalgen.site.files import write_manifest
from tests.kit.commands.workspaces import make, texts
from tests.kit.pages.stub_engine import StubEngine

NEW, OLD = {"index.html": "new", "a/b.css": "b"}, {"index.html": "old"}
MARK = OwnMark(b"k" * 32)
KEY = "a" * 64
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Returns the order of a small workspace's site."""
    make(
        tmp_path / "work" / "projects",
        {
            "acme/client.yml": "name: Acme\n",
            "acme/webshop/project.yml": "name: Webshop\nstarted_on: 2026-05-01\n",
        },
    )
    workspace = Workspace(tmp_path / "work" / "projects")
    return Order(
        workspace, NOW, date(2026, 6, 1), tmp_path / "site", "https://a.example/"
    )


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Returns the folder of a cache."""
    return tmp_path / "cache"


def build(order: Order, engine: Engine, cache: Path | None) -> dict[str, str]:
    """Builds the client and returns its site."""
    shared = read_shared(order.workspace)
    outcome = build_site(order, shared, "acme", Workshop(engine, cache))
    assert outcome.site, outcome.failure
    return texts(outcome.site)


def test_the_engine_is_not_called_for_a_site_that_is_kept(
    order: Order, cache: Path
) -> None:
    engine = StubEngine()
    first = build(order, engine, cache)
    builds = engine.builds
    assert build(order, engine, cache) == first
    assert engine.builds == builds
    assert "seal.json" in first


def test_a_site_comes_out_of_the_cache_as_it_was_built(
    order: Order, cache: Path
) -> None:
    built = build(order, StubEngine(), None)
    build(order, StubEngine(), cache)
    assert build(replace(order, out=order.out / "again"), StubEngine(), cache) == built


@pytest.mark.parametrize(
    "change",
    [
        lambda order: replace(order, as_of=date(2026, 6, 2)),
        lambda order: replace(order, site_url="https://b.example/"),
        lambda order: (
            make(order.workspace.projects, {"acme/client.yml": "name: Acme Oy\n"})
            and order
        ),
        lambda order: (
            make(
                order.workspace.root,
                {"site_templates/assets/portal.css": "body { color: black }"},
            )
            and order
        ),
        lambda order: (
            make(
                order.workspace.root,
                {"mkdocs.yml": "theme: {features: [content.tooltips]}\n"},
            )
            and order
        ),
    ],
    ids=["day", "address", "data", "templates", "settings"],
)
def test_anything_that_changes_the_input_builds_anew(
    order: Order, cache: Path, change: object
) -> None:
    assert callable(change)
    engine = StubEngine()
    build(order, engine, cache)
    builds = engine.builds
    build(change(order), engine, cache)
    assert engine.builds > builds


def test_another_version_of_the_engine_builds_anew(order: Order, cache: Path) -> None:
    build(order, StubEngine("stub 1"), cache)
    other = StubEngine("stub 2")
    build(order, other, cache)
    assert other.builds > 0


def test_without_a_cache_everything_is_built(order: Order, cache: Path) -> None:
    engine = StubEngine()
    for _ in range(2):
        build(order, engine, None)
    assert engine.builds >= 2


def test_a_build_that_failed_is_not_kept(order: Order, cache: Path) -> None:
    def fail(staged: Path) -> None:
        raise BuildError("no")

    with pytest.raises(BuildError):
        build(order, StubEngine(before=fail), cache)
    engine = StubEngine()
    build(order, engine, cache)
    assert engine.builds > 0


def whole(folder: Path, files: dict[str, str]) -> Path:
    """Writes a finished site with the list of its files."""
    write_manifest(make(folder, files))
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Returns an empty folder."""
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


MOST = 5


@pytest.fixture
def sites(cache: Path) -> SiteCache:
    """Returns the finished sites of a cache."""
    return SiteCache(cache, MARK, MOST)


def test_nothing_comes_out_for_a_key_that_is_not_there(
    sites: SiteCache, into: Path
) -> None:
    assert not sites.fetch(KEY, into)
    assert texts(into) == {}


@pytest.mark.parametrize(
    ("clients", "most"),
    [(1, FEWEST_KEPT), (25, FEWEST_KEPT), (200, 200 * KEPT_A_CLIENT)],
)
def test_as_many_sites_are_kept_as_a_workspace_needs(
    tmp_path: Path, clients: int, most: int
) -> None:
    found = site_cache(tmp_path, clients)
    assert found is not None
    assert found.most == most


def test_two_runs_may_keep_the_same_site(
    sites: SiteCache, into: Path, tmp_path: Path
) -> None:
    sites.keep(KEY, whole(tmp_path / "one", NEW))
    sites.keep(KEY, whole(tmp_path / "two", OLD))
    assert [path.name for path in sites.folder.iterdir()] == [KEY]
    assert sites.fetch(KEY, into)
    assert texts(into) == texts(tmp_path / "one")


def test_the_site_that_was_used_longest_ago_goes_first(
    sites: SiteCache, into: Path, tmp_path: Path
) -> None:
    site = whole(tmp_path / "one", NEW)
    for number in range(MOST):
        sites.keep(f"{number:064}", site)
        os.utime(sites.folder / f"{number:064}", (number, number))
    make(sites.folder, {"of-somebody/precious.txt": "x"})
    sites.fetch(f"{0:064}", into)
    sites.keep(KEY, site)
    left = {path.name for path in sites.folder.iterdir()}
    assert len(left) == MOST + 1
    assert {f"{0:064}", f"{2:064}", KEY, "of-somebody"} <= left
    assert f"{1:064}" not in left


def relisted(site: Path) -> None:
    """Changes a page, and the list of files with it."""
    make(site, {"index.html": "another date"})
    (site / FILES_FILE).unlink()
    write_manifest(site)


def linked(site: Path, name: str) -> None:
    """Puts a link to a file of the same bytes in a file's place."""
    elsewhere = site.parent.parent / "elsewhere"
    (site / name).rename(elsewhere)
    (site / name).symlink_to(elsewhere)


def piped(site: Path) -> None:
    """Adds what never ends when it is read."""
    os.mkfifo(site / "pipe")


def damaged(site: Path, name: str, content: bytes) -> None:
    (site / name).write_bytes(content)


POISONS: dict[str, Callable[[Path], object]] = {
    "a page with another date": lambda site: make(site, {"index.html": "newer"}),
    "a page and the list of files": relisted,
    "an emptied stylesheet": lambda site: make(site, {"a/b.css": ""}),
    "an added script": lambda site: make(site, {"x.js": "alert(1)"}),
    "an added link": lambda site: (site / "x").symlink_to("index.html"),
    "a link in a file's place": lambda site: linked(site, "index.html"),
    "a link in a folder's place": lambda site: linked(site, "a"),
    "a removed file": lambda site: (site / "index.html").unlink(),
    "an emptied site": lambda site: shutil.rmtree(site),
    "no list of files": lambda site: (site / FILES_FILE).unlink(),
    "a list of files that is none": lambda site: make(site, {FILES_FILE: "[" * 9999}),
    "a mark of somebody else": lambda site: damaged(
        site.parent, MARK_FILE, OwnMark(b"x" * 32).of(KEY, listing(site))
    ),
    "no mark": lambda site: (site.parent / MARK_FILE).unlink(),
    "another site of ours": lambda site: damaged(
        site.parent, MARK_FILE, MARK.of("b" * 64, listing(site))
    ),
    "a pipe": piped,
}


def listing(site: Path) -> bytes:
    return (site / FILES_FILE).read_bytes()


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_what_is_not_as_it_was_kept_is_cleared_away_and_built_anew(
    sites: SiteCache,
    into: Path,
    tmp_path: Path,
    poison: Callable[[Path], object],
) -> None:
    site = whole(tmp_path / "one", NEW)
    sites.keep(KEY, site)
    poison(sites.folder / KEY / SITE)
    assert not sites.fetch(KEY, into)
    assert texts(into) == {}
    assert not (sites.folder / KEY).exists()
    sites.keep(KEY, site)
    assert sites.fetch(KEY, into)


@pytest.mark.parametrize("kind", ["file", "link", "link to nothing"])
def test_what_stands_in_a_kept_sites_place_is_cleared_away_and_no_more(
    sites: SiteCache, into: Path, tmp_path: Path, kind: str
) -> None:
    precious = make(tmp_path / "precious", {"a": "b"})
    sites.folder.mkdir()
    place = sites.folder / KEY
    if kind == "file":
        place.write_text("x")
    elif kind == "link":
        place.symlink_to(precious)
    else:
        place.symlink_to(tmp_path / "nothing")
    assert not sites.fetch(KEY, into)
    assert not place.is_symlink()
    assert not place.exists()
    assert texts(precious) == {"a": "b"}


def test_a_poisoned_cache_is_built_over_without_a_word(
    order: Order, cache: Path
) -> None:
    engine = StubEngine()
    clean = build(order, engine, cache)
    builds = engine.builds
    for site in (cache / "sites").glob(f"*/{SITE}"):
        relisted(site)
    assert build(order, engine, cache) == clean
    assert engine.builds > builds


@pytest.mark.parametrize("place", [".", "sites"])
def test_a_cache_that_cannot_be_written_keeps_nothing_and_stops_nothing(
    order: Order, cache: Path, place: str
) -> None:
    clean = build(order, StubEngine(), None)
    file = cache / place
    file.parent.mkdir(exist_ok=True)
    file.write_text("a file where a folder is wanted")
    assert build(order, StubEngine(), cache) == clean


def test_nothing_is_kept_behind_a_link(sites: SiteCache, tmp_path: Path) -> None:
    elsewhere = make(tmp_path / "elsewhere", {"a": "b"})
    sites.folder.symlink_to(elsewhere)
    sites.keep(KEY, whole(tmp_path / "one", NEW))
    assert texts(elsewhere) == {"a": "b"}


def test_without_a_key_of_the_users_own_nothing_is_kept_or_believed(
    order: Order, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(order, StubEngine(), cache)
    monkeypatch.setenv("XDG_STATE_HOME", str(make(tmp_path, {"full": ""}) / "full"))
    engine = StubEngine()
    for _ in range(2):
        build(order, engine, cache)
    assert engine.builds == 4
