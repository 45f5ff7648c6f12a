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
    return bool(_BOT_NAME.search(author) or _BOT_ADDRESS.search(address))


def addresses(repository: Repository, commits: Iterable[Commit]) -> dict[str, str]:
    """Returns for each commit the address of who is behind it, by the commit's id. Raises GitError."""
    behind = {each.id: each.address for each in commits}
    merged = {
        each.id: each.parents[1]
        for each in commits
        if len(each.parents) > 1 and is_bot(each.author, each.address)
    }
    found = repository.commits(sorted(set(merged.values())))
    return behind | {
        merge: found[second].address
        for merge, second in merged.items()
        if second in found
    }
