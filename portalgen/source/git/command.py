"""Runs git to read: nothing but reading, and nothing that stands in for a commit is believed.

No hook, pager, filter, signature check or network transport is started, whatever the repository's own configuration
asks for. `publish/git.py` runs git for the opposite end, so the two share no runner.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


class GitError(Exception):
    """git could not say what was asked: the history is not available."""


def _command(*arguments: str) -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise GitError
    settings = [
        part for key, value in _CONFIGURED.items() for part in ("-c", f"{key}={value}")
    ]
    return [program, "--no-pager", "--no-replace-objects", *settings, *arguments]


def _environment() -> dict[str, str]:
    plain = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("GIT_") or _KEPT.fullmatch(key)
    }
    return plain | _SET


def run(folder: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """Returns what a git command prints. Raises GitError where it fails; what it complains of is not kept."""
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
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise GitError from error
    return done.stdout


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
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
