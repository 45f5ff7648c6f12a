"""Days off that nobody agreed to make no data younger and no finish earlier."""

from portalgen.model.calendar import Calendar, Freeze
from portalgen.model.change import Term
from portalgen.model.health import Rag
from portalgen.model.update import Update
from tests.kit.clients.edited_projects import AS_OF
from tests.kit.clients.recorded_projects import (
    after,
    approved,
    days,
    launch,
    recorded,
    rows,
    webshop,
)


def test_data_that_is_old_stays_old_by_a_longer_cadence_or_a_freeze() -> None:
    on_time = webshop(
        launch(promised_date=days(30)),
        updates=(Update(period_end=days(-20), headline="News"),),
    )
    assert recorded(on_time).found().health.overall is Rag.GREY
    freeze = Calendar(freezes=(Freeze(start=days(-19), end=AS_OF),))
    assert after(on_time, cadence_days=3650).health.overall is Rag.GREY
    assert after(on_time, calendar=freeze).health.overall is Rag.GREY


def test_a_freeze_that_was_published_does_not_go_without_agreement() -> None:
    soon = launch(promised_date=days(40), items=6)
    freeze = Calendar(freezes=(Freeze(start=days(1), end=days(60)),))
    frozen = webshop(soon, progress=rows(*range(24, 36), scope=38), calendar=freeze)
    assert recorded(frozen).found().health.overall is Rag.RED
    assert after(frozen, calendar=Calendar()).health.overall is Rag.RED
    agreed = after(
        frozen,
        calendar=Calendar(),
        change_requests=(approved(Term.CALENDAR),),
    )
    assert agreed.health.overall is Rag.GREEN
