"""The split at the door: nothing internal is in the model, and all of it is among the secrets."""

import pytest

from portalgen.model.fields.schema import texts
from portalgen.source.load.loaded import Loaded
from portalgen.source.nouns.visibility import Split
from portalgen.source.yaml.reader import parse_keys
from tests.kit.files.memory import CLIENT, PROJECT, loaded, source, told

OURS = "Quartz-7"
MILESTONE = "milestones:\n  - id: launch\n    name: Launch\n    forecast: undated\n"
MOVES = "    moves:\n      - {cause: early, because: Done., %s}\n"
FREEZE = "calendar: {freezes: [{from: 2026-12-20, to: 2026-12-27, because: Quartz-7, visibility: internal}]}\n"
RISK = "risks:\n  - {id: a, name: Quartz-7, probability: 1, impact: 1, visibility: internal}\n"
AUDIT = {"audit/project.yml": "name: Audit\nvisibility: internal\n"}
UPDATE = "webshop/updates/2026-11-20.md"


def published(found: Loaded) -> str:
    assert found.client is not None
    return "\n".join(texts(found.client))


@pytest.mark.parametrize(
    "files",
    [
        {"client.yml": CLIENT + "internal: Quartz-7\n"},
        {"client.yml": CLIENT + "internal:\n  margin:\n    - why: Quartz-7\n"},
        {
            "client.yml": CLIENT
            + "contacts:\n  - id: boss\n    name: Quartz-7\n    visibility: internal\n"
        },
        {
            "client.yml": CLIENT
            + "contacts:\n  - id: maria\n    name: Maria\n    internal: {phone: Quartz-7}\n"
        },
        {"client.yml": CLIENT + "branding:\n  internal: Quartz-7\n"},
        {"client.yml": CLIENT + "publish:\n  folder: /srv\n  internal: Quartz-7\n"},
        {"webshop/project.yml": PROJECT + "internal: [Quartz-7]\n"},
        {
            "webshop/project.yml": PROJECT
            + "health:\n  schedule: green\n  internal:\n    doubt: Quartz-7\n"
        },
        {"webshop/risks.yml": RISK},
        {
            "webshop/milestones.yml": MILESTONE
            + "    visibility: internal\n    acceptance: Quartz-7\n"
        },
        {"webshop/milestones.yml": MILESTONE + MOVES % "internal: Quartz-7"},
        {
            "webshop/milestones.yml": MILESTONE
            + "    internal:\n      a: {b: [c, {d: Quartz-7}]}\n"
        },
        {"webshop/calendar.yml": FREEZE},
        {UPDATE: "---\nheadline: News\nquiet: true\ninternal: Quartz-7\n---\n"},
        {UPDATE: "---\nheadline: News\nvisibility: internal\n---\nQuartz-7\n"},
        {UPDATE: "---\nheadline: Quartz-7\nvisibility: internal\n---\n"},
        {"audit/project.yml": "name: Quartz-7\nvisibility: internal\n"},
        {"audit/project.yml": "name: Audit\nsummary: Quartz-7\nvisibility: internal\n"},
        {
            **AUDIT,
            "audit/updates/2026-11-20.md": "---\nheadline: Quartz-7\nquiet: true\n---\n",
        },
        {
            **AUDIT,
            "audit/updates/2026-11-20.md": "---\nheadline: News\nwhy: [none, Quartz-7]\n---\n",
        },
        {
            **AUDIT,
            "audit/updates/2026-11-20.md": "---\nheadline: News\n---\nQuartz-7\n",
        },
        {
            **AUDIT,
            "audit/progress.csv": "date,scope,done,planned,stream\n2026-11-20,1,1,1,Quartz-7\n",
        },
        {**AUDIT, "audit/asks.yml": "asks:\n  - id: a\n    what: Quartz-7\n"},
    ],
)
def test_what_is_internal_leaves_the_model_and_becomes_a_secret(
    files: dict[str, str],
) -> None:
    found = loaded(files)
    assert found.diagnostics == ()
    assert OURS not in published(found)
    secrets = [secret for secret in found.secrets if OURS in secret.text]
    assert secrets
    parts = {
        secret.place.file.removeprefix("acme/").partition("/")[0] for secret in secrets
    }
    assert parts == {next(iter(files)).partition("/")[0]}


