"""Nouns of the model: frozen, and with the few answers that they give themselves."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from portalgen.model.ask import Ask, Owed
from portalgen.model.client import Agency, Client, PublishTarget
from portalgen.model.fields.schema import all_nouns, keys, noun_at
from portalgen.model.health import Dimension, Health, Rag
from portalgen.model.milestone import Milestone, Move, Undated, Window
from portalgen.model.project import Project
from portalgen.model.risk import Impact, Probability, Risk
from portalgen.model.update import Update


def milestone(**fields: Any) -> Milestone:
    return Milestone.model_validate({"id": "launch", "name": "Launch", **fields})


@pytest.mark.parametrize(
    ("typed", "forecast", "expected_on"),
    [
        ("2026-12-20", date(2026, 12, 20), date(2026, 12, 20)),
        (
            {"from": "2026-12-18", "to": "2027-01-03"},
            Window.model_validate({"from": "2026-12-18", "to": "2027-01-03"}),
            date(2027, 1, 3),
        ),
        ("undated", Undated.UNDATED, None),
        (" Undated ", Undated.UNDATED, None),
        (None, None, date(2026, 12, 15)),
    ],
)
def test_a_forecast_is_a_day_a_window_or_undated(
    typed: object, forecast: object, expected_on: date | None
) -> None:
    made = (
        milestone(promised_date="2026-12-15", forecast=typed)
        if typed
        else milestone(promised_date="2026-12-15")
    )
    assert (made.forecast, made.expected_on) == (forecast, expected_on)


@pytest.mark.parametrize(
    ("typed", "code", "help_"),
    [
        ("soon", "PG203", "or undated"),
        ("20.12.2026", "PG203", "is it 2026-12-20?"),
        (
            "2026-12-18 to 2027-01-03",
            "PG203",
            "write {from: 2026-12-18, to: 2027-01-03}",
        ),
        ("0206-12-18", "PG210", "year"),
        ({"from": "2027-01-03", "to": "2026-12-18"}, "PG211", "swap"),
        ({"from": "2026-12-18"}, "missing", ""),
        ([], "PG203", "or undated"),
    ],
)
def test_a_forecast_that_is_none_of_them_is_refused(
    typed: object, code: str, help_: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        milestone(forecast=typed)
    (error,) = caught.value.errors()
    assert error["type"] == code
    assert help_ in error.get("ctx", {}).get("help", "")


@pytest.mark.parametrize(
    ("move", "days"),
    [
        ({"from": "2026-12-01", "to": "2026-12-15"}, 14),
        ({"from": "2026-12-15", "to": "2026-12-01"}, -14),
        ({"to": "2026-12-15"}, None),
        ({}, None),
    ],
)
def test_a_move_knows_its_days(move: dict[str, str], days: int | None) -> None:
    assert Move.model_validate({"cause": "Scope change", **move}).days == days


@pytest.mark.parametrize(
    ("fields", "finished_on"),
    [
        (
            {"actual_date": "2026-11-10", "accepted_on": "2026-11-12"},
            date(2026, 11, 10),
        ),
        ({"accepted_on": "2026-11-12"}, date(2026, 11, 12)),
        ({}, None),
    ],
)
def test_a_milestone_is_finished_when_met_else_when_accepted(
    fields: dict[str, str], finished_on: date | None
) -> None:
    assert milestone(**fields).finished_on == finished_on


@pytest.mark.parametrize("noun", [Ask, Owed])
@pytest.mark.parametrize(
    ("fields", "overdue"),
    [
        ({"due_on": "2026-11-19"}, True),
        ({"due_on": "2026-11-20"}, False),
        ({"due_on": "2026-11-19", "done_on": "2026-11-25"}, False),
        ({}, False),
    ],
)
def test_what_is_open_past_its_day_is_overdue(
    noun: type[Ask | Owed], fields: dict[str, str], overdue: bool
) -> None:
    made = noun.model_validate({"id": "photos", "what": "Photos", **fields})
    assert made.is_overdue(date(2026, 11, 20)) is overdue


@pytest.mark.parametrize(
    ("probability", "impact", "exposure"),
    [
        ("rare", "minor", 1),
        ("almost_certain", "severe", 25),
        ("5", "5", 25),
        ("1", "severe", 5),
        ("possible", "3", 9),
    ],
)
def test_exposure_is_probability_times_impact(
    probability: str, impact: str, exposure: int
) -> None:
    made = Risk.model_validate(
        {"id": "a", "name": "A", "probability": probability, "impact": impact}
    )
    assert made.exposure == exposure
    assert isinstance(made.probability, Probability)
    assert isinstance(made.impact, Impact)


def test_health_is_asked_by_dimension() -> None:
    made = Health.model_validate({"schedule": "red", "scope": "Green"})
    assert [made.of(each) for each in Dimension] == [Rag.RED, Rag.GREEN, None]


@pytest.mark.parametrize("colour", ["grey", "on_hold", "yellow"])
def test_an_agency_declares_green_amber_or_red(colour: str) -> None:
    with pytest.raises(ValidationError):
        Health.model_validate({"schedule": colour})


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, ("done", "results", "why", "next")),
        ({"done": "A", "results": ["B"], "why": "none", "next": "None"}, ()),
        ({"done": "A", "why": "B"}, ("results", "next")),
        ({"quiet": True}, ()),
    ],
)
def test_an_update_knows_which_parts_are_left_out(
    fields: dict[str, object], missing: tuple[str, ...]
) -> None:
    assert (
        Update.model_validate(
            {"period_end": date(2026, 11, 20), "headline": "News", **fields}
        ).missing
        == missing
    )


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
    "noun", list(all_nouns(Client)), ids=lambda noun: noun.__name__
)
def test_every_noun_is_frozen_and_refuses_unknown_keys(noun: Any) -> None:
    assert noun.model_config["frozen"] is True
    assert noun.model_config["extra"] == "forbid"


def test_the_schema_leads_from_the_client_to_every_noun() -> None:
    assert noun_at(Project, ("milestones", 3, "moves", 0)) is Move
    assert noun_at(Project, ("milestones", 0, "forecast")) is Window
    assert noun_at(Client, ("nowhere", "at", "all")) is None
    assert {"from", "to", "cause"} <= set(keys(Move))
    assert "before" not in keys(Move)


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
