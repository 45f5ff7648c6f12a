"""Texts as phrases: what a leak scan looks for, and where it looks, spelt the same way.

A text is taken as its words, in lower case and without punctuation or markup, so that bold print, line breaks and
entities between two words hide nothing, and so that a phrase only ever matches whole words.

The rule for short and common words: a text of up to six words is one phrase, a longer one is every run of six of its
words. A single word of fewer than four letters is not searched for, nor is a number, a day, or a word out of one of
the model's fixed lists: they would match everywhere and tell nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick

from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.scalars import Word
from portalgen.model.fields.schema import all_nouns

RUN = 6
SHORTEST = 4
_WORD = re.compile(r"[^\W_]+")


def spelt(text: str) -> str:
    """Returns a text as its words, with a blank before, between and behind them."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    words = _WORD.findall(text.casefold())
    return _phrase(words)


def _phrase(words: list[str]) -> str:
    joined = " ".join(words)
    return f" {joined} "


def phrases(text: str) -> Iterator[str]:
    """Yields what to look for where a text must not appear, each as `spelt`."""
    words = spelt(text).split()
    if len(words) > RUN:
        runs = len(words) - RUN + 1
        for start in range(runs):
            yield _phrase(words[start : start + RUN])
    elif _is_telling(words):
        yield _phrase(words)


def _is_telling(words: list[str]) -> bool:
    if all(word.isdigit() for word in words):
        return False
    if "_".join(words) in _fixed_words():
        return False
    if len(words) > 1:
        return True
    return len(words[0]) >= SHORTEST


@cache
def _fixed_words() -> frozenset[str]:
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
