"""What to look for of names, so that a name is found and a word is not taken for one.

- A name of several words, and one with its legal form, is found in any case.
- A name of one word is found where it is written as a name: with its capital, or in an address. Where portals say the
  word themselves (`April`, `Card`), it is found beside a legal form alone.
- A person is known by the whole name, an address and a domain by their signs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from portalgen.site.inspect.phrases import (
    SHORTEST,
    Finder,
    pattern_of,
    phrase_of,
    words_in,
)
from portalgen.site.inspect.vocabulary import Vocabulary
from portalgen.source.load.neighbours import Name, NameKind, Names


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


LEGAL_FORMS = _words("""
    oy oyj ab abp ky tmi ry osk ltd limited plc llp llc inc incorporated corp corporation co company gmbh ag kg se
    sa sas sarl srl spa bv nv as asa aps hb kb
""")
# What a language puts behind a noun: in Finnish the endings of cases, with an i or e where they follow a consonant.
ENDINGS = {
    "fi": _words("""
    n a ä ta tä tta ttä ssa ssä sta stä lla llä lta ltä lle ksi na nä an en on än ön yn un kin
    in ia iä issa issä ista istä illa illä ilta iltä ille iksi ina inä
""")
}
SAID_WITH_SE = "nen"  # Virtanen, Virtasen
SHORTEST_JOINED = 8
_IN_AN_ADDRESS = re.compile(r"[/@_#.:-]")
_BEGINS = re.compile(r"(?:^|[.!?:;•|>#*“\"(\[\n–—-])[\s*_#>“\"(\[-]*$")


@dataclass(frozen=True, slots=True)
class Needle:
    """A `spelt` phrase that gives a name away.

    One `as_written` counts only where it is written as a name is, one `with_form` only where its legal form is too.
    """

    phrase: str
    name: Name
    as_written: bool = False
    with_form: bool = False
    uninflected: str = ""

    @property
    def is_inflected(self) -> bool:
        """Tells whether it is a name that a sentence puts into its cases."""
        is_spoken = self.name.kind in {NameKind.CLIENT, NameKind.PERSON}
        return is_spoken and not self.with_form

    @property
    def plain(self) -> str:
        """The phrase without the ending of a case: what a mention of the name says."""
        return self.uninflected or self.phrase

    def places_in(self, text: str) -> Iterator[re.Match[str]]:
        """Yields where a text, as it is `seen`, says the name."""
        if self.name.kind in {NameKind.ADDRESS, NameKind.DOMAIN}:
            yield from _by_its_signs(self.name.text, text)
            return
        if self.with_form:
            yield from _with_its_form(self.phrase, text)
            return
        for found in pattern_of(self.phrase).finditer(text):
            if not self.as_written or is_written_as_a_name(found):
                yield found


class Needles:
    """What to look for, in a language, of the names of all clients of a workspace."""

    def __init__(
        self,
        names: Names,
        ours: Vocabulary,
        language: str,
    ) -> None:
        self._endings = frozenset(ENDINGS.get(language, ()))
        self._by_stem: dict[str, dict[str, Needle]] = {}
        for client_id, called in names.items():
            for name in called:
                self._add(client_id, _needles(name, ours))
        self._finder = Finder(self._by_stem)

    def _add(self, client_id: str, needles: Iterable[Needle]) -> None:
        for needle in needles:
            for stem in self._stems(needle):
                owners = self._by_stem.setdefault(stem, {})
                owners.setdefault(client_id, needle)

    def _stems(self, needle: Needle) -> Iterator[str]:
        """Yields the beginnings of a needle's phrase to which the endings of cases are put."""
        plain = needle.phrase.rstrip()
        yield plain
        if self._endings and needle.is_inflected and plain.endswith(SAID_WITH_SE):
            yield f"{plain[:-3]}se"
            yield f"{plain[:-3]}s"

    def others_in(self, text: str, client_id: str) -> list[Needle]:
        """Returns what a `spelt` text on one client's portal may say of the others, the longest phrases first."""
        found = {}
        for stem, ending in self._finder.begun_in(text):
            for owner, needle in self._by_stem[stem].items():
                said = self._said(needle, stem, ending)
                if said and owner != client_id:
                    found[said.phrase] = said
                    break
        return sorted(found.values(), key=_longest_first)

    def _said(
        self,
        needle: Needle,
        stem: str,
        ending: str,
    ) -> Needle | None:
        """Returns a needle as a text says it; None where its last word goes on as another one."""
        phrase = f"{stem}{ending} "
        if phrase == needle.phrase:
            return needle
        if not needle.is_inflected or ending not in self._endings:
            return None
        return replace(needle, phrase=phrase, uninflected=needle.phrase)


