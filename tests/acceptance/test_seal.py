"""A published ledger is continued or the build stops: the seal of the last portal guards every date."""

import json
import shutil
from pathlib import Path

import pytest

from portalgen.model.record.seal import NO_HEAD
from tests.conftest import SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.files.repositories import Made, launch

DAY = ("--as-of", "2026-08-01")
FILE = "acme/webshop/milestones.yml"
CLIENT = "name: Acme\nledger_salt: 5f1c0000000000000000000000000000\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    workspace = Made(tmp_path / "workspace")
    workspace.write(
        {"acme/client.yml": CLIENT, "acme/webshop/project.yml": "name: Webshop\n"}
    )
    workspace.commit({FILE: launch("2026-06-15")}, at="2026-03-02T10:00:00Z")
    workspace.commit({FILE: launch("2026-07-15")}, at="2026-03-09T10:00:00Z")
    return workspace


def published(workspace: Made, name: str = "site") -> dict[str, object]:
    found: dict[str, object] = json.loads(
        (workspace.top / name / "acme" / "seal.json").read_text(encoding="utf-8")
    )
    return found


def test_a_portal_is_sealed_with_its_ledger_s_head(
    made: Made, portalgen: Portalgen
) -> None:
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    ledger = json.loads(
        (made.top / "site" / "acme" / "ledger.json").read_text(encoding="utf-8")
    )
    assert [each["kind"] for each in ledger["entries"]] == ["promised", "moved"]
    assert [each["explained"] for each in ledger["entries"]] == [None, False]
    seal = published(made)
    assert (
        (seal["n"], seal["head"])
        == (2, ledger["head"])
        == (2, ledger["entries"][-1]["hash"])
    )


def test_new_commits_go_on_from_the_seal(made: Made, portalgen: Portalgen) -> None:
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    made.commit({FILE: launch("2026-09-15")}, at="2026-03-16T10:00:00Z")
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    assert published(made)["n"] == 3


