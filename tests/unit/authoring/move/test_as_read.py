"""What a client will read of a move."""

from collections.abc import Mapping
from datetime import date

import pytest

from portalgen.analysis.analyse import analyse
from portalgen.authoring.move.as_read import move_as_read
from portalgen.model.client import Client
from portalgen.source.yaml.writer import dump
from portalgen.words import Words
from tests.kit.files.memory import CLIENT, loaded

ON = date(2026, 11, 20)
MOVE = {
    "on": "2026-11-20",
    "from": "2026-11-30",
    "to": "2026-12-14",
    "cause": "our_fault",
    "because": "We were late.",
}
CONTACTS = "contacts: [{id: timo, name: Timo Laine, role: tester, shown_as: role}]\n"


def said(changed: Mapping[str, object], language: str = "en") -> list[str]:
    move = {key: value for key, value in {**MOVE, **changed}.items() if value}
    milestone = {"id": "a", "name": "A", "promised_date": move["to"], "moves": [move]}
    project = dump({"name": "Webshop", "milestones": [milestone]})
    files = {"client.yml": CLIENT + CONTACTS, "webshop/project.yml": project}
    client = loaded(files).client
    assert isinstance(client, Client)
    found = analyse(client, ON).projects["webshop"]
    words = Words(language, ON)
    shown = client.projects[0]
    return list(move_as_read(client, shown, shown.milestones[0], found, words))


def test_a_move_reads_as_on_the_page_dates() -> None:
    first, *more = said({"agreed_by": "Ingrid Dahl"})
    assert first.replace("\xa0", " ") == "30 November → 14 December +14 days"
    assert more == [
        "We were late.",
        "on our side · on 20 November · agreed by Ingrid Dahl, as stated by the agency",
    ]


def test_it_reads_in_the_clients_language() -> None:
    assert said({}, "fi")[2] == "meistä johtuva syy · 20. marraskuuta"


@pytest.mark.parametrize(
    ("changed", "line", "text"),
    [
        ({"from": None}, 0, "Promised for 14 December"),
        ({"because": None, "cause": "to_follow"}, 1, "No reason is given."),
        (
            {"agreed_by": "timo"},
            2,
            "on our side · on 20 November · agreed by Tester, as stated by the agency",
        ),
        ({"on": None}, 2, "on our side"),
    ],
)
def test_a_move_reads_by_what_is_known_of_it(
    changed: dict[str, object], line: int, text: str
) -> None:
    assert said(changed)[line] == text
