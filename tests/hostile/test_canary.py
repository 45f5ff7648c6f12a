"""Random tokens in every internal place of one client, and in every field of three others: none is ever published.

The neighbours are called Main, Nova and Search: words that a site holds anyway raise no false alarm.
"""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from portalgen.diagnostics import Place
from portalgen.pipeline import Outcome, build
from portalgen.pipeline.examine import examine
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.stage import one_document
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Shared, Workspace, read_shared
from portalgen.site.engine.mkdocs_engine import MkDocsEngine
from portalgen.site.inspect.leaks import Reference, leaks
from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.views import views
from portalgen.source.nouns.visibility import Secret
from tests.conftest import order_for
from tests.kit.hostile.filled_files import write_client

NEIGHBOURS = ("main", "nova", "search")


def token() -> str:
    return f"canary{secrets.token_hex(6)}"


class Canaries:
    """Hands out tokens and remembers them."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, path: str) -> str:
        self.given.append(token())
        return f"{path.rpartition('/')[2]} {self.given[-1]}"

    def word(self) -> str:
        self.given.append(token())
        return self.given[-1]


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture(scope="module")
def workspace(
    tmp_path_factory: pytest.TempPathFactory, canaries: Canaries
) -> Workspace:
    projects = tmp_path_factory.mktemp("canary") / "projects"
    write_client(
        projects / "first", lambda path: f"plain words for {path.replace('/', ' ')}"
    )
    hide(projects / "first", canaries)
    for name in NEIGHBOURS:
        write_client(projects / name, canaries)
        client = projects / name / "client.yml"
        client.write_text(
            client.read_text().replace('"name": "name', f'"name": "{name.title()}', 1)
        )
        canaries.given = [each for each in canaries.given if each]
    (projects / "portal.yml").write_text(
        "agency: {name: Northlight, email: hello@northlight.example}\n"
    )
    return Workspace(projects)


def hide(folder: Path, canaries: Canaries) -> None:
    """Puts tokens into each kind of internal place."""
    work = folder / "work"
    (work / "notes.yml").write_text(
        "internal:\n"
        f"  margin: down to {canaries.word()}\n"
        f"  prose: |\n    A **bold {canaries.word()}** and\n"
        f"    a broken line {canaries.word()} in six more words here.\n"
        f"  deep: {{list: [one, {canaries.word()}]}}\n"
    )
    (work / "internal").mkdir()
    (work / "internal" / f"{canaries.word()}.md").write_text(canaries.word())
    (work / "updates" / "2026-05-25.md").write_text(
        f"---\nheadline: Not for {canaries.word()}\nvisibility: internal\n---\nBody {canaries.word()}\n"
    )
    project = work / "project.yml"
    words = {
        "id": canaries.word(),
        "name": f"Risk {canaries.word()}",
        "probability": "likely",
        "impact": "minor",
    }
    hidden = json.dumps(words | {"visibility": "internal"})
    project.write_text(
        project.read_text().replace('"risks": [', f'"risks": [{hidden}, ', 1)
    )
    other = folder / "hidden"
    other.mkdir()
    (other / "project.yml").write_text(
        f"name: Hidden {canaries.word()}\nvisibility: internal\n"
    )


@pytest.fixture(scope="module")
def shared(workspace: Workspace) -> Shared:
    return read_shared(workspace)


@pytest.fixture(scope="module")
def outcome(workspace: Workspace, shared: Shared) -> Outcome:
    order = order_for(workspace, workspace.root / "site", "https://first.example/")
    return build(order, shared, "first", Workshop(MkDocsEngine()))


def readings(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            for view in views(path.relative_to(site).as_posix(), path.read_bytes()):
                yield path.name, view


def test_neighbours_called_main_nova_and_search_raise_no_false_alarm(
    outcome: Outcome,
) -> None:
    assert outcome.is_built, outcome.failure


def test_no_canary_is_in_any_file_or_name(outcome: Outcome, canaries: Canaries) -> None:
    assert outcome.site is not None
    assert len(canaries.given) > 150
    found = [
        (name, each)
        for name, view in readings(outcome.site)
        for each in canaries.given
        if each in view
    ]
    assert found == []


def test_no_canary_is_in_the_document_that_holds_all_pages(
    workspace: Workspace, shared: Shared, canaries: Canaries
) -> None:
    order = order_for(workspace, workspace.root / "site", None)
    dossier = examine(current_view(order, shared), "first").sound
    assert dossier is not None
    made = one_document(dossier, shared).contents()
    inspector = Inspector(order, shared, Workshop(MkDocsEngine()))
    assert inspector.leaks_in(made, dossier) == []
    whole = made["index.html"].decode()
    assert "plain words for project risks name" in whole
    assert [each for each in canaries.given if each in whole] == []
    planted = {
        "index.html": made["index.html"].replace(
            b"</body>", f"down to {canaries.given[0]}</body>".encode()
        )
    }
    assert len(inspector.leaks_in(planted, dossier)) == 1


def test_what_is_visible_is_there(outcome: Outcome) -> None:
    assert outcome.site is not None
    page = (outcome.site / "work" / "risks" / "index.html").read_text(encoding="utf-8")
    assert "plain words for project risks name" in page


@pytest.mark.parametrize(
    "planted",
    [
        "<p>down to {0}</p>",
        "<p>down <b>to</b>\n {0}</p>",
        '{{"text": "down\\u0020to {0}"}}',
        "mailto:x?body=down%20to%20{0}",
        "ZG93biB0byBzZWNyZXRjYW5hcnk=",
        "<p>DOWN&#32;to&nbsp;{0}</p>",
    ],
)
def test_a_planted_secret_is_found_in_each_way_of_writing(
    tmp_path: Path, planted: str
) -> None:
    word = "secretcanary"
    (tmp_path / "page.html").write_text(planted.format(word))
    secret = Secret(f"down to {word}", Place("projects/first/work/notes.yml", 2))
    (flaw,) = leaks(tmp_path, [secret], "", Reference(), Traces("", ()), ())
    assert flaw.path == "page.html"
    assert "from projects/first/work/notes.yml:2; " in flaw.message
    assert word not in flaw.message


def test_a_secret_in_a_file_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "acquisition-plan.txt").write_text("")
    assert (
        len(
            list(
                leaks(
                    tmp_path,
                    [Secret("Acquisition plan", Place("f"))],
                    "",
                    Reference(),
                    Traces("", ()),
                    (),
                )
            )
        )
        == 1
    )
