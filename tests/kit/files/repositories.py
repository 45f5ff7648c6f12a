"""Repositories made by git itself, with the authors, dates and parents that a test names."""

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portalgen.model.record.past import History, PastForecast, Revision
from portalgen.source.git.line import Lines
from portalgen.source.git.log import Commit
from portalgen.source.git.repository import Repository
from portalgen.source.past.history import NOTHING_PUBLISHED, Published, histories

MARIA = "Maria <maria@northlight.example>"
TIMO = "Timo <timo@northlight.example>"
BOT = "merger[bot] <1+merger[bot]@users.noreply.example>"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Files = Mapping[str, str | bytes | None]


class Made:
    """A repository in the making: a checkout whose workspace is its top folder."""

    def __init__(self, top: Path, begin: bool = True) -> None:
        self.top = top
        self.projects = top / "projects"
        if begin:
            top.mkdir(parents=True, exist_ok=True)
            self.git("init", "-q", "-b", "main")
            self.projects.mkdir(exist_ok=True)

    def git(
        self,
        *arguments: str,
        at: str = "2026-03-02T12:00:00Z",
        author: str = MARIA,
        typed: bytes = b"",
    ) -> str:
        """Runs git here and returns what it prints. `at` is both dates of a commit."""
        name, _, address = author.removesuffix(">").partition(" <")
        who = {"NAME": name, "EMAIL": address, "DATE": at}
        identity = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in who.items()
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={
                **os.environ,
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": os.devnull,
                **identity,
            },
            input=typed,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (
            f"git {' '.join(arguments)}: {done.stderr.decode()}"
        )
        return done.stdout.decode().strip()

    def commit(
        self, files: Files, at: str = "2026-03-02T12:00:00Z", author: str = MARIA
    ) -> str:
        """Commits files below projects/ (None deletes one) and returns the commit's id."""
        self.write(files)
        self.git("add", "-A")
        self.git(
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "a secret message",
            at=at,
            author=author,
        )
        return self.git("rev-parse", "HEAD")

    def write(self, files: Files) -> None:
        """Writes files below projects/ without a commit."""
        for path, content in files.items():
            file = self.projects / path
            if content is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(
                    content if isinstance(content, bytes) else content.encode()
                )

    def branch(self, name: str, start: str = "main") -> None:
        """Begins a branch and goes there."""
        self.git("checkout", "-q", "-b", name, start)

    def merge(
        self, *branches: str, at: str = "2026-03-02T12:00:00Z", author: str = MARIA
    ) -> str:
        """Merges branches into main, always with a commit of its own, and returns the commit's id."""
        self.git("checkout", "-q", "main")
        self.git(
            "merge", "-q", "--no-ff", "-m", "merged", *branches, at=at, author=author
        )
        return self.git("rev-parse", "HEAD")

    @property
    def repository(self) -> Repository:
        """The repository as the package finds it."""
        found = Repository.around(self.projects)
        assert isinstance(found, Repository)
        return found

    def log(self, prefix: str = "projects/") -> list[Commit]:
        """Returns the commits of the line that changed anything below a folder, oldest first."""
        return logged(self.repository, prefix)

    def histories(
        self,
        *client_ids: str,
        cache: Path | None = None,
        published: Published = NOTHING_PUBLISHED,
    ) -> dict[str, History]:
        """Returns the histories of clients."""
        repository = Repository.around(self.projects)
        return histories(repository, self.projects, client_ids, cache, published)

    def history(
        self,
        client_id: str = "acme",
        cache: Path | None = None,
        published: Published = NOTHING_PUBLISHED,
    ) -> History:
        """Returns one client's history."""
        found = self.histories(client_id, cache=cache, published=published)
        return found[client_id]


def logged(repository: Repository, prefix: str = "projects/") -> list[Commit]:
    """Returns the commits of a repository's line that changed anything below a folder, oldest first."""
    links = Lines(repository).unpublished.links
    return repository.changes(links, prefix)


@dataclass(frozen=True)
class Snapshot:
    """A commit to be: all files below its folder, the numbers of its parents, its date, author and message."""

    files: Mapping[str, str | bytes]
    parents: Sequence[int] = ()
    at: datetime = NOON
    author: str = MARIA
    message: str = ""
    folder: str = "projects"


def imported(top: Path, snapshots: Iterable[Snapshot]) -> tuple[Made, list[str]]:
    """Makes a repository of many commits at once; returns it with their ids. The last one is HEAD."""
    made = Made(top)
    stream = b"".join(_stream(number, each) for number, each in enumerate(snapshots, 1))
    marks = top / ".git/marks"
    made.git(
        "fast-import", "--quiet", "--force", f"--export-marks={marks}", typed=stream
    )
    lines = sorted(
        (int(mark[1:]), name)
        for mark, name in map(str.split, marks.read_text().splitlines())
    )
    names = [name for _, name in lines]
    made.git("update-ref", "refs/heads/main", names[-1])
    return made, names


def _stream(number: int, each: Snapshot) -> bytes:
    who = (
        f"{each.author} {int(each.at.timestamp())} {each.at.strftime('%z') or '+0000'}"
    )
    head = [
        f"commit refs/heads/import-{number}",
        f"mark :{number}",
        f"author {who}",
        f"committer {who}",
        f"data {len(each.message)}",
        *([each.message] if each.message else []),
    ]
    head += [
        f"{'merge' if index else 'from'} :{parent + 1}"
        for index, parent in enumerate(each.parents)
    ]
    parts = ["\n".join([*head, "deleteall", ""]).encode()]
    for path, content in each.files.items():
        data = content if isinstance(content, bytes) else content.encode()
        parts.append(
            f"M 100644 inline {each.folder}/{path}\ndata {len(data)}\n".encode()
            + data
            + b"\n"
        )
    return b"".join(parts)


def milestones(*items: str) -> str:
    """Returns a file with milestones, each given as the inside of its braces."""
    return "".join(["milestones:\n", *(f"  - {{{item}}}\n" for item in items)])


def launch(day: str, more: str = "") -> str:
    """Returns a file with one milestone that is promised for a day."""
    return milestones(
        f"id: launch, name: Launch, promised_date: {day}{', ' if more else ''}{more}"
    )


def promises(history: History | Sequence[Revision]) -> list[dict[str, str | None]]:
    """Returns what each revision promised: `{"webshop/launch": "2026-06-15"}`."""
    revisions = history.revisions if isinstance(history, History) else history
    return [
        {
            f"{project.id}/{each.id}": _text(each.promised_date)
            for project in revision.projects
            for each in project.milestones
        }
        for revision in revisions
    ]


def _text(value: PastForecast | None) -> str | None:
    return None if value is None else str(value)
