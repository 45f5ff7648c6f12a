"""`build --at`: the portal as it stood on a day, held against what was published; nothing comes back."""

import json
import shutil
from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen, Run
from tests.kit.commands.publishing import FILE, SALT, Agency, agency
from tests.kit.files.repositories import launch

MARCH, APRIL, MAY = "2026-03-20", "2026-04-20", "2026-05-20"
FIRST, MOVED, LATER = "2026-06-15", "2026-09-15", "2026-12-15"
PROJECT = "acme/webshop/project.yml"


@pytest.fixture
def acme(tmp_path: Path, portalgen: Portalgen) -> Agency:
    """Returns a client that was promised a day on 2 March and another on 9 March, and has no site yet."""
    found = agency(tmp_path, portalgen)
    found.made.commit({}, at="2026-03-09T11:00:00Z")  # client.yml with its target
    return found


def at(of: Agency, day: str, *options: str) -> Run:
    return of.portalgen("build", "acme", "--at", day, *options, cwd=of.made.top)


def site_of(of: Agency, day: str) -> Path:
    return of.site.with_name(f"acme@{day}")


def now_page(of: Agency, day: str) -> str:
    return (site_of(of, day) / "index.html").read_text(encoding="utf-8")


def entries(site: Path) -> int:
    said = json.loads((site / "seal.json").read_text(encoding="utf-8"))
    count: int = said["n"]
    return count


def assert_refused(of: Agency, day: str, sentence: str) -> None:
    run = at(of, day)
    assert (run.code, run.out) == (1, ""), run.err
    assert sentence in run.err, run.err
    assert not site_of(of, day).exists()


def test_it_is_made_of_the_files_of_then_and_says_so_on_every_page(
    acme: Agency,
) -> None:
    run = at(acme, "2026-03-05")
    assert run.code == 0, run.err
    site = site_of(acme, "2026-03-05")
    pages = [page for page in site.rglob("index.html") if "assets" not in page.parts]
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "This is the portal as it stood on" in text, page
        assert "5 March 2026" in text
        assert "data-fresh-until" not in text
    assert "15 June" in now_page(acme, "2026-03-05")
    assert "15 September" not in now_page(acme, "2026-03-05")
    assert entries(site) == 1
    assert "No publication of those days is on file" in now_page(acme, "2026-03-05")
    assert not (site / "publications.json").exists()


def test_the_last_good_site_stays_and_the_next_build_goes_on_from_it(
    acme: Agency,
) -> None:
    acme.build(MARCH)
    before = (acme.site / "files.json").read_bytes()
    run = at(acme, MARCH)
    assert run.code == 0, run.err
    assert (acme.site / "files.json").read_bytes() == before
    acme.build(APRIL)


def test_it_shows_no_more_than_was_published_by_then(acme: Agency) -> None:
    acme.build(MARCH)
    acme.made.commit({FILE: launch(LATER)}, at="2026-04-01T10:00:00Z")
    run = at(acme, "2026-04-10")
    assert run.code == 0, run.err
    assert entries(site_of(acme, "2026-04-10")) == 2
    acme.build(APRIL)
    run = at(acme, "2026-04-10")
    assert run.code == 0, run.err
    assert entries(site_of(acme, "2026-04-10")) == 2
    assert "No publication of those days" not in now_page(acme, "2026-04-10")
    run = at(acme, APRIL)
    assert run.code == 0, run.err
    assert entries(site_of(acme, APRIL)) == 3


def test_a_commit_that_is_dated_back_is_not_in_it(acme: Agency) -> None:
    acme.build(APRIL)
    acme.made.commit({FILE: launch(LATER)}, at="2026-03-10T10:00:00Z")
    acme.build(MAY)
    run = at(acme, APRIL)
    assert run.code == 0, run.err
    assert "15 December" not in now_page(acme, APRIL)
    run = at(acme, MAY)
    assert run.code == 0, run.err
    assert "15 December" in now_page(acme, MAY)


def test_without_a_publication_a_commit_behind_a_later_one_is_not_in_it_either(
    acme: Agency,
) -> None:
    acme.made.commit({FILE: launch(MOVED)}, at="2026-04-01T10:00:00Z")
    acme.made.commit({FILE: launch(LATER)}, at="2026-03-10T10:00:00Z")
    run = at(acme, MARCH)
    assert run.code == 0, run.err
    assert "15 December" not in now_page(acme, MARCH)


def test_a_history_that_is_not_the_published_one_is_refused_with_both_heads(
    acme: Agency,
) -> None:
    acme.build(MARCH)
    sealed = json.loads((acme.site / "seal.json").read_text(encoding="utf-8"))
    acme.made.commit({FILE: launch(LATER)}, at="2026-03-10T10:00:00Z")
    acme.made.git("reset", "-q", "--soft", "HEAD~3")
    acme.made.git("commit", "-q", "-m", "rewritten", at="2026-03-03T10:00:00Z")
    assert_refused(acme, MARCH, "the history is not what was published")
    assert f"had 2 entries and the head {sealed['head']}" in at(acme, MARCH).err


def test_a_day_of_which_nothing_is_known_is_refused(acme: Agency) -> None:
    assert_refused(acme, "2026-03-01", "no commit was made by then")
    acme.build(MARCH)
    assert_refused(acme, "2026-03-10", "the first publication on file is that of")
    ahead = at(acme, "2090-01-01")
    assert ahead.code == 1
    assert "lies ahead" in ahead.err


