"""The nouns of the model, found from the client down."""

from typing import Any

import pytest

from portalgen.model.client import Client
from portalgen.model.fields.schema import all_nouns, keys, noun_at
from portalgen.model.milestone import Move, Window
from portalgen.model.project import Project


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
