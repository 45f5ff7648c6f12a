"""What tells editors which schema a file follows: it leads from the file to the schema that is meant."""

import json
from pathlib import PurePosixPath

import pytest

from portalgen.source.schema.editors import editor_extensions, editor_settings, modeline
from portalgen.source.schema.schema import schema_files
from tests.kit.files.memory import loaded


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("projects/portal.yml", "portal"),
        ("projects/acme/client.yml", "client"),
        ("projects/acme/ledger.yml", "ledger"),
        ("projects/acme/webshop/project.yml", "project"),
        ("projects/acme/webshop/risks.yml", "project"),
        ("projects/acme/webshop/client.yml", "project"),
        ("data/acme/webshop/plan.yaml", "project"),
    ],
)
def test_a_modeline_leads_to_the_schema(file: str, schema: str) -> None:
    line = modeline(file, "editors/schema")
    start, _, target = line.partition("=")
    assert start == "# yaml-language-server: $schema"
    parts: list[str] = []
    for part in (PurePosixPath(file).parent / target.strip()).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    assert "/".join(parts) == f"editors/schema/{schema}.json"
    assert f"{schema}.json" in schema_files()


@pytest.mark.parametrize(
    "file",
    [
        *(
            "projects/acme/webshop/updates/2026-11-20.md",
            "projects/acme/webshop/progress.csv",
            "mkdocs.yml",
            "",
        ),
        *(
            "projects/acme/internal/notes.yml",
            "projects/acme/webshop/internal/notes.yml",
            "projects/acme/notes.yml",
            "projects/notes.yml",
        ),
    ],
)
def test_a_file_without_a_schema_that_editors_read_has_no_modeline(file: str) -> None:
    assert modeline(file) == ""


def test_a_file_with_a_modeline_is_read_as_before() -> None:
    text = modeline("projects/acme/webshop/project.yml") + "name: Webshop\n"
    assert text.startswith(
        "# yaml-language-server: $schema=../../../schema/project.json\n"
    )
    assert loaded({"webshop/project.yml": text}).diagnostics == ()


def test_the_settings_name_a_schema_for_each_kind_of_yaml_file() -> None:
    settings = json.loads(editor_settings("data", "editors"))
    assert settings["yaml.schemas"] == {
        "./editors/portal.json": ["data/portal.yml"],
        "./editors/client.json": ["data/*/client.yml"],
        "./editors/ledger.json": ["data/*/ledger.yml"],
        "./editors/project.json": [
            "data/*/*/*.yml",
            "data/*/*/*.yaml",
            "!data/*/internal/*",
        ],
    }


def test_no_file_has_two_schemas() -> None:
    patterns = [
        each
        for files in json.loads(editor_settings())["yaml.schemas"].values()
        for each in files
    ]
    for file in (
        "projects/portal.yml",
        "projects/acme/client.yml",
        "projects/acme/webshop/client.yml",
    ):
        depth = file.count("/")
        fitting = [
            each
            for each in patterns
            if each.count("/") == depth and PurePosixPath(file).match(each)
        ]
        assert len(fitting) == 1, file


def test_editors_fetch_nothing_from_the_network_and_read_yaml_as_portalgen_does() -> (
    None
):
    settings = json.loads(editor_settings())
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["yaml.yamlVersion"] == "1.2"
    assert settings["[yaml]"]["editor.insertSpaces"] is True


def test_the_extension_that_the_settings_need_is_recommended() -> None:
    assert json.loads(editor_extensions()) == {
        "recommendations": ["redhat.vscode-yaml"]
    }
