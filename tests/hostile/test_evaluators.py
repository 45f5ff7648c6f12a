"""No tag, template, hook, extension or path in data reaches anything that would run, load or read it."""

import os
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from portalgen.diagnostics import Place
from portalgen.model.client import Client
from portalgen.site.stage.settings import settings
from portalgen.site.stage.staging import stage
from portalgen.source.yaml.tree import Mapping
from portalgen.words import Words
from tests.conftest import SAMPLE_DAY
from tests.kit.hostile.attempts import ATTEMPTS, CODE, TELLTALE, TOKEN, Attempt
from tests.kit.hostile.payloads import PAYLOADS, Payload
from tests.kit.hostile.watched_builds import (
    READING,
    Build,
    Event,
    Watched,
    reads_git,
    watch,
)
from tests.kit.pages.rendering import TEMPLATES, rendered

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither links nor pipes for everybody"
)
NOTHING = Attempt("nothing", {})
named = pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
# What a build opens of a workspace; an attempt's own data files are among them.
DATA = (".yml", ".csv", ".md", ".png")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with a workspace for each attempt."""
    folder = tmp_path_factory.mktemp("attempts")
    for attempt in (NOTHING, *ATTEMPTS):
        attempt.write(folder / place(attempt))
    return folder


def place(attempt: Attempt) -> str:
    """Returns the name of an attempt's folder."""
    return f"{[NOTHING, *ATTEMPTS].index(attempt):03}"


@pytest.fixture(scope="module")
def run(folder: Path) -> tuple[dict[str, Watched], str]:
    """Returns what happened in each attempt, whose process stands in its workspace, and what was printed."""
    builds = [
        Build(
            str(folder / place(each)),
            "acme",
            str(folder / "out" / place(each)),
            str(folder / place(each)),
        )
        for each in (NOTHING, *ATTEMPTS)
    ]
    found, printed = watch(builds, folder, TELL=TOKEN)
    return {
        each.name: result
        for each, result in zip((NOTHING, *ATTEMPTS), found, strict=True)
    }, printed


def evaluated(events: Iterable[Event], workspace: Path) -> list[Event]:
    """Returns what was run, loaded or read of a workspace beyond its data, and every program that was started."""
    return [
        (event, what)
        for event, what in events
        if _is_evaluation(event, what, str(workspace))
    ]


def _is_evaluation(event: str, what: str, workspace: str) -> bool:
    if event in READING:
        path = Path(what)
        return (
            what.startswith(f"{workspace}/")
            and path.is_file()
            and not path.name.endswith(DATA)
        )
    if event in {"exec", "compile", "import"}:
        return (
            workspace in what
            or TELLTALE in what
            or what.split(" ")[0] in {"hooks", "macros", "x"}
        )
    return True


@named
def test_nothing_of_an_attempt_is_evaluated(
    folder: Path, run: tuple[dict[str, Watched], str], attempt: Attempt
) -> None:
    found = run[0][attempt.name]
    before = [each for each in found.before if not reads_git(each)]
    assert evaluated([*before, *found.events], folder / place(attempt)) == []
    assert list((folder / place(attempt)).rglob(TELLTALE)) == []


@named
def test_an_attempt_is_told_or_passed_over(
    run: tuple[dict[str, Watched], str], attempt: Attempt
) -> None:
    found = run[0][attempt.name]
    assert found.is_built is attempt.is_built, found.told
    told = {each.split(" ")[0] for each in found.told if each.startswith("PG")}
    assert attempt.code in told if attempt.code else told <= {"PG508"}, found.told


@named
def test_no_file_of_a_site_holds_the_token(
    folder: Path, run: tuple[dict[str, Watched], str], attempt: Attempt
) -> None:
    assert run
    site = folder / "out" / place(attempt) / "acme"
    assert site.exists() is attempt.is_built
    assert [
        path
        for path in site.rglob("*")
        if path.is_file() and TOKEN.encode() in path.read_bytes()
    ] == []


def test_nothing_is_printed_and_nothing_is_left(
    folder: Path, run: tuple[dict[str, Watched], str]
) -> None:
    assert run[1] == ""
    assert list(folder.rglob(TELLTALE)) == []
    assert list((folder / "temp").iterdir()) == []


@pytest.mark.parametrize(
    "attempt",
    [each for each in ATTEMPTS if each.name.endswith("mkdocs.yml")],
    ids=lambda attempt: attempt.name,
)
def test_a_setting_that_is_not_taken_over_changes_no_byte(
    folder: Path, run: tuple[dict[str, Watched], str], attempt: Attempt
) -> None:
    assert run
    assert contents(folder / "out" / place(attempt)) == contents(
        folder / "out" / place(NOTHING)
    )


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


# What stands in the staged files is a text for the engine's own readers too.


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_the_engine_reads_each_payload_as_the_text_that_it_is(payload: Payload) -> None:
    typed = payload.typed("line")
    made = {"agency": {"name": typed, "email": "a@b.example"}}
    project = {"id": "work", "name": typed}
    one = Client.model_validate(
        {"id": "acme", "name": typed, "agency": made, "projects": [project]}
    )
    configured = settings(
        one, Words("en", SAMPLE_DAY), None, Mapping({}, Place("mkdocs.yml"))
    )
    staged = stage(one, rendered(one), {}, TEMPLATES, configured)
    config = yaml_load(staged.files["mkdocs.yml"].decode())
    assert config["site_name"] == escape(typed)
    assert escape(typed) in config["extra"]["byline"]
    _, matter = get_data(staged.files["docs/work/now.md"].decode())
    assert matter == {"title": f"Now · {escape(typed)}", "hide": ["navigation", "toc"]}


# The watch sees what it is there for.


def test_the_engines_own_reader_runs_what_is_kept_from_it() -> None:
    assert yaml_load("x: !!python/object/apply:os.getpid []") == {"x": os.getpid()}
    assert yaml_load("x: !ENV [NOTHING_AT_ALL, 7]") == {"x": 7}


def test_what_is_evaluated_would_be_found(folder: Path) -> None:
    workspace = folder / place(NOTHING)
    events = [
        ("import", f"hooks {workspace}/hooks.py"),
        ("exec", f"{workspace}/projects/acme/hooks.py"),
        ("compile", f"<template>: {CODE}"),
        ("open", f"{workspace}/secret.txt"),
        ("os.system", "touch x"),
        ("subprocess.Popen", "touch ['touch', 'x']"),
        ("socket.connect", "x"),
    ]
    assert evaluated(events, workspace) == events
    assert (
        evaluated(
            [("open", f"{workspace}/projects/acme/client.yml"), ("exec", "/lib/x.py")],
            workspace,
        )
        == []
    )


def test_a_template_of_the_workspace_is_code_and_is_seen_to_be_read(
    tmp_path: Path,
) -> None:
    workspace = tmp_path / "workspace"
    Attempt(
        "code", {"site_templates/pages/foot.html.j2": f"<p>{TOKEN} {{{{ 7 * 7 }}}}</p>"}
    ).write(workspace)
    (found,), _ = watch(
        [Build(str(workspace), "acme", str(tmp_path / "out"), str(workspace))], tmp_path
    )
    assert found.is_built
    assert f"<p>{TOKEN} 49</p>" in (tmp_path / "out" / "acme" / "index.html").read_text(
        encoding="utf-8"
    )
    before = [each for each in found.before if not reads_git(each)]
    assert evaluated(before, workspace) == [
        ("open", str(workspace / "site_templates/pages/foot.html.j2"))
    ]
