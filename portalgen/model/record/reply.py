"""The code by which a client's reply is known again: what it answers, and how the record stood then.

It begins the subject that a link of the portal prefills. A mail that answers another one begins with `Re:` or the like,
so its subject is the other one's, and no code begins it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HEAD_DIGITS: Final = 8
_ID = r"[a-z0-9][a-z0-9-]{0,62}"
_CODE = re.compile(
    rf"\[({_ID})/({_ID})/({_ID})#([0-9]{{1,9}})-([0-9a-f]{{{HEAD_DIGITS}}}) (agree|object|reply)\]"
)


class Answer(StrEnum):
    """What a client answers by a link: that it agrees, that it objects, or what it was asked for."""

    AGREE = "agree"
    OBJECT = "object"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class ReplyCode:
    """What a reply answers, by its ids; `n` is the number of an entry of the record and `head` how its hash begins.

    Of a move it is the entry of the move, of an acceptance the one that says that the milestone was met, of all else
    the last one. Where there is no record, n is 0.
    """

    client: str
    project: str
    item: str
    n: int
    head: str
    answer: Answer

    @property
    def written(self) -> str:
        """The code as a subject begins with it."""
        item = f"{self.client}/{self.project}/{self.item}"
        return f"[{item}#{self.n}-{self.head} {self.answer}]"


def code_of(subject: str) -> ReplyCode | None:
    """Returns the code with which a subject begins; None where it begins with none, or where there are several."""
    codes = list(_CODE.finditer(subject))
    if len(codes) != 1:
        return None
    found = codes[0]
    if subject[: found.start()].strip():
        return None
    client, project, item, n, head, answer = found.groups()
    return ReplyCode(
        client=client,
        project=project,
        item=item,
        n=int(n),
        head=head,
        answer=Answer(answer),
    )
