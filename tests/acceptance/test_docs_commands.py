"""Every command that the documentation shows is run, in its order, in a workspace such as its page speaks of.

A new block ```sh is found by itself and runs in a clone of the sample, on the day of the next report. `WORKSPACES`
gives a page another workspace, `NOT_RUN` says why a command is not run here and what is held of it instead.
"""

import importlib.util
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from portalgen.cli import commands
from portalgen.cli.terminal.outcome import guarded
from tests.conftest import ROOT
from tests.kit.commands.documented import (
    Change,
    Commands,
    page_files,
    spoken_of,
    steps,
    stray_commands,
)
from tests.kit.trackers.exports import PROJECT, jira
from tests.kit.trackers.importer import mapping

PAGES = page_files(ROOT)
SAMPLE_DAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
NEXT_REPORT = datetime(2026, 11, 27, 12, tzinfo=UTC)
TARGET = re.compile(r"^publish:\n(?:  .*\n)+", re.MULTILINE)


@dataclass
class Shell:
    """A folder to run commands in, and what they do to it."""

    cwd: Path
    now: datetime

    def portalgen(self, *arguments: str) -> tuple[int, str]:
        """Runs the command line in this process. Returns its exit code and all that it printed, as on a terminal."""
        printed = io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(printed),
            redirect_stderr(printed),
        ):
            patch.setenv("SOURCE_DATE_EPOCH", f"{self.now.timestamp():.0f}")
            patch.setattr(sys, "argv", ["portalgen", *arguments])
            patch.chdir(self.cwd)
            code = guarded(commands)
        return code, printed.getvalue()

    def git(self, *arguments: str) -> tuple[int, str]:
        """Runs git as somebody without any settings would, but for a name."""
        person = {
            "NAME": "Nora",
            "EMAIL": "nora@studio.example",
            "DATE": self.now.isoformat(),
        }
        known = {
            f"GIT_{who}_{key}": said
            for who in ("AUTHOR", "COMMITTER")
            for key, said in person.items()
        }
        known |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.cwd, env=os.environ | known, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def cd(self, *folders: str) -> tuple[int, str]:
        """Goes to another folder."""
        self.cwd = self.cwd.joinpath(*folders)
        return (0, "") if self.cwd.is_dir() else (1, f"no folder {self.cwd}")


def empty(folder: Path, sample: Path) -> Shell:
    """Returns a shell in an empty folder."""
    return Shell(folder, SAMPLE_DAY)


def of_the_sample(folder: Path, sample: Path) -> Shell:
    """Returns a shell in a clone of the sample, on the day of its next report; Acme's portal goes to a folder."""
    subprocess.run(["git", "clone", "-q", sample, folder / "sample"], check=True)
    file = folder / "sample" / "projects" / "acme" / "client.yml"
    text, found = TARGET.subn(
        "publish: {folder: ../portals/acme, keep: 5}\n",
        file.read_text(encoding="utf-8"),
    )
    assert found == 1
    file.write_text(text, encoding="utf-8")
    return Shell(folder / "sample", NEXT_REPORT)


def with_an_export(folder: Path, sample: Path) -> Shell:
    """Returns a shell as of the sample, with an export of Jira and a mapping as the page on imports shows it."""
    shell = of_the_sample(folder, sample)
    (shell.cwd / "export.csv").write_bytes(jira(PROJECT))
    return shell


def published_before(folder: Path, sample: Path) -> Shell:
    """Returns a shell as of the sample, with a release that was published a week before."""
    shell = of_the_sample(folder, sample)
    before = Shell(shell.cwd, SAMPLE_DAY)
    assert before.portalgen("build", "acme")[0] == 0
    assert before.portalgen("publish", "acme")[0] == 0
    return shell


def begun(folder: Path, sample: Path) -> Shell:
    """Returns a shell in a workspace as `portalgen init` leaves it, a few days later."""
    assert Shell(folder, SAMPLE_DAY).portalgen("init", "agency")[0] == 0
    return Shell(folder / "agency", NEXT_REPORT)


