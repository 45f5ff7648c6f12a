"""The record through ordinary git: merges, renames, moves, and histories that cannot be read."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.files.repositories import Made, launch

FILE = "acme/webshop/milestones.yml"
CLIENT = "name: Acme\nledger_salt: 5f1c0000000000000000000000000000\n"
DAY = ("--as-of", "2026-08-01")
UPDATE = (
    "---\nheadline: All well\ndone: none\nresults: none\nwhy: none\nnext: none\n---\n"
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    (made.top / ".gitignore").write_text("site/\n.portalgen/\n")
    made.write(
        {
            "acme/client.yml": CLIENT,
            "acme/webshop/project.yml": "name: Webshop\nstarted_on: 2026-03-01\n",
            "acme/webshop/updates/2026-07-31.md": UPDATE,
        }
    )
    made.commit(
        {FILE: launch("2026-12-15", "forecast: 2026-12-15")}, at="2026-03-02T10:00:00Z"
    )
    return made


def of_site(made: Made, name: str) -> dict[str, Any]:
    path = made.top / "site/acme" / name
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def page(made: Made, name: str) -> str:
    path = made.top / "site/acme" / name / "index.html"
    return path.read_text(encoding="utf-8")


def status(made: Made) -> dict[str, Any]:
    project: dict[str, Any] = of_site(made, "status.json")["projects"][0]
    return project


# Merges


def merged(made: Made, message: str) -> None:
    """Merges what was published last into somebody's own work of a day before, and pushes that."""
    made.branch("own", "HEAD~1")
    made.commit({"acme/app/project.yml": "name: App\n"}, at="2026-03-15T10:00:00Z")
    made.git("merge", "-q", "-m", message, "main", at="2026-03-20T10:00:00Z")
    made.git("branch", "-f", "main", "HEAD")
    made.git("checkout", "-q", "main")


@pytest.mark.parametrize(
    "message", ["Merge branch 'main' of ../all", "as my hand wrote it"]
)
def test_a_merge_of_what_was_published_goes_on_whatever_its_message(
    made: Made, portalgen: Portalgen, message: str
) -> None:
    made.commit({FILE: launch("2026-11-30")}, at="2026-03-16T10:00:00Z")
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    before = of_site(made, "ledger.json")["entries"]
    assert of_site(made, "seal.json")["commit"] == made.git("rev-parse", "HEAD")
    merged(made, message)
    check = portalgen("check", *DAY, cwd=made.top)
    assert "PG603" not in check.out
    build = portalgen("build", *DAY, cwd=made.top)
    assert build.code == 0, build.err
    assert of_site(made, "ledger.json")["entries"] == before
    verify = portalgen("verify", "site/acme", "--projects", "projects", cwd=made.top)
    assert verify.code == 0, verify.err
    made.commit({FILE: launch("2026-11-29")}, at="2026-03-23T10:00:00Z")
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    assert of_site(made, "ledger.json")["entries"][: len(before)] == before


def test_a_seal_of_old_is_continued_along_the_line_that_it_was_made_from(
    made: Made, portalgen: Portalgen
) -> None:
    made.commit({FILE: launch("2026-11-30")}, at="2026-03-16T10:00:00Z")
    merged(made, "merged by hand")
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    before = of_site(made, "seal.json")
    assert [each["recorded_on"] for each in of_site(made, "ledger.json")["entries"]][
        -1
    ] == "2026-03-20"
    made.git("commit", "-q", "--amend", "-m", "Merge branch 'main' into own", at="2026-03-20T10:00:00Z")  # fmt: skip
    del before["commit"]
    (made.top / "site/acme/seal.json").write_text(json.dumps(before))
    build = portalgen("build", *DAY, cwd=made.top)
    assert build.code == 0, build.err
    assert of_site(made, "seal.json")["head"] == before["head"]


def test_check_sees_what_a_build_would_refuse(made: Made, portalgen: Portalgen) -> None:
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    made.git("commit", "-q", "--amend", "-m", "m", at="2026-03-05T10:00:00Z")
    check = portalgen("check", *DAY, cwd=made.top)
    assert (check.code, "error[PG603]" in check.out) == (1, True)
    shutil.move(made.top / "site", made.top / "published")
    assert portalgen("check", *DAY, cwd=made.top).code == 0
    for option in ("--out", "--previous-seal"):
        check = portalgen("check", *DAY, option, "published", cwd=made.top)
        assert (check.code, "error[PG603]" in check.out) == (1, True)
    (made.top / "published/acme/seal.json").write_text("{")
    check = portalgen("check", *DAY, "--out", "published", cwd=made.top)
    assert (check.code, "damaged" in check.err) == (1, True)


# Renames


