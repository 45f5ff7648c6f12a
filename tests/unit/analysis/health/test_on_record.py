"""Health by all that is on record: the darkest of what the files give and of what was published."""

from portalgen.model.health import Health, Rag
from portalgen.model.milestone import Undated
from tests.kit.clients.recorded_projects import (
    AHEAD,
    SLOW,
    after,
    days,
    launch,
    recorded,
    webshop,
)


def test_a_rule_that_comes_from_what_was_published_says_so() -> None:
    behind = webshop(AHEAD, progress=SLOW)
    assert recorded(behind).found().health.rule.id == "rule.schedule.unlikely"
    hidden = after(behind, progress=())
    assert hidden.health.rule.id == "rule.schedule.published"
    assert dict(hidden.health.rule.values)["name"] == "Launch"


def test_nothing_declared_stands_in_for_a_promised_date_that_is_missing() -> None:
    undated = webshop(launch(promised_date=days(30), forecast=Undated.UNDATED))
    fine = Health.model_validate({"scope": "green", "schedule": "green"})
    found = after(undated, health=fine)
    assert found.health.overall is Rag.GREY
    assert found.health.rule.id == "rule.schedule.undated"
