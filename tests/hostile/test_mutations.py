"""Each control taken out of a copy of the source makes the real suite fail, by the test and for the reason named."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.hostile.lost_controls import MUTATIONS, Mutation

TESTS = sorted({each.test.partition("[")[0] for each in MUTATIONS})


def copied(folder: Path) -> Path:
    """Returns a copy of the files that git knows of, or would."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("only a checkout tells which files belong to it")
    listed = (
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        .stdout.decode()
        .split("\0")
    )
    for name in listed:
        source = ROOT / name
        if name and source.is_file() and not source.is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    return folder


def outcome_of(copy: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Runs tests of a copy in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "--tb=short",
        "-rf",
    ]
    places = [f"--basetemp={copy.parent / 'temporary'}", *tests]
    variables = {"PYTHONPATH": str(copy), "COLUMNS": "500"}
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTEST_")
    } | variables
    return subprocess.run(
        [*command, *places],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def failed(said: str) -> dict[str, str]:
    """Returns each test that failed with the first line of its reason."""
    return dict(re.findall(r"^FAILED (\S.*?) - (.*)$", said, re.MULTILINE))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_its_test_goes_red_where(tmp_path: Path, mutation: Mutation) -> None:
    copy = copied(tmp_path / "copy")
    file = copy / mutation.file
    source = file.read_text(encoding="utf-8")
    assert source.count(mutation.before) == 1, (
        f"{mutation.file} has not exactly one {mutation.before!r}"
    )
    file.write_text(source.replace(mutation.before, mutation.after), encoding="utf-8")
    done = outcome_of(copy, mutation.test.partition("[")[0])
    found = failed(done.stdout)
    assert done.returncode == 1, done.stdout + done.stderr
    named = [reason for test, reason in found.items() if test.startswith(mutation.test)]
    assert named, f"{mutation.test} did not fail, but {sorted(found)}"
    assert mutation.reason in "\n".join([*named, done.stdout]), done.stdout


def test_the_copy_as_it_is_passes_the_same_tests(tmp_path: Path) -> None:
    done = outcome_of(copied(tmp_path / "copy"), *TESTS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert failed(done.stdout) == {}


def test_a_copy_runs_its_own_source(tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    own = str(copy / "portalgen" / "__init__.py")
    test = f"import portalgen\n\n\ndef test_here():\n    assert portalgen.__file__ == {own!r}\n"
    (copy / "tests" / "test_here.py").write_text(test)
    assert outcome_of(copy, "tests/test_here.py").returncode == 0
