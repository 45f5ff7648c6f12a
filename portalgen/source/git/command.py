"""Runs git to read: nothing but reading, and nothing that stands in for a commit is believed.

No hook, pager, filter, signature check or network transport is started, whatever the repository's own configuration
asks for. `publish/git.py` runs git for the opposite end, so the two share no runner.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from portalgen.model.record.past import Lack
from portalgen.source.files.text import LARGEST_FILE

# Variables of git that may stay: where repositories are looked for, and which ones the user trusts. All others can
# stand another repository, another index or another object in for the one that is read.
_KEPT = re.compile(
    r"GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|CONFIG_GLOBAL"
    r"|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+|TEST_ASSUME_DIFFERENT_OWNER)"
)
_SET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
_CONFIGURED = {
    "core.fsmonitor": "false",
    "core.hooksPath": "/dev/null",
    "core.commitGraph": "false",
    "log.showRoot": "true",
    "log.follow": "false",
}
_AT_ONCE = 64  # ids that are asked for before the answers are read: few enough for any pipe to hold


_REFUSALS = {
    b"dubious ownership": Lack.UNTRUSTED,
    b"not a git repository": Lack.NO_REPOSITORY,
}


class GitError(Exception):
    """git could not say what was asked: the history is not available, and `lack` is why."""

    def __init__(self, lack: Lack = Lack.DAMAGED) -> None:
        super().__init__(lack)
        self.lack = lack


def _command(*arguments: str) -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise GitError(Lack.NO_GIT)
    settings = []
    for key, value in _CONFIGURED.items():
        settings += ["-c", f"{key}={value}"]
    return [program, "--no-pager", "--no-replace-objects", *settings, *arguments]


def _environment() -> dict[str, str]:
    plain = {}
    for key, value in os.environ.items():
        if not key.startswith("GIT_") or _KEPT.fullmatch(key):
            plain[key] = value
    return plain | _SET


def run(folder: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """Returns what a git command prints. Raises GitError where it fails; of what it complains of only the kind is
    kept.
    """
    command = _command(*arguments)
    try:
        done = subprocess.run(  # noqa: S603 - the program is git, and no shell reads the arguments
            command,
            cwd=folder,
            env=_environment(),
            input=typed,
            capture_output=True,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise GitError(_lack(error.stderr)) from error
    except (OSError, ValueError) as error:
        raise GitError from error
    return done.stdout


def _lack(complaint: bytes) -> Lack:
    for words, lack in _REFUSALS.items():
        if words in complaint:
            return lack
    return Lack.DAMAGED


@contextmanager
def _started(*arguments: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Yields a git command that answers what is written to it, and ends it."""
    with subprocess.Popen(  # noqa: S603 - the program is git, and no shell reads the arguments
        _command(*arguments),
        cwd=folder,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def one_line(said: bytes) -> str:
    """Returns a path that git printed, without its line end."""
    return os.fsdecode(said).removesuffix("\n").removesuffix("\r")


def contents(
    folder: Path,
    ids: Iterable[str],
    largest: int,
) -> Iterator[tuple[str, bytes]]:
    """Yields id and content of files, each cut one byte past the largest size.

    One process serves them all, and one file at a time is held. Raises GitError where one is missing.
    """
    asked = iter(ids)
    batch = list(islice(asked, _AT_ONCE))
    if not batch:
        return
    try:
        with _started("cat-file", "--batch", folder=folder) as process:
            while batch:
                yield from _asked(process, batch, largest)
                batch = list(islice(asked, _AT_ONCE))
    except OSError as error:
        raise GitError from error


def _asked(
    process: "subprocess.Popen[bytes]",
    ids: Sequence[str],
    largest: int,
) -> Iterator[tuple[str, bytes]]:
    if (
        process.stdin is None or process.stdout is None
    ):  # pragma: no cover - both are pipes
        raise GitError
    process.stdin.write("".join(f"{each}\n" for each in ids).encode())
    process.stdin.flush()
    for each in ids:
        yield each, _content(process.stdout, largest)


def _content(answers: IO[bytes], largest: int) -> bytes:
    """Returns the next object's content out of the answers of `cat-file --batch`."""
    header = answers.readline().split()
    if len(header) != 3 or header[1] != b"blob":
        raise GitError
    size = int(header[2])
    content = answers.read(min(size, largest + 1))
    left = size + 1 - len(content)  # an answer ends in a line end
    while left > 0:
        passed = len(answers.read(min(left, LARGEST_FILE)))
        if not passed:
            raise GitError
        left -= passed
    return content
