"""Holds a client's own texts against other clients' names and against what is internal, before pages are made of them.

What is found is told where it stands. What the texts may say all the same is allowed in the finished bytes too, and
nothing else is: a word that is no name where it stands, what `mentions` lists, and short words that are internal
elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.client import Agency, Client
from portalgen.model.contact import Contact
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import texts
from portalgen.model.fields.walk import texts_at
from portalgen.site.inspect.names import Needle, Needles, may_be_a_word
from portalgen.site.inspect.phrases import (
    RUN,
    WORD,
    Finder,
    pattern_of,
    phrases,
    seen,
    spelt,
)
from portalgen.site.inspect.traces import addresses_in
from portalgen.site.inspect.vocabulary import Vocabulary
from portalgen.source.load.loaded import Loaded, locate
from portalgen.source.load.neighbours import Name
from portalgen.source.nouns.visibility import Secret

CURE = "say it in other words; where the client may read it, list it in client.yml, mentions: [{name: %s, because: …}]"


@dataclass(frozen=True)
class Held:
    """What came of holding a client's texts: what they say of others and of internal matter, and what they may say."""

    names: tuple[Diagnostic, ...] = ()
    internal: tuple[Diagnostic, ...] = ()
    allowed: frozenset[str] = frozenset()


@dataclass
class OwnTexts:
    """A client's texts by their pointers, with what they are held against."""

    loaded: Loaded
    client: Client
    needles: Needles
    ours: Vocabulary
    place_of: Callable[[Place, re.Pattern[str], int], Place]
    allowed: set[str] = field(default_factory=set)

    def held(self) -> Held:
        """Returns what came of it."""
        names = tuple(self._names())
        internal = tuple(self._internal())
        return Held(names, internal, frozenset(self.allowed))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts as they are read, by their pointers; what portal.yml says is everybody's."""
        alone = {"agency": Agency(), "projects": ()}
        found = dict(texts_at(self.client.model_copy(update=alone), ""))
        for project in self.client.projects:
            found.update(texts_at(project, f"/{project.id}"))
        return {pointer: seen(text) for pointer, text in found.items()}

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        return {pointer: spelt(text) for pointer, text in self.texts.items()}

    @cached_property
    def _mentioned(self) -> str:
        return may_be_named(self.loaded, self.client)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words that the client's sentences say in small letters."""
        found: set[str] = set()
        for text in self.texts.values():
            written = text.split()
            if len(written) > 1:
                found.update(word for word in WORD.findall(text) if word.islower())
        return frozenset(found)

    def _names(self) -> Iterator[Diagnostic]:
        told: set[str] = set()
        for pointer, whole in self._spelt.items():
            taken: list[re.Match[str]] = []
            for needle in self.needles.others_in(whole, self.client.id):
                if needle.plain in self._mentioned:
                    self.allowed.add(needle.phrase)
                else:
                    yield from self._said(pointer, needle, taken, told)

    def _said(
        self,
        pointer: str,
        needle: Needle,
        taken: list[re.Match[str]],
        told: set[str],
    ) -> Iterator[Diagnostic]:
        """Yields what is wrong with the places where a text says a name; a place that is `taken` is told already."""
        text = self.texts[pointer]
        is_named = False
        for found in needle.places_in(text):
            if any(_overlap(found, each) for each in taken):
                is_named = True
                continue
            word = found[0].casefold()
            if needle.as_written and may_be_a_word(found) and word in self._words:
                continue
            is_named = True
            taken.append(found)
            yield self._names_another(pointer, needle.name, found)
        if is_named:
            return
        self.allowed.add(needle.phrase)
        if needle.as_written and needle.phrase not in told:
            told.add(needle.phrase)
            yield self._word_that_is_a_name(pointer, needle)

    def _names_another(
        self,
        pointer: str,
        name: Name,
        found: re.Match[str],
    ) -> Diagnostic:
        written = found[0]
        begun = found.string[: found.start()]
        before = pattern_of(written).findall(begun)
        says = f"“{shown(written)}” is {name.kind.value} ({name.place.file}:{name.place.line})"
        return problem(
            "PG310",
            says,
            self._place(pointer, written, len(before)),
            CURE % shown(written),
        )

    def _word_that_is_a_name(self, pointer: str, needle: Needle) -> Diagnostic:
        name = needle.name
        word = needle.phrase.strip()
        place = f"{name.place.file}:{name.place.line}"
        says = f"“{word}” stands here as a word, and {name.kind.value} is called so ({place})"
        return problem(
            "PG512",
            says,
            self._place(pointer, word),
            f"if that client is meant, say it in other words; else list it in client.yml, mentions: [{{name: {word}, "
            "because: a word}]",
        )

    def _internal(self) -> Iterator[Diagnostic]:
        """Yields the runs of six words that are internal elsewhere, once a text and a place where they are."""
        sources = _sources(self.loaded.secrets)
        finder = Finder(sources)
        for pointer, whole in self._spelt.items():
            told: set[Place] = set()
            for phrase in sorted(finder.found_in(whole)):
                secret = sources[phrase]
                if secret.is_held_back or self._may_be_said(phrase):
                    self.allowed.add(phrase)
                elif secret.place not in told:
                    told.add(secret.place)
                    yield self._says_internal(pointer, phrase, secret.place)

    def _may_be_said(self, phrase: str) -> bool:
        """Tells whether a phrase is too short to tell anything, is listed, or is our own."""
        is_short = len(phrase.split()) < RUN
        return is_short or phrase in self._mentioned or self.ours.has(phrase)

    def _says_internal(
        self,
        pointer: str,
        phrase: str,
        place: Place,
    ) -> Diagnostic:
        return problem(
            "PG310",
            f"six words or more that are internal in {place.file}:{place.line}",
            self._place(pointer, phrase),
            CURE % "the words",
        )

    def _place(
        self,
        pointer: str,
        written: str,
        before: int = 0,
    ) -> Place:
        place = locate(self.loaded.locations, pointer)
        return self.place_of(place, pattern_of(written), before)


