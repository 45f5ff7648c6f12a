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
    folder = resources.files("portalgen.words") / "locale"
    file = folder / f"{language}.po"
    content = io.BytesIO(file.read_bytes())
    return read_po(
        content,
        locale=language,
        abort_invalid=True,
    )


@cache
def translations(language: str) -> gettext.GNUTranslations:
    """Returns a language's messages, ready to look up, plural forms included."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def sentence(
    language: str,
    id_: str,
    count: int | None,
) -> str:
    """Returns the sentence for a message id, in the plural form of its count.

    Raises KeyError where the language lacks it: a missing sentence is a bug, never a blank on a page.
    """
    messages = translations(language)
    if count is None:
        text = messages.gettext(id_)
    else:
        text = messages.ngettext(id_, id_, count)
    if text == id_:
        raise KeyError(f"{language} has no sentence for {id_}")
    return text


def sentences(language: str) -> list[str]:
    """Returns all that portals of a language may say."""
    texts: list[str] = []
    for message in catalogue(language):
        said = message.string
        if not message.id or not said:
            continue
        if isinstance(said, str):
            texts.append(said)
        else:
            texts += said
    return texts
