"""Clients called by words stop nobody; thirty leaks are each stopped, with their place in the data and their cure."""

import shutil
from pathlib import Path

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.model.fields.scalars import slugified
from portalgen.pipeline import Outcome, build
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.engine.mkdocs_engine import MkDocsEngine
from portalgen.site.inspect.phrases import spelt
from portalgen.site.stage.templates import packaged
from tests.conftest import ROOT, order_for
from tests.kit.hostile.common_words import WORDS
from tests.kit.hostile.filled_files import write_client
from tests.kit.pages.stub_engine import StubEngine


def add_client(projects: Path, name: str, more: str = "") -> None:
    folder = projects / slugified(name)
    folder.mkdir(exist_ok=True)
    text = f"name: {name}\nledger_salt: 0f\n{more}"
    (folder / "client.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Returns the sample, and a client with every field filled, among clients that are called by words."""
    projects = tmp_path_factory.mktemp("crowd") / "projects"
    shutil.copytree(ROOT / "projects", projects)
    shutil.copy(ROOT / "mkdocs.yml", projects.parent)
    write_client(projects / "filled", lambda path: f"plain {path.replace('/', ' ')}")
    for word in WORDS:
        add_client(projects, word)
    return Workspace(projects)


def test_there_are_three_hundred_names() -> None:
    assert len(set(map(slugified, WORDS))) >= 300


@pytest.mark.slow
@pytest.mark.parametrize("client_id", ["acme", "sahkola", "harbour", "filled"])
def test_clients_called_by_words_stop_nobody(crowd: Workspace, client_id: str) -> None:
    shared = read_shared(crowd)
    order = order_for(crowd, crowd.root / "site", f"https://{client_id}.example/")
    outcome = build(order, shared, client_id, Workshop(MkDocsEngine()))
    assert [each.message for each in stopped_by(outcome)] == []
    assert outcome.is_built, outcome.failure


def test_a_name_that_is_a_word_of_ours_is_told(crowd: Workspace) -> None:
    fence = read_shared(crowd).fence
    told = {each.message.partition(" ")[0] for each in fence.common_names()}
    ours = {word for word in WORDS if fence.ours.has(spelt(word))}
    assert len(ours) > 300
    assert ours - told == set()


NOVA = """publish: {cname: status.nova.example}
formerly: [quartz]
contacts:
  - {id: rosa, name: Rosa Quill, email: rosa@nova.example}
"""
MARGIN = "Nobody was told that the margin fell to nineteen percent"
PROJECT = "acme/work/project.yml"
UPDATE = "acme/work/updates/2026-11-20.md"
DOCUMENT = "acme/work/documents/plan.txt"
TABLE = "acme/work/progress.csv"


def update(body: str, more: str = "") -> str:
    return f"---\nheadline: News\nquiet: true\n{more}---\n{body}\n"


def project(more: str) -> str:
    return f"name: Work\n{more}"


# What stands where it must not: its file, the file with it, and line and column where it is to be told.
LEAKS: dict[str, tuple[str, str, tuple[int, int]]] = {
    "a name in an update": (UPDATE, update("As at Nova."), (5, 7)),
    "it begins a sentence": (UPDATE, update("Good. Nova has it too."), (5, 7)),
    "its whole name": (UPDATE, update("As Nova Corporation has it"), (5, 4)),
    "in small letters": (UPDATE, update("as nova corporation has it"), (5, 4)),
    "in capitals": (UPDATE, update("as NOVA has it"), (5, 4)),
    "in bold print": (UPDATE, update("as **Nova** has it"), (5, 6)),
    "over two lines": (UPDATE, update("as Nova\nCorporation has it"), (5, 4)),
    "as an owner": (UPDATE, update("Nova's own order"), (5, 1)),
    "with a soft hyphen": (UPDATE, update("as No\u00adva has it"), (5, 1)),
    "in a link": (UPDATE, update("[see](https://x.example/nova/plan)"), (5, 25)),
    "in its host name": (UPDATE, update("at https://status.nova.example/"), (5, 12)),
    "in its domain": (UPDATE, update("as on nova.example"), (5, 7)),
    "its former id": (UPDATE, update("as at Quartz"), (5, 7)),
    "a person": (UPDATE, update("as Rosa Quill said"), (5, 4)),
    "a person, surname first": (UPDATE, update("as Quill, Rosa said"), (5, 4)),
    "an address": (UPDATE, update("ask rosa@nova.example"), (5, 5)),
    "in a headline": (
        UPDATE,
        "---\nheadline: As at Nova\nquiet: true\n---\n",
        (2, 17),
    ),
    "in a list": (UPDATE, update("", "done: [Search, Nova first]\n"), (4, 16)),
    "in a summary": (PROJECT, project("summary: As at Nova\n"), (2, 16)),
    "in a folded text": (PROJECT, project("summary: >\n  As\n  at Nova\n"), (4, 6)),
    "in an id": (
        PROJECT,
        project("milestones: [{id: nova-data, name: Data, forecast: undated}]\n"),
        (2, 19),
    ),
    "as a decider": (
        PROJECT,
        project(
            "asks: [{id: a, what: Photos, due_on: 2026-12-01, decider: Rosa Quill}]\n"
        ),
        (2, 59),
    ),
    "in the reason of a move": (
        PROJECT,
        project(
            "milestones:\n  - id: a\n    name: A\n    forecast: undated\n"
            "    moves:\n      - {cause: early, because: As at Nova}\n"
        ),
        (7, 39),
    ),
    "in a table": (
        TABLE,
        "date,scope,done,planned,stream\n2026-11-20,2,1,1,For Nova\n",
        (2, 22),
    ),
    "in a legal note": (
        "acme/client.yml",
        "name: Acme\nledger_salt: 0f\nlegal_note: As agreed with Nova\n",
        (3, 28),
    ),
    "a note word for word": (UPDATE, update(f"{MARGIN}."), (5, 1)),
    "a note in a sentence": (
        UPDATE,
        update("So: that the margin fell to *nineteen* percent"),
        (5, 5),
    ),
    "a note in a summary": (PROJECT, project(f"summary: {MARGIN}\n"), (2, 10)),
    "a name in a document": (DOCUMENT, "As at Nova", (1, 1)),
    "a note in a document": (DOCUMENT, MARGIN, (1, 1)),
    "a person in a document": (DOCUMENT, "rosa quill said so", (1, 1)),
}


def built(folder: Path, files: dict[str, str]) -> Outcome:
    """Returns what became of a client with a neighbour, something internal, and files of its own."""
    projects = folder / "projects"
    whole = {
        "acme/client.yml": "name: Acme\nledger_salt: 0f\n",
        PROJECT: "name: Work\n",
        "acme/work/notes.yml": f"internal: {MARGIN}\n",
        **files,
    }
    for path, text in whole.items():
        file = projects / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    add_client(projects, "Nova Corporation", NOVA)
    space = Workspace(projects)
    order = order_for(space, folder / "site", "https://acme.example/")
    return build(order, read_shared(space), "acme", Workshop(StubEngine()))


def stopped_by(outcome: Outcome) -> list[Diagnostic]:
    return [each for each in outcome.diagnostics if each.code == "PG310"]


def test_there_are_thirty_leaks() -> None:
    assert len(LEAKS) >= 30


def test_without_one_the_same_client_is_built(tmp_path: Path) -> None:
    outcome = built(tmp_path, {UPDATE: update("All went well."), DOCUMENT: "A plan"})
    assert outcome.is_built, outcome.failure


@pytest.mark.parametrize("leak", [*LEAKS])
def test_a_leak_is_stopped_with_its_place_and_its_cure(
    tmp_path: Path, leak: str
) -> None:
    file, text, where = LEAKS[leak]
    outcome = built(tmp_path, {file: text})
    assert not outcome.is_built
    if file == DOCUMENT:
        assert "work/documents/plan.txt: " in outcome.failure
        assert "documents/" in outcome.failure.partition(": ")[2]
        return
    (first, *_) = stopped_by(outcome)
    assert first.place
    assert first.place.file.endswith(f"projects/{file}")
    assert first.place.start == where
    assert "mentions:" in first.help


@pytest.mark.parametrize("template", ["foot", "layout"])
def test_a_name_in_a_template_of_the_workspace_is_stopped(
    tmp_path: Path, template: str
) -> None:
    name = f"pages/{template}.html.j2"
    text = (packaged() / name).read_text(encoding="utf-8")
    planted = tmp_path / "site_templates" / name
    planted.parent.mkdir(parents=True)
    planted.write_text(f"{text}<p>Nova Corporation</p>\n", encoding="utf-8")
    outcome = built(tmp_path, {})
    assert not outcome.is_built
    assert "“Nova Corporation”, another client (" in outcome.failure
    assert "site_templates/" in outcome.failure


@pytest.mark.parametrize("leak", [each for each in LEAKS if "note" not in each])
def test_what_is_mentioned_with_a_reason_is_built(tmp_path: Path, leak: str) -> None:
    file, text, _ = LEAKS[leak]
    names = ("Nova Corporation", "nova", "quartz", "Rosa Quill", "Quill Rosa")
    signs = ("rosa@nova.example", "status.nova.example")
    listed = "".join(
        f"  - {{name: {name}, because: Both know it}}\n" for name in (*names, *signs)
    )
    client = f"name: Acme\nledger_salt: 0f\nmentions:\n{listed}"
    if file == "acme/client.yml":
        client += "legal_note: As agreed with Nova\n"
    outcome = built(tmp_path, {file: text, "acme/client.yml": client})
    assert stopped_by(outcome) == []
    assert "Nova" not in outcome.failure
    assert "Quill" not in outcome.failure