WORKSPACES: dict[str, Callable[[Path, Path], Shell]] = {
    "README.md": with_an_export,
    "docs/import.md": with_an_export,
    "docs/index.md": empty,
    "docs/publishing.md": published_before,
    "portalgen/authoring/new/workspace/README.md": begun,
}


def _asks_for_what_the_mapping_reads(words: tuple[str, ...]) -> bool:
    known = mapping("github")
    read = {
        *known.id,
        *known.created,
        *known.done,
        *known.due,
        *(known.dropped_when.field if known.dropped_when else ()),
    }
    return set(words[words.index("--json") + 1].split(",")) == {
        name.split(".")[0] for name in read
    }


def _is_target_of_make(words: tuple[str, ...]) -> bool:
    return f"\n{words[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def _is_a_module(words: tuple[str, ...]) -> bool:
    return importlib.util.find_spec(words[2]) is not None


def _is_here(words: tuple[str, ...]) -> bool:
    return (ROOT / "pyproject.toml").is_file() or (ROOT / words[-1]).is_file()


# How a command begins, why it is not run here, and what is held of it instead.
NOT_RUN: dict[tuple[str, ...], tuple[str, Callable[[tuple[str, ...]], bool]]] = {
    ("make",): (
        "sets up an environment from an index; the pipeline runs it",
        _is_target_of_make,
    ),
    ("python3", "-m", "venv"): (
        "tests/acceptance/test_wheel.py makes an environment",
        _is_a_module,
    ),
    (".", ".venv/bin/activate"): (
        "changes the shell that it runs in",
        lambda words: len(words) == 2,
    ),
    ("pip", "install", "."): (
        "needs an index; tests/acceptance/test_wheel.py installs the wheel",
        _is_here,
    ),
    ("gh", "issue", "list"): (
        "asks GitHub; its output is in tests/unit/authoring/trackers",
        _asks_for_what_the_mapping_reads,
    ),
    ("portalgen", "serve"): (
        "serves until it is stopped; tests/browser/test_serve.py runs it",
        lambda words: len(words) == 3,
    ),
    ("python", "-m", "benchmarks"): (
        "takes minutes; tests/acceptance/test_benchmarks.py runs parts",
        _is_a_module,
    ),
}


def reason_not_to_run(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Returns the entry of NOT_RUN that a command falls under, or None."""

    def falls_under(begin: tuple[str, ...]) -> bool:
        return all(
            re.match(rf"{re.escape(own)}(\.\w+)?$", word)
            for own, word in zip(begin, words, strict=False)
        )

    return next(
        (begin for begin in NOT_RUN if len(words) >= len(begin) and falls_under(begin)),
        None,
    )


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_a_page_shows_runs_as_shown(
    page: Path, tmp_path: Path, sample_workspace: Path
) -> None:
    found = steps(page.read_text(encoding="utf-8"))
    prepare = WORKSPACES.get(name_of(page), of_the_sample)
    shell = prepare(tmp_path, sample_workspace) if found else None
    for step in found:
        assert shell is not None
        where = f"{name_of(page)}:{step.line}"
        if isinstance(step, Change):
            file = shell.cwd / step.path
            file.write_text(
                step.made(file.read_text(encoding="utf-8")), encoding="utf-8"
            )
        else:
            run(step, shell, where)


def run(step: Commands, shell: Shell, where: str) -> None:
    """Runs a block's commands and holds their end and their print to what is shown."""
    printed = ""
    for number, words in enumerate(step.commands, start=1):
        begin = reason_not_to_run(words)
        if begin:
            assert NOT_RUN[begin][1](words), f"{where}: {' '.join(words)}"
            continue
        programs = {"portalgen": shell.portalgen, "git": shell.git, "cd": shell.cd}
        assert words[0] in programs, (
            f"{where}: {' '.join(words)} is neither run nor listed in NOT_RUN"
        )
        code, said = programs[words[0]](*words[1:])
        printed += said
        expected = 1 if step.fails and number == len(step.commands) else 0
        assert code == expected, (
            f"{where}: {' '.join(words)} ended with {code}:\n{said}"
        )
    assert step.is_shown(printed), (
        f"{where} shows\n{step.shown}\nand its commands print\n{printed}"
    )


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_stand_in_blocks_that_are_run(page: Path) -> None:
    assert stray_commands(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "docs" / "diagnostics.md"], ids=name_of
)
def test_every_command_and_option_in_a_sentence_exists(page: Path) -> None:
    for words in spoken_of(page.read_text(encoding="utf-8")):
        known = options(commands, words[1:])
        wrong = [
            each
            for each in words
            if each.startswith("--") and each.partition("=")[0] not in known
        ]
        assert wrong == [], " ".join(words)


