"""What is made for a client is held against its data before anybody reads it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.pipeline import build
from portalgen.pipeline.examine import Dossier, examine
from portalgen.pipeline.inspect import Inspector, unfit
from portalgen.pipeline.order import Order
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.files import digests_of
from portalgen.site.inspect.verify import Flaw
from tests.kit.commands.workspaces import GOOD, NEIGHBOUR, make
from tests.kit.pages.stub_engine import StubEngine

DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def inspector(tmp_path: Path) -> Inspector:
    """Returns the inspector of a workspace with two clients, of which one was built."""
    workspace = Workspace(make(tmp_path, GOOD | NEIGHBOUR) / "projects")
    order = Order(workspace, NOW, DAY, tmp_path / "site")
    shared = read_shared(workspace)
    workshop = Workshop(StubEngine())
    assert build(order, shared, "acme", workshop).is_built
    return Inspector(order, shared, workshop)


def site(inspector: Inspector) -> Path:
    return inspector.order.target("acme")


def dossier(inspector: Inspector) -> Dossier:
    found = examine(current_view(inspector.order, inspector.shared), "acme").sound
    assert found
    return found


def test_a_site_as_it_was_built_is_the_datas_own(inspector: Inspector) -> None:
    found = digests_of(site(inspector))
    assert inspector.forgeries_in(found, dossier(inspector)) == []
    assert inspector.flaws_of(site(inspector), dossier(inspector)) == []


@pytest.mark.parametrize(
    ("path", "content"),
    [("index.html", "a page"), ("x.js", "a script"), ("files.json", "{}")],
)
def test_what_the_data_does_not_give_is_a_forgery(
    inspector: Inspector, path: str, content: str
) -> None:
    make(site(inspector), {path: content})
    (flaw,) = inspector.forgeries_in(digests_of(site(inspector)), dossier(inspector))
    assert flaw.path == path


def test_a_neighbours_name_is_found_in_any_file(inspector: Inspector) -> None:
    files = {"a.txt": b"Harbour Museum of the North"}
    told = inspector.leaks_in(files, dossier(inspector))
    assert {flaw.path for flaw in told} == {"a.txt"}
    assert "projects/harbour" in told[0].message


def test_what_unpacks_to_more_than_can_be_searched_is_a_flaw(
    inspector: Inspector,
) -> None:
    bomb = b"PK\x03\x04" + b"PK\x01\x02" * 20_000
    (flaw,) = inspector.leaks_in({"a.zip": bomb}, dossier(inspector))
    assert flaw.message == "it holds more than can be searched, or too deeply"


def test_what_is_not_fit_is_told_a_line_a_flaw() -> None:
    told = unfit([Flaw("a", "b"), Flaw("c", "d")])
    assert told == "the finished site is not fit to publish:\n  a: b\n  c: d"
