"""The words that portals say whoever they are for: no name is known by one of them alone.

They are taken from where they stand: catalogues of all languages, calendars, templates with their stylesheets and
scripts, the keys and words of the model, and the source of what writes pages, charts and exports, with the names of
classes, keys and files in it. So they hold in every state of a project, on every page and in every language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from babel import Locale

from portalgen.model.client import LANGUAGES, Agency, Client, Delivery
from portalgen.model.fields.schema import all_nouns, keys
from portalgen.model.record.ledger import LedgerFile
from portalgen.site.inspect.phrases import fixed_words, spelt
from portalgen.words.dates import locale_of

# What writes the files of a site.
WRITERS = ("pages", "charts", "exports", "site/stage", "words")
SOURCES = (".py", ".po")


@dataclass(frozen=True)
class Vocabulary:
    """Our own words, with what the package's templates say. They are read when they are first asked for."""

    written: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """All of them, `spelt`."""
        return "".join([_packaged(), *map(spelt, self.written)])

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.text.split())

    def has(self, phrase: str) -> bool:
        """Tells whether a `spelt` phrase stands in it."""
        words = phrase.split()
        if not self._words.issuperset(words):
            return False
        return len(words) == 1 or phrase in self.text


@cache
def _packaged() -> str:
    texts = list(_sources())
    for language in LANGUAGES:
        texts += _calendar(locale_of(language))
    for root in (Client, Agency, Delivery, LedgerFile):
        for noun in all_nouns(root):
            texts += keys(noun)
    texts += fixed_words()
    return "".join(map(spelt, texts))


def _sources() -> Iterator[str]:
    package = resources.files("portalgen")
    for name in WRITERS:
        yield from _below(package.joinpath(*name.split("/")))


def _below(folder: Traversable) -> Iterator[str]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _below(each)
        elif each.name.endswith(SOURCES):
            yield each.read_text(encoding="utf-8")


def _calendar(locale: Locale) -> Iterator[str]:
    """Yields the names of months and days of the week in each of their forms."""
    for names in (locale.months, locale.days):
        for context in names.values():
            for forms in context.values():
                yield from forms.values()
