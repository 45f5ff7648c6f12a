"""People on pages: whom a client may turn to, who can agree for it, and where replies go."""

from typing import Any

import pytest

from portalgen.pages.parts.people import people_of, speaker, to_turn_to, who_can_agree
from portalgen.words import Words
from tests.kit.clients.nouns import TIMO, TODAY, client, project

WORDS = Words("en", TODAY)
TIMO_AT = {**TIMO, "email": "timo@acme.example"}
SOFIA = {"id": "sofia", "name": "Sofia", "email": "sofia@agency.example"}
MARIA = {
    "id": "maria",
    "name": "Maria",
    "role": "account_manager",
    "email": "maria@agency.example",
}


def test_people_of_the_clients_side_agree_and_are_nobody_to_turn_to() -> None:
    own = project(contacts=[TIMO_AT, SOFIA])
    whole = client(own, contacts=[MARIA])
    assert [each.id for each in to_turn_to(whole, own)] == ["sofia", "maria"]
    assert [each.id for each in who_can_agree(whole, own)] == ["timo"]


@pytest.mark.parametrize(
    ("of_project", "of_client", "address"),
    [
        ([TIMO_AT], [MARIA], "maria@agency.example"),
        ([TIMO_AT, SOFIA], [MARIA], "sofia@agency.example"),
        ([], [TIMO_AT], None),
        ([], [{**TIMO_AT, "role": "account_manager"}, SOFIA], "sofia@agency.example"),
    ],
)
def test_replies_never_go_to_the_client_itself(
    of_project: list[dict[str, Any]],
    of_client: list[dict[str, Any]],
    address: str | None,
) -> None:
    own = project(contacts=of_project)
    people = people_of(client(own, contacts=of_client), own, WORDS)
    assert people.address == address


def test_what_nobody_can_check_is_the_agencys_word_named_or_not() -> None:
    assert speaker(client(), WORDS) == "the agency"
    named = {"agency": {"agency": {"name": "Northlight"}}}
    assert speaker(client(**named), WORDS) == "Northlight"
