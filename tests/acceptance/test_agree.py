"""portalgen agree: a client's mail by a link of the page turns the agency's word into its own; nothing else does."""

import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from portalgen.pipeline.examine import Dossier, examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.stage import render
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.conftest import SAMPLE_DAY
from tests.kit.clients.mails import keys, mail, signed
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import SALT
from tests.kit.files.repositories import Made

CLIENT = f"""\
name: Acme
timezone: Europe/Helsinki
{SALT}contacts:
  - {{id: maria, name: Maria Virtanen, email: maria@agency.example}}
  - {{id: timo, name: Timo Laine, email: timo@acme.example, side: client}}
"""
PROJECT = """\
name: Webshop
milestones:
  - id: launch
    name: Launch
    promised_date: {promised}
    forecast: {promised}
{moves}asks:
  - id: photos
    what: Product photos
    asked_on: 2026-11-02
    due_on: 2026-11-16
"""
MOVES = """\
    moves:
      - on: 2026-11-16
        from: 2026-12-01
        to: 2027-01-15  # a slip of 45 days
        cause: our_fault
        because: We were late.
        agreed_by: Timo Laine
        evidence: A call
"""
FILE = "acme/webshop/project.yml"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_the_day(noon: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets commands run at noon of 20 November 2026."""
    del noon
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))


def text(promised: str, moves: str = "") -> str:
    return PROJECT.format(promised=promised, moves=moves)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Returns a repository in which a promise moved, as the agency states on the client's agreement."""
    repository = Made(tmp_path / "agency")
    first = {"acme/client.yml": CLIENT, FILE: text("2026-12-01")}
    repository.commit(first, at="2026-11-02T10:00:00Z")
    repository.commit({FILE: text("2027-01-15", MOVES)}, at="2026-11-16T10:00:00Z")
    return repository


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Returns a file with the key record of the client's domain."""
    file = tmp_path / "key.txt"
    file.write_bytes(keys().record + b"\n")
    return file


def dossier_of(made: Made) -> Dossier:
    workspace = Workspace(made.projects)
    look = Look(workspace, NOON)
    dossier = examine(current_view(look, read_shared(workspace)), "acme").dossier
    assert dossier is not None
    return dossier


def subjects(made: Made) -> dict[str, str]:
    """Returns the subjects that the links of the pages prefill, by the answer that their code tells."""
    shared = read_shared(Workspace(made.projects))
    found = {}
    for page in render(dossier_of(made), shared).pages:
        for query in re.findall(r'href="mailto:[^"?]*\?([^"]*)"', page.html):
            subject = parse_qs(html.unescape(query))["subject"][0]
            answer = re.search(r" (agree|object|reply)\]", subject)
            if answer:
                found[answer[1]] = subject
    return found


def received(folder: Path, content: bytes, name: str = "reply.eml") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_an_agreement_by_a_signed_mail_is_the_clients_own(
    made: Made, key: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    before = dossier_of(made).findings.projects["webshop"]
    assert before.promise("launch").agreed_by is None
    file = received(tmp_path, signed(mail(subjects(made)["agree"])))
    run = portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    assert run.code == 0, run.err
    assert "timo agreed to 2026-12-01 -> 2027-01-15 of Launch on 2026-11-20" in run.out
    assert "only stated" not in run.out
    after = dossier_of(made).findings.projects["webshop"]
    assert after.promise("launch").agreed_by == "timo"
    (step,) = after.accounts["launch"].steps
    assert step.is_confirmed
    assert step.evidence is not None
    assert (step.evidence.kind, step.evidence.domain) == ("mail", "acme.example")
    kept = made.projects / "acme/webshop/internal/agreements"
    (stored,) = kept.glob("*.eml")
    assert stored.read_bytes() == file.read_bytes()
    assert (kept / f"{stored.name}.key").read_bytes() == keys().record
    written = (made.projects / FILE).read_text(encoding="utf-8")
    assert "to: 2027-01-15  # a slip of 45 days" in written
    again = portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    assert (again.code, (made.projects / FILE).read_text(encoding="utf-8")) == (
        0,
        written,
    )
    assert "written down already" in again.out


def test_the_page_names_the_mail_and_keeps_a_link_to_object(
    made: Made, key: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    file = received(tmp_path, signed(mail(subjects(made)["agree"])))
    portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    shared = read_shared(Workspace(made.projects))
    pages = {each.path: each.html for each in render(dossier_of(made), shared).pages}
    page = re.sub("<[^>]+>", "", pages["webshop/dates"]).replace("\xa0", " ")
    assert (
        "agreed by Timo Laine · by mail of 20 November, signed by acme.example" in page
    )
    assert ".eml" not in pages["webshop/dates"]
    assert set(subjects(made)) >= {"object"}
    assert "agree" not in subjects(made)


def test_an_objection_stands_beside_the_move(
    made: Made, key: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    said = "I object, because: we agreed to one week."
    file = received(tmp_path, signed(mail(subjects(made)["object"], text=said)))
    run = portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    assert run.code == 0, run.err
    found = dossier_of(made).findings.projects["webshop"]
    (step,) = found.accounts["launch"].steps
    (objection,) = step.objections
    assert (objection.by, objection.because) == ("timo", said)
    assert str(objection.on) == "2026-11-20"
    assert not step.is_agreed


def test_a_reply_to_an_ask_says_that_it_was_answered(
    made: Made, key: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    file = received(tmp_path, signed(mail(subjects(made)["reply"], text="Here.")))
    run = portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    assert run.code == 0, run.err
    (ask,) = dossier_of(made).client.projects[0].asks
    assert str(ask.done_on) == "2026-11-20"


@pytest.mark.parametrize("sender", ["timo@acme.example", "lucy@acme.example"])
def test_unsigned_or_by_somebody_unknown_it_is_stated_and_said_so(
    made: Made, tmp_path: Path, portalgen: Portalgen, sender: str
) -> None:
    file = received(tmp_path, mail(subjects(made)["agree"], sender=sender))
    run = portalgen("agree", str(file), cwd=made.top)
    assert run.code == 0, run.err
    assert "only stated" in run.out
    found = dossier_of(made).findings.projects["webshop"]
    assert found.promise("launch").agreed_by is None
    assert found.accounts["launch"].steps[0].is_stated


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(("#3-", "#1-"), "no entry 1", id="another entry"),
        pytest.param(("launch#", "photos#"), "is an ask", id="another item"),
        pytest.param(("launch#", "design#"), "or change design", id="no such item"),
        pytest.param(("webshop/", "other/"), "no project", id="no such project"),
        pytest.param(("[acme", "Re: [acme"), "does not begin", id="an answer"),
        pytest.param(("[acme/", "[acme"), "does not begin", id="no code"),
    ],
)
def test_what_is_signed_for_something_else_changes_nothing(
    made: Made,
    key: Path,
    tmp_path: Path,
    portalgen: Portalgen,
    change: tuple[str, str],
    reason: str,
) -> None:
    before = (made.projects / FILE).read_bytes()
    subject = subjects(made)["agree"].replace(*change)
    file = received(tmp_path, signed(mail(subject)))
    run = portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    assert run.code == 1
    assert "refused: " in run.err
    assert reason in run.err
    assert (made.projects / FILE).read_bytes() == before
    assert not (made.projects / "acme/webshop/internal").exists()


@pytest.mark.parametrize(
    ("keywords", "reason"),
    [
        ({"sender": "maria@agency.example"}, "agency's own side"),
        ({"date": "Sat, 21 Nov 2026 09:00:00 +0200"}, "still to come"),
        ({"date": "Fri, 13 Nov 2026 09:00:00 +0200"}, "older than the move"),
    ],
)
def test_our_own_side_agrees_to_nothing_nor_does_another_time(
    made: Made,
    key: Path,
    tmp_path: Path,
    portalgen: Portalgen,
    keywords: dict[str, str],
    reason: str,
) -> None:
    file = received(tmp_path, signed(mail(subjects(made)["agree"], **keywords)))
    run = portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    assert (run.code, reason in run.err) == (1, True)


def test_a_folder_and_a_mailbox_are_taken_mail_by_mail(
    made: Made, key: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    links = subjects(made)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.eml").write_bytes(signed(mail(links["agree"])))
    reply = signed(mail(links["reply"], text="Here.")).replace(b"\r\n", b"\n")
    spam = b"From: eve@elsewhere.example\nSubject: Win\nDate: Fri, 20 Nov 2026 09:00:00 +0200\n\nNow\n"
    (inbox / "b.mbox").write_bytes(
        b"From timo\n" + reply + b"\nFrom eve\n" + spam + b"\n"
    )
    (inbox / "notes.txt").write_text("no mail")
    dry = portalgen("agree", str(inbox), "--dkim-key", str(key), "--dry-run", cwd=made.top)  # fmt: skip
    assert "written to" not in dry.out
    run = portalgen("agree", str(inbox), "--dkim-key", str(key), cwd=made.top)
    assert run.code == 1  # one of the three is refused
    assert run.out.count("written to") == 2
    assert "mail 2: refused" in run.err
    found = dossier_of(made).findings.projects["webshop"]
    assert found.promise("launch").agreed_by == "timo"
    assert found.asks == ()


def test_the_record_goes_on_with_the_mails_digest_and_domain(
    made: Made, key: Path, tmp_path: Path, portalgen: Portalgen
) -> None:
    file = received(tmp_path, signed(mail(subjects(made)["agree"])))
    portalgen("agree", str(file), "--dkim-key", str(key), cwd=made.top)
    made.commit({}, at="2026-11-20T11:00:00Z")
    run = portalgen("build", "--as-of", str(SAMPLE_DAY), cwd=made.top)
    assert run.code == 0, run.err
    ledger = json.loads((made.top / "site/acme/ledger.json").read_text("utf-8"))
    agreed = [each for each in ledger["entries"] if each["kind"] == "agreed"]
    assert [each["evidence"]["domain"] for each in agreed] == ["acme.example"]
    site = made.top / "site" / "acme"
    assert not list(site.rglob("*.eml"))
    assert (
        portalgen(
            "verify",
            str(site),
            "--projects",
            "projects",
            "--as-of",
            str(SAMPLE_DAY),
            cwd=made.top,
        ).code
        == 0
    )
