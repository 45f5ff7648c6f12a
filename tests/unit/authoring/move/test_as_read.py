"""What a client will read of a move."""

from collections.abc import Mapping
from datetime import date

import pytest

from portalgen.authoring.move.as_read import move_as_read
from portalgen.model.client import Client
from portalgen.model.milestone import Move
from portalgen.words import Words
from tests.kit.files.memory import CLIENT, loaded

ON = date(2026, 11, 20)
MOVE = {
    "on": ON,
    "from": "2026-11-30",
    "to": "2026-12-14",
    "cause": "our_fault",
    "because": "We were late.",
}


def said(changed: Mapping[str, object], language: str = "en") -> list[str]:
    contacts = (
        "contacts: [{id: timo, name: Timo Laine, role: tester, shown_as: role}]\n"
    )
    client = loaded({"client.yml": CLIENT + contacts}).client
    assert isinstance(client, Client)
    move = Move.model_validate({**MOVE, **changed})
    return list(move_as_read(client, client.projects[0], move, Words(language, ON)))


def test_a_move_reads_as_on_the_page_dates() -> None:
    first, *more = said({"agreed_by": "Ingrid Dahl"})
    assert first.replace("\xa0", " ") == "30 November → 14 December +14 days"
    assert more == [
        "We were late.",
        "on our side · on 20 November · agreed by Ingrid Dahl",
    ]


def test_it_reads_in_the_clients_language() -> None:
    assert said({}, "fi")[2] == "meistä johtuva syy · 20. marraskuuta"


@pytest.mark.parametrize(
    ("changed", "line", "text"),
    [
        ({"from": None}, 0, "Promised for 14 December"),
        ({"because": None, "cause": "to_follow"}, 1, "No reason is given."),
        ({"agreed_by": "timo"}, 2, "on our side · on 20 November · agreed by Tester"),
        ({"on": None}, 2, "on our side"),
    ],
)
def test_a_move_reads_by_what_is_known_of_it(
    changed: dict[str, object], line: int, text: str
) -> None:
    assert said(changed)[line] == text
