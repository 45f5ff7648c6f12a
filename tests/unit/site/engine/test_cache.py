"""What did not change is not built again, and what comes out of the cache is the same, byte for byte."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.errors import BuildError
from portalgen.pipeline import Outcome, Request, Workspace, build_client, read_shared
from portalgen.site.engine.cache import KEPT, SiteCache
from portalgen.site.engine.engine import Engine
from tests.kit.commands.workspaces import make, texts
from tests.kit.pages.stub_engine import StubEngine

NEW, OLD = {"index.html": "new"}, {"index.html": "old"}
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Returns the request to build a small workspace with a cache."""
    make(
        tmp_path / "work" / "projects",
        {
            "acme/client.yml": "name: Acme\n",
            "acme/webshop/project.yml": "name: Webshop\nstarted_on: 2026-05-01\n",
        },
    )
    workspace = Workspace(tmp_path / "work" / "projects")
    return Request(
        workspace,
        tmp_path / "site",
        NOW,
        date(2026, 6, 1),
        "https://a.example/",
        tmp_path / "cache",
    )


def build(request: Request, engine: Engine) -> dict[str, str]:
    """Builds the client and returns its site."""
    outcome: Outcome = build_client(
        request, read_shared(request.workspace), "acme", engine
    )
    assert outcome.site, outcome.failure
    return texts(outcome.site)


def test_the_engine_is_not_called_for_a_site_that_is_kept(request_: Request) -> None:
    engine = StubEngine()
    first = build(request_, engine)
    builds = engine.builds
    assert build(request_, engine) == first
    assert engine.builds == builds
    assert "seal.json" in first


def test_a_site_comes_out_of_the_cache_as_it_was_built(request_: Request) -> None:
    built = build(replace(request_, cache=None), StubEngine())
    build(request_, StubEngine())
    assert build(replace(request_, out=request_.out / "again"), StubEngine()) == built


@pytest.mark.parametrize(
    "change",
    [
        lambda request: replace(request, as_of=date(2026, 6, 2)),
        lambda request: replace(request, site_url="https://b.example/"),
        lambda request: (
            make(request.workspace.projects, {"acme/client.yml": "name: Acme Oy\n"})
            and request
        ),
        lambda request: (
            make(
                request.workspace.root,
                {"site_templates/assets/portal.css": "body { color: black }"},
            )
            and request
        ),
        lambda request: (
            make(
                request.workspace.root,
                {"mkdocs.yml": "theme: {features: [content.tooltips]}\n"},
            )
            and request
        ),
    ],
    ids=["day", "address", "data", "templates", "settings"],
)
def test_anything_that_changes_the_input_builds_anew(
    request_: Request, change: object
) -> None:
    assert callable(change)
    engine = StubEngine()
    build(request_, engine)
    builds = engine.builds
    build(change(request_), engine)
    assert engine.builds > builds


def test_another_version_of_the_engine_builds_anew(request_: Request) -> None:
    build(request_, StubEngine("stub 1"))
    other = StubEngine("stub 2")
    build(request_, other)
    assert other.builds > 0


def test_without_a_cache_everything_is_built(request_: Request) -> None:
    engine = StubEngine()
    for _ in range(2):
        build(replace(request_, cache=None), engine)
    assert engine.builds >= 2


def test_a_build_that_failed_is_not_kept(request_: Request) -> None:
    def fail(staged: Path) -> None:
        raise BuildError("no")

    with pytest.raises(BuildError):
        build(request_, StubEngine(before=fail))
    engine = StubEngine()
    build(request_, engine)
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
