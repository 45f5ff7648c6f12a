"""The documentation as a site: it builds without a warning, holds every page, and loads nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import ROOT

CONFIG = ROOT / "documentation.yml"
DOCS = ROOT / "docs"
# What a browser fetches by itself, unlike the target of a link.
FETCHED = re.compile(r"""<(?:script|img|iframe|source|video|audio)\b[^>]*?\bsrc=["']?([^"' >]+)|"""
                     r"""<link\b[^>]*?\bhref=["']?([^"' >]+)|url\(["']?([^"')]+)|@import\s+["']([^"']+)""")  # fmt: skip


def build(config: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Builds as `make docs` does: never quietly, for then MkDocs ends well whatever it has to complain of."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(site),
    ]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def built(shared_folder: Path) -> tuple[Path, str]:
    """Returns the folder of the built documentation, and what the build said."""
    site, said = shared_folder / "documentation", shared_folder / "documentation.txt"
    with FileLock(str(site) + ".lock"):
        if not said.exists():
            done = build(CONFIG, site)
            said.write_text(
                f"{done.stdout}ended with {done.returncode}", encoding="utf-8"
            )
    return site, said.read_text(encoding="utf-8")


def test_it_builds_without_a_warning(built: tuple[Path, str]) -> None:
    assert built[1].endswith("ended with 0")
    assert re.findall(r"^(?:WARNING|ERROR).*", built[1], re.MULTILINE) == []


def test_every_page_is_in_the_navigation() -> None:
    named = re.findall(
        r"^ +- (?:[^:\n]+: )?(\S+\.md)$",
        CONFIG.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert sorted(named) == sorted(
        path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")
    )


def test_only_pages_are_published(built: tuple[Path, str]) -> None:
    pages = {
        path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")
    } - {"index"}
    published = {
        path.relative_to(built[0]).as_posix()
        for path in built[0].rglob("*")
        if path.is_file()
    }
    theme = {name for name in published if name.startswith(("assets/", "search/"))}
    others = {"index.html", "404.html", "style.css", "sitemap.xml", "sitemap.xml.gz"}
    assert published - theme == {f"{page}/index.html" for page in pages} | others


def test_a_page_loads_nothing_from_another_host(built: tuple[Path, str]) -> None:
    fetched = {
        (path.name, next(filter(None, found)))
        for path in built[0].rglob("*")
        if path.suffix in {".html", ".css"}
        for found in FETCHED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(fetched) > 5
    assert {each for each in fetched if re.match(r"(https?:)?//", each[1])} == set()


def test_no_page_tells_where_it_was_built(built: tuple[Path, str]) -> None:
    telling = [str(ROOT), str(Path.home()) + os.sep, sys.prefix]
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in built[0].rglob("*.html")
    }
    assert texts
    assert [
        (name, each) for name, text in texts.items() for each in telling if each in text
    ] == []


@pytest.mark.parametrize(
    "flaw",
    [
        "[to a page](nowhere.md)",
        "[to a place](data.md#nowhere)",
        "[outside](../README.md)",
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path, flaw: str) -> None:
    settings = CONFIG.read_text(encoding="utf-8")
    (tmp_path / "documentation.yml").write_text(
        settings.partition("nav:\n")[0], encoding="utf-8"
    )
    for name, text in {
        "index.md": f"# Page\n\n{flaw}\n",
        "data.md": "# Data\n",
        "style.css": "",
    }.items():
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    done = build(tmp_path / "documentation.yml", tmp_path / "site")
    assert done.returncode == 1
    assert "Aborted with 1 warnings in strict mode" in done.stdout


def test_make_builds_it_just_so() -> None:
    recipe = re.search(
        r"^docs:.*\n\t(.*)",
        (ROOT / "Makefile").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert recipe
    assert recipe[1].split()[:4] == [
        "NO_MKDOCS_2_WARNING=1",
        "$(BIN)/mkdocs",
        "build",
        "--strict",
    ]
    assert not {"-q", "--quiet"} & set(recipe[1].split())
