"""How people are shown, and how a client writes to them."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from portalgen.analysis.findings import analyse
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.pages.context import ProjectContext
from portalgen.pages.people import ROLES, contacts, role, shown
from portalgen.words import Words
from tests.kit.clients.nouns import TODAY, client, project

MARIA = {
    "id": "maria",
    "name": "Maria Virtanen",
    "role": "account_manager",
    "email": "maria@northlight.example",
}
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


def context(of: Client, one: Project) -> ProjectContext:
    return ProjectContext(of, one, analyse(of, TODAY), ENGLISH, ())


def test_reply_is_a_mail_with_subject_and_text_whatever_characters_they_hold() -> None:
    one = project()
    subject, body = (
        "Photos? & more: 100 % #1\r\nBcc: eve@elsewhere.example",
        'Yes,\n"now" + äö',
    )
    url = context(client(one, contacts=[MARIA]), one).reply(subject, body)
    assert url is not None
    assert url.startswith("mailto:maria@northlight.example?")
    assert not set(url) & set(" \r\n\"<>'")
    parts = urlsplit(url)
    assert unquote(parts.path) == "maria@northlight.example"
    assert parts.fragment == ""
    query = url.partition("?")[2]
    assert parse_qs(query.replace("+", "%2B"), strict_parsing=True) == {
        "subject": [subject],
        "body": [body],
    }


def test_what_a_template_says_in_html_is_plain_text_in_a_mail() -> None:
    one = project()
    subject = ENGLISH.html("ask.subject", project="R&D <b>", what='"now"')
    url = context(client(one, contacts=[MARIA]), one).reply(subject, "b")
    assert url is not None
    assert unquote(url).endswith('?subject=R&D <b>: "now"&body=b')


def test_an_address_cannot_add_headers_of_its_own() -> None:
    one = project()
    hostile = MARIA | {"email": "maria?bcc=eve&cc=x@northlight.example"}
    url = context(client(one, contacts=[hostile]), one).reply("s", "b")
    assert (
        url == "mailto:maria%3Fbcc%3Deve%26cc%3Dx@northlight.example?subject=s&body=b"
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
    url = context(client(one, contacts=clients, **whose), one).reply("s", "b")
    assert (url or "").removeprefix("mailto:").partition("?")[0] == (address or "")
