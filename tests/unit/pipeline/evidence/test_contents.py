"""What lies in a bundle beside its page: mails by their digest, and the record as it was published."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from portalgen.errors import PortalgenError
from portalgen.model.record.seal import Seal
from portalgen.pipeline.evidence.bundle import evidence
from portalgen.pipeline.evidence.case import Asked
from portalgen.pipeline.evidence.contents import record_of
from portalgen.pipeline.examine import examine
from portalgen.pipeline.inspect import Inspector
from portalgen.pipeline.order import Look, Order
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.kit.commands.workspaces import GOOD, NEIGHBOUR, make
from tests.kit.pages.stub_engine import StubEngine

DAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MAIL = """\
name: Webshop
milestones:
  - id: launch
    name: Launch
    promised_date: 2026-07-15
    moves:
      - {from: 2026-07-01, to: 2026-07-15, cause: estimate, because: Known now, agreed_by: timo,
         evidence: {mail: reply.eml, sha256: %s, domain: acme.example, on: 2026-05-20}}
"""


def inspector(folder: Path, files: dict[str, str]) -> Inspector:
    workspace = Workspace(make(folder, GOOD | NEIGHBOUR | files) / "projects")
    order = Order(workspace, NOW, DAY, folder / "site")
    return Inspector(order, read_shared(workspace), Workshop(StubEngine()))


def test_a_seal_and_publications_are_in_it_where_any_were_made(tmp_path: Path) -> None:
    workspace = Workspace(make(tmp_path, GOOD | NEIGHBOUR) / "projects")
    view = current_view(Look(workspace, NOW, DAY), read_shared(workspace))
    dossier = examine(view, "acme").sound
    assert dossier is not None
    assert list(record_of(dossier, None)) == ["ledger.json"]
    kept = Seal(date(2026, 5, 1), 0, "0" * 64)
    files = record_of(dossier, kept)
    assert list(files) == ["ledger.json", "seal.json", "publications.json"]
    assert json.loads(files["seal.json"])["as_of"] == "2026-05-01"


@pytest.mark.parametrize("name", ["reply.eml", "../reply.eml", "..\\\\reply.eml"])
def test_a_mail_is_taken_by_its_digest_alone_and_from_its_folder(
    tmp_path: Path, name: str
) -> None:
    text = (MAIL % ("ab" * 32)).replace("reply.eml", f'"{name}"')
    files = {
        "projects/acme/webshop/project.yml": text,
        "projects/acme/webshop/internal/agreements/reply.eml": "Another mail\n",
        "projects/acme/webshop/internal/reply.eml": "Another mail\n",
    }
    by = replace(Asked("webshop"), with_mails=True)
    of = inspector(tmp_path, files)
    assert "exhibits" not in str(evidence(of, "acme", Asked("webshop")).content)
    with pytest.raises(PortalgenError, match=r"not what its digest|no such file"):
        evidence(of, "acme", by)


@pytest.mark.parametrize("name", ["../reply.eml", "..\\\\reply.eml"])
def test_no_name_leads_out_of_the_folder_of_mails_whatever_lies_there(
    tmp_path: Path, name: str
) -> None:
    digest = sha256(b"Another mail\n").hexdigest()
    text = (MAIL % digest).replace("reply.eml", f'"{name}"')
    files = {
        "projects/acme/webshop/project.yml": text,
        "projects/acme/webshop/internal/reply.eml": "Another mail\n",
    }
    with pytest.raises(PortalgenError, match="no such file"):
        evidence(
            inspector(tmp_path, files),
            "acme",
            replace(Asked("webshop"), with_mails=True),
        )
