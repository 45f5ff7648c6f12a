"""MkDocs behind its seam: warnings are errors, nothing unused is left, and the environment stays as it was."""

import json
import logging
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from markdown.preprocessors import HtmlBlockPreprocessor

from portalgen.errors import BuildError
from portalgen.site.engine import mkdocs_engine
from portalgen.site.engine.mkdocs_engine import MkDocsEngine
from portalgen.site.stage.settings import settings
from portalgen.site.stage.staging import stage, write
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, project
from tests.kit.pages.rendering import TEMPLATES, rendered
from tests.kit.pages.settings import NOTHING

URL = "https://a.example/"


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """Returns the folder of a small staged site."""
    return staged_in(tmp_path / "staged")


def staged_in(folder: Path, language: str = "en") -> Path:
    one = client(project(), language=language)
    configured = settings(one, Words(language, TODAY), URL, NOTHING)
    write(stage(one, rendered(one), {}, TEMPLATES, configured), folder)
    return folder


Build = Callable[..., dict[str, Path]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the folder of compiled templates that the builds of this module share."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def build(kept: Path) -> Build:
    """Returns the function that builds a staged folder and lists the files of the site."""

    def run(staged: Path, site: Path, as_of: date = TODAY) -> dict[str, Path]:
        site.mkdir(parents=True, exist_ok=True)
        MkDocsEngine(kept).build(staged, site, as_of)
        return {
            path.relative_to(site).as_posix(): path
            for path in site.rglob("*")
            if path.is_file()
        }

    return run


def test_a_staged_site_becomes_pages_search_and_sitemap(
    staged: Path, tmp_path: Path, build: Build
) -> None:
    files = build(staged, tmp_path / "site")
    assert {
        "index.html",
        "webshop/now/index.html",
        "404.html",
        "sitemap.xml",
        "search/search_index.json",
    } <= set(files)
    page = files["webshop/now/index.html"].read_text(encoding="utf-8")
    assert 'data-page="now"' in page
    assert page.count("<h1") == 1
    assert f"{URL}webshop/now/" in files["sitemap.xml"].read_text(encoding="utf-8")


def test_the_site_is_dated_by_the_day_that_it_speaks_for(
    staged: Path, tmp_path: Path, build: Build
) -> None:
    files = build(staged, tmp_path / "site", date(2026, 1, 2))
    assert "<lastmod>2026-01-02</lastmod>" in files["sitemap.xml"].read_text(
        encoding="utf-8"
    )


def test_the_same_staged_site_gives_the_same_bytes(
    staged: Path, tmp_path: Path, build: Build
) -> None:
    for name in ("one", "two"):
        build(staged, tmp_path / name)
    assert read_bytes(tmp_path / "one") == read_bytes(tmp_path / "two")


def test_a_page_taken_whole_is_what_markdown_makes_of_it(
    staged: Path, tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(staged, tmp_path / "whole")
    monkeypatch.setattr(mkdocs_engine, "_WholeBlock", HtmlBlockPreprocessor)
    build(staged, tmp_path / "parsed")
    assert read_bytes(tmp_path / "whole") == read_bytes(tmp_path / "parsed")


def test_a_warning_is_an_error(staged: Path, tmp_path: Path, build: Build) -> None:
    (staged / "docs" / "extra.md").write_text("[there](missing.md)\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"missing\.md"):
        build(staged, tmp_path / "site")


def test_a_warning_is_an_error_also_where_the_log_is_quiet(
    staged: Path, tmp_path: Path, build: Build
) -> None:
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        (staged / "docs" / "extra.md").write_text(
            "[there](missing.md)\n", encoding="utf-8"
        )
        with pytest.raises(BuildError, match=r"missing\.md"):
            build(staged, tmp_path / "site")
    finally:
        logger.setLevel(level)


def test_what_cannot_be_built_is_an_expected_failure(
    staged: Path, tmp_path: Path, build: Build
) -> None:
    (staged / "mkdocs.yml").write_text(
        "site_name: x\nplugins: [nobody]\n", encoding="utf-8"
    )
    with pytest.raises(BuildError, match="nobody"):
        build(staged, tmp_path / "site")


@pytest.mark.parametrize(("language", "stemmers"), [("en", set()), ("fi", {"fi"})])
def test_nothing_is_left_that_no_page_loads(
    tmp_path: Path, build: Build, language: str, stemmers: set[str]
) -> None:
    files = build(staged_in(tmp_path / "staged", language), tmp_path / "site")
    assert [name for name in files if name.endswith(".map")] == []
    lunr = {
        name.split("lunr.")[1].split(".")[0]
        for name in files
        if "/lunr/min/lunr." in name
    }
    assert lunr == {"stemmer", "multi"} | stemmers
    index = json.loads(files["search/search_index.json"].read_text(encoding="utf-8"))
    assert index["config"]["lang"] == [language]


@pytest.mark.parametrize("before", [None, "1"])
@pytest.mark.parametrize("is_broken", [False, True])
def test_the_environment_is_as_it_was(
    staged: Path,
    tmp_path: Path,
    build: Build,
    before: str | None,
    is_broken: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)
    if is_broken:
        (staged / "docs" / "extra.md").write_text(
            "[there](missing.md)\n", encoding="utf-8"
        )
    logger = logging.getLogger("mkdocs")
    handlers, propagates = list(logger.handlers), logger.propagate
    try:
        build(staged, tmp_path / "site")
    except BuildError:
        assert is_broken
    assert os.environ.get("SOURCE_DATE_EPOCH") == before
    assert (list(logger.handlers), logger.propagate) == (handlers, propagates)


def test_compiled_templates_are_kept_and_change_nothing(
    staged: Path, tmp_path: Path, build: Build
) -> None:
    (tmp_path / "plain").mkdir()
    MkDocsEngine().build(staged, tmp_path / "plain", TODAY)
    for name in ("first", "again"):
        build(staged, tmp_path / name)
        assert read_bytes(tmp_path / name) == read_bytes(tmp_path / "plain")


def read_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_version_names_what_makes_the_pages() -> None:
    assert MkDocsEngine().version.startswith("mkdocs 1.")
    assert "material 9." in MkDocsEngine().version
