"""portalgen init, new and move on real folders: what they write, what they leave alone, and how they end."""

import difflib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from portalgen.cli import commands
from portalgen.source.files.folder import DiskFolder
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping, Scalar, Sequence
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, LEAST, contents, make
from tests.kit.files.repositories import Made, launch

DAY = "2026-06-10"
NOON = "1781092800"  # 2026-06-10, 12:00 UTC
SAMPLE_NOON = "1795176000"  # 2026-11-20, 12:00 UTC
PROJECT = "projects/acme/webshop/project.yml"
ODD = """\
\ufeff# The shop   \r
name:   "Webshop"  # working title\r
\r
milestones :\r
   -  id: launch\r
      name: 'Launch'   # the shop\r
      # promised twice\r
      promised_date:   2026-07-01\t# agreed # by phone\r
      moves:   # all of them\r
      - {to: 2026-07-01, cause: estimate, because: First.}   # first\r
          # on the phone\r
   # the next one\r
   -  {id: close, name: Close, promised_date: 2026-08-01}\r
#   - id: gone\r
risks: [ ]\t# none\r
asks:\r
- id: photos\r
  what: |\r
     Photos\r
     of all shops\r
\r
\r
# the end"""


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """Returns the lines that went and those that came, with their ends."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changes = [each for each in changes if each[0] != "equal"]
    return (
        [line for _, begin, end, _, _ in changes for line in old[begin:end]],
        [line for _, _, _, begin, end in changes for line in new[begin:end]],
    )


def lines(text: str) -> list[bytes]:
    return [line.encode() + b"\r\n" for line in text.splitlines()]


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Returns a workspace whose project is written oddly, full of comments."""
    return make(tmp_path, GOOD | {PROJECT: ODD.encode()})


def said(workspace: Path, portalgen: Portalgen) -> list[str]:
    """Returns the codes that check finds."""
    run = portalgen("check", "--format", "json", "--as-of", DAY, cwd=workspace)
    return sorted(each["code"] for each in json.loads(run.out))


# move


def test_a_move_changes_the_date_and_adds_its_record_and_no_other_byte(
    odd: Path, portalgen: Portalgen
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
    assert said(odd, portalgen) == []


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
        "  earlier than planned · on 9 June · agreed by Timo Laine",
        "  Close: expected 1 August, as promised",
    ]
    assert run.err == ""


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


# new

NEW = {
    "milestone": (
        "--name",
        "Beta: two",
        "--promised-date",
        "2026-07-10",
        "--depends-on",
        "launch",
    ),
    "risk": (
        "--name",
        "Late #1",
        "--probability",
        "3",
        "--impact",
        "Severe",
        "--review-on",
        "2026-07-01",
    ),
    "ask": (
        "--what",
        "Logo",
        "--why",
        "For: all",
        "--due-on",
        "2026-06-20",
        "--blocks",
        "launch,close",
    ),
    "change": (
        "--name",
        "Gift cards",
        "--schedule-impact-days",
        "-3",
        "--reason",
        "Sells best in December.",
    ),
}
# The days above are those of another workspace: promises and other days in the past, a risk without mitigation.
EXPECTED_OF_OLD_DAYS = {"PG403", "PG404", "PG405", "PG502", "PG505"}
ADDED = {
    "milestone": (
        "",
        '   -  {id: beta-two, name: "Beta: two", promised_date: 2026-07-10, depends_on: [launch]}',
    ),
    "risk": (
        "risks: [ ]\t# none",
        'risks:\t# none\n   - id: late-1\n     name: "Late #1"\n     probability: possible\n     impact: severe\n'
        "     raised_on: 2026-06-10\n     review_on: 2026-07-01\n     state: open",
    ),
    "ask": (
        "",
        '- id: logo\n  what: Logo\n  why: "For: all"\n  asked_on: 2026-06-10\n  due_on: 2026-06-20\n'
        "  blocks: [launch, close]",
    ),
    "change": (
        "",
        "change_requests:\n   - id: gift-cards\n     name: Gift cards\n     raised_on: 2026-06-10\n"
        "     reason: Sells best in December.\n     schedule_impact_days: -3\n     state: proposed",
    ),
}


@pytest.mark.parametrize("kind", NEW)
def test_a_new_item_adds_its_lines_and_changes_no_other_byte(
    odd: Path, portalgen: Portalgen, kind: str
) -> None:
    before = contents(odd)
    run = portalgen("new", kind, "acme/webshop", *NEW[kind], cwd=odd)
    assert run.code == 0, run.err
    after = contents(odd)
    assert [path for path in after if after[path] != before.get(path)] == [PROJECT]
    went, came = changed_lines(before[PROJECT], after[PROJECT])
    assert went == lines(ADDED[kind][0])
    assert came == lines(ADDED[kind][1])
    assert said(odd, portalgen) == []


