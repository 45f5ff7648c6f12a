"""What looks like hiding and hides nothing is an error that names the cure, wherever in a file it stands."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Client, Delivery
from portalgen.model.fields.base import Noun
from portalgen.model.fields.schema import all_nouns
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.load.agency import load_agency
from tests.kit.files.memory import CLIENT, PROJECT, folder, loaded
from tests.kit.hostile.filled_files import Maker

WHOLE = "write visibility: internal"
BELOW = "below internal:"
# As keys and values of a mapping that is published all the same.
SWITCHES = {
    "internal": True,
    "hidden": True,
    "private": "yes",
    "confidential": 1,
    "secret": "on",
    "draft": True,
    "public": False,
    "visible": "no",
    "show": False,
    "published": "never",
    "client_visible": False,
    "is_internal": True,
    "Internal": True,
    "INTERNAL": "x",
    "audience": "internal",
    "tags": ["internal"],
    "internl": True,
    "confidental": "yes",
    "sisäinen": True,
    "piilotettu": "kyllä",
}
NOTES = {"private": "The margin is 17 %", "internal_notes": ["The margin is 17 %"]}
NOTHING = ("true", "yes", "1", "on", "all", "", "[]", "{}", "[true]", "{all: yes}")
MILESTONE = "milestones:\n  - id: launch\n    name: Launch\n    forecast: undated\n"
UPDATE = "webshop/updates/2026-11-20.md"


def words(path: str) -> str:
    return f"words for {path.replace('/', ' ')}"


def whole_files() -> dict[str, Any]:
    """Returns every kind of YAML file of a client with every key in it."""
    maker = Maker(words, (words,))
    made = {**maker.client(), **maker.ledger(), **maker.project("webshop")}
    return {
        name: json.loads(text) for name, text in made.items() if name.endswith(".yml")
    }


def mappings(node: Any) -> Iterator[dict[str, Any]]:
    """Yields every mapping in a file, its own one first."""
    if isinstance(node, dict):
        yield node
        for value in list(node.values()):
            yield from mappings(value)
    elif isinstance(node, list):
        for value in node:
            yield from mappings(value)


def told(files: dict[str, Any]) -> list[Diagnostic]:
    """Returns what is said of words that hide nothing."""
    written = {
        name: each if isinstance(each, str) else json.dumps(each)
        for name, each in files.items()
    }
    return [each for each in loaded(written).diagnostics if each.code == "PG309"]


def test_the_files_hold_items_of_many_nouns() -> None:
    assert sum(len(list(mappings(each))) for each in whole_files().values()) > 20


@pytest.mark.parametrize("key", [*SWITCHES])
def test_a_switch_is_told_in_every_mapping_of_every_file(key: str) -> None:
    files = whole_files()
    holders = [each for file in files.values() for each in mappings(file)]
    for each in holders:
        each[key] = SWITCHES[key]
    found = told(files)
    assert len(found) == len(holders)
    assert all(WHOLE in each.help or BELOW in each.help for each in found)


@pytest.mark.parametrize(
    ("name", "text", "cure"),
    [
        ("webshop/milestones.yml", MILESTONE + "    hidden: yes\n", WHOLE),
        ("webshop/project.yml", PROJECT + "hidden: yes\n", WHOLE),
        (UPDATE, "---\nheadline: A\nquiet: true\nhidden: yes\n---\n", WHOLE),
        ("client.yml", CLIENT + "hidden: yes\n", BELOW),
        ("webshop/project.yml", PROJECT + "health: {hidden: yes}\n", BELOW),
        (
            "webshop/milestones.yml",
            MILESTONE + "    moves: [{cause: early, hidden: yes}]\n",
            "a move of a date cannot be internal",
        ),
        (
            "client.yml",
            CLIENT + "mentions: [{name: A, because: B, hidden: yes}]\n",
            "a mention cannot be internal",
        ),
    ],
    ids=["item", "project", "update", "client", "mapping", "move", "mention"],
)
def test_a_key_that_hides_nothing_is_told_with_the_cure_of_its_place(
    name: str, text: str, cure: str
) -> None:
    (found,) = told({name: text})
    assert cure in found.help


@pytest.mark.parametrize("key", [*NOTES])
def test_a_note_under_another_word_is_told_with_the_block_that_hides_it(
    key: str,
) -> None:
    (found,) = told({"webshop/project.yml": {"name": "A", key: NOTES[key]}})
    assert BELOW in found.help


@pytest.mark.parametrize("typed", NOTHING)
@pytest.mark.parametrize(
    ("name", "text", "cure"),
    [
        ("webshop/milestones.yml", MILESTONE + "    internal: %s\n", WHOLE),
        ("webshop/project.yml", PROJECT + "internal: %s\n", WHOLE),
        (UPDATE, "---\nheadline: A\nquiet: true\ninternal: %s\n---\n", WHOLE),
        ("client.yml", CLIENT + "internal: %s\n", BELOW),
        (
            "webshop/project.yml",
            PROJECT + "health:\n  schedule: green\n  internal: %s\n",
            BELOW,
        ),
        (
            "webshop/milestones.yml",
            MILESTONE + "    moves:\n      - cause: early\n        internal: %s\n",
            "a move of a date cannot be internal",
        ),
    ],
    ids=["item", "project", "update", "client", "mapping", "move"],
)
def test_an_internal_block_that_holds_nothing_is_told_with_the_cure_of_its_place(
    name: str, text: str, cure: str, typed: str
) -> None:
    (found,) = told({name: text % typed})
    assert cure in found.help
    assert found.is_broken


def test_a_block_that_names_the_keys_beside_it_hides_none_of_them() -> None:
    (found,) = told({"webshop/milestones.yml": MILESTONE + "    internal: [name]\n"})
    assert WHOLE in found.help


@pytest.mark.parametrize(
    "typed",
    ["Quartz-7", "[Quartz-7]", "{margin: 17}", "{billed: no, to: Timo}", "17.5"],
)
def test_a_block_that_holds_something_is_right(typed: str) -> None:
    assert (
        told({"webshop/milestones.yml": MILESTONE + f"    internal: {typed}\n"}) == []
    )


def test_what_is_internal_as_a_whole_may_hold_any_of_them() -> None:
    text = MILESTONE + "    visibility: internal\n    internal: true\n"
    assert told({"webshop/milestones.yml": text}) == []


@pytest.mark.parametrize("key", ["internal", "visibility", "hidden"])
def test_portal_yml_holds_nothing_internal_and_says_so(key: str) -> None:
    _, found = load_agency(
        folder({"portal.yml": f"agency: {{name: A}}\n{key}: internal\n"})
    )
    (wrong,) = found
    assert wrong.code == "PG309"
    assert "nothing in it can be internal" in wrong.help


@pytest.mark.parametrize("word", ["hidden", "private", "internal", "secret"])
def test_a_word_of_a_fixed_list_that_hides_elsewhere_names_the_cure(word: str) -> None:
    text = f"contacts: [{{id: maria, name: Maria, shown_as: {word}}}]\n"
    (found,) = loaded({"client.yml": CLIENT + text}).diagnostics
    assert found.code == "PG206"
    assert WHOLE in found.help


@pytest.mark.parametrize(
    "word", ["hidden", "private", "none", "Internal", "no", "secret"]
)
def test_a_visibility_of_another_word_names_the_cure(word: str) -> None:
    text = MILESTONE + f"    visibility: {word}\n"
    (found,) = loaded({"webshop/milestones.yml": text}).diagnostics
    assert WHOLE in found.help


def test_an_html_comment_in_a_text_is_shown_and_so_it_is_told() -> None:
    text = MILESTONE + "    acceptance: Orders work <!-- internal, not yet -->\n"
    (found,) = told({"webshop/milestones.yml": text})
    assert found.place
    assert found.place.line == 5


RISKS = "risks:\n  - {id: a, name: A, probability: 1, impact: 1%s}\n"


@pytest.mark.parametrize(
    "name", ["internal.yml", "internal-risks.yml", "risks.private.yml", "Hidden.YML"]
)
def test_a_data_file_is_published_whatever_its_name_says(name: str) -> None:
    (found,) = told({f"webshop/{name}": RISKS % ""})
    assert "internal/" in found.help


@pytest.mark.parametrize(
    "text", [RISKS % ", visibility: internal", "internal: {margin: 17}\n", ""]
)
def test_a_data_file_that_holds_nothing_else_may_be_called_internal(text: str) -> None:
    assert told({"webshop/internal.yml": text}) == []


def test_every_noun_that_is_always_told_says_what_it_is() -> None:
    nouns: list[type[Noun]] = []
    for root in (Client, Delivery, LedgerFile):
        nouns += all_nouns(root)
    said = {noun.__name__: noun.never_internal for noun in nouns if noun.never_internal}
    assert said == {
        "Move": "a move of a date",
        "Mention": "a mention",
        "Redaction": "a redaction",
        "Restart": "a restart",
    }
