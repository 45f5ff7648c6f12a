"""Whatever optional part of a project is deleted, with the references into it, the portal still builds."""

import json
import posixpath
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.analysis.analyse import analyse
from portalgen.exports.status import status
from portalgen.model.project import PageName
from portalgen.pages.page import Page, Portal
from portalgen.pages.render import render
from portalgen.site.inspect.verify import verify
from portalgen.site.stage.settings import settings as site_settings
from portalgen.site.stage.staging import stage
from portalgen.source.files.folder import DiskFolder
from portalgen.source.load.agency import load_agency
from portalgen.source.load.loaded import Loaded
from portalgen.source.load.loader import load
from portalgen.words import Words
from tests.conftest import SAMPLE_DAY
from tests.kit.clients.samples import PROJECTS, SAMPLES
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import make
from tests.kit.pages.rendering import TEMPLATES
from tests.kit.pages.settings import NOTHING

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Parts of client.yml that a project can do without.
OF_THE_CLIENT = ("contacts", "branding", "timezone", "language", "currency")


@cache
def sections(project: str) -> tuple[str, ...]:
    """Returns all that can be deleted: top-level keys, the reports, the progress, and parts of client.yml."""
    folder = SAMPLES / project
    parts = [
        part
        for part in ("updates", "progress.csv", "documents")
        if (folder / part).exists()
    ]
    return (
        *sorted(set(whole(project)) - {"name"}),
        *parts,
        *(f"client {key}" for key in OF_THE_CLIENT),
    )


def whole(project: str) -> dict[str, Any]:
    """Returns the union of a project's files."""
    found: dict[str, Any] = {}
    for path in sorted((SAMPLES / project).glob("*.yml")):
        found |= read(path)
    return found


def read(path: Path) -> dict[str, Any]:
    """Returns a file's keys with all scalars as typed: `on` is a word here."""
    value = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - it makes nothing but texts
    assert isinstance(value, dict)
    return value


def without(project: str, deleted: frozenset[str]) -> dict[str, str | bytes]:
    """Returns the files of a workspace with one project, without some sections and without references into them.

    They are written as JSON, which is YAML.
    """
    values = {key: value for key, value in whole(project).items() if key not in deleted}
    drop_references(values, deleted)
    client_id = project.partition("/")[0]
    client = read(SAMPLES / client_id / "client.yml")
    client = {
        key: value for key, value in client.items() if f"client {key}" not in deleted
    }
    files: dict[str, str | bytes] = {
        f"projects/{client_id}/client.yml": json.dumps(client, ensure_ascii=False),
        f"projects/{project}/project.yml": json.dumps(values, ensure_ascii=False),
    }
    for path in (SAMPLES / project).rglob("*"):
        name = path.relative_to(SAMPLES / project)
        if (
            path.is_file()
            and path.suffix != ".yml"
            and name.parts[0] not in {*deleted, "internal"}
        ):
            files[f"projects/{project}/{name.as_posix()}"] = path.read_bytes()
    return files


def drop_references(values: dict[str, Any], deleted: frozenset[str]) -> None:
    """Takes out of a project's keys what refers to something that is deleted."""
    if "milestones" in deleted:
        values["asks"] = [{**ask, "blocks": []} for ask in values.get("asks") or ()]
    if "change_requests" in deleted:
        for milestone in values.get("milestones") or ():
            for move in milestone.get("moves") or ():
                move.pop("change_request", None)
    if "documents" in deleted:
        drop_documents(values)
    if "client currency" in deleted:
        for change in values.get("change_requests") or ():
            change.pop("cost_impact", None)


def drop_documents(values: dict[str, Any]) -> None:
    """Takes out of a project's keys what names a document: agreements, and the evidence of others."""
    for agreement in values.get("agreements") or ():
        agreement.pop("document", None)
        agreement.pop("sha256", None)
    for milestone in values.get("milestones") or ():
        for move in milestone.get("moves") or ():
            move.pop("evidence", None)
    for change in values.get("change_requests") or ():
        change.pop("evidence", None)


def loaded(files: dict[str, str | bytes], client_id: str, folder: Path) -> Loaded:
    """Returns the client as it is loaded from files."""
    disk = DiskFolder(make(folder, files) / "projects")
    return load(disk, client_id, load_agency(disk)[0])


class Links(HTMLParser):
    """Reads what a page links to and loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            str(value)
            for name, value in attrs
            if name in {"href", "src", "data-figure"}
        ]


def dead_links(portal: Portal, documents: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Returns the links to pages and files that the portal does not have."""
    there = (
        {page.path for page in portal.pages}
        | {asset.path for asset in portal.assets}
        | set(documents)
    )
    dead = []
    for page in portal.pages:
        for link in Links(page.html).found:
            target = posixpath.normpath(
                posixpath.join(page.path, link.partition("#")[0] or ".")
            )
            if (
                not link.startswith("mailto:")
                and ("" if target == "." else target) not in there
            ):
                dead.append((page.path, link))
    return dead


