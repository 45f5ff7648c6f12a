"""Many that write one file at once: each is told whether it wrote, and nothing that was written is lost."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portalgen.authoring.drafts.disk import write
from portalgen.authoring.drafts.draft import Draft
from portalgen.errors import PortalgenError
from tests.conftest import ROOT
from tests.kit.commands.workspaces import GOOD, make

WRITERS = 8
LINES = 4
FILE = "acme/webshop/notes.yml"


def add(projects: Path, line: bytes) -> int:
    """Adds a line to a file, reading it anew until the write counts; returns how often that was refused."""
    refused = 0
    while True:
        before = (projects / FILE).read_bytes()
        try:
            write(projects, Draft(FILE, before + line, before))
        except PortalgenError:
            refused += 1
        else:
            return refused


def test_what_somebody_wrote_is_never_written_over(tmp_path: Path) -> None:
    make(tmp_path, {f"projects/{FILE}": ""})
    projects = tmp_path / "projects"

    def writer(number: int) -> int:
        lines = [f"{number}-{line}\n".encode() for line in range(LINES)]
        return sum(add(projects, line) for line in lines)

    with ThreadPoolExecutor(WRITERS) as pool:
        refused = sum(pool.map(writer, range(WRITERS)))
    written = (projects / FILE).read_text().split()
    assert len(written) == len(set(written)) == WRITERS * LINES
    assert refused > 0


def test_commands_at_once_add_what_they_say_they_added(tmp_path: Path) -> None:
    make(tmp_path, GOOD)
    program = [sys.executable, "-m", "portalgen", "new", "ask", "acme/webshop"]
    running = [
        subprocess.Popen(
            [*program, "--what", f"Ask {number}", "--no-input"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    said = [process.communicate()[1] for process in running]
    added = [process.returncode == 0 for process in running]
    refused = [each for each, is_added in zip(said, added, strict=True) if not is_added]
    assert all("was changed meanwhile" in each for each in refused)
    project = tmp_path / "projects/acme/webshop"
    written = "".join(path.read_text() for path in project.glob("*.yml"))
    assert [f"Ask {number}" in written for number in range(WRITERS)] == added
    assert any(added)
