"""Our own words: of every language, calendar, template, stylesheet, chart and export, and no name of an example."""

import pytest

from portalgen.site.inspect.phrases import spelt
from portalgen.site.inspect.vocabulary import Vocabulary

OURS = Vocabulary()


@pytest.mark.parametrize(
    "word",
    [
        *("April", "huhtikuu", "huhtikuuta", "Monday", "maanantai", "maanantaina"),
        *("Matrix", "Card", "cards", "Note", "Week", "viikko", "pg", "promised_date"),
        *("Expected", "aikataulu", "client_wait", "hovermode", "likely"),
        "as stated by the agency",
    ],
)
def test_it_holds_what_portals_say_in_some_state(word: str) -> None:
    assert Vocabulary((".pg-matrix {}",)).has(spelt(word))


@pytest.mark.parametrize(
    "name",
    [
        *("Acme", "Nova", "Bluebird", "Harbour", "Finch", "Sähkölä", "Sahkola"),
        *("Northlight", "Maria", "Virtanen", "Timo", "Laine", "Meadow", "Bakery", "Oy"),
    ],
)
def test_it_holds_no_name_of_an_example(name: str) -> None:
    assert not OURS.has(spelt(name))


def test_it_holds_what_is_given_to_it() -> None:
    assert not OURS.has(spelt("quartz"))
    assert Vocabulary(('<p class="quartz">',)).has(spelt("quartz"))