def options(command: click.Command, words: tuple[str, ...]) -> set[str]:
    """Returns the options of the command that words name, with those of its parents and of all below it."""
    own = {name for each in command.params for name in each.opts} | {
        "--help",
        "--version",
    }
    if not isinstance(command, click.Group) or not words:
        return own
    context = click.Context(command)
    meant = command.get_command(context, words[0])
    if meant:
        return own | options(meant, words[1:])
    assert words[0].isupper() or words[0].startswith("-") or command is not commands, (
        f"no command is called {words[0]}"
    )
    below = [
        command.get_command(context, name) for name in command.list_commands(context)
    ]
    return own.union(*(options(each, ()) for each in below if each))


def test_no_reason_outlives_its_command() -> None:
    shown = [words for page in PAGES for step in steps(page.read_text(encoding="utf-8"))
             if isinstance(step, Commands) for words in step.commands]  # fmt: skip
    assert set(NOT_RUN) == {
        begin for words in shown if (begin := reason_not_to_run(words))
    }
    assert WORKSPACES.keys() <= {name_of(page) for page in PAGES}


WRONG = {
    "an unknown command": ("```sh\nportalgen bild\n```\n", "ended with 2"),
    "an unknown program": ("```sh\nrsync site\n```\n", "neither run nor listed"),
    "a target that make does not have": ("```sh\nmake coffee\n```\n", "make coffee"),
    "another output": (
        "```sh\nportalgen check\n```\n\n```text\n1 error, 0 warnings\n```\n",
        "its commands print",
    ),
    "no failure": (
        "```sh\nportalgen check\n```\n\n```text\nerror: …\n```\n",
        "ended with 0",
    ),
    "a failure that is not shown": ("```sh\nportalgen diff acm\n```\n", "ended with 2"),
}


@pytest.mark.parametrize(("page", "complaint"), WRONG.values(), ids=WRONG)
def test_a_page_that_shows_something_wrong_is_found_out(
    page: str, complaint: str, tmp_path: Path, sample_workspace: Path
) -> None:
    (step,) = steps(page)
    assert isinstance(step, Commands)
    with pytest.raises(AssertionError, match=complaint):
        run(step, of_the_sample(tmp_path, sample_workspace), "page.md:1")


def test_a_change_of_lines_that_are_not_there_is_found_out() -> None:
    (step,) = steps("```diff\n--- a.yml\n one: 1\n-two: 2\n+two: 3\n```\n")
    assert isinstance(step, Change)
    assert step.made("one: 1\ntwo: 2\n") == "one: 1\ntwo: 3\n"
    with pytest.raises(ValueError, match=r"a\.yml holds this 0 times, not once"):
        step.made("two: 2\n")


def test_an_option_in_a_sentence_that_no_command_has_is_found_out() -> None:
    (words,) = spoken_of(
        "Say `portalgen new risk A/B --colour red`.\n```sh\nportalgen check\n```\n"
    )
    assert "--colour" not in options(commands, words[1:])
    assert {"--name", "--impact"} <= options(commands, words[1:])


def test_a_command_outside_of_a_block_that_is_run_is_found_out() -> None:
    assert stray_commands("```\nportalgen check\n```\n```sh\ngit init\n```\n") == [
        "portalgen check"
    ]
