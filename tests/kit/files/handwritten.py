"""YAML files as people write them, odd ones among them: made of comments, spacing and styles drawn at random."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "launch",
        "2026-06-15",
        "Käyttö",
        "a sentence of words",
        "8 200",
        "x#y",
        "it's",
        "東京",
    ]
)
COMMENTS = ("# note", "# a: b", "#", "#\ttab\there", "# - item", '# "quote', "# ünï")
KEYS = ("id", "name", "moves", "forecast", "risks", "on", "blocks")


@dataclass
class Written:
    """Lines that are being written, with what to draw from."""

    draw: st.DrawFn
    lines: list[str] = field(default_factory=list)
    below_literal: bool = (
        False  # where a comment that stands too far right would be a part of the text
    )

    def choose(self, *choices: object) -> object:
        return self.draw(st.sampled_from(choices))

    def chance(self, of: int = 3) -> bool:
        return bool(self.draw(st.integers(0, of - 1)) == of - 1)

    def between(self, indent: int) -> None:
        """Writes what may stand between two keys or items: nothing, empty lines, comments."""
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 1, 2]))):
            blank, most = self.chance(), 0 if self.below_literal else 3
            self.lines.append(
                ""
                if blank
                else " " * (indent + self.draw(st.integers(0, most)))
                + self.draw(st.sampled_from(COMMENTS))
            )

    def behind(self) -> str:
        """Returns what may stand behind a value in its line."""
        return (
            " " * self.draw(st.integers(1, 3)) + self.draw(st.sampled_from(COMMENTS))
            if self.chance(4)
            else ""
        )

    def mapping(self, indent: int, depth: int, first: str = "") -> None:
        """Writes keys with values; the first one may follow a dash."""
        start = first
        for key in self.draw(
            st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)
        ):
            self.value(start or " " * indent, key, indent, depth)
            self.between(indent)
            start = ""

    def value(self, start: str, key: str, indent: int, depth: int) -> None:
        self.below_literal = False
        kinds = ["word", "quoted", "null", "bracket", "brace", "folded", "literal"]
        kind = self.choose(*kinds, *(["list", "list", "mapping"] if depth else []))
        if kind == "list":
            self.lines.append(f"{start}{key}:{self.behind()}")
            self.items(indent + self.draw(st.integers(0, 4)), depth - 1)
        elif kind == "mapping":
            self.lines.append(f"{start}{key}:{self.behind()}")
            self.mapping(indent + self.draw(st.integers(1, 4)), depth - 1)
        elif kind == "folded":
            self.lines += [
                f"{start}{key}: one",
                " " * (indent + 2) + f"two{self.behind()}",
            ]
        elif kind == "literal":
            header = self.choose("|", ">", "|-", "|+", ">-")
            self.lines += [
                f"{start}{key}: {header}",
                " " * (indent + 2) + "one # no comment",
            ]
            self.lines += [""] * self.draw(st.integers(0, 2))
            self.below_literal = True
        else:
            self.lines += [f"{start}{key}:" + self.short(str(kind)) + self.behind()]

    def short(self, kind: str) -> str:
        """Returns a value that fits the line of its key, with the blanks before it."""
        gap = " " * self.draw(st.integers(1, 3))
        return {
            "word": gap + self.draw(WORDS),
            "quoted": gap
            + str(self.choose('"a: b"', "'x # y'", '""', '"two\\nlines"')),
            "null": str(self.choose("", " null", " ~")),
            "bracket": gap
            + str(
                self.choose(
                    "[]",
                    "[ ]",
                    "[a, b]",
                    "[ a , b, ]",
                    "[{id: 1}, {id: 2}]",
                    "[[a], []]",
                )
            ),
            "brace": gap
            + str(
                self.choose(
                    "{id: 1}",
                    "{ id: , on: x }",
                    "{id, on: [a]}",
                    "{}",
                    "{id: {on: x,}, }",
                )
            ),
        }[kind]

    def items(self, indent: int, depth: int) -> None:
        start = " " * indent + "-" + " " * self.draw(st.integers(1, 3))
        for _ in range(self.draw(st.integers(1, 3))):
            kind = self.choose("word", "brace", "mapping")
            if kind == "mapping":
                self.mapping(len(start), depth, start)
            else:
                self.lines.append(start + self.short(str(kind)).strip() + self.behind())
            self.between(indent)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Returns the text of a file whose top holds keys, with line ends of either kind and perhaps without the last."""
    written = Written(draw)
    written.between(0)
    written.mapping(0, 2)
    text = "\n".join(written.lines) + ("\n" if draw(st.booleans()) else "")
    mark = "\ufeff" if draw(st.booleans()) else ""
    return mark + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
