"""A client as it stood on a day: what it is held against, and what is said where that cannot be."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.analysis.showings import with_showing
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.record.seal import Seal
from portalgen.model.record.showing import Showings
from portalgen.pipeline.examine import Dossier
from portalgen.pipeline.order import Order
from portalgen.pipeline.then.stood import stood_on
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.kit.files.memory import CLIENT
from tests.kit.files.repositories import Made, launch

FILE = "acme/webshop/milestones.yml"
JUNE, JULY, AUGUST = "2026-06-15", "2026-07-15", "2026-08-15"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Returns a client that was promised another day a week, three times."""
    found = Made(tmp_path / "w")
    found.write({"acme/client.yml": CLIENT, "acme/webshop/project.yml": "name: Shop\n"})
    for day, promised in (("02", JUNE), ("09", JULY), ("16", AUGUST)):
        found.commit({FILE: launch(promised)}, at=f"2026-03-{day}T10:00:00Z")
    return found


def dossier(made: Made, on: str, *published: tuple[str, int]) -> Dossier:
    """Returns the client as it stood on a day of March, over publications by their day and their number of entries."""
    workspace = Workspace(made.projects)
    shared = read_shared(workspace)
    order = Order(workspace, datetime(2026, 4, 1, tzinfo=UTC))
    heads = entries(made)
    chain: Showings = ()
    for day, n in published:
        chain = with_showing(chain, march(day), n, heads[n - 1])
    if chain:
        last = chain[-1]
        seal = Seal(last.on, last.n, last.head, showings=chain)
        order = Order(workspace, order.now, published={"acme": seal})
    return stood_on(order, shared, "acme", march(on))


def entries(made: Made) -> list[str]:
    """Returns the hashes of the whole record."""
    workspace = Workspace(made.projects)
    order = Order(workspace, datetime(2026, 4, 1, tzinfo=UTC))
    found = stood_on(order, read_shared(workspace), "acme", march("31"))
    return [each.hash for each in found.findings.records.recorded.entries]


def march(day: str) -> date:
    return date.fromisoformat(f"2026-03-{day}")


def promised(of: Dossier) -> date | None:
    (launch_,) = of.client.projects[0].milestones
    return launch_.promised_date


def test_the_files_and_the_record_are_those_of_the_day(made: Made) -> None:
    found = dossier(made, "10")
    assert promised(found) == date.fromisoformat(JULY)
    assert len(found.findings.records.recorded.entries) == 2
    assert found.findings.as_of == march("10")
    assert found.findings.is_of_the_past
    assert found.findings.records.showings == ()


def test_it_shows_what_was_published_by_then_and_nothing_more(made: Made) -> None:
    found = dossier(made, "20", ("04", 1), ("25", 3))
    assert promised(found) == date.fromisoformat(JUNE)
    assert [each.n for each in found.findings.records.showings] == [1]
    later = dossier(made, "26", ("04", 1), ("25", 3))
    assert promised(later) == date.fromisoformat(AUGUST)


def test_a_day_that_is_not_known_is_refused(made: Made) -> None:
    with pytest.raises(PortalgenError, match="no commit was made by then"):
        dossier(made, "01")
    with pytest.raises(PortalgenError, match="first publication on file is that of"):
        dossier(made, "03", ("04", 1))
    with pytest.raises(UsageError, match="lies ahead"):
        stood_on(
            Order(Workspace(made.projects), datetime(2026, 3, 1, tzinfo=UTC)),
            read_shared(Workspace(made.projects)),
            "acme",
            march("10"),
        )


def test_a_record_that_was_not_published_so_is_refused_with_both_heads(
    made: Made,
) -> None:
    foreign = with_showing((), march("04"), 1, "ab" * 32)
    workspace = Workspace(made.projects)
    seal = Seal(march("04"), 1, "ab" * 32, showings=foreign)
    order = Order(workspace, datetime(2026, 4, 1, tzinfo=UTC), published={"acme": seal})
    with pytest.raises(PortalgenError, match="ab" * 32) as raised:
        stood_on(order, read_shared(workspace), "acme", march("05"))
    assert entries(made)[0] in str(raised.value)


def test_a_word_of_a_fixed_list_is_no_secret_and_a_name_is(made: Made) -> None:
    risk = "risks:\n  - {id: r, name: Slow bank, probability: likely, impact: minor, response: mitigate}\n"
    path = "acme/webshop/risks.yml"
    made.commit({path: risk}, at="2026-03-17T10:00:00Z")
    other = "  - {id: other, visibility: internal, name: Else, probability: rare, impact: minor, response: mitigate}\n"
    made.commit({path: risk + other}, at="2026-03-24T10:00:00Z")
    assert dossier(made, "18")
    turned = risk.replace("id: r,", "id: r, visibility: internal,")
    made.commit({path: turned}, at="2026-03-25T10:00:00Z")
    with pytest.raises(PortalgenError, match=r"acme/webshop/risks\.yml:2"):
        dossier(made, "18")