@pytest.mark.parametrize("kind", NEW)
def test_a_new_item_of_the_sample_adds_lines_alone(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SAMPLE_NOON)
    shutil.copytree(ROOT / "projects", tmp_path / "projects")
    for project in (
        "acme/webshop",
        "acme/loyalty-app",
        "sahkola/asiakasportaali",
        "harbour/collections",
    ):
        before = contents(tmp_path)
        flags = [
            each
            for each in NEW[kind]
            if each not in {"--depends-on", "--blocks", "launch", "launch,close"}
        ]
        run = portalgen(
            "new", kind, project, *flags, "--id", f"brand-new-{kind}", cwd=tmp_path
        )
        assert run.code == 0, run.err
        after = contents(tmp_path)
        for path in after:
            assert changed_lines(before.get(path, b""), after[path])[0] == []
        assert sum(after[path] != before.get(path) for path in after) == 1
    check = portalgen(
        "check", "--format", "json", "--as-of", str(SAMPLE_DAY), cwd=tmp_path
    )
    assert {each["code"] for each in json.loads(check.out)} <= EXPECTED_OF_OLD_DAYS


def test_a_workspace_grows_from_nothing(tmp_path: Path, portalgen: Portalgen) -> None:
    (tmp_path / "projects").mkdir()
    steps = [
        ("client", "--name", "Käyttö & Co", "--language", "fi", "--currency", "EUR", "--contact-name", "Maria Virtanen",
         "--contact-email", "maria@agency.example", "--access", "public"),
        ("project", "kaytto-co", "--name", "Uusi kauppa", "--started-on", "2026-06-01"),
        ("milestone", "kaytto-co/uusi-kauppa", "--name", "Avaus", "--promised-date", "2026-09-01"),
        ("risk", "kaytto-co/uusi-kauppa", "--name", "Myöhästyminen", "--probability", "likely", "--impact", "2"),
        ("ask", "kaytto-co/uusi-kauppa", "--what", "Kuvat", "--due-on", "2026-06-20", "--blocks", "avaus"),
        ("change", "kaytto-co/uusi-kauppa", "--name", "Lahjakortit", "--cost-impact", "1200"),
        ("update", "kaytto-co/uusi-kauppa"),
    ]  # fmt: skip
    for step in steps:
        run = portalgen("new", *step, cwd=tmp_path)
        assert run.code == 0, run.err
    assert said(tmp_path, portalgen) == []
    update = (
        tmp_path / "projects/kaytto-co/uusi-kauppa/updates/2026-06-10.md"
    ).read_text(encoding="utf-8")
    assert '"Pyydetty teiltä: Kuvat (10. kesäkuuta)"' in update
    salts = [
        line
        for line in (tmp_path / "projects/kaytto-co/client.yml")
        .read_text()
        .splitlines()
        if "salt: " in line
    ]
    assert len(salts[0].split()[-1]) == 32
    run = portalgen("build", "--as-of", DAY, cwd=tmp_path)
    assert run.code == 0, run.err


def test_two_clients_have_two_salts(tmp_path: Path, portalgen: Portalgen) -> None:
    (tmp_path / "projects").mkdir()
    for name in ("One", "Two"):
        assert portalgen("new", "client", "--name", name, cwd=tmp_path).code == 0
    one, two = (
        (tmp_path / f"projects/{name}/client.yml").read_text().split()[-1]
        for name in ("one", "two")
    )
    assert one != two
    assert int(one, 16) != int(two, 16)


def test_an_update_is_never_overwritten(tmp_path: Path, portalgen: Portalgen) -> None:
    workspace = make(tmp_path, GOOD)
    assert (
        portalgen(
            "new", "update", "acme/webshop", "--headline", "One: a", cwd=workspace
        ).code
        == 0
    )
    before = contents(workspace)
    run = portalgen("new", "update", "acme/webshop", "--headline", "Two", cwd=workspace)
    assert run.code == 1
    assert f"{DAY}.md exists already: edit it there" in run.err
    assert contents(workspace) == before


def test_an_update_holds_nothing_internal_of_the_sample(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SAMPLE_NOON)
    shutil.copytree(ROOT / "projects", tmp_path / "projects")
    updates = tmp_path / "projects/acme/webshop/updates"
    shutil.rmtree(updates)
    assert portalgen("new", "update", "acme/webshop", cwd=tmp_path).code == 0
    text = (updates / "2026-11-20.md").read_text(encoding="utf-8")
    risks = (ROOT / "projects/acme/webshop/risks.yml").read_text(encoding="utf-8")
    assert "Risk raised: The bank's checks for the merchant account take longer" in text
    assert "Second developer may resign" in risks
    assert "Second developer" not in text
    assert (
        "Payment: promise moved from 6 November to 27 November (waiting for input): The merchant account"
        in text
    )


def test_nobody_can_be_told_of_an_internal_project(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, GOOD | {PROJECT: "name: W\nvisibility: internal\n"})
    run = portalgen("new", "update", "acme/webshop", cwd=workspace)
    assert run.code == 1
    assert "acme/webshop is internal or has errors" in run.err
    assert not (workspace / "projects/acme/webshop/updates").exists()