class Unsayable:
    """What a client was told once and must not be told again, though its own texts do not say it any more.

    It is held against what the finished bytes are: internal matter, other clients' names, and addresses that nobody
    publishes.
    """

    def __init__(
        self,
        loaded: Loaded,
        client: Client,
        needles: Needles,
        ours: Vocabulary,
    ) -> None:
        sources = _sources(loaded.secrets)
        self._client_id = client.id
        self._needles = needles
        self._said = f"{ours.text}\n{may_be_named(loaded, client)}"
        self._allowed = loaded.allowed
        usual = Finder(sources).found_in(self._said)
        self._finder = Finder(sources.keys() - usual - loaded.allowed)
        self._addresses = frozenset(addresses_in("\n".join(texts(client))))

    def holds(self, text: str) -> bool:
        """Tells whether a text says anything of the kind."""
        whole = spelt(text)
        if self._finder.found_in(whole):
            return True
        if any(each not in self._addresses for each in addresses_in(text)):
            return True
        for needle in self._needles.others_in(whole, self._client_id):
            is_usual = needle.plain in self._said or needle.phrase in self._said
            if not is_usual and needle.phrase not in self._allowed:
                return True
        return False


def may_be_named(loaded: Loaded, client: Client) -> str:
    """Returns what a client's portal may name, `spelt`: mentions, what portal.yml says, who the client itself is."""
    known = [each.name for each in loaded.delivery.mentions]
    known += texts(client.agency)
    known += [client.id, client.name, *client.formerly]
    for each in _contacts(client):
        known += [each.name, each.email or ""]
    return "\n".join(map(spelt, known))


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _contacts(client: Client) -> Iterator[Contact]:
    yield from client.contacts
    for project in client.projects:
        yield from project.contacts


def _sources(secrets: Iterable[Secret]) -> dict[str, Secret]:
    """Returns the phrases of secrets, each with where it is from; what is internal goes before what is held back."""
    sources: dict[str, Secret] = {}
    for secret in secrets:
        for phrase in phrases(secret.text):
            known = sources.get(phrase)
            if known is None or known.is_held_back:
                sources[phrase] = secret
    return sources
