"""Builds clients in a process of its own and writes down what its interpreter was asked to do, by Python's audit hooks.

`python -P -m tests.kit.hostile.watched_builds PLAN` reads a list of builds and prints a list of what happened in each.
Without `-P` Python itself would look for modules in the working folder; the command `portalgen` does not either.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

READING = {
    "open",
    "os.scandir",
    "os.listdir",
    "os.walk",
    "shutil.copyfile",
    "shutil.copytree",
    "os.link",
    "os.symlink",
}
RUNNING = (
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "pty.",
    "socket.",
    "urllib.",
)
CODE = {"exec", "compile", "import"}
Event = tuple[str, str]


def reads_git(event: Event) -> bool:
    """Tells whether an event is the package's own, hardened reading of git's history, before any client's turn."""
    name, what = event
    hardened = (
        "--no-pager",
        "--no-replace-objects",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
    )
    return (
        name == "subprocess.Popen"
        and "/git [" in what
        and all(each in what for each in hardened)
    )


@dataclass(frozen=True)
class Build:
    """A build to watch: a workspace's folder, the client, where its site goes, and where the process stands."""

    workspace: str
    client: str
    out: str
    stands_in: str


@dataclass(frozen=True)
class Watched:
    """What happened: what was asked for before the client's turn and in it, how it ended, and what was told."""

    before: list[Event]
    events: list[Event]
    is_built: bool
    told: list[str]


def watch(
    builds: Iterable[Build], folder: Path, **environment: str
) -> tuple[list[Watched], str]:
    """Returns what happened in each of several builds, and what their process printed."""
    plan, found = folder / "plan.json", folder / "found.json"
    plan.write_text(json.dumps([asdict(each) for each in builds]))
    (folder / "temp").mkdir()
    variables = {
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "TMPDIR": str(folder / "temp"),
    } | environment
    command = [
        sys.executable,
        "-P",
        "-m",
        "tests.kit.hostile.watched_builds",
        str(plan),
        str(found),
    ]
    done = subprocess.run(
        command, env=os.environ | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    results = [
        Watched(**each) for each in json.loads(found.read_text(encoding="utf-8"))
    ]
    return results, done.stdout + done.stderr


class _Notes:
    """Notes events while it is told to."""

    def __init__(self) -> None:
        self.noted: list[Event] | None = None
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        noted = self.noted
        if noted is not None and (
            event in READING or event in CODE or event.startswith(RUNNING)
        ):
            self.noted = None  # what noting itself asks for is not noted
            noted.append((event, _what(event, arguments)))
            self.noted = noted


def _what(event: str, arguments: tuple[Any, ...]) -> str:
    """Returns what an event is about: a path made absolute, a code's file, a module's name and file."""
    if event in READING:
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike):
            return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links stay
        return f"#{path}"
    if event == "exec":
        return str(arguments[0].co_filename)
    if event == "compile":
        source = arguments[0]
        return f"{arguments[1]}: {source.decode() if isinstance(source, bytes) else source}"
    return " ".join(str(each) for each in arguments[:2])


def _run(build: Build, notes: _Notes, templates: Path) -> Watched:
    from portalgen.pipeline import build as build_site
    from portalgen.pipeline.order import Order
    from portalgen.pipeline.workshop import Workshop
    from portalgen.pipeline.workspace import Workspace, read_shared
    from portalgen.site.engine.mkdocs_engine import MkDocsEngine

    os.chdir(build.stands_in)
    workspace = Workspace(Path(build.workspace) / "projects")
    workshop = Workshop(MkDocsEngine(templates))
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    url = "https://{client}.example/"
    order = Order(workspace, noon, date(2026, 11, 20), Path(build.out), url)
    before: list[Event] = []
    events: list[Event] = []
    notes.noted = before
    shared = read_shared(workspace)
    notes.noted = events
    try:
        outcome = build_site(order, shared, build.client, workshop)
    finally:
        notes.noted = None
    told = [
        f"{each.code} {each.place} {each.message}"
        for each in (*shared.diagnostics, *outcome.diagnostics)
    ]
    return Watched(before, events, outcome.is_built, [outcome.failure, *told])


def _main(plan: Path, found: Path) -> None:
    builds = [Build(**each) for each in json.loads(plan.read_text(encoding="utf-8"))]
    notes = _Notes()
    done = [asdict(_run(each, notes, plan.parent / "templates")) for each in builds]
    found.write_text(json.dumps(done), encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
