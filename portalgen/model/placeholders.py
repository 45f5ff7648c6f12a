"""Texts that stand for one that is still to be written."""

import re

PLACEHOLDERS = frozenset(
    {
        "",
        "fixme",
        "n a",
        "na",
        "none",
        "nothing",
        "puuttuu",
        "tba",
        "tbc",
        "tbd",
        "todo",
        "to be decided",
        "to be defined",
        "to do",
        "unknown",
        "xxx",
    }
)


def is_placeholder(text: str) -> bool:
    """Tells whether a text says only that there is none yet, such as `TODO`, `tbd` or a dash."""
    words = re.findall(r"\w+", text.casefold())
    return " ".join(words) in PLACEHOLDERS
