"""The word that was probably meant, among those that are known."""

import difflib
from collections.abc import Iterable, Sequence

MOST_LISTED = 40
LONGEST_WORD = 64  # of what is longer, no known word was meant


def did_you_mean(
    word: str,
    known: Iterable[str],
    also: Iterable[str] = (),
    otherwise: str = "",
) -> str:
    """Returns a help line that offers the nearest known word, else says otherwise, else lists all that are known."""
    choices = sorted(known)
    near = nearest(word, [*choices, *also])
    if near:
        return f"did you mean {near}?"
    if otherwise:
        return otherwise
    return _listed(choices)


def nearest(word: str, choices: Sequence[str]) -> str | None:
    """Returns the choice that begins with a word, else the one that resembles it, else None."""
    lowered = word.lower()
    begun = lowered[:LONGEST_WORD]
    if len(begun) > 2:
        for each in choices:
            if each.startswith(begun):
                return each
    alike = difflib.get_close_matches(
        begun,
        choices,
        n=1,
        cutoff=0.6,
    )
    if alike:
        return alike[0]
    return None


def _listed(choices: Sequence[str]) -> str:
    shown = ", ".join(choices[:MOST_LISTED])
    left_out = len(choices) - MOST_LISTED
    if left_out > 0:
        return f"known here: {shown} and {left_out} more"
    return f"known here: {shown}"
