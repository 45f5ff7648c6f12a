"""What is looked for of a name: it is found however it is written, and a word is not taken for a name."""

import re

import pytest

from portalgen.diagnostics import Place
from portalgen.site.inspect.names import Needles, is_common, may_be_a_word
from portalgen.site.inspect.phrases import seen, spelt
from portalgen.site.inspect.vocabulary import Vocabulary
from portalgen.source.load.neighbours import Name, NameKind

OURS = Vocabulary()
CLIENT, PERSON = NameKind.CLIENT, NameKind.PERSON


def name(text: str, kind: NameKind = CLIENT) -> Name:
    return Name(text, kind, Place("projects/other/client.yml"))


def said(
    text: str, called: str, kind: NameKind = CLIENT, language: str = "en"
) -> list[str]:
    """Returns what a text says of another client's name, as it is written."""
    names = {"other": (name(called, kind),), "acme": (name("Acme Oy"),)}
    needles = Needles(names, OURS, language)
    found: list[str] = []
    for each in needles.others_in(spelt(text), "acme"):
        found += [match[0] for match in each.places_in(seen(text))]
    return found


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("Nova", "We did it for Nova."),
        ("Nova", "Nova's own order"),
        ("nova", "We did it for NOVA"),
        ("Nova", "see nova.example"),
        ("Nova", "see /srv/nova/plan"),
        ("Nova", "@nova_team"),
        ("Nova Oy", "We did it for Nova"),
        ("Nova Corporation", "as at nova\ncorporation"),
        (
            "Harbour & Finch Museum Ltd",
            "the **Harbour** and Finch: harbour-finch museum",
        ),
        ("Harbour & Finch Museum Ltd", "harbourfinchmuseum"),
        ("April Oy", "as april oy said"),
        ("April", "as April Ltd said"),
        ("Nova", "No\u00adva went well"),
        ("harbour-finch", "Harbour Finch"),
    ],
)
def test_a_client_s_name_is_found(called: str, text: str) -> None:
    assert said(text, called)


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("April", "The launch is in April."),
        ("Card", "A card says it; Card 2 too"),
        ("Compass", "the map gets a compass"),
        ("Nova", "novas and supernova"),
        ("AB", "groups A and AB"),
        ("2026", "in 2026"),
        ("Nova Corporation", "a corporation, nova or not"),
    ],
)
def test_a_word_is_no_name(called: str, text: str) -> None:
    assert said(text, called) == []


@pytest.mark.parametrize(
    ("called", "kind", "text"),
    [
        ("Rosa Quill", PERSON, "rosa quill agreed"),
        ("Rosa Quill", PERSON, "Quill, Rosa"),
        ("rosa@nova.example", NameKind.ADDRESS, "write to Rosa@Nova.example."),
        ("nova.example", NameKind.DOMAIN, "at https://nova.example/x"),
        ("nova.example", NameKind.DOMAIN, "at timo@NOVA.example"),
    ],
)
def test_a_person_an_address_and_a_domain_are_found(
    called: str, kind: NameKind, text: str
) -> None:
    assert said(text, called, kind)


@pytest.mark.parametrize(
    ("called", "kind", "text"),
    [
        ("Rosa", PERSON, "Rosa agreed"),
        ("Our Side", PERSON, "It is on our side"),
        ("nova.example", NameKind.DOMAIN, "a nova, example of its kind"),
        ("nova.example", NameKind.DOMAIN, "at supernova.example"),
    ],
)
def test_what_only_looks_like_one_is_not(
    called: str, kind: NameKind, text: str
) -> None:
    assert said(text, called, kind) == []


@pytest.mark.parametrize(
    ("called", "kind", "text"),
    [
        ("Sähkölä Oy", CLIENT, "Sähkölän kanssa sovittiin"),
        ("Sähkölä Oy", CLIENT, "niin kuin Sähkölässä"),
        ("Matkas", CLIENT, "Matkasilta opittua"),
        ("Veikko Virtanen", PERSON, "Veikko Virtasen mukaan"),
        ("Veikko Virtanen", PERSON, "Veikko Virtaselle"),
    ],
)
def test_a_finnish_text_inflects_names(called: str, kind: NameKind, text: str) -> None:
    assert said(text, called, kind, "fi")
    assert said(text, called, kind, "en") == []


def test_a_client_s_own_names_are_not_the_others() -> None:
    needles = Needles({"acme": (name("Acme Oy"),)}, OURS, "en")
    assert needles.others_in(spelt("Acme Oy"), "acme") == []
    assert needles.others_in(spelt("Acme Oy"), "nova") != []


def test_a_name_that_two_others_share_is_still_another_s() -> None:
    names = {"acme": (name("Nova"),), "other": (name("Nova"),)}
    found = Needles(names, OURS, "en").others_in(spelt("Nova"), "acme")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("called", "common"),
    [("April", True), ("AB", True), ("April Oy", False), ("Nova", False)],
)
def test_a_common_name_is_one_word_that_is_ours_or_tells_nothing(
    called: str, common: bool
) -> None:
    assert is_common(name(called), OURS) is common


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Nova went well", True),
        ("All went well. Nova too", True),
        ("- Nova", True),
        ("# Nova", True),
        ("Guest Nova", True),
        ("nova-migration", True),
        ("We did it for Nova", False),
        ("NOVA went well", False),
        ("as at nova", False),
    ],
)
def test_a_capital_says_nothing_where_every_word_has_one(text: str, may: bool) -> None:
    found = re.search("nova", text, re.IGNORECASE)
    assert found
    assert may_be_a_word(found) is may
