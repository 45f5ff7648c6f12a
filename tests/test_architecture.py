"""The house: floors import only what is below them, effects have one door each, and modules stay small.

Every rule is also broken on purpose, so that a rule that no longer looks would be seen.
"""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "portalgen"
LONGEST_MODULE = 480
LONGEST_FUNCTION = 60
VAGUE_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "data",
    "misc",
    "common",
}
CONTRACTS = {
    each["id"]: each["name"]
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "tool"
    ]["importlinter"]["contracts"]
}
# For each contract the lines that break it, with the module that they are planted in.
PLANTS = [
    ("floors", "model/fields/base.py", "import portalgen.pages.render"),
    ("floors", "analysis/dates/slips.py", "from portalgen.words import Words"),
    (
        "floors",
        "analysis/dates/slips.py",
        "from portalgen.source.load.loader import load",
    ),
    ("floors", "pages/urls.py", "from portalgen.exports.seal import seal"),
    ("floors", "publish/folder.py", "from portalgen.pipeline import inspect"),
    (
        "floors",
        "site/install/install.py",
        "from portalgen.publish.folder import FolderTarget",
    ),
    (
        "floors",
        "site/engine/cache.py",
        "def late() -> None:\n    import portalgen.pipeline",
    ),
    ("floors", "newfloor/__init__.py", "FLOOR = 0"),
    ("rooms-of-source", "source/past/walk.py", "import portalgen.source.load.loader"),
    (
        "rooms-of-source",
        "source/yaml/tree.py",
        "import portalgen.source.nouns.validation",
    ),
    (
        "rooms-of-analysis",
        "analysis/dates/slips.py",
        "import portalgen.analysis.health.health",
    ),
    (
        "rooms-of-authoring",
        "authoring/edit/splice.py",
        "import portalgen.authoring.drafts.draft",
    ),
    ("rooms-of-site", "site/engine/cache.py", "import portalgen.site.install.lock"),
    (
        "rooms-of-pages",
        "pages/parts/prose.py",
        "import portalgen.pages.frame.page_links",
    ),
    ("pages-apart", "pages/project/now.py", "import portalgen.pages.project.dates"),
    ("rooms-of-model", "model/fields/base.py", "import portalgen.model.ask"),
    ("rooms-of-model", "model/fields/base.py", "import portalgen.model.project"),
    ("rooms-of-cli", "cli/terminal/options.py", "import portalgen.cli.look.check"),
    ("pure", "analysis/dates/slips.py", "from pathlib import Path"),
    ("pure", "pages/urls.py", "import os.path"),
    ("pure", "charts/chart.py", "import plotly.graph_objects"),
    ("pure", "words/dates.py", "import time"),
    ("mkdocs-door", "site/install/install.py", "from mkdocs.config import load_config"),
    ("yaml-door", "source/formats/csv.py", "import yaml"),
    ("git-door", "site/install/install.py", "import subprocess"),
    ("git-door", "source/past/history.py", "from subprocess import run"),
    ("git-door", "publish/branch.py", "import subprocess"),
    ("cli-prints", "site/install/install.py", "import click"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Holds the package in a folder against the contracts of its pyproject.toml."""
    run = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", run],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), PLANTS)
def test_a_planted_import_breaks_its_contract(
    tmp_path: Path, contract: str, module: str, line: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        PACKAGE, tmp_path / "portalgen", ignore=shutil.ignore_patterns("__pycache__")
    )
    planted = tmp_path / "portalgen" / module
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"{re.escape(CONTRACTS[contract])}\s+BROKEN", done.stdout), (
        done.stdout
    )


def test_every_contract_has_a_plant() -> None:
    assert {contract for contract, _, _ in PLANTS} == CONTRACTS.keys()


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def long_module(source: str) -> Iterator[str]:
    """Yields a complaint about a module that is too long."""
    lines = len(source.splitlines())
    if lines > LONGEST_MODULE:
        yield f"{lines} lines"


def long_functions(source: str) -> Iterator[str]:
    """Yields the functions that are too long."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name}: {lines} lines"


def clocks_and_prints(source: str) -> Iterator[str]:
    """Yields the calls that read the wall clock or print."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and (called := _called(node.func))
            and CLOCK_OR_PRINT.search(called)
        ):
            yield f"{called} in line {node.lineno}"


CLOCK_OR_PRINT = re.compile(
    r"^print$|\b(date|datetime)\.(now|today|utcnow)$|\btime\.(time|time_ns|localtime|gmtime|ctime|strftime)$"
    r"|\bstd(out|err)\.write$"
)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return f"{_called(function.value)}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def complaints(
    about: Callable[[str], Iterator[str]], files: list[Path]
) -> dict[str, list[str]]:
    found = {
        str(path.relative_to(ROOT)): list(about(path.read_text(encoding="utf-8")))
        for path in files
    }
    return {name: each for name, each in found.items() if each}


def test_no_module_is_longer_than_a_few_screens() -> None:
    assert complaints(long_module, modules()) == {}
    assert list(long_module("x = 1\n" * (LONGEST_MODULE + 1)))


def test_no_function_is_longer_than_a_screen() -> None:
    assert complaints(long_functions, modules()) == {}
    body = "    x = 1\n" * LONGEST_FUNCTION
    assert list(long_functions(f"class A:\n  def f(self):\n{body}")) == [
        f"f: {LONGEST_FUNCTION + 1} lines"
    ]


def test_only_the_command_line_reads_the_clock_and_prints() -> None:
    below = [path for path in modules() if path.relative_to(PACKAGE).parts[0] != "cli"]
    assert complaints(clocks_and_prints, below) == {}
    assert complaints(
        clocks_and_prints, [path for path in modules() if path not in below]
    )


@pytest.mark.parametrize(
    "line",
    [
        "print(1)",
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "time.time()",
        "sys.stdout.write('x')",
    ],
)
def test_a_clock_or_a_print_would_be_found(line: str) -> None:
    assert list(clocks_and_prints(f"def f():\n    return {line}\n"))


@pytest.mark.parametrize(
    "line",
    ["time.monotonic_ns()", "said.print_all()", "datetime(2026, 1, 1)", "self.now()"],
)
def test_other_calls_are_free(line: str) -> None:
    assert list(clocks_and_prints(line)) == []


def test_every_module_has_a_telling_name() -> None:
    names = {
        part
        for path in modules()
        for part in path.relative_to(PACKAGE).with_suffix("").parts
    }
    assert names & VAGUE_NAMES == set()
    assert {"analysis", "verdict", "staging"} <= names


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
