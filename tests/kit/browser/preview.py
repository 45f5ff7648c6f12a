"""A preview at work: `portalgen serve` in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.conftest import ROOT, SAMPLE_DAY

PATIENCE = 30  # seconds; a guard against waiting for ever, not a measure


@dataclass(frozen=True)
class Preview:
    """A workspace that is being served, where, and what the terminal says from now on."""

    top: Path
    address: str
    said: IO[str]

    def built(self) -> float:
        """Waits for the end of a build; returns the seconds that the terminal tells."""
        return float(_heard(self.said, r"\d pages in ([\d.]+) s")[1])


def write(path: Path, text: str) -> None:
    """Saves a file by way of another, as editors do."""
    written = path.with_name(f".{path.name}.new")
    written.write_text(text, encoding="utf-8")
    written.replace(path)


def replace(path: Path, old: str, new: str) -> int:
    """Replaces a text in a file, and returns the line where it stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    write(path, text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


@contextmanager
def previewed(top: Path, client: str, port: int = 0) -> Iterator[Preview]:
    """Serves a client's portal for a while; ends it as a supervisor would, and holds that it ends well."""
    command = [
        sys.executable,
        "-m",
        "portalgen",
        "serve",
        client,
        "--port",
        str(port),
        "--as-of",
        str(SAMPLE_DAY),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        cwd=top,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield Preview(
                top,
                _heard(process.stdout, r" at (http://127\.0\.0\.1:\d+/)")[1],
                process.stdout,
            )
        finally:
            process.terminate()
            process.wait(PATIENCE)
    assert process.returncode == 0


def _heard(said: IO[str], pattern: str) -> re.Match[str]:
    """Reads what a program says until it says something in particular."""
    heard = ""
    for line in said:
        heard += line
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"it ended without {pattern}:\n{heard}")
