"""portalgen schema, and what check-jsonschema says with its files of samples and of workspaces with a mistake."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from portalgen.model.record.ledger import Redaction
from portalgen.source.schema.schema import KINDS, schema_files
from tests.conftest import ROOT
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import BROKEN, GOOD, LEAST, make
from tests.kit.files.schemas import complaints_in, kind_at, yaml_of

INVALID = ROOT / "tests" / "workspaces" / "invalid"
CASES = sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())
# What a schema sees: it looks at the values of one file, once that can be parsed.
SEEN = {
    *(
        "PG111",
        "PG113",
        "PG201",
        "PG202",
        "PG203",
        "PG204",
        "PG205",
        "PG206",
        "PG207",
        "PG208",
        "PG209",
        "PG210",
    ),
    *("PG213", "PG214", "PG215", "PG216", "PG220", "PG230", "PG305", "PG306", "PG605"),
}
# Cases of these codes that no schema sees, and one of another code that it sees.
NOT_SEEN = {
    "PG111-colon-in-a-headline": "no YAML",
    "PG201-no-name": "the name may stand in another file of the project",
    "PG201-no-project-file": "the name may stand in another file of the project",
    "PG201-evidence-of-nothing": "it names a document or a mail, and a schema asks for no one of two keys",
    "PG204-in-progress": "progress.csv has no schema",
    "PG210-negative": "progress.csv has no schema",
}
SEEN_TOO = {
    "PG104-no-break-space": "YAML makes a key of it",
    "PG112-number-sign-in-front": "YAML makes nothing of it",
    "PG309-internal-true": "true holds no note",
}


def test_the_command_writes_a_schema_for_each_kind_of_file(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen("schema", cwd=tmp_path)
    assert run.code == 0
    assert run.out.splitlines() == [f"schema/{kind.name}.json" for kind in KINDS]
    written = {
        path.name: path.read_bytes().decode()
        for path in (tmp_path / "schema").iterdir()
    }
    assert written == schema_files()
    assert portalgen("schema", "--out", "deep/er", cwd=tmp_path).code == 0
    assert (tmp_path / "deep/er/client.json").read_bytes() == (
        tmp_path / "schema/client.json"
    ).read_bytes()


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    (tmp_path / "taken").write_text("")
    run = portalgen("schema", "--out", "taken/schema", cwd=tmp_path)
    assert run.code == 1
    assert run.err.startswith("error: taken/schema/portal.json could not be written: ")


def check_jsonschema(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_check_jsonschema_takes_each_schema_and_every_file_of_the_sample(
    tmp_path: Path, kind: str
) -> None:
    schema = tmp_path / f"{kind}.json"
    schema.write_text(schema_files()[schema.name], encoding="utf-8")
    done = check_jsonschema("--check-metaschema", schema)
    assert done.returncode == 0, done.stdout
    projects = ROOT / "projects"
    files = [
        path
        for path in sorted(projects.rglob("*"))
        if path.is_file() and kind_at(path, projects) == kind
    ]
    if kind == "ledger":  # the sample has none
        files.append(
            make(
                tmp_path,
                {"ledger.yml": json.dumps({"redactions": [Redaction.example]})},
            )
            / "ledger.yml"
        )
    assert files
    for number, path in enumerate(files if kind == "update" else ()):
        files[number] = tmp_path / f"{number}.yml"
        files[number].write_bytes(yaml_of(path))
    done = check_jsonschema("--schemafile", schema, *files)
    assert done.returncode == 0, done.stdout


def test_check_jsonschema_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    schema, file = tmp_path / "project.json", tmp_path / "milestones.yml"
    schema.write_text(schema_files()[schema.name], encoding="utf-8")
    file.write_text(
        "milestones:\n  - {id: launch, name: Launch, promised_date: 31.11.2026, promissed: 1}\n"
    )
    done = check_jsonschema("--schemafile", schema, "--output-format", "json", file)
    assert done.returncode == 1
    assert {each["path"] for each in json.loads(done.stdout)["errors"]} == {
        "$.milestones[0]",
        "$.milestones[0].promised_date",
    }


@pytest.mark.parametrize("workspace", [LEAST, GOOD], ids=["least", "good"])
def test_what_check_takes_no_schema_refuses(
    tmp_path: Path, workspace: dict[str, str]
) -> None:
    assert complaints_in(make(tmp_path, workspace) / "projects") == {}


def test_a_date_that_does_not_exist_is_seen(tmp_path: Path) -> None:
    assert set(complaints_in(make(tmp_path, GOOD | BROKEN) / "projects")) == {
        "broken/site/project.yml"
    }


@pytest.mark.parametrize("case", CASES)
def test_a_schema_sees_the_mistakes_in_the_values_of_one_file_and_no_other(
    case: str,
) -> None:
    is_seen = case in SEEN_TOO or (
        case.partition("-")[0] in SEEN and case not in NOT_SEEN
    )
    found = complaints_in(INVALID / case / "projects")
    assert len(found) == is_seen, found
    expected = (INVALID / case / "expected.txt").read_text(encoding="utf-8")
    assert all(expected.startswith(f"projects/{file}:") for file in found)


def test_every_exception_is_a_case() -> None:
    assert {*NOT_SEEN, *SEEN_TOO} <= set(CASES)
    assert {case.partition("-")[0] for case in NOT_SEEN} <= SEEN