def test_on_a_terminal_a_client_is_asked_for_step_by_step(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "projects").mkdir()
    typed = [
        "Acme Oy",
        "sv",
        "fi",
        "Europe/Helsinki",
        "",
        "Maria Virtanen",
        "maria@agency.example",
        "",
        "host",
    ]
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        click.termui, "visible_prompt_func", lambda prompt: typed.pop(0)
    )
    run = portalgen("new", "client", cwd=tmp_path)
    assert run.code == 0, run.err
    assert typed == []
    assert "sv is not a language of portals" in run.out
    text = (tmp_path / "projects/acme-oy/client.yml").read_text(encoding="utf-8")
    assert "\nlanguage: fi\ntimezone: Europe/Helsinki\n# currency: GBP\n" in text
    assert "\naccess: host\n" in text


# init


def test_a_new_workspace_checks_and_builds(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    run = portalgen("init", "work", cwd=tmp_path)
    assert run.code == 0, run.err
    workspace = tmp_path / "work"
    run = portalgen("check", "--as-of", DAY, cwd=workspace)
    assert (run.code, run.out) == (0, "0 errors, 0 warnings\n")
    run = portalgen("build", "--as-of", DAY, cwd=workspace)
    assert (run.code, run.err) == (0, "")
    now = (workspace / "site/meadow-bakery/online-orders/now/index.html").read_text(
        encoding="utf-8"
    )
    assert "Launch: expected" in now
    assert "as agreed" in now


@pytest.mark.parametrize("epoch", [0, 1, 29, 59, 364])
def test_the_invented_client_is_in_good_health_whenever_it_is_written(
    tmp_path: Path, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch, epoch: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON) + epoch * 86400))
    assert portalgen("init", ".", cwd=tmp_path).code == 0
    run = portalgen("check", cwd=tmp_path)
    assert (run.code, run.out) == (0, "0 errors, 0 warnings\n")
    status = json.loads(portalgen("status", "--format", "json", cwd=tmp_path).out)
    assert [(each["health"], each["overdue_asks"]) for each in status["projects"]] == [
        ("green", 0)
    ]


def test_the_commands_of_the_page_for_project_managers_work(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    portalgen("init", ".", cwd=tmp_path)
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    move = next(line for line in page.splitlines() if line.startswith("portalgen move"))
    words = [
        part
        for at, piece in enumerate(move.split('"'))
        for part in ([piece] if at % 2 else piece.split())
    ]
    assert portalgen(*words[1:], cwd=tmp_path).code == 0
    assert (
        portalgen("new", "update", "meadow-bakery/online-orders", cwd=tmp_path).code
        == 0
    )
    assert said(tmp_path, portalgen) == [
        "PG501"
    ]  # what the data does not know of the week
    named = set(re.findall(r"portalgen ([a-z]+)", page))
    assert {"move", "new", "check", "import"} <= named <= set(commands.commands)


def test_a_new_file_names_its_schema_where_there_is_one(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, LEAST)
    (workspace / "schema").mkdir()
    assert portalgen("new", "client", "--name", "Birch", cwd=workspace).code == 0
    first = (
        (workspace / "projects/birch/client.yml")
        .read_text(encoding="utf-8")
        .partition("\n")[0]
    )
    assert first == "# yaml-language-server: $schema=../../schema/client.json"
    assert portalgen("check", cwd=workspace).code == 0


def test_nothing_is_overwritten_and_what_is_left_is_named(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    make(tmp_path, {"README.md": "mine\n", ".vscode/settings.json": "{}\n"})
    run = portalgen("init", ".", cwd=tmp_path)
    assert run.code == 1
    assert run.err.splitlines() == [
        "left as it is: README.md",
        "left as it is: .vscode/settings.json",
    ]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / ".vscode/settings.json").read_text(encoding="utf-8") == "{}\n"
    assert (tmp_path / "projects/meadow-bakery/client.yml").exists()
    before = contents(tmp_path)
    assert portalgen("init", ".", cwd=tmp_path).code == 1
    assert contents(tmp_path) == before


def test_a_workspace_with_clients_gets_no_invented_one(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    workspace = make(tmp_path, LEAST)
    run = portalgen("init", ".", cwd=workspace)
    assert run.code == 0
    assert "left out: the invented client, since there is acme" in run.out
    assert sorted(path.name for path in (workspace / "projects").iterdir()) == [
        "acme",
        "portal.yml",
    ]
    assert (workspace / ".github/workflows/publish.yml").exists()


def test_a_folder_that_is_a_file_is_wrong_usage(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    (tmp_path / "work").write_text("x")
    assert portalgen("init", "work", cwd=tmp_path).code == 2
    assert portalgen("init", "work/deeper", cwd=tmp_path).code == 1


# with a history


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
        assert (run.code, run.err) == (0, "")
    assert portalgen("check", "--as-of", DAY, cwd=made.top).code == 0
    run = portalgen("diff", "acme", "--since", "HEAD", "--as-of", DAY, cwd=made.top)
    assert (
        "Launch: promised 15 June 2026 → 15 July 2026, 30 days later (third party)"
        in run.out
    )
