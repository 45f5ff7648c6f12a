"""The documentation against the program: every key, code, page and option has a line, and no line lies."""

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from portalgen.cli import commands
from portalgen.cli.index import INDEX
from portalgen.diagnostics import CODES
from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.base import Noun
from portalgen.model.fields.schema import all_nouns
from portalgen.model.milestone import Cause
from portalgen.model.project import PageName
from portalgen.model.record.ledger import LedgerFile
from portalgen.site.csp import nginx
from portalgen.words import Words
from tests.conftest import ROOT, SAMPLE_DAY

DOCS = ROOT / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["reference", "diagnostics"])
def test_generated_documentation_is_current(name: str) -> None:
    written = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert written == getattr(generator(), name)(), (
        f"run: python docs/generate.py ({name}.md is out of date)"
    )


@pytest.mark.parametrize(
    "noun",
    [
        *all_nouns(Client),
        *all_nouns(Agency),
        *all_nouns(Delivery),
        *all_nouns(LedgerFile),
    ],
)
def test_every_field_says_what_it_means(noun: type[Noun]) -> None:
    silent = [
        name for name, field in noun.model_fields.items() if not field.description
    ]
    computed = {"ProgressPoint": ["on", "scope", "done", "planned"]}
    assert silent == computed.get(noun.__name__, [])


def test_every_code_is_explained() -> None:
    listed = set(
        re.findall(
            r"^### (PG\d+)",
            (DOCS / "diagnostics.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    assert listed == set(CODES)
    assert all(len(code.explanation) > 40 for code in CODES.values())


def test_every_command_and_option_has_a_line() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    described = dict(
        re.findall(
            r"^## portalgen (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
        )
    )
    assert set(described) == set(INDEX)
    for name, listed in INDEX.items():
        for parameter in all_parameters(listed.load()):
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in described[name], (
                    f"{name} {parameter.opts[0]}"
                )


def all_parameters(command: click.Command) -> list[click.Parameter]:
    """Returns the parameters of a command and of the commands below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [*command.params, *(each for one in below for each in all_parameters(one))]


def test_every_command_below_another_has_a_line() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, listed in INDEX.items():
        command = listed.load()
        for below in command.commands if isinstance(command, click.Group) else ():
            assert f"- `portalgen {name} {below}" in text, f"{name} {below}"


def test_every_page_has_a_line() -> None:
    text = (DOCS / "data.md").read_text(encoding="utf-8")
    assert [page for page in PageName if f"- `{page}`:" not in text] == []


def test_the_guide_says_what_a_client_reads_of_each_cause() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| .* \| (.*) \|$",
        (DOCS / "guide.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    words = Words("en", SAMPLE_DAY)
    assert {cause: said for cause, said in rows if cause in set(Cause)} == {
        c: words.text(f"cause.{c}") for c in Cause
    }


def markdown_files() -> list[Path]:
    beside = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
    return [*(ROOT / name for name in beside), *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    prose = re.sub(
        r"^```.*?^```$",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    text = re.sub(r"`[^`\n]*`", "", prose)
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_readme_shows_a_diagnostic_as_it_is(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = next(
        block
        for block in re.findall(r"^```\w*\n(.*?)^```", readme, re.M | re.S)
        if "error[" in block
    )
    project = tmp_path / "projects" / "acme" / "webshop"
    project.mkdir(parents=True)
    (project.parent / "client.yml").write_text("name: Acme\nledger_salt: 0f\n")
    (project / "project.yml").write_text("name: Webshop\n")
    data = (
        "milestones:\n  - id: launch\n    name: Launch\n    promised_date: 2026-13-01\n"
    )
    (project / "milestones.yml").write_text(data)
    ran = CliRunner().invoke(
        commands,
        ["check", "--projects", str(tmp_path / "projects")],
        standalone_mode=False,
    )
    assert ran.output.replace(f"{tmp_path.as_posix()}/", "").startswith(shown)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", DOCS / "data.md"], ids=lambda page: page.name
)
def test_files_that_a_page_shows_are_valid(page: Path, tmp_path: Path) -> None:
    shown = re.findall(
        r"^```yaml\n# (projects/\S+)\n(.*?)^```",
        page.read_text(encoding="utf-8"),
        re.M | re.S,
    )
    assert shown
    shutil.copytree(
        ROOT / "projects/acme/webshop/documents",
        tmp_path / "projects/acme/webshop/documents",
    )
    least = {
        "projects/acme/client.yml": "name: Acme\n",
        "projects/acme/webshop/project.yml": "name: Webshop\n",
    }
    for name, text in (least | dict(shown)).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = [
        "check",
        "--projects",
        str(tmp_path / "projects"),
        "--as-of",
        "2026-11-20",
    ]
    ran = CliRunner().invoke(commands, arguments, standalone_mode=False)
    assert "error[" not in ran.output, ran.output
    assert "0 errors" in ran.output


def test_the_nginx_snippet_is_the_policy() -> None:
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    assert f"```nginx\n{nginx()}```" in text


def test_the_proofs_that_the_threat_model_names_exist() -> None:
    named = re.findall(
        r"`(tests/[\w/.]+)`", (DOCS / "security.md").read_text(encoding="utf-8")
    )
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
