"""A finished site that is not fit to publish is not installed: the last good one stands, and nothing else is left."""

from datetime import date
from pathlib import Path

import pytest

from portalgen.pipeline import Outcome, build
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.conftest import order_for
from tests.kit.commands.workspaces import contents
from tests.kit.hostile.small_client import workspace
from tests.kit.pages.stub_engine import StubEngine

INTERNAL = "The margin fell to nineteen percent"
NEIGHBOUR = "Nova Corporation"


class Careless(StubEngine):
    """Adds something to a page, as a template or an engine with a fault could."""

    def __init__(self, planted: str, file: str = "work/now/index.html") -> None:
        super().__init__()
        self.planted, self.file = planted, file

    def build(self, staged: Path, site: Path, as_of: date) -> None:
        super().build(staged, site, as_of)
        if "Acme" in (site / "index.html").read_text(
            encoding="utf-8"
        ):  # not the site for nobody
            path = site / self.file
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(
                before.replace("</body>", f"{self.planted}</body>") or self.planted,
                encoding="utf-8",
            )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Returns a workspace with something internal, a neighbour, and a site that stands."""
    workspace(tmp_path, "Acme")
    (tmp_path / "projects/acme/work/notes.yml").write_text(f"internal: {INTERNAL}\n")
    neighbour = tmp_path / "projects/nova/client.yml"
    neighbour.parent.mkdir()
    neighbour.write_text(f"name: {NEIGHBOUR}\nledger_salt: 0f\n")
    assert run(tmp_path, StubEngine()).is_built
    return tmp_path


def run(folder: Path, engine: StubEngine) -> Outcome:
    space = Workspace(folder / "projects")
    order = order_for(space, folder / "site", "https://acme.example/")
    return build(order, read_shared(space), "acme", Workshop(engine))


UNFIT = {
    "something internal": (
        f"<p>{INTERNAL}</p>",
        "something that must not appear, from",
    ),
    "a neighbour": (
        f"<p>{NEIGHBOUR}</p>",
        "shows “Nova Corporation”, another client (",
    ),
    "a script": (
        "<script>alert(1)</script>",
        "an inline script that the policy does not know",
    ),
    "a handler": ("<b onclick=alert(1)>x</b>", "an inline event handler (onclick)"),
    "a picture": (
        '<img src="https://elsewhere.example/x.png">',
        "it loads https://elsewhere.example/x.png from another",
    ),
    "a link that runs": (
        '<a href="javascript:alert(1)">x</a>',
        "a link with the scheme javascript",
    ),
    "a dead link": (
        '<a href="../../nowhere/">x</a>',
        "a link to ../../nowhere/, which is not there",
    ),
}


@pytest.mark.parametrize(("planted", "said"), UNFIT.values(), ids=UNFIT)
def test_what_is_not_fit_to_publish_is_not_installed(
    folder: Path, planted: str, said: str
) -> None:
    before = contents(folder / "site" / "acme")
    workspace(folder, "Acme too")
    outcome = run(folder, Careless(planted))
    assert not outcome.is_built
    assert said in outcome.failure
    assert "work/now/index.html" in outcome.failure
    assert contents(folder / "site" / "acme") == before


@pytest.mark.parametrize("planted", [INTERNAL, NEIGHBOUR])
def test_what_must_not_appear_is_found_in_any_file_with_where_it_is_from(
    folder: Path, planted: str
) -> None:
    outcome = run(folder, Careless(planted, "more.txt"))
    assert not outcome.is_built
    assert "more.txt" in outcome.failure
    assert "site_templates/" in outcome.failure


def test_what_is_internal_is_not_quoted(folder: Path) -> None:
    outcome = run(folder, Careless(INTERNAL, "more.txt"))
    assert "projects/acme/work/notes.yml:1" in outcome.failure
    assert INTERNAL not in outcome.failure


def test_nothing_is_left_of_a_site_that_is_not_fit(folder: Path) -> None:
    assert not run(folder, Careless(INTERNAL, "more.txt")).is_built
    assert sorted(path.name for path in (folder / "site").iterdir()) == [
        ".acme.lock",
        "acme",
    ]


def test_the_next_run_installs_what_is_fit(folder: Path) -> None:
    assert not run(folder, Careless(INTERNAL, "more.txt")).is_built
    workspace(folder, "Acme too")
    assert run(folder, StubEngine()).is_built
    assert b"Acme too" in (folder / "site" / "acme" / "index.html").read_bytes()
