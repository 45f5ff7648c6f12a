"""What a portal of the past must not show again: what is internal today, and what was taken out of the record since."""

from collections.abc import Iterable, Iterator
from functools import cache

from portalgen.analysis.ledger.ledger import ledger
from portalgen.diagnostics import Place
from portalgen.model.fields.scalars import Word, word_choice
from portalgen.model.fields.schema import texts
from portalgen.model.record.past import History
from portalgen.pipeline.stand_ins import turned_internal
from portalgen.source.load.loaded import Loaded, locate
from portalgen.source.nouns.visibility import Secret


def taken_out(
    today: Loaded,
    history: History,
    client_then: str,
) -> Iterator[Secret]:
    """Yields the texts of a record of then that were taken out of it since."""
    redactions = today.ledger_file.redactions
    if not redactions:
        return
    whole = ledger(history, client_then)
    for number, each in enumerate(redactions):
        opening = whole.openings.get(each.digest)
        if opening:
            place = locate(today.locations, f"/ledger.yml/redactions/{number}")
            yield Secret(opening.text, place)


def places_of_barred(
    then: Loaded,
    today: Loaded,
    removed: Iterable[Secret],
) -> list[Place]:
    """Returns where today's files say what a client as it was shows and must not show today."""
    if then.client is None or today.client is None:
        return []
    secrets = [each for each in today.secrets if not each.is_held_back]
    turned = turned_internal(then, {each.text for each in secrets})
    # What is shown today as well gives nothing away.
    telling = turned - set(texts(today.client))
    shown = set(texts(then.client))
    found = set()
    for each in secrets:
        if each.text in telling and word_choice(each.text) not in _fixed_words():
            found.add(each.place)
    for each in removed:
        if each.text in shown:
            found.add(each.place)
    return sorted(found, key=_line)


@cache
def _fixed_words() -> frozenset[str]:
    """Returns the words of every fixed list: an internal item says them as well as any other."""
    found: set[str] = set()
    for kind in Word.__subclasses__():
        found.update(each.value for each in kind)
    return frozenset(found)


def _line(place: Place) -> tuple[str, int]:
    return place.file, place.line
