"""What a client is called by its client.yml; the agency's own people are everybody's."""

import pytest

from portalgen.model.client import Agency, AgencyName
from portalgen.source.load.neighbours import (
    NameKind,
    claimed_ids,
    domain_of,
    names_of_clients,
    read_clients,
)
from tests.kit.files.memory import folder

AGENCY = Agency(agency=AgencyName(name="Northlight", email="hello@northlight.example"))
NOVA = """name: Nova Corporation
formerly: [quartz]
publish: {cname: status.nova.example, git: git@host.example:portal-nova.git}
contacts:
  - {id: rosa, name: Rosa Quill, role: buyer, email: Rosa@Nova.example}
  - {id: finn, name: Finn Marsh, email: finn@gmail.com}
  - {id: maria, name: Maria Virtanen, email: maria@Northlight.example}
  - no contact
"""


def called(text: str, agency: Agency = AGENCY) -> list[tuple[str, str]]:
    """Returns what a client is called, each with its kind."""
    disk = folder({"nova/client.yml": text})
    names = names_of_clients(disk, read_clients(disk, ["nova"]), agency)
    return [(each.kind.name, each.text) for each in names["nova"]]


def test_its_names_people_addresses_and_domains_are_known() -> None:
    assert called(NOVA) == [
        ("CLIENT", "nova"),
        ("CLIENT", "Nova Corporation"),
        ("CLIENT", "quartz"),
        ("DOMAIN", "status.nova.example"),
        ("PERSON", "Rosa Quill"),
        ("ADDRESS", "Rosa@Nova.example"),
        ("DOMAIN", "nova.example"),
        ("PERSON", "Finn Marsh"),
        ("ADDRESS", "finn@gmail.com"),
    ]


def test_without_an_address_of_the_agency_all_contacts_are_the_client_s() -> None:
    assert ("PERSON", "Maria Virtanen") in called(NOVA, Agency())


@pytest.mark.parametrize("text", ["name: [", "", "contacts: maria\n", "publish: no\n"])
def test_what_cannot_be_read_has_its_id(text: str) -> None:
    assert called(text)[0] == ("CLIENT", "nova")


def test_each_name_knows_its_place() -> None:
    disk = folder({"nova/client.yml": NOVA})
    names = names_of_clients(disk, read_clients(disk, ["nova"]), AGENCY)
    lines = {each.text: each.place.line for each in names["nova"]}
    assert (lines["Nova Corporation"], lines["quartz"], lines["Rosa Quill"]) == (
        1,
        2,
        5,
    )
    kinds = {each.kind for each in names["nova"]}
    assert kinds == set(NameKind)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("rosa@Nova.example", "nova.example"),
        ("rosa@gmail.com", ""),
        ("rosa@Outlook.com", ""),
        ("rosa", "rosa"),
    ],
)
def test_a_domain_where_everybody_may_have_an_address_is_nobody_s(
    address: str, domain: str
) -> None:
    assert domain_of(address) == domain


def test_a_former_id_is_one_client_s() -> None:
    disk = folder(
        {
            "a/client.yml": "name: A\nformerly: [x, b]\n",
            "b/client.yml": "name: B\nformerly: [x]\n",
        }
    )
    told = [each.message for each in claimed_ids(read_clients(disk, ["a", "b"]))]
    assert told == ["b is a client of its own", "x is claimed by a too"]
