"""Each folder below tests/workspaces/invalid is a workspace with one mistake; expected.txt says what check finds.

A new case is a folder named `<code>-<slug>`. `pytest tests/acceptance/test_workspaces.py --rewrite` writes what was
found as what is expected; read the difference before it is kept.
"""

import difflib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from portalgen.cli import commands
from portalgen.diagnostics import CODES
from portalgen.pipeline import build
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.csp import policy
from tests.conftest import ROOT, SAMPLE_DAY, order_for

INVALID = ROOT / "tests" / "workspaces" / "invalid"
EXPECTED = "expected.txt"
CASES = sorted(folder.name for folder in INVALID.iterdir() if folder.is_dir())
# What no folder in git can hold, or what check does not say; each is covered by the test named here.
UNIT, LEDGER = "tests/unit", "tests/unit/analysis/ledger"
COVERED_ELSEWHERE = {
    "PG101": f"{UNIT}/source/files/test_text.py::test_a_file_above_1_mib_is_not_opened",
    "PG601": f"{LEDGER}/test_redactions.py::test_a_redaction_that_names_nothing_is_told_where_it_is_wrong",
    "PG602": f"{LEDGER}/test_redactions.py::test_a_redaction_with_another_digest_is_told_at_the_digest",
    "PG603": f"{LEDGER}/test_continuity.py::test_a_changed_past_is_told_with_the_way_out",
    "PG604": f"{LEDGER}/test_continuity.py::test_a_missing_history_over_published_entries_names_the_cause_and_its_cure",
    "PG606": f"{UNIT}/analysis/checks/test_identity.py::test_a_milestone_of_a_new_id_asks_for_the_former_one",
    "PG607": f"{UNIT}/analysis/checks/test_identity.py::test_a_past_that_cannot_be_found_is_told_unless_it_is_said",
    "PG608": f"{LEDGER}/test_continuity.py::test_a_history_that_cannot_be_read_is_told_once",
    "PG420": f"{UNIT}/analysis/checks/test_back_dated.py::test_a_commit_dated_before_a_portal_that_lacks_it",
    "PG410": "tests/acceptance/test_seal.py::test_a_first_promise_that_is_rewritten_breaks_a_rule",
    "PG412": f"{UNIT}/analysis/checks/test_agreements.py::test_evidence_that_is_exchanged_is_told_and_counts_no_more",
    "PG415": f"{UNIT}/analysis/checks/test_held.py::test_a_promise_that_is_no_longer_shown_breaks_a_rule",
    "PG516": f"{UNIT}/analysis/checks/test_held.py::test_what_nobody_agreed_to_is_told_with_what_was_published",
    "PG508": "tests/acceptance/test_workspaces.py::test_a_build_without_an_address_says_so",
}


def found_in(case: Path, folder: Path) -> list[str]:
    """Returns what `portalgen check` says of a case, files named from its folder.

    It is checked as a copy: where it stands, it has this repository's own history.
    """
    workspace = Path(shutil.copytree(case, folder / case.name))
    arguments = [
        "check",
        "--projects",
        str(workspace / "projects"),
        "--as-of",
        str(SAMPLE_DAY),
        "--format",
        "json",
    ]
    result = CliRunner().invoke(
        commands, arguments, standalone_mode=False, catch_exceptions=False
    )
    said = result.output.replace(f"{workspace.as_posix()}/", "")
    return [
        f"{each['file']}:{each['line']}:{each['column']} {each['severity']}[{each['code']}] {each['message']}"
        + (f" | {each['help']}" if each["help"] else "")
        for each in json.loads(said)
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_as_expected(
    case: str, tmp_path: Path, rewrite: bool
) -> None:
    found = found_in(INVALID / case, tmp_path)
    file = INVALID / case / EXPECTED
    if rewrite:
        file.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert file.exists(), (
        f"{file.relative_to(ROOT)} is missing; write it with --rewrite"
    )
    expected = file.read_text(encoding="utf-8").splitlines()
    difference = "\n".join(
        difflib.unified_diff(expected, found, EXPECTED, "found", lineterm="", n=0)
    )
    assert found == expected, f"{case}:\n{difference}"


@pytest.mark.parametrize("case", CASES)
def test_a_case_shows_the_code_that_it_is_named_for(case: str) -> None:
    code = case.partition("-")[0]
    assert code in CODES, f"{case} is not named for a code"
    assert f"[{code}] " in (INVALID / case / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_gives_one_diagnostic_with_a_help(case: str) -> None:
    lines = (INVALID / case / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert " | " in lines[0], "a diagnostic says what to do"


def test_every_expected_file_belongs_to_a_case() -> None:
    files = {
        file.relative_to(INVALID).as_posix() for file in INVALID.rglob("expected*")
    }
    assert files == {f"{case}/{EXPECTED}" for case in CASES}


def test_every_code_has_a_case() -> None:
    shown = {case.partition("-")[0] for case in CASES}
    assert set(CODES) - shown - set(COVERED_ELSEWHERE) == set()
    assert shown & set(COVERED_ELSEWHERE) == set()


@pytest.mark.parametrize("code", sorted(COVERED_ELSEWHERE))
def test_what_is_covered_elsewhere_has_its_test(code: str) -> None:
    file, _, name = COVERED_ELSEWHERE[code].partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    body = text[text.index(f"def {name}(") :].partition("\ndef ")[0]
    assert code in body


class OnePage:
    """An engine that builds one empty page."""

    version = "stub 1"

    def build(self, staged: Path, site: Path, as_of: date) -> None:
        assert (staged / "mkdocs.yml").exists(), f"nothing is staged for {as_of}"
        head = f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
        (site / "index.html").write_text(
            f"<!doctype html><html><head>{head}</head></html>", encoding="utf-8"
        )


@pytest.mark.parametrize("portal", ["", "site_url: https://{client}.example/\n"])
def test_a_build_without_an_address_says_so(tmp_path: Path, portal: str) -> None:
    client = tmp_path / "projects" / "acme" / "client.yml"
    client.parent.mkdir(parents=True)
    client.write_text(
        "name: Acme Oy\nledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26\n",
        encoding="utf-8",
    )
    (tmp_path / "projects" / "portal.yml").write_text(portal, encoding="utf-8")
    workspace = Workspace(tmp_path / "projects")
    outcome = build(
        order_for(workspace, tmp_path / "site", None),
        read_shared(workspace),
        "acme",
        Workshop(OnePage()),
    )
    assert outcome.is_built, outcome.failure
    found = [(each.code, each.place.file) for each in outcome.diagnostics if each.place]
    assert found == ([] if portal else [("PG508", client.as_posix())])
