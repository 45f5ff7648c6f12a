"""What the documentation shows of commands: blocks to run, outputs below them, and changes of files between them.

A block ```sh holds commands, a line each. A block ```text right below it shows what its commands print, together, as on
a terminal; `…` stands for anything. A block ```diff changes a file in between: its first line names the file, `-` goes,
`+` comes, a space stays. All other blocks are to be read.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_SECONDS = re.compile(r"\d+\.\d s\b")


@dataclass(frozen=True)
class Commands:
    """A block of commands, each as words, and the output that is shown below it, if any."""

    line: int
    commands: tuple[tuple[str, ...], ...]
    shown: str | None = None

    @property
    def fails(self) -> bool:
        """Tells whether the last command is shown to fail."""
        return self.shown is not None and bool(
            re.search(r"\berror[\[:]|not built:|cannot be read", self.shown)
        )

    def is_shown(self, printed: str) -> bool:
        """Tells whether a print is the shown one; times may differ, and nothing shown fits every print."""
        if self.shown is None:
            return True
        pattern = ".*".join(
            re.escape(part) for part in _timeless(self.shown).split("…")
        )
        return re.fullmatch(pattern, _timeless(printed), re.DOTALL) is not None


@dataclass(frozen=True)
class Change:
    """A change of a file."""

    line: int
    path: str
    before: str
    after: str

    def made(self, text: str) -> str:
        """Returns a file's text with the change. Raises ValueError where its lines do not stand there exactly once."""
        if text.count(self.before) != 1:
            raise ValueError(
                f"{self.path} holds this {text.count(self.before)} times, not once:\n{self.before}"
            )
        return text.replace(self.before, self.after)


Step = Commands | Change


@dataclass(frozen=True)
class _Block:
    line: int
    language: str
    text: str
    is_next: bool  # nothing but empty lines lies between it and the block before


def steps(text: str) -> list[Step]:
    """Returns the steps of a page, first to last."""
    found: list[Step] = []
    shows = False
    for block in _blocks(text):
        if block.language == "text" and block.is_next and shows:
            last = found.pop()
            assert isinstance(last, Commands)
            found.append(Commands(last.line, last.commands, block.text))
        elif block.language == "sh":
            found.append(Commands(block.line, tuple(_commands(block.text))))
        elif block.language == "diff":
            found.append(_change(block))
        shows = block.language == "sh"
    return found


def spoken_of(text: str) -> Iterator[tuple[str, ...]]:
    """Yields the commands in a page's sentences, as words; a synopsis counts too."""
    for inline in _INLINE.findall(_FENCE.sub("", text)):
        if inline.startswith("portalgen "):
            yield tuple(re.split(r"[\s\[\]|]+", inline))


def stray_commands(text: str) -> list[str]:
    """Returns the lines that are commands and stand in a block of another language, where no test would see them."""
    blocks = (
        block for block in _blocks(text) if block.language not in {"sh", "text", "diff"}
    )
    lines = (line.strip() for block in blocks for line in block.text.splitlines())
    return [
        line
        for line in lines
        if re.match(r"(portalgen|git|make|pip|python3?) [\w-]", line)
    ]


def _blocks(text: str) -> Iterator[_Block]:
    end = 0
    for fence in _FENCE.finditer(text):
        yield _Block(
            text.count("\n", 0, fence.start()) + 1,
            fence[1],
            fence[2],
            not text[end : fence.start()].strip(),
        )
        end = fence.end()


def _commands(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.splitlines():
        if words := tuple(shlex.split(line, comments=True)):
            yield words


def _change(block: _Block) -> Change:
    head, *lines = block.text.splitlines()
    kept = {
        sign: "".join(f"{line[1:]}\n" for line in lines if line[0] in sign)
        for sign in ("- ", "+ ")
    }
    return Change(block.line, head.removeprefix("--- "), kept["- "], kept["+ "])


def _timeless(text: str) -> str:
    return _SECONDS.sub("0.0 s", text)


def page_files(root: Path) -> list[Path]:
    """Returns the pages of a repository that show commands to people; generated examples have tests of their own."""
    written = sorted(
        set((root / "docs").rglob("*.md")) - {root / "docs" / "diagnostics.md"}
    )
    return [
        root / "README.md",
        *written,
        root / "portalgen/authoring/new/workspace/README.md",
    ]
