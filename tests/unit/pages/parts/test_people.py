"""How people are shown, and how a client writes to them."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.pages.parts.people import (
    ROLES,
    People,
    contacts,
    people_of,
    role,
    shown,
    speaker,
    to_turn_to,
    who_can_agree,
)
from portalgen.words import Words
from tests.kit.clients.nouns import TIMO, TODAY, client, project

MARIA = {
    "id": "maria",
    "name": "Maria Virtanen",
    "role": "account_manager",
    "email": "maria@northlight.example",
}
CODE = "[acme/webshop/photos#0-00000000 reply]"  # nothing is on record
ENGLISH, FINNISH = Words("en", TODAY), Words("fi", TODAY)


@pytest.mark.parametrize(
    ("name", "more", "reads"),
    [
        ("maria", {}, "Maria Virtanen"),
        ("maria", {"shown_as": "name"}, "Maria Virtanen"),
        ("maria", {"shown_as": "role"}, ENGLISH.text("role.account_manager")),
        ("maria", {"shown_as": "role", "role": "Chief of tea"}, "Chief of tea"),
        ("Timo Laine", {}, "Timo Laine"),
        ("nobody", {}, "nobody"),
    ],
)
def test_a_contact_reads_as_name_or_role_and_anybody_else_as_written(
    name: str, more: dict[str, str], reads: str
) -> None:
    known = contacts(client(contacts=[MARIA | more]))
    assert shown(name, known, ENGLISH) == reads


def test_a_contact_without_a_role_keeps_its_name() -> None:
    nameless = {key: value for key, value in MARIA.items() if key != "role"} | {
        "shown_as": "role"
    }
    assert (
        shown("maria", contacts(client(contacts=[nameless])), ENGLISH)
        == "Maria Virtanen"
    )


def test_a_projects_own_contact_comes_before_the_clients() -> None:
    own = project(contacts=[MARIA | {"name": "Maria of this project"}])
    known = contacts(client(own, contacts=[MARIA]), own)
    assert shown("maria", known, ENGLISH) == "Maria of this project"


@pytest.mark.parametrize(
    "written",
    ["account_manager", "Account manager", "account-manager", " ACCOUNT MANAGER "],
)
def test_a_known_role_reads_in_the_portals_language_however_it_is_written(
    written: str,
) -> None:
    assert (
        role(written, FINNISH)
        == FINNISH.text("role.account_manager")
        != ENGLISH.text("role.account_manager")
    )


def test_every_known_role_has_words_and_any_other_is_shown_as_typed() -> None:
    assert all(role(each, FINNISH) for each in ROLES)
    assert role("Chief of tea", FINNISH) == "Chief of tea"


def people(of: Client, one: Project) -> People:
    return people_of(of, one, ENGLISH)


def test_reply_is_a_mail_with_subject_and_text_whatever_characters_they_hold() -> None:
    one = project()
    subject, body = (
        "Photos? & more: 100 % #1\r\nBcc: eve@elsewhere.example",
        'Yes,\n"now" + äö',
    )
    url = people(client(one, contacts=[MARIA]), one).reply("photos", subject, body)
    assert url is not None
    assert url.startswith("mailto:maria@northlight.example?")
    assert not set(url) & set(" \r\n\"<>'")
    parts = urlsplit(url)
    assert unquote(parts.path) == "maria@northlight.example"
    assert parts.fragment == ""
    query = url.partition("?")[2]
    assert parse_qs(query.replace("+", "%2B"), strict_parsing=True) == {
        "subject": [f"{CODE} {subject}"],
        "body": [body],
    }


def test_what_a_template_says_in_html_is_plain_text_in_a_mail() -> None:
    one = project()
    subject = ENGLISH.html("ask.subject", project="R&D <b>", what='"now"')
    url = people(client(one, contacts=[MARIA]), one).reply("photos", subject, "b")
    assert url is not None
    assert unquote(url).endswith(f'?subject={CODE} R&D <b>: "now"&body=b')


def test_an_address_cannot_add_headers_of_its_own() -> None:
    one = project()
    hostile = MARIA | {"email": "maria?bcc=eve&cc=x@northlight.example"}
    url = people(client(one, contacts=[hostile]), one).reply("photos", "s", "b")
    assert (
        unquote(url or "")
        == f"mailto:maria?bcc=eve&cc=x@northlight.example?subject={CODE} s&body=b"
    )
    assert (url or "").startswith(
        "mailto:maria%3Fbcc%3Deve%26cc%3Dx@northlight.example?subject="
    )


@pytest.mark.parametrize(
    ("projects_own", "clients", "agency", "address"),
    [
        (
            [MARIA | {"email": "own@a.example"}],
            [MARIA],
            "agency@a.example",
            "own@a.example",
        ),
        (
            [],
            [MARIA | {"id": "b", "role": "tester", "email": "b@a.example"}, MARIA],
            None,
            "maria@northlight.example",
        ),
        ([], [MARIA | {"role": "tester"}], None, "maria@northlight.example"),
        ([], [], "agency@a.example", "agency@a.example"),
        ([], [], None, None),
    ],
)
def test_a_reply_goes_to_the_project_the_account_manager_or_the_agency(
    projects_own: list[dict[str, str]],
    clients: list[dict[str, str]],
    agency: str | None,
    address: str | None,
) -> None:
    one = project(contacts=projects_own)
    whose = (
        {"agency": {"agency": {"name": "Northlight", "email": agency}}}
        if agency
        else {}
    )
    url = people(client(one, contacts=clients, **whose), one).reply("photos", "s", "b")
    assert (url or "").removeprefix("mailto:").partition("?")[0] == (address or "")


TIMO_AT = {**TIMO, "email": "timo@acme.example"}
SOFIA = {"id": "sofia", "name": "Sofia", "email": "sofia@agency.example"}


def test_people_of_the_clients_side_agree_and_are_nobody_to_turn_to() -> None:
    own = project(contacts=[TIMO_AT, SOFIA])
    whole = client(own, contacts=[MARIA])
    assert [each.id for each in to_turn_to(whole, own)] == ["sofia", "maria"]
    assert [each.id for each in who_can_agree(whole, own)] == ["timo"]


@pytest.mark.parametrize(
    ("of_project", "of_client", "address"),
    [
        ([TIMO_AT], [MARIA], "maria@northlight.example"),
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
    assert people(client(own, contacts=of_client), own).address == address


def test_what_nobody_can_check_is_the_agencys_word_named_or_not() -> None:
    assert speaker(client(), ENGLISH) == "the agency"
    named = {"agency": {"agency": {"name": "Northlight"}}}
    assert speaker(client(**named), ENGLISH) == "Northlight"