def test_a_day_before_a_project_went_live_showed_nothing(acme: Agency) -> None:
    live = "name: Webshop\nlive_from: 2026-04-01\n"
    acme.made.commit({PROJECT: live}, at="2026-03-10T10:00:00Z")
    assert_refused(acme, MARCH, "nothing of acme was shown on 2026-03-20")


def test_without_a_history_there_is_nothing_to_read(
    tmp_path: Path, portalgen: Portalgen
) -> None:
    folder = tmp_path / "plain" / "projects" / "acme" / "webshop"
    folder.mkdir(parents=True)
    (folder.parent / "client.yml").write_text(f"name: Acme\n{SALT}", encoding="utf-8")
    (folder / "project.yml").write_text("name: Webshop\n", encoding="utf-8")
    run = portalgen("build", "acme", "--at", MARCH, cwd=tmp_path / "plain")
    assert run.code == 1
    assert "the history of acme is missing: this is not a git repository" in run.err


def test_what_turned_internal_since_does_not_come_back(acme: Agency) -> None:
    merger = (
        launch(MOVED) + f"  - {{id: merger, name: Globex, promised_date: {LATER}}}\n"
    )
    acme.made.commit({FILE: merger}, at="2026-03-15T10:00:00Z")
    hidden = merger.replace("name: Globex", "visibility: internal, name: Globex")
    acme.made.commit({FILE: hidden}, at="2026-04-01T10:00:00Z")
    assert_refused(acme, MARCH, "showed what is internal or was taken out since")
    assert f"{FILE}:3" in at(acme, MARCH).err
    assert "Globex" not in at(acme, MARCH).err


def test_what_was_taken_out_of_the_record_does_not_come_back(acme: Agency) -> None:
    moves = "moves: [{from: 2026-06-15, to: 2026-09-15, cause: third_party, because: Told by Pekka}]"
    acme.made.commit({FILE: launch(MOVED, moves)}, at="2026-03-10T10:00:00Z")
    acme.build(MARCH)
    ledger = json.loads((acme.site / "ledger.json").read_text(encoding="utf-8"))
    (told,) = [each for each in ledger["entries"] if each["texts"]["because"]]
    acme.made.commit(
        {FILE: launch(MOVED, moves.replace("Pekka", "phone"))},
        at="2026-04-01T10:00:00Z",
    )
    redaction = (
        f"redactions: [{{entry: {told['n']}, field: because, on: 2026-04-01, reason: personal data, "
        f"digest: {told['texts']['because']}}}]\n"
    )
    acme.made.commit({"acme/ledger.yml": redaction}, at="2026-04-01T11:00:00Z")
    assert_refused(acme, MARCH, "acme/ledger.yml:1")
    assert "Pekka" not in at(acme, MARCH).err
    acme.build("2026-04-02")
    run = at(acme, "2026-04-02")
    assert run.code == 0, run.err


def test_while_it_cannot_be_read_what_is_internal_nothing_of_the_past_is_shown(
    acme: Agency,
) -> None:
    acme.made.commit({PROJECT: "name: A\nname: B\n"}, at="2026-04-01T10:00:00Z")
    assert_refused(acme, MARCH, "nobody knows what is internal today")


def test_a_project_that_could_not_be_read_then_stands_as_it_was_before(
    acme: Agency,
) -> None:
    acme.made.commit({PROJECT: "name: A\nname: B\n"}, at="2026-03-15T10:00:00Z")
    acme.made.commit({PROJECT: "name: Webshop\n"}, at="2026-04-01T10:00:00Z")
    run = at(acme, MARCH)
    assert run.code == 1
    assert "PG106" in run.err
    assert "Shown as of" in now_page(acme, MARCH)


def test_a_client_and_a_project_are_followed_to_the_ids_that_they_had(
    acme: Agency,
) -> None:
    acme.made.git("mv", "projects/acme", "projects/zenith")
    client = f"name: Zenith\nformerly: [acme]\n{SALT}"
    acme.made.commit({"zenith/client.yml": client}, at="2026-04-01T10:00:00Z")
    run = acme.portalgen("build", "zenith", "--at", MARCH, cwd=acme.made.top)
    assert run.code == 0, run.err
    site = acme.site.with_name(f"zenith@{MARCH}")
    assert "15 September" in (site / "index.html").read_text(encoding="utf-8")


def test_it_is_not_to_be_published(acme: Agency) -> None:
    run = at(acme, MARCH)
    assert run.code == 0, run.err
    shutil.copytree(site_of(acme, MARCH), acme.site)
    acme.assert_refused("is not to be published")


def test_two_days_do_not_go_together(acme: Agency) -> None:
    run = at(acme, MARCH, "--as-of", MAY)
    assert run.code == 2
    assert "--at and --as-of do not go together" in run.err


def test_the_same_day_gives_the_same_bytes(acme: Agency) -> None:
    assert at(acme, MARCH).code == 0
    once = (site_of(acme, MARCH) / "files.json").read_bytes()
    assert at(acme, MARCH, "--no-cache").code == 0
    assert (site_of(acme, MARCH) / "files.json").read_bytes() == once
