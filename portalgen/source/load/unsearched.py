"""Documents that nobody can search, and that client.yml lets out all the same, by name and with a reason."""

from collections.abc import Iterator
from dataclasses import replace

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.scalars import shown
from portalgen.source.formats.documents import UNSEARCHED
from portalgen.source.load.loaded import Loaded
from portalgen.source.nouns.suggestions import did_you_mean


def with_allowed(loaded: Loaded) -> Loaded:
    """Returns the same without complaint of the documents that are allowed, and with one of each name that is none."""
    kept = []
    for each in loaded.diagnostics:
        if each.code != UNSEARCHED or not _is_allowed(each, loaded):
            kept.append(each)
    told = replace(loaded, diagnostics=tuple(kept))
    return told.with_problems(_named_in_vain(loaded))


def _is_allowed(diagnostic: Diagnostic, loaded: Loaded) -> bool:
    place = diagnostic.place
    if place is None:
        return False
    file = f"/{place.file}"
    allowed = loaded.delivery.unsearched
    return any(file.endswith(f"/{loaded.id}/{each.document}") for each in allowed)


def _named_in_vain(loaded: Loaded) -> Iterator[Diagnostic]:
    for number, each in enumerate(loaded.delivery.unsearched):
        if each.document in loaded.files:
            continue
        yield problem(
            "PG302",
            f"{shown(each.document)} is no document of this client's",
            f"/unsearched/{number}/document",
            did_you_mean(each.document, loaded.files),
        )
