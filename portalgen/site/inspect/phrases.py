"""Texts as phrases: what a leak scan looks for, and where it looks, spelt the same way.

A text is taken as its words, in lower case and without punctuation or markup, so that bold print, line breaks and
entities between two words hide nothing, and so that a phrase only ever matches whole words.

The rule for short and common words: a text of up to six words is one phrase, a longer one is every run of six of its
words. A single word of fewer than four letters is not searched for, nor is a number, a day, or a word out of one of
the model's fixed lists: they would match everywhere and tell nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import ahocorasick

from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.scalars import Word
from portalgen.model.fields.schema import all_nouns

RUN = 6
SHORTEST = 4
WORD = re.compile(r"[^\W_]+")
# Soft hyphens, joiners and marks of direction: what nobody sees parts no word.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def seen(text: str) -> str:
    """Returns a text as it is read: characters of one form, and none that nobody sees."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return text


def words_in(text: str) -> list[str]:
    """Returns the words of a text in small letters."""
    return WORD.findall(seen(text).casefold())


def spelt(text: str) -> str:
    """Returns a text as its words, with a blank before, between and behind them."""
    return phrase_of(words_in(text))


def phrase_of(words: Sequence[str]) -> str:
    """Returns words as `spelt` spells them."""
    joined = " ".join(words)
    return f" {joined} "


def pattern_of(phrase: str) -> re.Pattern[str]:
    """Returns what finds a phrase in a text as it is `seen`, in any case and with anything but words between."""
    words = [re.escape(word) for word in WORD.findall(phrase)]
    joined = r"[\W_]+".join(words)
    return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", re.IGNORECASE)


def phrases(text: str) -> Iterator[str]:
    """Yields what to look for where a text must not appear, each as `spelt`."""
    words = spelt(text).split()
    if len(words) > RUN:
        runs = len(words) - RUN + 1
        for start in range(runs):
            yield phrase_of(words[start : start + RUN])
    elif _is_telling(words):
        yield phrase_of(words)


def _is_telling(words: list[str]) -> bool:
    if all(word.isdigit() for word in words):
        return False
    if "_".join(words) in fixed_words():
        return False
    if len(words) > 1:
        return True
    return len(words[0]) >= SHORTEST


@cache
def fixed_words() -> frozenset[str]:
    """Returns every word of the model's fixed lists, and the two truth values."""
    words = {"true", "false"}
    for root in (Client, Agency, Delivery):
        for noun in all_nouns(root):
            for field in noun.model_fields.values():
                words.update(_words_of(field.annotation))
    return frozenset(words)


def _words_of(annotation: object) -> Iterator[str]:
    """Yields the words of the fixed lists in a field's type."""
    if isinstance(annotation, type) and issubclass(annotation, Word):
        for word in annotation:
            yield word.value
    for argument in getattr(annotation, "__args__", ()):
        yield from _words_of(argument)


class Finder:
    """Finds any of many phrases in one pass over a text (Aho and Corasick, 1975)."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self.wanted = frozenset(wanted)
        self._automaton = ahocorasick.Automaton()
        for phrase in self.wanted:
            self._automaton.add_word(phrase, phrase)
        self._automaton.make_automaton()

    def found_in(self, text: str) -> set[str]:
        """Returns the phrases that a `spelt` text holds."""
        if self.wanted:
            return {phrase for _, phrase in self._automaton.iter(text)}
        return set()

    def begun_in(self, text: str) -> set[tuple[str, str]]:
        """Returns the phrases that a `spelt` text holds, each with what ends its last word there.

        They are wanted without the blank behind them.
        """
        found: set[tuple[str, str]] = set()
        if not self.wanted:
            return found
        for end, phrase in self._automaton.iter(text):
            behind = end + 1
            blank = text.index(" ", behind)
            found.add((phrase, text[behind:blank]))
        return found
