"""Who stands behind a commit: its author, and where a bot pressed the merge button, the author of what was merged."""

import re
from collections.abc import Iterable

from portalgen.source.git.log import Commit
from portalgen.source.git.repository import Repository

_BOT_NAME = re.compile(r"\[bot\]\s*$", re.IGNORECASE)
_BOT_ADDRESS = re.compile(r"(\[bot\]|(^|[^a-z])bot)(@|$)", re.IGNORECASE)


def is_bot(author: str, address: str) -> bool:
    """Tells whether an author is a bot.

    It is one whose name ends in `[bot]`, or whose address does before the @, or has `bot` there as its last word:
    `bot@`, `merge-bot@`, `ci.bot@`, but not `abbot@`.
    """
    if _BOT_NAME.search(author):
        return True
    return _BOT_ADDRESS.search(address) is not None


def addresses(repository: Repository, commits: Iterable[Commit]) -> dict[str, str]:
    """Returns for each commit the address of who is behind it, by the commit's id. Raises GitError."""
    behind: dict[str, str] = {}
    merged: dict[str, str] = {}  # what a bot merged, by the merge
    for commit in commits:
        behind[commit.id] = commit.address
        is_merge = len(commit.parents) > 1
        if not is_merge:
            continue
        if is_bot(commit.author, commit.address):
            merged[commit.id] = commit.parents[1]
    wanted = sorted(set(merged.values()))
    known = repository.commits(wanted)
    for merge, second in merged.items():
        if second in known:
            behind[merge] = known[second].address
    return behind
