"""A workspace with git history whose client is published, and the places it goes to, for tests."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.kit.commands.command_line import Portalgen, Run
from tests.kit.files.repositories import Made, launch

DAY, LATER, EARLIER = "2026-08-01", "2026-08-08", "2026-07-25"
FILE = "acme/webshop/milestones.yml"
SALT = "ledger_salt: 5f1c0000000000000000000000000000\n"
ADDRESS = "https://acme.status.example/"


@dataclass(frozen=True)
class Bare:
    """A bare repository on disk that a site is published to."""

    top: Path

    @classmethod
    def made(cls, top: Path) -> "Bare":
        """Makes an empty one."""
        subprocess.run(
            ["git", "init", "-q", "--bare", "-b", "main", str(top)], check=True
        )
        return cls(top)

    def git(self, *arguments: str) -> str:
        """Returns what git prints here."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            capture_output=True,
            check=True,
            env=environment(),
        )
        return done.stdout.decode().strip()

    def head(self, branch: str = "gh-pages") -> str | None:
        """Returns the commit of a branch."""
        return (
            self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
            or None
        )

    def files(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """Returns the files of a branch."""
        names = [
            name
            for name in self.git("ls-tree", "-r", "-z", "--name-only", branch).split(
                "\0"
            )
            if name
        ]
        return {name: self.content(f"{branch}:{name}") for name in names}

    def content(self, name: str) -> bytes:
        """Returns a blob."""
        return subprocess.run(
            ["git", "cat-file", "blob", name],
            cwd=self.top,
            capture_output=True,
            check=True,
        ).stdout

    def commits(self, branch: str = "gh-pages") -> int:
        """Returns how many commits can be reached from a branch."""
        return int(self.git("rev-list", "--count", branch))

    def hook(self, name: str, script: str) -> None:
        """Writes a hook."""
        path = self.top / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)


def environment() -> dict[str, str]:
    """Returns an environment in which git knows nobody's settings."""
    who = {
        f"GIT_{role}_{key}": "x@y.example"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    return {
        **os.environ,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **who,
    }


@dataclass(frozen=True)
class Agency:
    """A workspace, the function that runs commands there, and the repository of acme's portal."""

    made: Made
    portalgen: Portalgen
    bare: Bare

    @property
    def site(self) -> Path:
        """Where build puts acme's site."""
        return self.made.top / "site" / "acme"

    def deliver(self, text: str, client: str = "acme", more: str = "") -> None:
        """Writes a client.yml with these lines of delivery."""
        self.made.write(
            {f"{client}/client.yml": f"name: {client.title()}\n{SALT}{text}{more}"}
        )

    def to(self, publish: str) -> None:
        """Makes acme go to a target."""
        self.deliver(f"access: public\npublish: {{{publish}}}\n")

    def build(self, day: str = DAY) -> None:
        """Builds, and fails where that fails."""
        run = self.portalgen(
            "build", "acme", "--as-of", day, "--site-url", ADDRESS, cwd=self.made.top
        )
        assert run.code == 0, run.err

    def publish(self, *options: str) -> Run:
        """Runs publish."""
        return self.portalgen("publish", "acme", *options, cwd=self.made.top)

    def published(self, day: str = DAY) -> None:
        """Builds and publishes, and fails where one fails."""
        self.build(day)
        run = self.publish()
        assert run.code == 0, run.err

    def unpublish(self) -> Run:
        """Runs unpublish."""
        return self.portalgen("unpublish", "acme", cwd=self.made.top)

    def assert_refused(self, sentence: str, *options: str) -> None:
        """Publishes, and holds that it is refused with a sentence, an exit code of 1 and no traceback."""
        run = self.publish(*options)
        assert (run.code, run.out) == (1, ""), run.err
        assert sentence in run.err, run.err


def agency(folder: Path, portalgen: Portalgen) -> Agency:
    """Makes a workspace with two commits, whose client goes to a bare repository beside it."""
    made = Made(folder / "workspace")
    made.write(
        {
            "acme/client.yml": f"name: Acme\n{SALT}",
            "acme/webshop/project.yml": "name: Webshop\n",
        }
    )
    made.commit({FILE: launch("2026-06-15")}, at="2026-03-02T10:00:00Z")
    made.commit({FILE: launch("2026-09-15")}, at="2026-03-09T10:00:00Z")
    found = Agency(made, portalgen, Bare.made(folder / "portal-acme.git"))
    found.to("git: ../portal-acme.git")
    return found
