"""What the progress gave is not taken back: rows, scope, pages, items."""

from decimal import Decimal
from typing import Any

import pytest

from portalgen.model.health import Rag
from portalgen.model.progress import ProgressRow
from portalgen.model.project import PageName, ProjectState
from tests.kit.clients.edited_projects import AS_OF
from tests.kit.clients.recorded_projects import (
    AHEAD,
    SLOW,
    after,
    days,
    launch,
    recorded,
    webshop,
)

BEHIND = webshop(AHEAD, progress=SLOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"progress": ()},
        {"progress": SLOW[:4]},
        {"progress": (*SLOW[:-1], SLOW[-1].model_copy(update={"done": Decimal(39)}))},
        {"progress": (*SLOW[:-1], SLOW[-1].model_copy(update={"scope": Decimal(12)}))},
        {
            "progress": (
                *SLOW,
                ProgressRow(on=AS_OF, scope=Decimal(12), done=Decimal(11)),
            )
        },
        {"pages": tuple(page for page in PageName if page is not PageName.PROGRESS)},
        {
            "milestones": (
                AHEAD,
                launch(id="far", name="Far", promised_date=days(400), items=38),
            )
        },
        {"state": ProjectState.PAUSED, "since": AS_OF, "because": "A break"},
    ],
    ids=[
        "deleted",
        "cut",
        "rewritten",
        "scope cut",
        "scope cut in a new row",
        "hidden",
        "items elsewhere",
        "paused",
    ],
)
def test_what_the_progress_gave_is_not_taken_back(changed: dict[str, Any]) -> None:
    assert recorded(BEHIND).found().health.overall is Rag.RED
    assert after(BEHIND, **changed).health.overall is Rag.RED


def test_new_rows_of_work_brighten_what_was_behind() -> None:
    done = (*SLOW, ProgressRow(on=AS_OF, scope=Decimal(40), done=Decimal(39)))
    assert after(BEHIND, progress=done).health.overall is Rag.GREEN
