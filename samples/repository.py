"""Writes commits into a new git repository: one stream into `git fast-import`, one checkout.

Commit ids depend on the commits alone: no configuration, environment, clock or time zone of the machine takes part.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

BRANCH = "refs/heads/main"


@dataclass(frozen=True)
class Identity:
    """Who made a commit."""

    name: str
    email: str


@dataclass(frozen=True, eq=False)
class Commit:
    """A commit with all of its files by their paths; the first parent is the line that it stands on."""

    parents: tuple["Commit", ...] = field(repr=False)
    when: datetime
    by: Identity
    message: str
    files: Mapping[str, bytes] = field(repr=False)


def write(folder: Path, commits: Iterable[Commit]) -> str:
    """Writes commits, parents first, into an empty folder, checks the last one out, and returns its id."""
    folder.mkdir(parents=True, exist_ok=True)
    _git(
        folder,
        "init",
        "--quiet",
        "--template=",
        "--object-format=sha1",
        f"--initial-branch={Path(BRANCH).name}",
    )
    # Bytes stay as they are, whatever the machine's settings say; and nothing of the machine enters a log of refs.
    for key, value in {
        "core.autocrlf": "false",
        "core.logAllRefUpdates": "false",
    }.items():
        _git(folder, "config", key, value)
    attributes = folder / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_bytes(b"* -text\n")
    _git(
        folder,
        "fast-import",
        "--quiet",
        "--done",
        "--date-format=raw",
        stdin=b"".join(stream(commits)),
    )
    _git(folder, "reset", "--quiet", "--hard")
    return _git(folder, "rev-parse", "HEAD").decode().strip()


def stream(commits: Iterable[Commit]) -> Iterator[bytes]:
    """Yields the commits as `git fast-import` reads them, each by its difference from its first parent."""
    marks: dict[Commit, int] = {}
    for mark, commit in enumerate(commits, 1):
        marks[commit] = mark
        signed = (
            f"{commit.by.name} <{commit.by.email}> {int(commit.when.timestamp())} +0000"
        )
        yield f"commit {BRANCH}\nmark :{mark}\nauthor {signed}\ncommitter {signed}\n".encode()
        yield _counted(f"{commit.message}\n".encode())
        for word, parent in zip(("from", "merge"), commit.parents, strict=False):
            yield f"{word} :{marks[parent]}\n".encode()
        yield from _difference(
            commit.parents[0].files if commit.parents else {}, commit.files
        )
    yield b"done\n"


def _difference(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[bytes]:
    for path in sorted(before.keys() - after.keys()):
        yield f"D {path}\n".encode()
    for path in sorted(after):
        if before.get(path) != after[path]:
            yield f"M 100644 inline {path}\n".encode() + _counted(after[path])


def _counted(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", *arguments]
    done = subprocess.run(  # noqa: S603 - git alone, and never by a shell
        command,
        cwd=folder,
        env=_environment(),
        input=stdin,
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout


def _environment() -> dict[str, str]:
    """Returns the environment without anything that speaks to git."""
    own = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_")
    }
    return own | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
    }
