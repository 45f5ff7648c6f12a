"""The files of a new workspace."""

import json
import re
from datetime import date
from pathlib import PurePosixPath

import pytest

from portalgen.authoring.new.starter import starter
from portalgen.source.files.text import SourceText, decode
from portalgen.source.yaml.parser import parse

TODAY = date(2026, 11, 20)
SALT = "0f" * 16
FILES = starter(TODAY, SALT, "portalgen==1.2.3")


def test_all_that_a_workspace_needs_is_there() -> None:
    assert {
        *(
            ".editorconfig",
            ".gitignore",
            ".gitlab-ci.yml",
            ".pre-commit-config.yaml",
            ".vscode/settings.json",
        ),
        *(".vscode/extensions.json", "schema/project.json"),
        *(
            ".github/workflows/publish.yml",
            "README.md",
            "mkdocs.yml",
            "requirements.txt",
            "projects/portal.yml",
        ),
        "projects/meadow-bakery/client.yml",
        "projects/meadow-bakery/online-orders/updates/2026-11-17.md",
        "projects/meadow-bakery/online-orders/updates/2026-11-10.md",
    } <= FILES.keys()


def test_nothing_is_left_to_fill_in() -> None:
    assert not re.search(rb"<(today|salt|requirement)", b"".join(FILES.values()))
    assert [path for path in FILES if "today" in path or "dot-" in path] == []
    assert (
        f"ledger_salt: {SALT}\n".encode() in FILES["projects/meadow-bakery/client.yml"]
    )
    assert b"\nportalgen==1.2.3\n" in FILES["requirements.txt"]
    milestones = FILES["projects/meadow-bakery/online-orders/milestones.yml"].decode()
    assert "to: 2026-12-20\n" in milestones
    assert "promised_date: 2026-12-20\n" in milestones


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_written_as_the_editor_settings_want(path: str) -> None:
    text = FILES[path].decode()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert "\t" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if PurePosixPath(path).suffix in {".yml", ".yaml"}]
)
def test_every_yaml_file_can_be_read(path: str) -> None:
    source = decode(path, FILES[path])
    assert isinstance(source, SourceText)
    tree, wrong = parse(source)
    assert (tree is not None, wrong) == (True, [])


def test_every_schema_that_the_editor_settings_name_is_there() -> None:
    named = json.loads(FILES[".vscode/settings.json"])["yaml.schemas"]
    assert {"./schema/project.json", "./schema/client.json"} <= named.keys()
    assert [path for path in named if path.removeprefix("./") not in FILES] == []


def test_every_data_file_names_its_schema_in_its_first_line() -> None:
    data = [
        path for path in FILES if path.startswith("projects/") and path.endswith(".yml")
    ]
    assert len(data) >= 6
    for path in data:
        line = FILES[path].decode().partition("\n")[0]
        steps, _, schema = line.removeprefix(
            "# yaml-language-server: $schema="
        ).rpartition("../")
        assert steps.count("../") + 1 == path.count("/")
        assert schema in FILES
