"""portalgen move on real folders: what it writes, what it leaves alone, and how it ends."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from portalgen.source.files.folder import DiskFolder
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping, Scalar, Sequence
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.odd_project import ODD, PROJECT, changed_lines, lines
from tests.kit.commands.workspaces import GOOD, contents, make
from tests.kit.files.repositories import Made, launch

DAY = "2026-06-10"

SAMPLE_NOON = "1795176000"  # 2026-11-20, 12:00 UTC

pytestmark = pytest.mark.usefixtures("noon")


def test_a_move_changes_the_date_and_adds_its_record_and_no_other_byte(
    odd: Path, portalgen: Portalgen, codes: Callable[[Path], list[str]]
) -> None:
    run = portalgen(
        "move",
        "acme/webshop",
        "launch",
        "2026-07-15",
        "--cause",
        "client wait",
        "--because",
        "Photos: late",
        cwd=odd,
    )
    assert run.code == 0, run.err
    went, came = changed_lines(ODD.encode(), (odd / PROJECT).read_bytes())
    assert went == lines("      promised_date:   2026-07-01\t# agreed # by phone")
    assert came == lines(
        "      promised_date:   2026-07-15\t# agreed # by phone\n"
        '      - {on: 2026-06-10, from: 2026-07-01, to: 2026-07-15, cause: client_wait, because: "Photos: late"}'
    )
    assert (odd / PROJECT).read_bytes().endswith(b"\r\n# the end")
    assert codes(odd) == []


def test_a_move_says_what_the_client_will_read(odd: Path, portalgen: Portalgen) -> None:
    run = portalgen(
        *("move", "acme/webshop", "launch", "2026-06-24", "--cause", "early", "--because", "Done before."),
        *("--agreed-by", "Timo Laine", "--on", "2026-06-09"), cwd=odd,
    )  # fmt: skip
    assert run.out.replace("\xa0", " ").splitlines() == [
        "Launch: 1 July -> 24 June, 7 days earlier",
        f"  written to {PROJECT}",
        "The client will read:",
        "  1 July → 24 June −7 days",
        "  Done before.",
        "  earlier than planned · on 9 June · agreed by Timo Laine, as stated by Northlight · Confirm · Object",
        "  Close: expected 1 August, as promised",
    ]
    assert "warning[PG513] Timo Laine is no contact of the client's side" in run.err


def test_a_forecast_stays_and_is_named_unless_it_is_given(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    forecast = "{from: 2026-07-01, to: 2026-07-09}"
    text = f"name: W\nmilestones:\n  - {{id: a, name: A, promised_date: 2026-07-01, forecast: {forecast}}}\n"
    workspace = make(tmp_path, GOOD | {PROJECT: text})
    to_follow = ("--cause", "to_follow")
    run = portalgen(
        "move", "acme/webshop", "a", "2026-07-08", *to_follow, cwd=workspace
    )
    assert "The forecast stays 1 July to 9 July; --forecast DATE changes it." in run.out
    run = portalgen(
        "move",
        "acme/webshop",
        "a",
        "2026-07-10",
        *to_follow,
        "--forecast",
        "2026-07-10",
        cwd=workspace,
    )
    assert "forecast stays" not in run.out
    assert "forecast: 2026-07-10, moves:" in (workspace / PROJECT).read_text(
        encoding="utf-8"
    )


def test_a_form_may_pass_all_its_fields_empty_ones_too(
    odd: Path, portalgen: Portalgen
) -> None:
    empty = [
        part
        for flag in ("--agreed-by", "--change-request", "--on", "--forecast")
        for part in (flag, "")
    ]
    assert portalgen(*MOVE, *empty, cwd=odd).code == 0
    record = b"{on: 2026-06-10, from: 2026-07-01, to: 2026-07-15, cause: estimate, because: x}"
    assert record in (odd / PROJECT).read_bytes()
    flags = ("--what", "Logo", "--why", "", "--due-on", "", "--blocks", "", "--id", "")
    assert portalgen("new", "ask", "acme/webshop", *flags, cwd=odd).code == 0
    assert (
        b"- id: logo\r\n  what: Logo\r\n  asked_on: 2026-06-10\r\n"
        in (odd / PROJECT).read_bytes()
    )
    assert (
        portalgen(
            "new",
            "update",
            "acme/webshop",
            "--period-end",
            "",
            "--headline",
            "",
            cwd=odd,
        ).code
        == 0
    )


def test_an_internal_milestone_moves_and_the_client_reads_nothing_of_it(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    text = "name: W\nmilestones:\n  - {id: a, name: A, promised_date: 2026-07-01, visibility: internal}\n"
    workspace = make(tmp_path, GOOD | {PROJECT: text})
    run = portalgen(
        "move", "acme/webshop", "a", "2026-07-08", "--cause", "to_follow", cwd=workspace
    )
    assert run.code == 0
    assert "The client sees nothing of it" in run.out
    assert "will read" not in run.out


def test_a_rule_that_a_move_breaks_is_told_and_the_move_is_written(
    odd: Path, portalgen: Portalgen
) -> None:
    run = portalgen(
        *("move", "acme/webshop", "launch", "2026-07-15", "--cause", "estimate", "--because", "x"),
        *("--on", "2026-06-30"), cwd=odd,
    )  # fmt: skip
    assert run.code == 0
    assert "error[PG404] 2026-06-30 lies after 2026-06-10" in run.err
    assert b"on: 2026-06-30" in (odd / PROJECT).read_bytes()


MOVE = (
    "move",
    "acme/webshop",
    "launch",
    "2026-07-15",
    "--cause",
    "estimate",
    "--because",
    "x",
)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("move", "acm/webshop", *MOVE[2:]), 2, "no client is called acm; did you mean acme?"),
        (("move", "acme/webshp", *MOVE[2:]), 2, "acme has no project called webshp; did you mean webshop?"),
        (("move", "acme/webshop", "lanch", *MOVE[3:]), 2, "no milestone called lanch; did you mean launch?"),
        ((*MOVE[:3], "2026-13-01", *MOVE[4:]), 2, "2026-13-01 is not a date"),
        ((*MOVE[:3], "2026-07-01", *MOVE[4:]), 1, "Launch is promised for 2026-07-01 already"),
        ((*MOVE[:5], "estimated", *MOVE[6:]), 2,
         "--cause: estimated is not one of the words known here; did you mean estimate?"),
        (MOVE[:4], 2, "missing: --cause"),
        (MOVE[:6], 2, "missing: --because"),
        ((*MOVE[:7], " "), 2, "missing: --because"),
        ((*MOVE, "--on", "soon"), 2, "soon is not a date"),
        ((*MOVE, "--change-request", "cr-1"), 1, "cr-1 does not exist"),
        ((*MOVE[:7], "x" * 20001), 2, "20001 characters, and at most 20000 fit a text"),
        ((*MOVE, "--projects", "nowhere"), 2, "nowhere is not a folder"),
        (("new", "client"), 2, "missing: --name"),
        (("new", "risk", "acme/webshop"), 2, "missing: --name, --probability, --impact"),
        (("new", "risk", "acme/webshop", "--no-input", "--name", "x"), 2, "missing: --probability, --impact"),
        (("new", "risk", "acme/webshop", "--name", " ", "--impact", ""), 2, "missing: --name, --probability, --impact"),
        (("new", "milestone", "acme/webshop", "--name", "x", "--promised-date", "1.7.2026"), 2, "is it 2026-07-01?"),
        (("new", "ask", "acme/webshop", "--what", "x", "--blocks", "lanch"), 1, "lanch does not exist"),
        (("new", "ask", "acme/webshop", "--what", "x", "--id", "launch"), 2, "the id launch is taken in acme/webshop"),
        (("new", "ask", "acme/webshop", "--what", "x", "--id", "A B"), 2, "--id: A B is not an id"),
        (("new", "change", "acme/webshop", "--name", "x", "--cost-impact", "5"), 1, "the client has no currency"),
        (("new", "project", "acm", "--name", "x"), 2, "no client is called acm; did you mean acme?"),
        (("new", "project", "acme", "--name", "Webshop"), 1, "there is a project called webshop already"),
        (("new", "client", "--name", "Acme"), 1, "there is a client called acme already"),
        (("new", "client", "--name", "x", "--timezone", "Helsinki"), 2, "did you mean Europe/Helsinki?"),
        (("new", "update", "acme"), 2, "acme is a client; name a project: acme/webshop"),
        (("new", "invoice", "acme/webshop"), 2, "No such command 'invoice'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    odd: Path, portalgen: Portalgen, arguments: tuple[str, ...], code: int, message: str
) -> None:
    before = contents(odd)
    run = portalgen(*arguments, cwd=odd)
    assert run.code == code
    assert message in run.err
    assert run.out == ""
    assert contents(odd) == before


def test_a_met_milestone_does_not_move(tmp_path: Path, portalgen: Portalgen) -> None:
    met = "name: W\nmilestones: [{id: launch, name: Launch, promised_date: 2026-06-01, actual_date: 2026-06-02}]\n"
    run = portalgen(*MOVE, cwd=make(tmp_path, GOOD | {PROJECT: met}))
    assert (run.code, run.err) == (
        1,
        "error: Launch was met on 2026-06-02, and what is met cannot move\n",
    )


def test_on_a_terminal_cause_and_reason_are_asked_for(
    odd: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["our fault", "We were late."]
    monkeypatch.setenv("CI", "false")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        click.termui, "visible_prompt_func", lambda prompt: typed.pop(0)
    )
    assert portalgen(*MOVE[:4], cwd=odd).code == 0
    assert b"cause: our_fault, because: We were late.}" in (odd / PROJECT).read_bytes()
    assert typed == []


def test_what_cannot_move_is_told_before_anything_is_asked(
    odd: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        click.termui, "visible_prompt_func", lambda prompt: pytest.fail(prompt)
    )
    assert portalgen("move", "acme/webshop", "lanch", "2026-07-15", cwd=odd).code == 2
    assert portalgen("move", "acme/webshop", "launch", "2026-07-01", cwd=odd).code == 1


def sample_milestones() -> Iterator[tuple[str, str, bool]]:
    """Yields the project and id of each milestone of the sample, and whether it is met."""
    folder = DiskFolder(ROOT / "projects")
    for path in sorted((ROOT / "projects").glob("*/*/*.yml")):
        tree, _ = read_keys(folder, path.relative_to(ROOT / "projects").as_posix())
        listed = tree.values.get("milestones")
        for item in listed.items if isinstance(listed, Sequence) else ():
            assert isinstance(item, Mapping)
            id_ = item.values["id"]
            assert isinstance(id_, Scalar)
            met = "actual_date" in item.values or "accepted_on" in item.values
            yield "/".join(path.parts[-3:-1]), str(id_.text), met


@pytest.mark.parametrize(("project", "milestone", "met"), list(sample_milestones()))
def test_every_milestone_of_the_sample_moves_cleanly(
    tmp_path: Path,
    portalgen: Portalgen,
    monkeypatch: pytest.MonkeyPatch,
    project: str,
    milestone: str,
    met: bool,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SAMPLE_NOON)
    client = project.partition("/")[0]
    shutil.copytree(ROOT / "projects" / client, tmp_path / "projects" / client)
    shutil.copy(ROOT / "projects" / "portal.yml", tmp_path / "projects")
    before = contents(tmp_path)
    reason = ("--cause", "our_fault", "--because", "Our mistake: we counted #3 twice.")
    run = portalgen("move", project, milestone, "2027-03-31", *reason, cwd=tmp_path)
    after = contents(tmp_path)
    if met:
        assert run.code == 1
        assert after == before
        return
    assert run.code == 0, run.err
    (path,) = (path for path in after if after[path] != before[path])
    went, came = changed_lines(before[path], after[path])
    assert [line.strip().partition(b":")[0] for line in went] in (
        [b"promised_date"],
        [],
    )
    assert {line.strip().lstrip(b"- ").partition(b":")[0] for line in came} <= {
        *(b"promised_date", b"moves", b"on", b"from", b"to", b"cause", b"because")
    }
    check = portalgen(
        "check", "--format", "json", "--as-of", str(SAMPLE_DAY), cwd=tmp_path
    )
    # Health declared before the move, and what waits for the milestone and is promised earlier now.
    assert {each["code"] for each in json.loads(check.out)} <= {
        "PG405",
        "PG502",
        "PG511",
    }


def test_what_was_broken_before_does_not_stop_a_move_and_is_named(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    broken = {"projects/acme/app/project.yml": "name: App\nstarted_on: 2026-13-01\n"}
    workspace = make(tmp_path, GOOD | broken)
    run = portalgen(*MOVE, cwd=workspace)
    assert run.code == 0
    assert (
        "Other data of acme is broken, as it was before: run portalgen check" in run.err
    )
    assert "2026-13-01" not in run.err
    assert "to: 2026-07-15" in (workspace / PROJECT).read_text(encoding="utf-8")


def test_two_moves_before_one_commit_both_count(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    made = Made(tmp_path / "workspace")
    made.write(
        {
            "acme/client.yml": "name: Acme\nledger_salt: 0f\n",
            "acme/webshop/project.yml": "name: Webshop\n",
        }
    )
    made.commit(
        {"acme/webshop/milestones.yml": launch("2026-06-15")}, at="2026-03-02T10:00:00Z"
    )
    for to, because in (
        ("2026-07-01", "Photos came late."),
        ("2026-07-15", "So did the bank."),
    ):
        reason = ("--cause", "third_party", "--because", because)
        run = portalgen("move", "acme/webshop", "launch", to, *reason, cwd=made.top)
        assert run.code == 0
        assert "PG401" not in run.err
    assert portalgen("check", "--as-of", DAY, cwd=made.top).code == 0
    run = portalgen("diff", "acme", "--since", "HEAD", "--as-of", DAY, cwd=made.top)
    assert (
        "Launch: promised 15 June 2026 → 15 July 2026, 30 days later (third party)"
        in run.out
    )
