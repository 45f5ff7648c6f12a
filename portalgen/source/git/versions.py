"""A folder as it was committed, version by version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portalgen.source.git.command import GitError
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.git.repository import Repository

SHORT = 12  # letters of a commit's id, as people quote it


@dataclass(frozen=True)
class Version:
    """All files as a commit has them, and the day (UTC) on which it was made."""

    folder: GitFolder
    made_on: date


def versions(
    repository: Repository | None,
    top: Path,
    path: str,
    most: int,
) -> Iterator[Version]:
    """Yields the commits of HEAD's first-parent line that changed a folder at a path below `top`, the newest first.

    No more than so many; none without a repository, or where git fails.
    """
    if repository is None:
        return
    try:
        prefix = repository.prefix(top)
        commits = repository.latest(f"{prefix}{path}/", most)
    except GitError:
        return
    for commit in commits:
        shown_as = f"{commit.id[:SHORT]}:{prefix.rstrip('/')}"
        folder = GitFolder(repository, commit.id, prefix, shown_as)
        yield Version(folder, commit.made_on)
