"""A preview at work: `portalgen serve` in a process of its own, and windows that look at it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

DAY = "2026-11-20"
PATIENCE = 30  # seconds; a guard against waiting for ever, not a measure


@dataclass(frozen=True)
class Preview:
    """A workspace that is being served, and where."""

    top: Path
    address: str

    def save(self, file: str, old: str, new: str) -> int:
        """Replaces a text in a file by way of another file, as editors do; returns the line where it stands."""
        path = self.top / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        written = path.with_name(f".{path.name}.new")
        written.write_text(text.replace(old, new), encoding="utf-8")
        written.replace(path)
        return text[: text.index(old)].count("\n") + 1


@contextmanager
def previewed(top: Path, client: str, port: int = 0) -> Iterator[Preview]:
    """Serves a client's portal for a while; ends it as a supervisor would, and holds that it ends well."""
    command = [sys.executable, "-m", "portalgen", "serve", client, "--port", str(port), "--as-of", DAY]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=top, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if found := re.search(r" at (http://127\.0\.0\.1:\d+/)", line):
                    break
            assert found, said
            yield Preview(top, found[1])
        finally:
            process.terminate()
            process.wait(PATIENCE)
    assert process.returncode == 0
