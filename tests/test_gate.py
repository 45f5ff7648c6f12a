"""The tools of the gate see everything that they are for, and would find what is wrong."""

import shutil
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from coverage import Coverage

from gate import floor
from gate.unused import allowed, faults, unused
from tests.conftest import ROOT
from tests.kit.marks import MANY_CASES


def python_files() -> set[str]:
    """Returns the Python files that git tracks or would track, by their paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.splitlines() if (ROOT / name).exists()}


def seen_by_ruff(*options: str) -> set[str]:
    """Returns the files that `ruff check .` looks at, by their paths from the root."""
    ruff = Path(sys.executable).with_name("ruff")
    command = [str(ruff), "check", "--show-files", *options, "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {
        Path(line).relative_to(ROOT).as_posix() for line in done.stdout.splitlines()
    }


def test_ruff_sees_every_python_file() -> None:
    files = python_files()
    assert "portalgen/site/csp.py" in files
    assert files - seen_by_ruff() == set()


def test_a_file_that_ruff_does_not_see_would_be_named() -> None:
    unseen = python_files() - seen_by_ruff("--config", 'extend-exclude = ["site"]')
    assert "portalgen/site/csp.py" in unseen
    assert "portalgen/cli/__init__.py" not in unseen


def test_mypy_sees_every_python_file() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = settings["tool"]["mypy"]["files"]
    assert {name.split("/")[0] for name in python_files()} == set(folders)
    assert "exclude" not in settings["tool"]["mypy"]


# Dead code


def test_nothing_is_unused_but_what_the_list_explains() -> None:
    assert list(faults(unused(ROOT), allowed())) == []


def test_every_entry_of_the_list_of_the_unused_says_why() -> None:
    text = (ROOT / "gate" / "unused.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["allowed"]
    assert entries
    assert [each for each in entries if len(each["why"].split()) < 4] == []


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """Returns a house of the program's folders with one module, one template and one test."""
    texts = {
        "portalgen/model/ask.py": "class Ask:\n    due_on: int\n",
        "portalgen/a.py": "def dead(): pass\ndef shown(): pass\ndef tested(): pass\n",
        "site_templates/pages/now.html.j2": "{{ shown() }}",
        "tests/test_a.py": "from portalgen.a import tested\ntested()\ndef spare(): pass\n",
    }
    for folder in ("benchmarks", "samples", "docs", "gate"):
        (tmp_path / folder).mkdir()
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_neither_code_nor_template_uses_is_named(small_house: Path) -> None:
    assert list(faults(unused(small_house), {"Ask"})) == [
        "portalgen/a.py:1: nothing uses dead",
        "portalgen/a.py:3: nothing uses tested",
        "tests/test_a.py:3: nothing uses spare",
    ]


def test_a_name_that_is_allowed_without_need_is_named(small_house: Path) -> None:
    said = list(faults(unused(small_house), {"Ask", "dead", "tested", "spare", "day"}))
    assert said == ["day: take it off gate/unused.toml"]


# Templates, stylesheets and scripts

NODE = ROOT / ".cache" / "node"
NODE_BIN = NODE / "node_modules" / ".bin"
DJLINT = [str(Path(sys.executable).with_name("djlint")), "--lint", "--quiet"]
ESLINT = [
    str(NODE_BIN / "eslint"),
    "--config",
    str(ROOT / "gate" / "eslint.config.mjs"),
]
STYLELINT = [
    str(NODE_BIN / "stylelint"),
    "--config",
    str(ROOT / "gate" / "stylelint.config.mjs"),
    "--config-basedir",
    str(NODE),
]
WRONG = [
    (DJLINT, "a.html.j2", '<p id="a" id="b">text</p>\n', "H037"),
    (DJLINT, "a.html", "<div><span>text</div>\n", "H025"),
    (DJLINT, "a.html.j2", '<img src="a.png">\n', "H013"),
    (ESLINT, "a.js", "const a = 1;\nfucntion(a);\n", "no-undef"),
    (ESLINT, "a.mjs", "export const a = () => { if (b = 1) return; };\n", "no-undef"),
    (ESLINT, "a.js", "addEventListener('load', () => { const b = 1; });\n", "unused"),
    (STYLELINT, "a.css", "p { colour: red; }\n", "property-no-unknown"),
    (STYLELINT, "a.css", "p { color: #12; }\n", "value-no-unknown"),
]
RIGHT = [
    (DJLINT, "a.html.j2", "<h1>{{ title }}</h1><p>text</p>\n"),
    (ESLINT, "a.js", "document.title = location.hash;\n"),
    (STYLELINT, "a.css", ".pg a:hover { color: red; }\n.pg a { color: blue; }\n"),
]


