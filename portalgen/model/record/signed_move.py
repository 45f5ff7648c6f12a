"""The statement that a client signs with an SSH key: that it agrees to one move of one promise.

It names the entry of the record that holds the move, by number and hash. So what was signed for one move serves no
other: not one of the same dates, and not one of another project.
"""

import base64
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

NAMESPACE: Final = "portalgen-agreement"
OPENING = "I agree to this move of a promised date."
NO_DATE = "no date"
_LINES = re.compile(
    rf"""{re.escape(OPENING)}
client: (?P<client>[a-z0-9-]+)
project: (?P<project>[a-z0-9-]+)
milestone: (?P<milestone>[a-z0-9-]+)
from: (?P<before>[0-9-]+|{NO_DATE})
to: (?P<after>[0-9-]+|{NO_DATE})
entry: (?P<n>[1-9][0-9]*)
hash: (?P<hash>[0-9a-f]{{64}})
""",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class SignedMove:
    """A move by its entry of the record: the ids that it had there, its dates as they are written, number and hash."""

    project: str
    milestone: str
    before: str
    after: str
    n: int
    hash: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a client signs: a move, and the id of the client that agrees to it."""

    client: str
    move: SignedMove

    @property
    def written(self) -> str:
        """The text that is signed, to the byte."""
        move = self.move
        lines = (
            OPENING,
            f"client: {self.client}",
            f"project: {move.project}",
            f"milestone: {move.milestone}",
            f"from: {move.before}",
            f"to: {move.after}",
            f"entry: {move.n}",
            f"hash: {move.hash}",
        )
        text = "\n".join(lines)
        return f"{text}\n"


def statement_of(text: str) -> Statement | None:
    """Returns the statement that a text is; None where it is none, or is spelt in another way."""
    found = _LINES.fullmatch(text)
    if found is None:
        return None
    move = SignedMove(
        project=found["project"],
        milestone=found["milestone"],
        before=found["before"],
        after=found["after"],
        n=int(found["n"]),
        hash=found["hash"],
    )
    return Statement(found["client"], move)


def written_day(day: object) -> str:
    """Returns an end of a move as a statement has it.

    >>> written_day(None), written_day(date(2026, 12, 1))
    ('no date', '2026-12-01')
    """
    if isinstance(day, date):
        return day.isoformat()
    return NO_DATE


def fingerprint(key: str) -> str:
    """Returns the digest of a public key in hex as `ssh-keygen -l` prints it: `SHA256:` and base64."""
    digest = base64.b64encode(bytes.fromhex(key)).decode()
    return f"SHA256:{digest.rstrip('=')}"
