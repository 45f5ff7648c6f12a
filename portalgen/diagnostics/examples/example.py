"""What an example is: files with one mistake, and the same files put right."""

from dataclasses import dataclass
from textwrap import dedent

AS_OF = "As of 2026-11-20."
CLIENT = "projects/acme/client.yml"
PROJECT = "projects/acme/webshop/project.yml"
MILESTONES = "projects/acme/webshop/milestones.yml"
RISKS = "projects/acme/webshop/risks.yml"
ASKS = "projects/acme/webshop/asks.yml"
CHANGES = "projects/acme/webshop/changes.yml"
AGREEMENTS = "projects/acme/webshop/agreements.yml"
PROGRESS = "projects/acme/webshop/progress.csv"
UPDATE = "projects/acme/webshop/updates/2026-11-20.md"
DOCUMENTS = "projects/acme/webshop/documents"
LEDGER = "projects/acme/ledger.yml"


@dataclass(frozen=True, slots=True)
class File:
    """A file of an example; a note says what its text does not show. Without a path the text is commands.

    A file without a text cannot be shown.
    """

    path: str
    text: str | None
    note: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Example:
    """Files that give one diagnostic, and files that give none. All else that a client needs is taken to be there."""

    wrong: tuple[File, ...]
    right: tuple[File, ...]
    remark: str = ""

    @property
    def corrections(self) -> tuple[File, ...]:
        """The right files that are not among the wrong ones."""
        return tuple(each for each in self.right if each not in self.wrong)


def file(path: str, block: str, note: str = "") -> File:
    """Returns a file with an indented block as its text."""
    return File(path, dedent(block).removeprefix("\n"), note)


def commands(block: str) -> tuple[File, ...]:
    """Returns commands, to be run in the folder of the workspace."""
    return (file("", block),)


def unshown(path: str, note: str) -> File:
    """Returns a file whose content is no text, or too long to be shown."""
    return File(path, None, note)


def corrected(
    path: str,
    block: str,
    *fixes: tuple[str, str],
    remark: str = "",
    beside: tuple[File, ...] = (),
) -> Example:
    """Returns an example in one file; it is right once each first text of a fix is replaced by the second."""
    wrong = file(path, block)
    text = wrong.text or ""
    for old, new in fixes:
        if text.count(old) != 1:
            raise ValueError(
                f"{old!r} stands {text.count(old)} times in the example of {path}"
            )
        text = text.replace(old, new)
    return Example((wrong, *beside), (File(path, text), *beside), remark)


def moved(wrong: str, right: str, block: str) -> Example:
    """Returns an example that is right once a file has another name or place."""
    return Example((file(wrong, block),), (file(right, block),))


# What an agreement that counts stands on: who is on the client's side, and a document that the client can check.
SIDES = file(
    "projects/acme/webshop/people.yml",
    """
    contacts:
      - {id: maria, name: Maria Virtanen}
      - {id: timo, name: Timo Laine, side: client}
    """,
)
MINUTES = file(f"{DOCUMENTS}/minutes.txt", "Timo Laine: 15 December is right.\n")
MINUTES_DIGEST = "4d35aea1254521ffa6d247e3b1391fc5d7acb33c64ccd1259b6f46695bfc43a9"
