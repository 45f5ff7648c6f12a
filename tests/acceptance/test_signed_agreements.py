"""A client agrees by an SSH key: what it signs is of one move alone, and anything else is only stated."""

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.kit.clients.ssh_keys import public, signed
from tests.kit.commands.command_line import Portalgen, Run
from tests.kit.commands.workspaces import SALT
from tests.kit.files.repositories import Made

DAY = "2026-11-20"
CLIENT = f"""\
name: Acme
{SALT}contacts:
  - {{id: maria, name: Maria Virtanen, email: maria@agency.example, signing_keys: ["{public(9)}"]}}
  - id: timo
    name: Timo Laine
    side: client
    signing_keys: ["{public(1)} timo@acme"]
"""
PROJECT = """\
name: Webshop
milestones:
  - id: launch
    name: Launch
    promised_date: {day}
    forecast: {day}
{moves}"""
MOVES = """\
    moves:
      - {on: 2026-11-16, from: 2026-12-01, to: 2027-01-15, cause: our_fault, because: We were late.}
"""
FILE = "acme/webshop/project.yml"
DOCUMENTS = "acme/webshop/documents"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Returns a repository in which a promise moved."""
    repository = Made(tmp_path / "agency")
    first = {"acme/client.yml": CLIENT, FILE: PROJECT.format(day="2026-12-01", moves="")}  # fmt: skip
    repository.commit(first, at="2026-11-02T10:00:00Z")
    moved = PROJECT.format(day="2027-01-15", moves=MOVES)
    repository.commit({FILE: moved}, at="2026-11-16T10:00:00Z")
    return repository


def statement(made: Made, portalgen: Portalgen) -> bytes:
    """Returns what the client is told to sign."""
    run = portalgen("agree", "--statement", "acme/webshop/launch", cwd=made.top)
    assert run.code == 0, run.err
    assert "ssh-keygen -Y sign -n portalgen-agreement" in run.err
    return run.out.encode()


def given(made: Made, portalgen: Portalgen, text: bytes, signature: bytes) -> Run:
    """Gives a statement with its signature to the command."""
    file = made.top.parent / "statement.txt"
    file.write_bytes(text)
    file.with_name("statement.txt.sig").write_bytes(signature)
    return portalgen("agree", f"{file}.sig", cwd=made.top)


def built(made: Made, portalgen: Portalgen) -> dict[str, Any]:
    """Builds, and returns what status.json says of the milestone."""
    run = portalgen("build", "acme", "--as-of", DAY, cwd=made.top)
    assert run.code == 0, run.err
    status = json.loads((made.top / "site/acme/status.json").read_bytes())
    found: dict[str, Any] = status["projects"][0]["milestones"][0]
    return found


def page(made: Made, name: str) -> str:
    text = (made.top / f"site/acme/webshop/{name}/index.html").read_text("utf-8")
    plain = re.sub("<[^>]+>", "", text)
    return " ".join(plain.replace("\xa0", " ").split())


def test_what_the_clients_key_signed_is_its_own_agreement(
    made: Made, portalgen: Portalgen
) -> None:
    assert built(made, portalgen)["agreed_by_client"] is False
    text = statement(made, portalgen)
    run = given(made, portalgen, text, signed(text))
    assert run.code == 0, run.err
    assert "timo signed for 2026-12-01 -> 2027-01-15 of Launch with SHA256:" in run.out
    names = sorted(each.name for each in (made.projects / DOCUMENTS).iterdir())
    assert names == ["agreement-launch-3.txt", "agreement-launch-3.txt.sig"]
    made.commit({}, at="2026-11-20T10:00:00Z")
    assert built(made, portalgen)["agreed_by_client"] is True
    dates = page(made, "dates")
    fingerprint = re.search(r"SHA256:[\w+/]{43}", run.out)
    assert fingerprint
    assert f"agreed by Timo Laine · signed with the key {fingerprint[0]}" in dates
    assert f"Timo Laine, who signs with {fingerprint[0]}" in page(made, "how")
    ledger = json.loads((made.top / "site/acme/ledger.json").read_bytes())
    (proof,) = [each["evidence"] for each in ledger["entries"] if "evidence" in each]
    assert (proof["kind"], len(proof["key"])) == ("signature", 64)
    run = portalgen("check", "--as-of", DAY, cwd=made.top)
    assert "PG421" not in run.out
    again = given(made, portalgen, text, signed(text))
    assert "written down already" in again.out


def test_the_evidence_has_the_signature_and_what_it_is_over(
    made: Made, portalgen: Portalgen
) -> None:
    text = statement(made, portalgen)
    given(made, portalgen, text, signed(text))
    made.commit({}, at="2026-11-20T10:00:00Z")
    built(made, portalgen)
    file = made.top / "e.zip"
    run = portalgen("evidence", "acme/webshop", "--as-of", DAY, "--out", str(file), cwd=made.top)  # fmt: skip
    assert run.code == 0, run.err
    shutil.unpack_archive(file, made.top / "e")
    exhibits = sorted((made.top / "e/acme-webshop-evidence/exhibits").iterdir())
    assert [each.read_bytes() for each in exhibits] == [signed(text), text]


@pytest.mark.parametrize(
    ("change", "seed", "says"),
    [
        (("2027-01-15", "2026-12-08"), 1, "the record has no such move"),
        (("entry: 3", "entry: 2"), 1, "the record has no such move"),
        (("client: acme", "client: acne"), 1, "no client is called acne"),
        (("project: webshop", "project: other"), 1, "no project called other"),
        (("I agree", "I think"), 1, "is no statement"),
        (None, 2, "is nobody's key"),
        (None, 9, "is nobody's key"),
    ],
)
def test_what_was_signed_for_something_else_or_by_somebody_else_is_refused(
    made: Made,
    portalgen: Portalgen,
    change: tuple[str, str] | None,
    seed: int,
    says: str,
) -> None:
    text = statement(made, portalgen)
    if change:
        text = text.replace(change[0].encode(), change[1].encode())
    before = (made.projects / FILE).read_bytes()
    run = given(made, portalgen, text, signed(text, seed))
    assert run.code == 1
    assert says in run.err
    assert (made.projects / FILE).read_bytes() == before
    assert not (made.projects / DOCUMENTS).exists()


def by_hand(made: Made, text: bytes, signature: bytes, by: str = "timo") -> None:
    """Writes an agreement as somebody would who does not use the command."""
    digest = sha256(signature).hexdigest()
    agreed = (
        f"agreed_by: {by}, evidence: {{signature: own.txt.sig, sha256: {digest}}}}}"
    )
    moves = MOVES.replace("}", f", {agreed}")
    made.write({
        FILE: PROJECT.format(day="2027-01-15", moves=moves),
        f"{DOCUMENTS}/own.txt": text,
        f"{DOCUMENTS}/own.txt.sig": signature,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("tampered", "the statement is another one"),
        ("another key", "is no signing key of the client's side"),
        ("the agency's own key", "is no signing key of the client's side"),
        ("another namespace", "not signed with -n"),
        ("another move", "it was signed for another move"),
        ("no statement", "is no signing key of the client's side, or its text"),
    ],
)
def test_what_does_not_hold_is_told_at_its_place(
    made: Made, portalgen: Portalgen, case: str, says: str
) -> None:
    text = statement(made, portalgen)
    other = text.replace(b"entry: 3", b"entry: 2")
    written = {
        "tampered": (other, signed(text)),
        "another key": (text, signed(text, 2)),
        "the agency's own key": (text, signed(text, 9)),
        "another namespace": (text, signed(text, 1, "file")),
        "another move": (other, signed(other)),
        "no statement": (b"I agree to all.\n", signed(b"I agree to all.\n")),
    }
    by_hand(made, *written[case])
    run = portalgen("check", "--as-of", DAY, cwd=made.top)
    assert run.code == 1
    (told,) = [line for line in run.out.splitlines() if "PG421" in line]
    assert "project.yml:8:" in told
    assert says in told


def test_what_does_not_hold_is_shown_as_stated(
    made: Made, portalgen: Portalgen
) -> None:
    text = statement(made, portalgen)
    other = text.replace(b"entry: 3", b"entry: 2")
    by_hand(made, other, signed(other))
    made.commit({}, at="2026-11-20T10:00:00Z")
    assert built(made, portalgen)["agreed_by_client"] is False
    assert "agreed by Timo Laine, as stated by" in page(made, "dates")


def test_a_signature_of_one_serves_nobody_else(
    made: Made, portalgen: Portalgen
) -> None:
    text = statement(made, portalgen)
    made.write({"acme/client.yml": f"{CLIENT}  - {{id: lucy, name: Lucy Marsh, side: client}}\n"})  # fmt: skip
    by_hand(made, text, signed(text), by="lucy")
    run = portalgen("check", "--as-of", DAY, cwd=made.top)
    assert "it was not signed by lucy" in run.out


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("acme/webshop/lunch", "did you mean launch"),
        ("acme/webshop", "name a milestone"),
        ("acme/shop/launch", "did you mean webshop"),
    ],
)
def test_only_a_move_on_record_can_be_signed(
    made: Made, portalgen: Portalgen, about: str, says: str
) -> None:
    run = portalgen("agree", "--statement", about, cwd=made.top)
    assert (run.code, run.out) == (2, "")
    assert says in run.err


def test_a_move_that_is_not_committed_cannot_be_signed(
    made: Made, portalgen: Portalgen
) -> None:
    made.git("checkout", "-q", "HEAD~1")
    made.write({FILE: PROJECT.format(day="2027-01-15", moves=MOVES)})
    run = portalgen("agree", "--statement", "acme/webshop/launch", cwd=made.top)
    assert (run.code, run.out) == (2, "")
    assert "commit it first" in run.err


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen")
def test_ssh_keygen_agrees_on_what_holds(
    made: Made, portalgen: Portalgen, tmp_path: Path
) -> None:
    text = statement(made, portalgen)
    signature = tmp_path / "kept.sig"
    signature.write_bytes(signed(text))
    signers = tmp_path / "signers"
    signers.write_text(f"timo {public(1)}\n", encoding="ascii")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "timo", "-n", "portalgen-agreement", "-s", signature],
        input=text,
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
