"""portalgen new on real folders: what it writes, what it leaves alone, and how it ends."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.odd_project import PROJECT, changed_lines, lines
from tests.kit.commands.workspaces import GOOD, contents, make

DAY = "2026-06-10"

SAMPLE_NOON = "1795176000"  # 2026-11-20, 12:00 UTC

pytestmark = pytest.mark.usefixtures("noon")

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
    odd: Path, portalgen: Portalgen, kind: str, codes: Callable[[Path], list[str]]
) -> None:
    before = contents(odd)
    run = portalgen("new", kind, "acme/webshop", *NEW[kind], cwd=odd)
    assert run.code == 0, run.err
    after = contents(odd)
    assert [path for path in after if after[path] != before.get(path)] == [PROJECT]
    went, came = changed_lines(before[PROJECT], after[PROJECT])
    assert went == lines(ADDED[kind][0])
    assert came == lines(ADDED[kind][1])
    assert codes(odd) == []


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


def test_a_workspace_grows_from_nothing(
    tmp_path: Path, portalgen: Portalgen, codes: Callable[[Path], list[str]]
) -> None:
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
    assert codes(tmp_path) == []
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


def test_a_new_client_is_told_what_its_name_means_for_the_others(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    update = "---\nheadline: As we did for Nova\nquiet: true\n---\n"
    files = GOOD | {"projects/acme/webshop/updates/2026-05-29.md": update}
    workspace = make(tmp_path, files)
    nova = portalgen("new", "client", "--name", "Nova Oy", cwd=workspace)
    assert nova.code == 0
    assert "projects/acme/webshop/updates/2026-05-29.md:2:25: error[PG310]" in nova.err
    card = portalgen("new", "client", "--name", "Card", cwd=workspace)
    assert "projects/card/client.yml" in card.err
    assert "warning[PG512] Card is a word that portals say anyway" in card.err
    birch = portalgen("new", "client", "--name", "Birch Oy", cwd=workspace)
    assert (birch.code, birch.err) == (0, "")


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