def test_an_edit_that_is_not_committed_is_shown_and_not_sealed(
    made: Made, portalgen: Portalgen
) -> None:
    made.write({FILE: launch("2026-10-15")})
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    assert published(made)["n"] == 2
    page = (made.top / "site" / "acme" / "webshop" / "dates" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "not yet recorded" in page
    assert "2026-10-15" not in (made.top / "site" / "acme" / "ledger.json").read_text(
        encoding="utf-8"
    )


@pytest.fixture
def rewritten(made: Made, portalgen: Portalgen) -> Made:
    """A history that was rewritten after it was published: the move is gone, and the last date was always there."""
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    made.git("reset", "-q", "--hard", "HEAD~1")
    made.write({FILE: launch("2026-07-15")})
    made.git("add", "-A")
    made.git(
        "commit",
        "-q",
        "--amend",
        "-m",
        "as if nothing had happened",
        at="2026-03-02T10:00:00Z",
    )
    return made


def test_a_rewritten_past_is_not_published_and_the_last_good_site_stays(
    rewritten: Made, portalgen: Portalgen
) -> None:
    before = published(rewritten)
    run = portalgen("build", *DAY, cwd=rewritten.top)
    assert run.code == 1
    assert "error[PG603]" in run.err
    assert "acme: not built" in run.err
    assert published(rewritten) == before


def test_a_restart_that_names_the_sealed_head_is_the_only_way_past_it(
    rewritten: Made, portalgen: Portalgen
) -> None:
    because = "The repository was moved and its history began anew."
    restart = "restarts: [{{on: 2026-04-01, because: {}, previous: {}}}]\n"
    rewritten.commit(
        {"acme/ledger.yml": restart.format(because, "0" * 64)},
        at="2026-04-01T10:00:00Z",
    )
    assert portalgen("build", *DAY, cwd=rewritten.top).code == 1
    head = published(rewritten)["head"]
    rewritten.commit(
        {"acme/ledger.yml": restart.format(because, head)}, at="2026-04-02T10:00:00Z"
    )
    run = portalgen("build", *DAY, cwd=rewritten.top)
    assert run.code == 0, run.err
    page = (
        rewritten.top / "site" / "acme" / "webshop" / "dates" / "index.html"
    ).read_text(encoding="utf-8")
    assert because in page


def test_a_shallow_clone_over_a_published_history_names_fetch_depth(
    made: Made, tmp_path: Path, portalgen: Portalgen
) -> None:
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    made.git(
        "clone", "-q", "--depth", "1", made.top.as_uri(), str(tmp_path / "shallow")
    )
    run = portalgen(
        "build",
        *DAY,
        "--previous-seal",
        str(made.top / "site"),
        cwd=tmp_path / "shallow",
    )
    assert run.code == 1
    assert "error[PG604]" in run.err
    assert "fetch-depth: 0" in run.err


def test_without_git_a_portal_says_that_its_history_is_not_available(
    made: Made, tmp_path: Path, portalgen: Portalgen
) -> None:
    shutil.copytree(made.projects, tmp_path / "plain" / "projects")
    assert portalgen("build", *DAY, cwd=tmp_path / "plain").code == 0
    site = tmp_path / "plain" / "site" / "acme"
    assert (
        json.loads((site / "seal.json").read_text(encoding="utf-8"))["head"] == NO_HEAD
    )
    assert "The history is not available here" in (
        site / "webshop/dates/index.html"
    ).read_text(encoding="utf-8")


def test_a_seal_that_cannot_be_read_is_not_taken_for_none(
    made: Made, tmp_path: Path, portalgen: Portalgen
) -> None:
    damaged = tmp_path / "seal.json"
    damaged.write_text("{}")
    run = portalgen("build", *DAY, "--previous-seal", str(damaged), cwd=made.top)
    assert run.code == 1
    assert "damaged" in run.err


def test_a_redaction_takes_a_text_out_and_changes_no_hash(
    made: Made, portalgen: Portalgen
) -> None:
    moves = "moves: [{from: 2026-07-15, to: 2026-09-15, cause: third_party, because: Told by Pekka}]"
    made.commit({FILE: launch("2026-09-15", moves)}, at="2026-03-16T10:00:00Z")
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    path = made.top / "site" / "acme" / "ledger.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    digest = before["entries"][2]["texts"]["because"]
    made.commit(
        {FILE: launch("2026-09-15", moves.replace("Pekka", "phone"))},
        at="2026-03-17T10:00:00Z",
    )
    redaction = f"redactions: [{{entry: 3, field: because, on: 2026-03-17, reason: personal data, digest: {digest}}}]\n"
    made.commit({"acme/ledger.yml": redaction}, at="2026-03-17T11:00:00Z")
    run = portalgen("build", *DAY, cwd=made.top)
    assert run.code == 0, run.err
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["entries"][:3] == before["entries"]
    assert "Pekka" not in path.read_text(encoding="utf-8")
    run = portalgen("build", "--as-of", str(SAMPLE_DAY), cwd=made.top)
    assert run.code == 0, run.err


def test_a_move_without_a_cause_fails_a_check_and_is_published_as_unexplained(
    made: Made, portalgen: Portalgen
) -> None:
    check = portalgen("check", *DAY, cwd=made.top)
    assert check.code == 1
    assert (
        "error[PG401] the promise moved from 2026-06-15 to 2026-07-15 on 2026-03-09, and no move"
        in check.out
    )
    build = portalgen("build", *DAY, cwd=made.top)
    assert build.code == 0
    assert "warning[PG401]" in build.err
    page = (made.top / "site" / "acme" / "webshop" / "dates" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "No reason is given." in page
    made.write({"portal.yml": "rules: {unexplained_moves: warning}\n"})
    assert portalgen("check", *DAY, cwd=made.top).code == 0


def test_a_first_promise_that_is_rewritten_breaks_a_rule(
    made: Made, portalgen: Portalgen
) -> None:
    moves = "moves: [{from: 2026-06-15, to: 2026-07-15, cause: estimate, because: Known now.}]"
    made.commit(
        {FILE: launch("2026-07-15", f"baseline_date: 2026-07-15, {moves}")},
        at="2026-03-16T10:00:00Z",
    )
    check = portalgen("check", *DAY, cwd=made.top)
    assert check.code == 1
    assert (
        "error[PG410] baseline_date was not there when the milestone was first recorded"
        in check.out
    )
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    page = (made.top / "site" / "acme" / "webshop" / "dates" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "first promise rewritten" in page
    first = json.loads(
        (made.top / "site" / "acme" / "status.json").read_text(encoding="utf-8")
    )["projects"][0]
    assert first["milestones"][0]["first_promise"] == "2026-06-15"


def test_the_day_before_by_the_clients_clock_a_project_has_no_entry_and_the_next_day_goes_on(
    made: Made, portalgen: Portalgen
) -> None:
    client = made.projects / "acme" / "client.yml"
    text = client.read_text(encoding="utf-8") + "timezone: America/Los_Angeles\n"
    files = {
        "acme/client.yml": text,
        "acme/secret/project.yml": "name: The hidden plan\nlive_from: 2026-09-01\n"
        "milestones: [{id: plan, name: Plan, promised_date: 2026-12-01}]\n",
    }
    # Two in the morning of the first of September by UTC, and still August in California.
    made.commit(files, at="2026-09-01T02:00:00Z")
    assert portalgen("build", "--as-of", "2026-08-31", cwd=made.top).code == 0
    ledger = made.top / "site" / "acme" / "ledger.json"
    before = json.loads(ledger.read_text(encoding="utf-8"))["entries"]
    assert {each["project"] for each in before} == {"webshop"}
    assert portalgen("build", "--as-of", "2026-09-01", cwd=made.top).code == 0
    after = json.loads(ledger.read_text(encoding="utf-8"))["entries"]
    assert after[: len(before)] == before
    assert {each["project"] for each in after} == {"secret", "webshop"}


def test_a_project_is_not_published_before_its_day(
    made: Made, portalgen: Portalgen
) -> None:
    draft = "name: The hidden plan\nlive_from: 2026-09-01\n"
    made.commit({"acme/secret/project.yml": draft}, at="2026-03-16T10:00:00Z")
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    assert not (made.top / "site" / "acme" / "secret").exists()
    assert portalgen("build", "--as-of", "2026-09-01", cwd=made.top).code == 0
    assert (made.top / "site" / "acme" / "secret" / "now" / "index.html").exists()
