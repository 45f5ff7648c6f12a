"""Texts that stand for one that is still to be written."""

import re

PLACEHOLDERS = frozenset(
    {
        "",
        "fixme",
        "na",
        "none",
        "nothing",
        "puuttuu",
        "tba",
        "tbc",
        "tbd",
        "tobedecided",
        "tobedefined",
        "todo",
        "unknown",
        "xxx",
    }
)


def is_placeholder(text: str) -> bool:
    """Tells whether a text says only that there is none yet, such as `TODO`, `t.b.d.` or a dash."""
    letters = re.findall(r"\w", text.casefold())
    return "".join(letters) in PLACEHOLDERS
