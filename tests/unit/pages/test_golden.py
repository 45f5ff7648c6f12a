"""Staged pages and figures of the samples, kept in tests/golden and written anew by `pytest --rewrite`.

An expected file that nothing produces fails.
"""

import json
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

from portalgen.site.stage.settings import settings
from portalgen.site.stage.staging import stage
from tests.conftest import ROOT
from tests.kit.clients.samples import PROJECTS, told_sample
from tests.kit.pages.rendering import TEMPLATES, rendered
from tests.kit.pages.settings import NOTHING

GOLDEN = ROOT / "tests" / "golden"
PAGES = (
    *("now", "dates", "told", "how", "needs", "changed", "risks", "changes"),
    "progress",
)
FIGURES = ("timeline", "trend", "burnup", "throughput")
SHOWN = {
    "acme/webshop": (*PAGES, "agreement", "track"),
    "sahkola/asiakasportaali": (*PAGES, "agreement", "track"),
}
# Each golden file with the staged one that it expects.
EXPECTED = {"acme/overview.html": "acme/index.md"}
for _project, _pages in SHOWN.items():
    EXPECTED |= {f"{_project}/{page}.html": f"{_project}/{page}.md" for page in _pages}
    EXPECTED |= {
        f"{_project}/charts/{figure}.json": f"{_project}/charts/{figure}.json"
        for figure in FIGURES
    }


@cache
def produced(client_id: str) -> dict[str, bytes]:
    """Returns the staged pages and files of a sample client by their path below docs/."""
    one = told_sample(client_id)
    portal = rendered(one.client, one.findings)
    files = stage(
        one.client,
        portal,
        {},
        TEMPLATES,
        settings(one.client, one.words, None, NOTHING),
        one.files,
    ).files
    return {path.removeprefix("docs/"): content for path, content in files.items()}


def found(name: str) -> str:
    """Returns what is produced for a golden file; figures a line a value, so that a difference can be read."""
    client_id, _, path = EXPECTED[name].partition("/")
    text = produced(client_id)[path].decode()
    return (
        json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
        if name.endswith(".json")
        else text
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_staged_is_what_is_expected(name: str, rewrite: bool) -> None:
    path, text = GOLDEN / name, found(name)
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    difference = unified_diff(
        expected.splitlines(), text.splitlines(), "expected", "found", lineterm="", n=1
    )
    assert expected == text, "\n".join(
        [f"{name} (if it is meant: pytest --rewrite)", *difference]
    )


def test_nothing_is_expected_that_nothing_produces(rewrite: bool) -> None:
    left = {
        path.relative_to(GOLDEN).as_posix()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    } - EXPECTED.keys()
    for name in left if rewrite else ():
        Path(GOLDEN / name).unlink()
    assert rewrite or left == set()


def test_the_samples_shown_have_every_page() -> None:
    for project, shown in SHOWN.items():
        assert project in PROJECTS
        client_id, _, project_id = project.partition("/")
        pages = {
            path
            for path in produced(client_id)
            if path.startswith(f"{project_id}/") and path.endswith(".md")
        }
        assert pages == {f"{project_id}/{page}.md" for page in shown}