def linted(command: list[str], folder: Path, name: str, text: str) -> tuple[int, str]:
    """Runs a linter with the gate's settings over one file, and returns its exit code and what it said."""
    if not Path(command[0]).exists():
        pytest.skip(f"no {Path(command[0]).name}: `make lint` gets it where npm is")
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*command, name], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("command", "name", "text", "rule"), WRONG)
def test_a_mistake_in_a_page_is_found(
    tmp_path: Path, command: list[str], name: str, text: str, rule: str
) -> None:
    code, said = linted(command, tmp_path, name, text)
    assert code != 0
    assert rule in said


@pytest.mark.parametrize(("command", "name", "text"), RIGHT)
def test_what_is_right_in_a_page_is_left_alone(
    tmp_path: Path, command: list[str], name: str, text: str
) -> None:
    assert linted(command, tmp_path, name, text) == (0, "")


def test_make_lints_every_template_stylesheet_and_script() -> None:
    command = ["make", "--dry-run", "--always-make", "lint-pages"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    linted = set(done.stdout.replace(";", " ").split())
    kinds = ["*.html", "*.html.j2", "*.css", "*.js", "*.mjs"]
    listed = subprocess.run(
        ["git", "ls-files", *kinds],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    not_ours = ("tests/golden/", "tests/acceptance/golden/", "tests/workspaces/")
    files = {
        name
        for name in listed.stdout.splitlines()
        if not name.startswith(not_ours) and not name.endswith(".min.js")
    }
    assert "site_templates/assets/portal.css" in files
    assert files - linted == set()


# Coverage


@pytest.mark.parametrize(
    ("figure", "raised"),
    [("89.9", "90.0"), ("90.0", "90.0"), ("90.2", "90.0"), ("91.5", "91.3")],
)
def test_the_floor_of_coverage_only_rises(figure: str, raised: str) -> None:
    assert floor.next_floor(Decimal(figure), Decimal("90.0")) == Decimal(raised)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("89.9", "Coverage fell to 89.9 %; the floor is 90.0 %. Test what is new."),
        ("90.1", "Coverage is 90.1 %, and the floor 90.0 %."),
        (
            "91.5",
            "Coverage is 91.5 %, the floor 90.0 %: `make floor` raises it to 91.3 %.",
        ),
    ],
)
def test_what_a_figure_means_is_said(figure: str, said: str) -> None:
    assert floor.verdict(Decimal(figure), Decimal("90.0")) == said


def test_the_figure_counts_branches_that_no_test_takes(tmp_path: Path) -> None:
    module = tmp_path / "half.py"
    module.write_text("def f(x):\n    if x:\n        x = 1\n    return x\n")
    data = tmp_path / "coverage"
    command = [
        sys.executable,
        "-m",
        "coverage",
        "run",
        "--branch",
        f"--include={module}",
    ]
    code = f"import runpy; runpy.run_path({str(module)!r})['f'](1)"
    script = tmp_path / "run.py"
    script.write_text(code)
    subprocess.run([*command, f"--data-file={data}", script], cwd=tmp_path, check=True)
    assert floor.measured(str(data)) == Decimal("83.3")  # 4 lines and 1 branch of 2


def test_the_floor_of_coverage_never_fell() -> None:
    command = ["git", "log", "--first-parent", "-p", "--format=", "--reverse", "--"]
    done = subprocess.run(
        [*command, str(floor.FLOOR)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("+")]
    floors = [Decimal(line[1:]) for line in lines if not line.startswith("+++")]
    assert [*floors, floor.read()] == sorted([*floors, floor.read()])


def test_the_gate_measures_branches_of_the_whole_package() -> None:
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    assert coverage.get_option("run:branch") is True
    assert coverage.get_option("run:source") == ["portalgen"]
    assert coverage.get_option("run:omit") in (None, [])


def test_every_file_that_is_left_untraced_exists() -> None:
    assert [name for name in MANY_CASES if not (ROOT / name).is_file()] == []
