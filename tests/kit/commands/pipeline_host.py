"""Runs the jobs of the pipelines that `init` writes: their shell lines as they stand, in real folders with real git.

What a host does around them is played: expressions come from a table, actions of the host copy files or do nothing,
`gh` writes down what it is asked for, and `pip` installs nothing. An expression that is not in the table, or an action
that is not known, fails the test.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portalgen.source.files.text import SourceText, decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import plain
from tests.conftest import ROOT
from tests.kit.commands import ready_process

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
DOES_NOTHING = (
    "actions/checkout",
    "actions/setup-python",
    "actions/cache/restore",
    "actions/cache/save",
)
PIP = 'echo "pip $*" >> "$CALLS"'
GH = """echo "gh $*" >> "$CALLS"
case "$1 $2" in
  "run list") cat "$LAST_RUN" ;;
  "pr create")
    if [ -e "$NO_PULL_REQUESTS" ]; then exit 1; fi
    for each in "$@"; do
      case "$each" in --body-file=*) cp "${each#*=}" "$PULL_REQUEST" ;; esac
    done ;;
esac
"""


def read_yaml(file: Path) -> Any:
    """Returns a YAML file as plain values."""
    source = decode(file.name, file.read_bytes())
    assert isinstance(source, SourceText)
    tree, wrong = parse(source)
    assert wrong == []
    assert tree is not None
    return plain(tree)


@dataclass(frozen=True)
class Ended:
    """How a job ended: its exit code, all that it printed, its summary, its outputs and its artefacts."""

    code: int
    out: str
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    artefacts: dict[str, bytes] = field(default_factory=dict)


class Runner:
    """A machine of a host's, with a checkout of a workspace."""

    def __init__(self, checkout: Path, desk: Path, noon: str) -> None:
        self.checkout = checkout
        self.desk = desk
        self.desk.mkdir()
        for name in ("last-run", "calls", "pull-request.md"):
            (desk / name).write_text("", encoding="utf-8")
        portalgen = f'exec {shlex.join(ready_process.portalgen())} "$@"'
        for name, script in (("portalgen", portalgen), ("pip", PIP), ("gh", GH)):
            program = desk / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
            program.chmod(0o755)
        self.environment = {
            "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(desk),
            "PYTHONPATH": str(ROOT),
            "SOURCE_DATE_EPOCH": noon,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": f"{noon} +0000",
            "GIT_COMMITTER_DATE": f"{noon} +0000",
            "CALLS": str(desk / "calls"),
            "LAST_RUN": str(desk / "last-run"),
            "PULL_REQUEST": str(desk / "pull-request.md"),
            "NO_PULL_REQUESTS": str(desk / "no-pull-requests"),
            "CI": "true",
        }

    @property
    def calls(self) -> list[str]:
        """What was asked of `gh` and `pip`."""
        return (self.desk / "calls").read_text(encoding="utf-8").splitlines()

    @property
    def pull_request(self) -> str:
        """The text of the pull request that was opened; empty where none was."""
        return (self.desk / "pull-request.md").read_text(encoding="utf-8")

    def read(self, path: str) -> Any:
        """Returns a YAML file of the checkout as plain values."""
        return read_yaml(self.checkout / path)

    def bash(self, script: str, environment: Mapping[str, str]) -> tuple[int, str]:
        """Runs a script as GitHub's `shell: bash` does."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.checkout, env={**self.environment, **environment}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout


@dataclass
class Github:
    """Runs a job of GitHub's. `known` are the values of expressions, conditions included."""

    runner: Runner
    known: Mapping[str, str | bool]
    out: str = ""
    artefacts: dict[str, bytes] = field(default_factory=dict)

    def job(self, workflow: str, name: str) -> Ended:
        """Runs a job's steps in their order, as far as the host would."""
        desk = self.runner.desk
        for file in ("summary", "output"):
            (desk / file).write_text("", encoding="utf-8")
        temporary = desk / "temp"
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        whole = self.runner.read(f".github/workflows/{workflow}.yml")
        assert whole["permissions"] == {}
        assert whole["defaults"] == {"run": {"shell": "bash"}}
        job = whole["jobs"][name]
        host = {
            "RUNNER_TEMP": str(temporary),
            "GITHUB_STEP_SUMMARY": str(desk / "summary"),
            "GITHUB_OUTPUT": str(desk / "output"),
            "GITHUB_SERVER_URL": "https://host.example",
            "GITHUB_REPOSITORY": "northlight/portals",
        }
        environment = host | self.filled({**whole.get("env", {}), **job.get("env", {})})
        code = self.steps(job["steps"], environment, {})
        said = dict(
            line.split("=", 1)
            for line in (desk / "output").read_text(encoding="utf-8").splitlines()
        )
        return Ended(
            code,
            self.out,
            (desk / "summary").read_text(encoding="utf-8"),
            said,
            self.artefacts,
        )

    def steps(
        self,
        steps: list[dict[str, Any]],
        environment: dict[str, str],
        inputs: dict[str, str],
    ) -> int:
        """Runs steps and returns the exit code: 0, or that of the last one that failed."""
        code = 0
        for step in steps:
            if not self.is_run(step.get("if"), code):
                continue
            if "run" in step:
                assert "${{" not in step["run"], (
                    "an expression in a script could become a part of it"
                )
                ended, said = self.runner.bash(
                    step["run"], environment | self.filled(step.get("env", {}), inputs)
                )
                self.out += said
            else:
                ended = self.use(step, environment, inputs)
            code = ended or code
        return code

    def is_run(self, condition: str | None, code: int) -> bool:
        """Tells whether a step is run after what went before."""
        if condition is None:
            return code == 0
        plain_one = condition.removeprefix("${{").removesuffix("}}").strip()
        return (
            True
            if plain_one == "!cancelled()"
            else code == 0 and bool(self.known[plain_one])
        )

    def use(
        self, step: dict[str, Any], environment: dict[str, str], inputs: dict[str, str]
    ) -> int:
        """Plays an action."""
        action, given = str(step["uses"]).split("@")[0], step.get("with", {})
        if action.startswith("./"):
            made = self.runner.read(f"{action.removeprefix('./')}/action.yml")
            return self.steps(
                made["runs"]["steps"], environment, self.filled(given, inputs)
            )
        if action == "actions/upload-artifact":
            folder = self.runner.checkout / self.value(str(given["path"]), inputs)
            for file in (each for each in folder.rglob("*") if each.is_file()):
                self.artefacts[file.relative_to(folder).as_posix()] = file.read_bytes()
            return 0
        assert action in DOES_NOTHING, action
        return 0

    def filled(
        self, texts: Mapping[str, Any], inputs: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """Returns texts with the values of their expressions."""
        return {key: self.value(str(text), inputs or {}) for key, text in texts.items()}

    def value(self, text: str, inputs: Mapping[str, str]) -> str:
        """Returns a text with the values of its expressions: an action's inputs, else what is known."""

        def known(found: re.Match[str]) -> str:
            name = found[1]
            own = {f"inputs.{key}": value for key, value in inputs.items()}
            return str(
                (own or self.known)[name]
                if name in own or not own
                else self.known[name]
            )

        return EXPRESSION.sub(known, text)


def gitlab(runner: Runner, file: str, name: str, variables: Mapping[str, str]) -> Ended:
    """Runs a job of GitLab's with its variables, the pipeline's own and those that the host sets."""
    whole = runner.read(file)
    job = whole[name]
    pipeline = {
        key: str(value["value"] if isinstance(value, dict) else value)
        for key, value in {
            **whole.get("variables", {}),
            **job.get("variables", {}),
        }.items()
    }
    before = job.get("before_script", whole.get("default", {}).get("before_script", []))
    out = ""
    for line in [*before, *job["script"]]:
        code, said = runner.bash(line, pipeline | dict(variables))
        out += said
        if code:
            break
    paths = [
        runner.checkout / each for each in job.get("artifacts", {}).get("paths", [])
    ]
    files = [
        each
        for path in paths
        for each in ([path] if path.is_file() else path.rglob("*"))
        if each.is_file()
    ]
    kept = {
        each.relative_to(runner.checkout).as_posix(): each.read_bytes()
        for each in files
    }
    return Ended(code, out, artefacts=kept)