NO_NEEDLES = Needles({}, Vocabulary(), "en")


def _longest_first(needle: Needle) -> tuple[int, str]:
    return -len(needle.phrase), needle.phrase


def is_common(name: Name, ours: Vocabulary) -> bool:
    """Tells whether a client's name is a single word that portals say themselves."""
    if name.kind is not NameKind.CLIENT:
        return False
    words = words_in(name.text)
    return len(words) == 1 and _is_short_or_ours(words[0], ours)


def _needles(name: Name, ours: Vocabulary) -> Iterator[Needle]:
    words = words_in(name.text)
    if name.kind is NameKind.CLIENT:
        yield from _of_client(name, words, ours)
    elif name.kind is NameKind.PERSON:
        if len(words) > 1 and not ours.has(phrase_of(words)):
            yield Needle(phrase_of(words), name)
            yield Needle(phrase_of(words[::-1]), name)
    elif words:
        yield Needle(phrase_of(words), name)


def _of_client(
    name: Name,
    words: list[str],
    ours: Vocabulary,
) -> Iterator[Needle]:
    """Yields what gives a client's name away: as a whole, without its legal form, and in one word."""
    core = [word for word in words if word not in LEGAL_FORMS]
    for several in (words, core):
        if len(several) > 1 and not ours.has(phrase_of(several)):
            yield Needle(phrase_of(several), name)
    joined = "".join(core)
    if len(core) > 1 and len(joined) >= SHORTEST_JOINED:
        yield Needle(phrase_of([joined]), name)
    if len(core) == 1:
        yield from _of_one_word(name, joined, ours)


def _of_one_word(
    name: Name,
    word: str,
    ours: Vocabulary,
) -> Iterator[Needle]:
    if not _is_short_or_ours(word, ours):
        yield Needle(phrase_of([word]), name, as_written=True)
        return
    for form in LEGAL_FORMS:
        yield Needle(phrase_of([word, form]), name, with_form=True)


def _is_short_or_ours(word: str, ours: Vocabulary) -> bool:
    if len(word) < SHORTEST or word.isdigit():
        return True
    return ours.has(phrase_of([word]))


def _by_its_signs(name: str, text: str) -> Iterator[re.Match[str]]:
    signs = re.escape(name.strip())
    pattern = rf"(?<![\w-]){signs}(?![\w-])"
    yield from re.finditer(pattern, text, re.IGNORECASE)


def _with_its_form(phrase: str, text: str) -> Iterator[re.Match[str]]:
    """Yields a word with a legal form behind it, each with a capital: `April Oy`, and not `in April as agreed`."""
    for found in pattern_of(phrase).finditer(text):
        words = found[0].split()
        if len(words) == 2 and all(word[0].isupper() for word in words):
            yield found


def is_written_as_a_name(found: re.Match[str]) -> bool:
    """Tells whether a word stands in a text with a capital, or as a part of an address or an id."""
    if found[0] != found[0].lower():
        return True
    text = found.string
    if _is_one_token(text):
        return True
    start, end = found.span()
    before = text[max(0, start - 2) : start]
    behind = text[end : end + 2]
    return _joins(before[::-1]) or _joins(behind)


def _joins(beside: str) -> bool:
    """Tells whether a word goes on, by a sign of addresses, in what stands beside it, nearest first."""
    if len(beside) < 2 or beside[0] == "-":
        return False
    return bool(_IN_AN_ADDRESS.match(beside)) and beside[1].isalnum()


def _is_one_token(text: str) -> bool:
    """Tells whether a text is an id, an address or the name of a file: it has no blank."""
    return len(text.split()) == 1


def may_be_a_word(found: re.Match[str]) -> bool:
    """Tells whether its spelling says nothing of a word: in an id, or with a capital where each word has one.

    That is at the beginning of a sentence or of a heading, and behind another capital.
    """
    if found[0].islower():
        return _is_one_token(found.string)
    if found[0] != found[0].capitalize():
        return False
    before = found.string[: found.start()]
    if _BEGINS.search(before):
        return True
    nearest = before.split()[-1:]
    return bool(nearest) and nearest[0][:1].isupper()
