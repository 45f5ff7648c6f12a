"""The schemas of editors: draft 7 alone, closed, described, with internal matter where it may stand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from portalgen.model.client import Client, Delivery
from portalgen.model.fields.schema import all_nouns
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.schema.schema import DRAFT, KINDS, schema, schema_files
from tests.kit.files.memory import loaded
from tests.kit.files.schemas import complaints

# Of draft 7 what both validators know; and two words of yaml-language-server's own.
KEYWORDS = {
    *(
        "$schema",
        "$ref",
        "title",
        "description",
        "definitions",
        "examples",
        "type",
        "enum",
        "const",
        "anyOf",
        "allOf",
    ),
    *(
        "not",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "contains",
        "pattern",
        "format",
    ),
    *("minimum", "maximum"),
    *("patternErrorMessage", "errorMessage"),
}
KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
BY_NAME = {kind.name: schema(kind) for kind in KINDS}


def schemas_in(node: Any) -> Iterator[dict[str, Any]]:
    """Yields a schema and each schema in it."""
    if not isinstance(node, dict):
        return
    yield node
    for name, value in node.items():
        if name in {"properties", "definitions"}:
            for each in value.values():
                yield from schemas_in(each)
        elif name in {"anyOf", "allOf"}:
            for each in value:
                yield from schemas_in(each)
        elif name in {"items", "contains", "not"}:
            yield from schemas_in(value)


@KIND
def test_only_words_are_used_that_both_validators_know(kind: Any) -> None:
    found = list(schemas_in(schema(kind)))
    assert {word for each in found for word in each} <= KEYWORDS
    assert schema(kind)["$schema"] == DRAFT


@KIND
def test_every_mapping_is_closed_and_every_key_described(kind: Any) -> None:
    mappings = [each for each in schemas_in(schema(kind)) if "properties" in each]
    assert mappings
    assert all(each["additionalProperties"] is False for each in mappings)
    silent = [
        name
        for each in mappings
        for name, key in each["properties"].items()
        if not key.get("description")
    ]
    assert silent == []


@KIND
def test_a_key_that_can_be_completed_says_how(kind: Any) -> None:
    # Without a type or a choice, yaml-language-server completes a key without its colon.
    for each in schemas_in(schema(kind)):
        for name, key in each.get("properties", {}).items():
            assert {"type", "anyOf", "enum"} & set(key), name


@KIND
def test_every_reference_leads_to_a_definition(kind: Any) -> None:
    made = schema(kind)
    referred = {each["$ref"] for each in schemas_in(made) if "$ref" in each}
    assert referred == {f"#/definitions/{name}" for name in made.get("definitions", {})}


def test_the_same_text_is_written_each_time() -> None:
    one, two = schema_files(), schema_files()
    assert one == two
    assert all(text.endswith("}\n") and "\r" not in text for text in one.values())
    assert {name: json.loads(text) for name, text in one.items()} == {
        f"{each}.json": BY_NAME[each] for each in BY_NAME
    }


def keys(kind: str, *path: str) -> set[str]:
    """Returns the keys that a schema knows of in a mapping below others; list items are passed over."""
    node = BY_NAME[kind]
    for step in path:
        node = node["properties"][step]
        node = node.get("items", node)
        node = (
            BY_NAME[kind]["definitions"][node["$ref"].rpartition("/")[2]]
            if "$ref" in node
            else node
        )
    return set(node["properties"])


@pytest.mark.parametrize(
    ("kind", "path", "may_be"),
    [
        ("portal", (), set()),
        ("portal", ("agency",), set()),
        ("portal", ("tolerance",), set()),
        ("client", (), {"internal"}),
        ("client", ("contacts",), {"internal", "visibility"}),
        ("client", ("branding",), {"internal"}),
        ("client", ("publish",), {"internal"}),
        ("ledger", (), {"internal"}),
        ("ledger", ("redactions",), {"internal"}),
        ("ledger", ("restarts",), {"internal"}),
        ("project", (), {"internal", "visibility"}),
        ("project", ("health",), {"internal"}),
        ("project", ("tolerance",), {"internal"}),
        ("project", ("calendar", "freezes"), {"internal", "visibility"}),
        ("project", ("milestones",), {"internal", "visibility"}),
        ("project", ("milestones", "moves"), {"internal"}),
        ("project", ("risks", "history"), {"internal", "visibility"}),
        ("project", ("agreements", "amendments"), {"internal", "visibility"}),
        ("update", (), {"internal", "visibility"}),
    ],
)
def test_internal_matter_may_stand_where_the_reader_takes_it_off(
    kind: str, path: tuple[str, ...], may_be: set[str]
) -> None:
    assert keys(kind, *path) & {"internal", "visibility"} == may_be


def test_the_loaders_own_values_are_no_keys() -> None:
    assert keys("client") & {"id", "projects", "agency"} == set()
    assert keys("project") & {"id", "updates", "progress", "documents"} == set()
    assert keys("update") & {"period_end", "body"} == set()
    assert keys("client") >= {"access", "publish", "ledger_salt", "pages", "format"}
    assert all("format" in keys(kind) for kind in BY_NAME)


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("portal", None),
        ("ledger", None),
        ("client", ["name"]),
        ("project", None),
        ("update", ["headline"]),
    ],
)
def test_only_what_one_file_alone_must_have_is_required(
    kind: str, needed: list[str] | None
) -> None:
    assert BY_NAME[kind].get("required") == needed
    assert bool(complaints(kind, None)) is bool(needed), "an empty file"


NOUNS = {*all_nouns(Client), *all_nouns(Delivery), *all_nouns(LedgerFile)}
EXAMPLES = {noun: noun.example for noun in NOUNS if noun.example}


@pytest.mark.parametrize(
    "noun", sorted(EXAMPLES, key=str), ids=lambda noun: noun.__name__
)
def test_an_example_is_one(noun: Any) -> None:
    noun.model_validate(EXAMPLES[noun])
    lists = [
        each
        for kind in BY_NAME.values()
        for each in schemas_in(kind)
        if [EXAMPLES[noun]] in each.get("examples", [])
    ]
    assert lists
    assert all(each["items"]["$ref"].endswith(f"/{noun.__name__}") for each in lists)


def test_every_kind_of_item_has_an_example() -> None:
    items = {name for made in BY_NAME.values() for name in made.get("definitions", {})}
    assert items == {noun.__name__ for noun in EXAMPLES}


def test_the_examples_make_a_project_and_a_ledger() -> None:
    by_name = {noun.__name__: example for noun, example in EXAMPLES.items()}
    for kind, file in {"project": "webshop/items.yml", "ledger": "ledger.yml"}.items():
        lists = {
            key: below["items"]
            for key, below in BY_NAME[kind]["properties"].items()
            if "examples" in below
        }
        made = {
            key: [by_name[items["$ref"].rpartition("/")[2]]]
            for key, items in lists.items()
        }
        assert complaints(kind, made) == []
        made.pop("agreements", None)  # its document would be missing
        text = "".join(f"{key}: {json.dumps(items)}\n" for key, items in made.items())
        assert loaded({file: text}).diagnostics == ()