def test_what_is_visible_stays_and_is_no_secret() -> None:
    found = loaded(
        {
            "webshop/milestones.yml": MILESTONE
            + "    visibility: client\n    internal: ours\n"
        }
    )
    assert "Launch" in published(found)
    assert "Launch" not in {secret.text for secret in found.secrets}


def test_a_secret_knows_where_it_stands() -> None:
    found = loaded(
        {
            "webshop/milestones.yml": MILESTONE
            + "    internal:\n      doubt: ours alone\n"
        }
    )
    (secret,) = [each for each in found.secrets if each.text == "ours alone"]
    assert (secret.place.file, secret.place.line, secret.place.column) == (
        "acme/webshop/milestones.yml",
        6,
        14,
    )


def test_the_salt_of_the_ledger_is_a_secret() -> None:
    salts = [
        secret.place
        for secret in loaded({}).secrets
        if secret.text == "5f1c0a9e4b7d2c683e91f0a4d57b8c26"
    ]
    assert [(place.file, place.line) for place in salts] == [("acme/client.yml", 3)]


def test_internal_is_never_opened() -> None:
    found = loaded(
        {
            "webshop/internal/notes.yml": "a: b: c\n",
            "internal/notes.txt": "x",
            "webshop/documents/a.pdf": "x",
        }
    )
    assert found.diagnostics == ()
    assert not any("notes" in secret.place.file for secret in found.secrets)


@pytest.mark.parametrize("key", ["schedule: dark\n", "shedule: green\n"])
def test_a_slip_in_what_is_internal_is_told_all_the_same(key: str) -> None:
    text = f"name: Audit\nvisibility: internal\nhealth:\n  {key}"
    assert told(loaded({"audit/project.yml": text}).diagnostics)[0].startswith("4:")


def test_free_form_below_internal_is_never_wrong() -> None:
    text = (
        PROJECT
        + "internal:\n  due: 2026-13-01\n  visibility: whatever\n  internal: {a: [b, {c: d}]}\n  name:\n"
    )
    assert loaded({"webshop/project.yml": text}).diagnostics == ()


@pytest.mark.parametrize(
    "word", ["Internal", "hidden", "no", "", "[internal]", "'internal '", "client_only"]
)
def test_a_visibility_that_is_neither_is_refused_before_anything_shows(
    word: str,
) -> None:
    found = loaded({"webshop/milestones.yml": MILESTONE + f"    visibility: {word}\n"})
    assert told(found.diagnostics)[0].endswith("PG206")
    assert found.is_broken


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"client.yml": CLIENT + "visibility: internal\n"}, "4:1 PG305"),
        (
            {"webshop/project.yml": PROJECT + "health: {visibility: internal}\n"},
            "2:10 PG305",
        ),
        (
            {"webshop/project.yml": PROJECT + "tolerance:\n  visibility: internal\n"},
            "3:3 PG305",
        ),
        (
            {"webshop/milestones.yml": MILESTONE + MOVES % "visibility: internal"},
            "6:40 PG305",
        ),
        ({"client.yml": CLIENT + "publish:\n  visibility: internal\n"}, "5:3 PG305"),
    ],
)
def test_a_visibility_where_none_can_stand_is_refused(
    files: dict[str, str], where: str
) -> None:
    found = loaded(files)
    assert told(found.diagnostics) == [where]
    assert found.is_broken


def test_a_project_that_is_internal_is_not_there_even_by_name() -> None:
    found = loaded({"audit/project.yml": "name: Audit\nvisibility: internal\n"})
    assert found.client
    assert [project.id for project in found.client.projects] == ["webshop"]


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        (PROJECT + MILESTONE, True),
        (PROJECT + "health: {schedule: green, internal: Quartz-7}\n", True),
        (PROJECT + RISK, False),
        (PROJECT + FREEZE, False),
    ],
    ids=["nothing internal", "a block of notes", "an item", "an item further in"],
)
def test_the_part_to_see_is_the_whole_itself_where_no_item_was_taken_away(
    text: str, is_whole: bool
) -> None:
    tree, wrong = parse_keys(source(text))
    whole, visible = Split().part(tree)
    assert wrong == []
    assert (visible is whole) is is_whole


def test_a_mapping_that_calls_itself_internal_has_no_part_to_see() -> None:
    tree, _ = parse_keys(source(PROJECT + "visibility: internal\n"))
    assert Split().part(tree)[1] is None
