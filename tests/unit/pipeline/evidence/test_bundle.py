"""The zip of evidence: what is in it, and what keeps it from being made."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.errors import PortalgenError
from portalgen.pipeline.evidence.bundle import evidence
from portalgen.pipeline.evidence.case import Asked
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.kit.commands.workspaces import GOOD, LEAK, NEIGHBOUR, make
from tests.kit.pages.stub_engine import StubEngine

DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LEAKY = {"site_templates/pages/evidence.html.j2": LEAK["site_templates/pages/part.html.j2"]}  # fmt: skip


def inspector(folder: Path, files: dict[str, str]) -> Inspector:
    workspace = Workspace(make(folder, GOOD | NEIGHBOUR | files) / "projects")
    order = Order(workspace, NOW, DAY, folder / "site")
    return Inspector(order, read_shared(workspace), Workshop(StubEngine()))


def test_it_holds_the_page_the_record_a_list_and_how_to_check_it(
    tmp_path: Path,
) -> None:
    made = evidence(inspector(tmp_path, {}), "acme", Asked("webshop"))
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = archive.namelist()
    top = "acme-webshop-evidence/"
    files = ("README.txt", "evidence.html", "ledger.json", "manifest.json")
    assert names == [f"{top}{name}" for name in files]
    assert (made.as_of, made.uncommitted, made.is_shown_known) == (DAY, 0, False)


def test_a_template_that_names_a_neighbour_keeps_it_from_being_made(
    tmp_path: Path,
) -> None:
    leaky = {path: text.replace("{{ links.anchor('') }}", "x") for path, text in LEAKY.items()}  # fmt: skip
    with pytest.raises(PortalgenError, match="is not fit to publish"):
        evidence(inspector(tmp_path, leaky), "acme", Asked("webshop"))
