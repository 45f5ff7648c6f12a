"""A late project that is painted green: what `check`, `diff` and the page make of it, from files in git."""

from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.files.repositories import Made

FILE = "acme/webshop/milestones.yml"
DAY = ("--as-of", "2026-08-01")
UPDATE = (
    "---\nheadline: All well\ndone: none\nresults: none\nwhy: none\nnext: none\n---\n"
)
HIDDEN = "milestones:\n  - {id: launch, name: Grand opening, promised_date: 2026-06-15, visibility: internal}\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Returns a workspace whose project is late by weeks, as it was recorded in March."""
    made = Made(tmp_path / "workspace")
    (made.top / ".gitignore").write_text("site/\n.portalgen/\n")
    made.write(
        {
            "portal.yml": "agency: {name: Northlight}\n",
            "acme/client.yml": "name: Acme\nledger_salt: 5f1c0000000000000000000000000000\n",
            "acme/webshop/project.yml": "name: Webshop\n",
        }
    )
    late = "milestones:\n  - {id: launch, name: Grand opening, promised_date: 2026-06-15}\n"
    made.commit({FILE: late}, at="2026-03-02T10:00:00Z")
    made.commit(
        {"acme/webshop/updates/2026-07-31.md": UPDATE}, at="2026-07-31T10:00:00Z"
    )
    return made


def test_a_late_milestone_that_is_deleted_is_told_without_its_name_and_stays_red(
    made: Made, portalgen: Portalgen
) -> None:
    made.write({FILE: "milestones: []\n"})
    check = portalgen("check", *DAY, cwd=made.top)
    assert (check.code, "error[PG415]" in check.out) == (1, True)
    told = portalgen("diff", *DAY, cwd=made.top).out
    gone = told.index("Grand opening is no longer shown")
    assert told.index("Call before you publish") < gone
    made.commit({}, at="2026-08-01T10:00:00Z")
    build = portalgen("build", *DAY, cwd=made.top)
    assert build.code == 0, build.err
    page = (made.top / "site/acme/index.html").read_text(encoding="utf-8")
    assert "is no longer shown, and no agreement says so" in page
    assert "Off track" in page
    assert "Grand opening" not in page


def test_a_late_milestone_that_turns_internal_breaks_the_rule_and_stays_red(
    made: Made, portalgen: Portalgen
) -> None:
    made.write({FILE: HIDDEN})
    check = portalgen("check", *DAY, cwd=made.top)
    assert (check.code, "error[PG415]" in check.out) == (1, True)
    status = portalgen("status", *DAY, "--format", "json", cwd=made.top).out
    assert '"red"' in status


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (
            {
                "acme/webshop/project.yml": "name: Webshop\ntolerance: {schedule_days: 60}\n"
            },
            "tolerance: 7 days → 60 days",
        ),
        (
            {"portal.yml": "agency: {name: Northlight}\ncadence_days: 3650\n"},
            "cadence: 7 days → 3650 days",
        ),
        (
            {
                "acme/webshop/project.yml": "name: Webshop\nstate: closed\nsince: 2026-06-01\nbecause: Done\n"
            },
            "state: active → closed",
        ),
    ],
)
def test_a_looser_term_is_told_before_a_call_and_changes_no_colour(
    made: Made, portalgen: Portalgen, files: dict[str, str | None], says: str
) -> None:
    made.write(files)
    told = portalgen("diff", *DAY, cwd=made.top).out
    assert told.index("Call before you publish") < told.index(says)
    assert "health" not in told
    assert "PG516" in portalgen("check", *DAY, cwd=made.top).out
    made.commit({}, at="2026-08-01T10:00:00Z")
    status = portalgen("status", *DAY, "--format", "json", cwd=made.top).out
    assert '"red"' in status
