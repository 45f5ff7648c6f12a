"""The house: floors import only what is below them, and effects have one door each.

Every rule is also broken on purpose, so that a rule that no longer looks would be seen.
"""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.suite import (
    TESTS,
    files_of_tests,
    imports_outside_the_kit,
    lines_of_code,
    silent_tests,
    suite_files,
    without_tests,
)

PACKAGE = ROOT / "portalgen"
LIMITS = tomllib.loads((ROOT / "gate/house.toml").read_text(encoding="utf-8"))
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


def plant(package: Path, module: str, line: str) -> str:
    """Adds a line to a module of a package; returns how the linter names what it imports there, as a pattern."""
    planted = package / module
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    name = ".".join(["portalgen", *Path(module).with_suffix("").parts])
    number = len(planted.read_text(encoding="utf-8").splitlines())
    return rf"^- +{re.escape(name)} -> \S+ \(l\.{number}\)$"


def reports(printed: str) -> dict[str, str]:
    """Returns what the linter says of each contract that is broken, by the contract's id."""
    titled = {title: contract for contract, title in CONTRACTS.items()}
    found = {}
    parts = re.split(r"^(.+)\n-{5,}$", printed, flags=re.MULTILINE)
    for title, said in zip(parts[1::2], parts[2::2], strict=True):
        if title in titled:
            found[titled[title]] = said
    return found


def test_each_planted_import_breaks_its_contract(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "portalgen"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    planted = [(each[0], plant(package, *each[1:])) for each in PLANTS]
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    told = reports(done.stdout)
    unseen = [
        (contract, pattern)
        for contract, pattern in planted
        if not re.search(pattern, told[contract], re.MULTILINE)
    ]
    assert unseen == []


def test_a_floor_that_no_contract_names_breaks_one(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "portalgen"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    plant(package, "newfloor/__init__.py", "FLOOR = 0")
    done = lint(tmp_path)
    assert "- portalgen.newfloor" in reports(done.stdout)["floors"]


def test_every_contract_has_a_plant() -> None:
    assert {contract for contract, _, _ in PLANTS} == CONTRACTS.keys()


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


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


def test_no_test_imports_another_test() -> None:
    assert complaints(imports_outside_the_kit, suite_files()) == {}


@pytest.mark.parametrize(
    "line",
    [
        "from tests.unit.site.test_csp import URL",
        "from tests.unit.site import test_csp",
        "from tests import test_docs",
        "import tests.test_docs",
        "def late():\n    from tests.unit.helpful import thing",
        "from .neighbour import thing",
    ],
)
def test_an_import_of_a_test_would_be_found(line: str) -> None:
    assert list(imports_outside_the_kit(line))


@pytest.mark.parametrize(
    "line",
    [
        "from tests.kit.files.memory import source",
        "from tests.kit.clients import nouns",
        "from tests.conftest import ROOT",
        "from tests.browser.conftest import Plant",
        "from portalgen.model.client import Client",
    ],
)
def test_the_kit_and_what_a_folder_shares_are_free(line: str) -> None:
    assert list(imports_outside_the_kit(line)) == []


def test_what_is_no_test_lies_in_the_kit() -> None:
    strays = [
        str(path.relative_to(ROOT))
        for path in set(suite_files()) - set(files_of_tests())
        if path.name not in ("__init__.py", "conftest.py")
        and path.relative_to(TESTS).parts[0] != "kit"
    ]
    assert strays == []


def test_the_kit_has_rooms_and_every_module_of_it_a_name_of_its_own() -> None:
    shared = [path for path in (TESTS / "kit").rglob("*.py") if path.stem != "__init__"]
    names = Counter(path.stem for path in shared)
    rooms = Counter(path.parent.name for path in shared)
    assert [name for name, times in names.items() if times > 1] == []
    assert names.keys() & VAGUE_NAMES == set()
    assert max(rooms.values()) <= LIMITS["modules-a-folder"]
    assert {"browser", "clients", "commands", "files", "hostile"} <= rooms.keys()


def test_every_long_module_has_a_test_file_of_its_own_name() -> None:
    assert without_tests(PACKAGE, TESTS) == []


def test_a_long_module_without_a_test_file_would_be_found(tmp_path: Path) -> None:
    body = "def f():\n" + "    x = 1\n" * 60
    package, tests = tmp_path / "package", tmp_path / "tests"
    for name in ("floor/long.py", "cli/write/new_.py", "floor/__init__.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(body)
    (package / "floor/short.py").write_text("TABLE = [\n" + "    1,\n" * 99 + "]\n")
    (tests / "acceptance").mkdir(parents=True)
    (tests / "unit/floor").mkdir(parents=True)
    assert without_tests(package, tests) == [
        "cli/write/new_.py",
        "floor/__init__.py",
        "floor/long.py",
    ]
    (tests / "acceptance/test_new.py").touch()
    (tests / "acceptance/test_long.py").touch()
    (tests / "unit/floor/test_floor.py").touch()
    assert without_tests(package, tests) == ["floor/long.py"]
    (tests / "unit/floor/test_long.py").touch()
    assert without_tests(package, tests) == []


def test_comments_docstrings_empty_lines_and_tables_are_no_lines_of_code() -> None:
    source = '"""A."""\n\nX = [\n    1,\n]\n\n\ndef f():\n    """B.\n\n    C.\n    """\n    # D\n\n    return X\n'
    assert lines_of_code(source) == 2


def test_unit_tests_mirror_the_package() -> None:
    beside = {"samples"}
    rooms = {
        path.parent.relative_to(TESTS / "unit")
        for path in files_of_tests()
        if TESTS / "unit" in path.parents
    }
    strays = [
        str(room)
        for room in rooms
        if not (PACKAGE / room).is_dir() and room.parts[0] not in beside
    ]
    assert strays == []


def test_every_test_asserts() -> None:
    assert complaints(silent_tests, files_of_tests()) == {}


@pytest.mark.parametrize(
    "body",
    [
        "check(1)",
        "assert True",
        "list(found())",
        "helped()",
        "site.check()",
        "found.raised = 1",
    ],
)
def test_a_test_that_asserts_nothing_would_be_found(body: str) -> None:
    source = f"def helped():\n    return check(1)\n\ndef test_it():\n    {body}\n"
    assert list(silent_tests(source)) == ["test_it in line 4"]


@pytest.mark.parametrize(
    "body",
    [
        "assert check(1) is None",
        "with pytest.raises(ValueError):\n        check(1)",
        "expect(page).to_be_visible()",
        "assert_golden('a', 'b')",
        "helped()",
    ],
)
def test_what_asserts_by_itself_or_by_its_neighbour_is_free(body: str) -> None:
    deeper = "def deeper():\n    assert check(1)\n\ndef helped():\n    return deeper()"
    assert list(silent_tests(f"{deeper}\n\ndef test_it():\n    {body}\n")) == []
