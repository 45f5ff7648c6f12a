"""Scaffolds: valid as they are, and with values in the place of their examples."""

import re
from datetime import date

import pytest

from portalgen.authoring.new.kinds import CLIENT, ITEMS, PROJECT
from portalgen.authoring.new.scaffold import filled, scaffold
from portalgen.model.fields.schema import keys
from portalgen.model.update import REPORT_FIELDS
from portalgen.source.load.loader import CLIENT_KEYS
from portalgen.source.load.projects import PROJECT_KEYS
from portalgen.source.yaml.parser import parse
from tests.kit.files.memory import loaded, source

EXAMPLE = re.compile(r"^# ([a-z_]+): ", re.MULTILINE)
LISTS = sorted({kind.scaffold for kind in ITEMS})


def uncommented(name: str) -> str:
    """Returns a scaffold in which each example is taken at its word."""
    lines = scaffold(name).splitlines()
    shown = [
        line[2:]
        for line in lines
        if EXAMPLE.match(line + " ") or line.startswith("#  ")
    ]
    return "".join(f"{line}\n" for line in shown)


@pytest.mark.parametrize("name", LISTS)
def test_the_head_of_a_list_is_nothing_but_comments(name: str) -> None:
    assert all(line.startswith("# ") for line in scaffold(name).splitlines())
    assert scaffold(name).endswith("\n")


@pytest.mark.parametrize("name", ["client.yml", "project.yml", "update.md", *LISTS])
def test_comments_fit_the_line_but_for_examples(name: str) -> None:
    assert [
        line
        for line in scaffold(name).splitlines()
        if len(line) > 120 and not EXAMPLE.match(line)
    ] == []


def test_every_example_of_a_scaffold_is_valid() -> None:
    client = uncommented("client.yml").replace(
        "32 hex digits", "5f1c0a9e4b7d2c683e91f0a4d57b8c26"
    )
    update = scaffold("update.md").splitlines()
    shown = [line[2:] if EXAMPLE.match(line) else line for line in update]
    found = loaded(
        {
            "client.yml": client,
            "webshop/project.yml": uncommented("project.yml"),
            "webshop/updates/2026-11-20.md": "\n".join(shown),
        }
    )
    assert found.diagnostics == ()
    assert found.client
    assert found.client.projects[0].updates[0].missing == ()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("client.yml", CLIENT_KEYS),
        ("project.yml", PROJECT_KEYS),
        ("update.md", {*REPORT_FIELDS, "headline"}),
    ],
)
def test_every_example_is_a_key_and_every_question_has_one(
    name: str, known: set[str]
) -> None:
    shown = set(EXAMPLE.findall(scaffold(name)))
    assert shown <= known
    questions = {"client.yml": CLIENT, "project.yml": PROJECT}.get(name, ())
    assert {
        each.key for each in questions if not each.ask and each.key in known
    } <= shown | {"reply_within"}


def test_values_stand_in_the_place_of_their_examples() -> None:
    text = filled(
        "project.yml", {"name": "A: b", "live_from": date(2026, 1, 2)}
    ).decode()
    assert 'two sentences.\nname: "A: b"\n# summary: ' in text
    assert "\n# started_on: 2026-01-12\nlive_from: 2026-01-02\n\n# How" in text
    lines = scaffold("project.yml").splitlines()
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        line
        for line in lines
        if not line.startswith(("# name:", "# live_from:")) and line.startswith("# ")
    ]


def test_items_of_a_list_stand_on_lines_of_their_own_and_its_example_goes() -> None:
    text = filled("client.yml", {"contacts": [{"id": "m", "name": "M"}]}).decode()
    assert (
        "somebody to turn to.\ncontacts:\n  - id: m\n    name: M\n\n# Who may open"
        in text
    )
    assert "maria" not in text
    assert (
        'done:\n  - a\n  - "b: c"\n\n'
        in filled("update.md", {"done": ["a", "b: c"]}).decode()
    )


def test_a_value_without_a_place_is_a_bug() -> None:
    with pytest.raises(KeyError, match=r"project.yml has no place for colour"):
        filled("project.yml", {"colour": "red"})


def test_a_backslash_in_a_value_stays_one() -> None:
    tree, wrong = parse(source(filled("project.yml", {"name": "C:\\1\\g<0>"})))
    assert wrong == []
    assert tree is not None
    assert (
        filled("project.yml", {"name": "C:\\1\\g<0>"})
        .decode()
        .count("\nname: C:\\1\\g<0>\n")
        == 1
    )


def test_the_lists_of_kinds_are_those_of_a_project() -> None:
    assert {kind.key for kind in ITEMS} <= PROJECT_KEYS
    for kind in ITEMS:
        assert {each.key for each in kind.questions} <= set(
            keys(kind.questions[0].noun)
        )
