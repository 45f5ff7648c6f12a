"""git, run to publish: the second and last module that runs another program, beside `source/git/repository.py`.

That one reads and lets git speak to nobody; this one speaks to a remote and reads no checkout. It works in a repository
of its own that lives as long as the publishing, without hooks, filters or signatures, and it never asks anybody
anything. What identifies the publisher (ssh keys, credential helpers) comes from the user's or the system's settings,
which are read and never written.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen.errors import PublishError

PATIENCE = 600.0  # seconds for one command
# Variables of git that may stay: how the remote is reached and which settings the user has. All others can stand
# another repository, index or identity in.
_KEPT = re.compile(
    r"GIT_(EXEC_PATH|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|PROXY_\w+|HTTP_\w+|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM"
    r"|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+)"
)
_SET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_ALLOW_PROTOCOL": "file:https:ssh",
    "LC_ALL": "C",
}
_CONFIGURED = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.askPass": "",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "fetch.fsckObjects": "true",
    "fetch.recurseSubmodules": "false",
    "push.gpgSign": "false",
    "push.followTags": "false",
    "push.recurseSubmodules": "no",
    "http.lowSpeedLimit": "1",
    "http.lowSpeedTime": "60",
}


@dataclass(frozen=True, slots=True)
class Said:
    """How a git command ended, and what it said."""

    is_done: bool
    out: bytes
    complaint: str


@dataclass(frozen=True, slots=True)
class PublishingRepository:
    """A bare repository for one publishing. Relative remotes are those of `folder`, which is not touched."""

    git_dir: Path
    folder: Path

    def try_(self, *arguments: str) -> Said:
        """Runs a git command and returns how it ended. Raises PublishError where git is missing or answers never."""
        try:
            done = subprocess.run(  # noqa: S603 - the program is git, and no shell reads the arguments
                self._command(*arguments),
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=PATIENCE,
                start_new_session=True,  # without a terminal ssh cannot ask either
            )
        except subprocess.TimeoutExpired:
            raise PublishError(
                f"git {arguments[0]} did not end within {PATIENCE:.0f} seconds"
            ) from None
        except OSError as error:
            raise PublishError(f"git cannot be run: {error}") from error
        return Said(
            done.returncode == 0,
            done.stdout,
            plain(done.stderr.decode("utf-8", "replace")),
        )

    def run(self, *arguments: str) -> bytes:
        """Returns what a git command prints. Raises PublishError where it fails."""
        said = self.try_(*arguments)
        if not said.is_done:
            raise PublishError(f"git {arguments[0]} failed: {said.complaint}")
        return said.out

    def feed(self, stream: Iterable[bytes], *arguments: str) -> None:
        """Writes a stream to a git command, piece by piece. Raises PublishError where the command fails."""
        try:
            with subprocess.Popen(  # noqa: S603 - the program is git, and no shell reads the arguments
                self._command(*arguments),
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as process:
                if process.stdin is None:  # pragma: no cover - it is a pipe
                    raise PublishError("git takes no input")
                for piece in stream:
                    process.stdin.write(piece)
        except OSError as error:
            raise PublishError(f"git {arguments[0]} broke off: {error}") from error
        if process.returncode:
            raise PublishError(f"git {arguments[0]} failed")

    def _command(self, *arguments: str) -> list[str]:
        program = shutil.which("git")
        if program is None:
            raise PublishError("git is not installed, and a git target needs it")
        settings = []
        for key, value in _CONFIGURED.items():
            settings += ["-c", f"{key}={value}"]
        return [
            program,
            "--no-pager",
            f"--git-dir={self.git_dir}",
            *settings,
            *arguments,
        ]


@contextmanager
def publishing_repository(folder: Path) -> Iterator[PublishingRepository]:
    """Yields an empty repository in a temporary folder, and removes it."""
    with TemporaryDirectory(
        prefix="portalgen-publish-",
        ignore_cleanup_errors=True,
    ) as place:
        repository = PublishingRepository(Path(place) / "git", folder.resolve())
        repository.run("init", "--quiet", "--bare", "--template=")
        yield repository


def plain(text: str) -> str:
    """Returns what git or a remote said without control characters, empty lines, and passwords in addresses."""
    lines = [_printable(line).strip() for line in text.splitlines()]
    written = "\n".join(line for line in lines if line)
    return without_password(written)


def _printable(line: str) -> str:
    return "".join(each if each.isprintable() else " " for each in line)


def without_password(text: str) -> str:
    """Returns a text whose addresses name no user and no password."""
    return re.sub(r"(https?|ssh)://[^/@\s]*@", r"\1://", text)


def _environment() -> dict[str, str]:
    plain_ones = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("GIT_") or _KEPT.fullmatch(key)
    }
    return plain_ones | _SET
