"""What did not change is not built again, and what comes out of the cache is the same, byte for byte."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.errors import BuildError
from portalgen.pipeline import build as build_site
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.engine.cache import KEPT, SiteCache
from portalgen.site.engine.engine import Engine
from tests.kit.commands.workspaces import make, texts
from tests.kit.pages.stub_engine import StubEngine

NEW, OLD = {"index.html": "new"}, {"index.html": "old"}
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


def test_nothing_comes_out_for_a_key_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    assert not SiteCache(tmp_path / "cache").fetch("a", tmp_path / "into")
    assert texts(tmp_path / "into") == {}


def test_two_runs_may_keep_the_same_site(tmp_path: Path) -> None:
    cache = SiteCache(tmp_path / "cache")
    cache.keep("a", make(tmp_path / "one", NEW))
    cache.keep("a", make(tmp_path / "two", OLD))
    assert [path.name for path in cache.folder.iterdir()] == ["a"]
    (tmp_path / "into").mkdir()
    assert cache.fetch("a", tmp_path / "into")
    assert texts(tmp_path / "into") == NEW


def test_the_site_that_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache, site = SiteCache(tmp_path / "cache"), make(tmp_path / "one", NEW)
    for number in range(KEPT):
        cache.keep(f"k{number}", site)
        os.utime(cache.folder / f"k{number}", (number, number))
    (tmp_path / "into").mkdir()
    cache.fetch("k0", tmp_path / "into")
    cache.keep("newest", site)
    left = {path.name for path in cache.folder.iterdir()}
    assert len(left) == KEPT
    assert {"k0", "k2", "newest"} <= left
    assert "k1" not in left
