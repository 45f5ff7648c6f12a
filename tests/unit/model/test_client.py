"""Clients and agencies: who answers, addresses of portals, targets of publishing."""

import pytest
from pydantic import ValidationError

from portalgen.model.client import Agency, Client, PublishTarget


@pytest.mark.parametrize(
    ("contacts", "manager"),
    [
        (
            [
                ("aino", None, "a@b.example"),
                ("maria", "account_manager", "m@b.example"),
            ],
            "maria",
        ),
        ([("aino", None, "a@b.example"), ("maria", "account_manager", None)], "aino"),
        ([("aino", None, None)], None),
        ([], None),
    ],
)
def test_the_account_manager_answers_else_the_first_with_an_address(
    contacts: list[tuple[str, str | None, str | None]], manager: str | None
) -> None:
    listed = [
        {"id": id_, "name": id_, "role": role, "email": email}
        for id_, role, email in contacts
    ]
    listed = [{key: value for key, value in each.items() if value} for each in listed]
    found = Client.model_validate(
        {"id": "acme", "name": "Acme", "contacts": listed}
    ).account_manager
    assert (found.id if found else None) == manager


@pytest.mark.parametrize(
    "address",
    [
        "https://{client}.status.northlight.example/",
        "http://127.0.0.1:8000/{client}/",
        "https://a.example",
        "https://a.example/status/{client}",
        "http://[::1]:8000/{client}/v1.2/",
        "https://A.example/~x_y/",
    ],
)
def test_an_address_of_portals_is_a_host_and_a_path(address: str) -> None:
    assert Agency(site_url=address).site_url == address


@pytest.mark.parametrize(
    "address",
    [
        'https://a.example/"><script>alert(1)</script>/{client}/',
        "https://a.example/' onload='x/{client}",
        "javascript:alert(1)//{client}",
        "file:///etc/{client}/",
        "//a.example/{client}/",
        "a.example/{client}/",
        "https://u:p@a.example/{client}/",
        "https://a.example/{client}/?a=1",
        "https://a.example/{client}/#b",
        "https://a.example/../{client}/",
        "https://a.example//{client}/",
        "https://a.example/{other}/",
        "https://a.example/{{7*7}}/",
        "https://a.example/%7Bclient%7D/",
        "https://sähkölä.example/",
        "http://[::1/{client}",
        "https:///{client}/",
        "https://a.example/ x",
        "https://a.example:port/",
    ],
)
def test_what_is_more_than_a_host_and_a_path_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Agency(site_url=address)
    assert [error["type"] for error in caught.value.errors()] == ["PG230"]


@pytest.mark.parametrize("keep", ["0", "101"])
def test_a_folder_keeps_at_least_the_release_that_is_served_and_not_endless_many(
    keep: str,
) -> None:
    with pytest.raises(ValidationError, match="releases cannot be kept"):
        PublishTarget.model_validate({"folder": "www", "keep": keep})
    assert PublishTarget.model_validate({"folder": "www"}).keep == 5
