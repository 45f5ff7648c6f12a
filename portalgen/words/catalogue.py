"""The catalogues: one gettext file a language, read once a process."""

import gettext
import io
from functools import cache
from importlib import resources

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@cache
def catalogue(language: str) -> Catalog:
    """Returns a language's messages as they stand in its file."""
    path = resources.files("portalgen.words") / "locale" / f"{language}.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


@cache
def translations(language: str) -> gettext.GNUTranslations:
    """Returns a language's messages, ready to look up, plural forms included."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def sentence(language: str, id_: str, count: int | None) -> str:
    """Returns the sentence for a message id, in the plural form of its count.

    Raises KeyError where the language lacks it: a missing sentence is a bug, never a blank on a page.
    """
    found = translations(language)
    text = found.gettext(id_) if count is None else found.ngettext(id_, id_, count)
    if text == id_:
        raise KeyError(f"{language} has no sentence for {id_}")
    return text


def sentences(language: str) -> list[str]:
    """Returns all that portals of a language may say."""
    forms = (message.string or () for message in catalogue(language) if message.id)
    return [
        text for form in forms for text in ((form,) if isinstance(form, str) else form)
    ]