def test_a_dead_link_would_be_found() -> None:
    page = Page(
        "webshop/now",
        "Now",
        '<a href="../dates/">x</a><a href="../gone/#a">x</a><a href="#a">x</a>',
    )
    assert dead_links(Portal((page, Page("webshop/dates", "Dates", "")), ())) == [
        ("webshop/now", "../gone/#a")
    ]


def stages(
    project: str, deleted: frozenset[str], folder: Path, hidden: tuple[str, ...] = ()
) -> Portal:
    """Loads, analyses, renders and stages what is left of a project, and returns the portal."""
    client_id = project.partition("/")[0]
    files = without(project, deleted)
    if hidden:
        listed = [page.value for page in PageName if page not in hidden]
        files[f"projects/{project}/pages.yml"] = json.dumps({"pages": listed})
    found = loaded(files, client_id, folder)
    client = found.client
    assert client is not None, found.diagnostics
    assert not found.is_broken, found.diagnostics
    words = Words(client.language, SAMPLE_DAY, client.currency)
    findings = analyse(client, SAMPLE_DAY)
    portal = render(client, findings, words, TEMPLATES.pages)
    exports = {"status.json": status(client, findings, words)}
    staged = stage(
        client,
        portal,
        exports,
        TEMPLATES,
        site_settings(client, words, None, NOTHING),
        found.files,
    )
    assert "docs/index.md" in staged.files
    assert dead_links(portal, staged.beside) == []
    return portal


CASES = [
    pytest.param(project, name, id=f"{project} without {name}")
    for project in PROJECTS
    for name in sections(project)
]


@pytest.mark.parametrize(("project", "name"), CASES)
def test_a_project_does_without_any_one_section(
    project: str, name: str, tmp_path: Path
) -> None:
    stages(project, frozenset({name}), tmp_path)


@pytest.mark.parametrize("project", PROJECTS)
def test_a_project_does_without_all_of_them(project: str, tmp_path: Path) -> None:
    portal = stages(project, frozenset(sections(project)), tmp_path)
    project_id = project.partition("/")[2]
    assert {page.path for page in portal.pages} == {
        "",
        *(f"{project_id}/{each}" for each in ("now", "dates", "how")),
    }


def test_a_section_that_is_kept_is_shown(tmp_path: Path) -> None:
    project = "acme/webshop"
    portal = stages(project, frozenset(sections(project)) - {"risks"}, tmp_path)
    assert "webshop/risks" in {page.path for page in portal.pages}


HIDEABLE = ("needs", "changed", "progress", "changes", "risks", "agreement")


@pytest.mark.parametrize(
    "hidden", [*((name,) for name in HIDEABLE), HIDEABLE], ids=" ".join
)
def test_any_page_may_be_hidden_and_nothing_leads_to_it(
    hidden: tuple[str, ...], tmp_path: Path
) -> None:
    portal = stages("acme/webshop", frozenset(), tmp_path, hidden)
    assert [
        page.path for page in portal.pages if page.path.rpartition("/")[2] in hidden
    ] == []


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_project_does_without_any_of_its_sections(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = data.draw(st.sampled_from(PROJECTS))
    deleted = data.draw(st.sets(st.sampled_from(sections(project))))
    stages(project, frozenset(deleted), tmp_path_factory.mktemp("left"))


@pytest.mark.parametrize(
    ("project", "deleted"),
    [
        ("acme/webshop", {"milestones", "updates"}),
        (
            "sahkola/asiakasportaali",
            {
                "risks",
                "asks",
                "owed",
                "change_requests",
                "progress.csv",
                "client contacts",
            },
        ),
        ("harbour/collections", set(sections("harbour/collections"))),
    ],
    ids=["a few", "several", "all"],
)
def test_what_is_left_builds_as_a_whole(
    project: str, deleted: set[str], tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, without(project, frozenset(deleted)))
    run = portalgen(
        "build",
        "--as-of",
        str(SAMPLE_DAY),
        "--site-url",
        "https://a.example/",
        cwd=workspace,
    )
    assert run.code == 0, run.err
    client_id = project.partition("/")[0]
    assert verify(workspace / "site" / client_id, "https://a.example/") == []


def test_there_is_much_to_delete() -> None:
    assert len(PROJECTS) >= 5
    assert max(len(sections(project)) for project in PROJECTS) > 20