def test_a_milestone_that_is_renamed_without_a_word_is_not_published_until_it_is_said(
    made: Made, portalgen: Portalgen
) -> None:
    renamed = "milestones:\n  - {{id: go-live, name: Launch, promised_date: 2027-02-15, forecast: 2027-02-15{}}}\n"
    made.write({FILE: renamed.format("")})
    check = portalgen("check", *DAY, cwd=made.top)
    assert check.code == 1
    assert f"{FILE}:2:5: error[PG606]" in check.out
    made.commit({}, at="2026-04-01T10:00:00Z")
    build = portalgen("build", *DAY, cwd=made.top)
    assert (build.code, "error[PG606]" in build.err) == (1, True)
    made.commit({FILE: renamed.format(", formerly: [launch]")}, at="2026-04-09T10:00:00Z")  # fmt: skip
    build = portalgen("build", *DAY, cwd=made.top)
    assert build.code == 0, build.err
    found = status(made)
    assert found["milestones"][0]["first_promise"] == "2026-12-15"
    assert found["health"] == "red"
    assert "as first promised" not in found["verdict"]
    assert len(of_site(made, "ledger.json")["entries"]) == 5


def test_what_was_dropped_and_not_renamed_is_said_to_the_client(
    made: Made, portalgen: Portalgen
) -> None:
    made.commit(
        {FILE: "milestones:\n  - {id: go-live, name: Launch, promised_date: 2027-02-15}\n"}
    )  # fmt: skip
    removal = "{project: webshop, milestone: launch, on: 2026-04-01, because: The shop stays closed}"
    made.write({"acme/ledger.yml": f"removals: [{removal}]\n"})
    assert portalgen("check", *DAY, cwd=made.top).code == 0
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    assert "The shop stays closed" in page(made, "webshop/dates")


def test_a_client_s_folder_that_is_renamed_asks_for_the_former_one(
    made: Made, portalgen: Portalgen
) -> None:
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    made.git("mv", "projects/acme", "projects/acme-oy")
    for _ in range(2):
        check = portalgen("check", *DAY, cwd=made.top)
        assert (check.code, "formerly: [acme]" in check.out) == (1, True)
        made.commit({}, at="2026-04-01T10:00:00Z")
    made.write({"acme-oy/client.yml": f"{CLIENT}formerly: [acme]\n"})
    assert portalgen("check", *DAY, cwd=made.top).code == 0
    build = portalgen("build", *DAY, cwd=made.top)
    assert (build.code, "commit client.yml" in build.err) == (1, True)
    made.commit({}, at="2026-04-02T10:00:00Z")
    assert portalgen("check", *DAY, cwd=made.top).code == 0
    assert portalgen("build", *DAY, "--out", "other", cwd=made.top).code == 0
    made.write(
        {"acme-oy/client.yml": f"{CLIENT}formerly: [acme]\n".replace("5f", "6a")}
    )
    made.commit({}, at="2026-04-03T10:00:00Z")
    build = portalgen("build", *DAY, cwd=made.top)
    assert (build.code, "error[PG603]" in build.err) == (1, True)


# Histories that cannot be read

SAID = {"en": "could not be read", "fi": "ei voitu lukea"}


@pytest.mark.parametrize("language", SAID)
def test_a_portal_without_its_history_does_not_say_what_only_that_tells(
    made: Made, tmp_path: Path, portalgen: Portalgen, language: str
) -> None:
    made.commit({"acme/client.yml": f"{CLIENT}language: {language}\n"})
    made.commit({FILE: launch("2027-01-15", "forecast: 2026-12-15")})
    cut = Made(tmp_path / "cut", begin=False)
    made.git("clone", "-q", "--depth=1", made.top.as_uri(), str(cut.top))
    check = portalgen("check", *DAY, cwd=cut.top)
    assert "warning[PG608]" in check.out
    assert "git fetch --unshallow" in check.out
    build = portalgen("build", *DAY, cwd=cut.top)
    assert (build.code, "warning[PG608]" in build.err) == (0, True)
    found = status(cut)
    assert found["milestones"][0]["first_promise"] is None
    assert found["health"] == "grey"
    said = SAID[language]
    for name in ("webshop/now", "webshop/dates"):
        assert said in page(cut, name)
        assert "2027-01-15" in page(cut, name)


def test_where_git_refuses_the_true_cause_is_named_with_a_seal_too(
    made: Made, portalgen: Portalgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert portalgen("build", *DAY, cwd=made.top).code == 0
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    check = portalgen("check", *DAY, cwd=made.top)
    assert "warning[PG608]" in check.out
    build = portalgen("build", *DAY, cwd=made.top)
    assert (build.code, "error[PG604]" in build.err) == (1, True)
    assert build.err.count("safe.directory") == 2
    assert "fetch-depth" not in build.err


def test_a_folder_without_git_is_no_reason_to_shout(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    assert portalgen("init", "fresh", cwd=tmp_path).code == 0
    check = portalgen("check", cwd=tmp_path / "fresh")
    assert check.code == 0
    assert "PG608" not in check.out + check.err
    assert check.err == "no date is on record yet: this is not a git repository\n"
    check = portalgen("check", "--format", "json", cwd=tmp_path / "fresh")
    assert (check.out.strip(), check.err) == ("[]", "")
