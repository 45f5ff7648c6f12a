"""On which day the client was told: what a portal showed is held to the chain of publications, on any machine."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.publishing import ADDRESS, FILE, Agency, agency
from tests.kit.files.repositories import launch

SEPTEMBER, NOVEMBER, LATER = "2026-09-04", "2026-11-20", "2026-11-27"
BACK_DATED = "2026-09-01T10:00:00Z"


@pytest.fixture
def acme(tmp_path: Path, portalgen: Portalgen) -> Agency:
    """Returns a client whose first promise was published on 20 November, from a machine that keeps no sites."""
    found = agency(tmp_path, portalgen)
    found.to("git: ../portal-acme.git")
    publish(found, NOVEMBER)
    return found


def publish(of: Agency, day: str, *options: str) -> None:
    """Builds on a machine that has no site yet, and publishes."""
    shutil.rmtree(of.site.parent, ignore_errors=True)
    arguments = ("--as-of", day, "--site-url", ADDRESS, "--over-published", *options)
    built = of.portalgen("build", "acme", *arguments, cwd=of.made.top)
    assert built.code == 0, built.err
    done = of.publish()
    assert done.code == 0, done.err


def publications(of: Agency) -> list[dict[str, Any]]:
    file = json.loads(of.bare.files()["publications.json"])
    listed: list[dict[str, Any]] = file["publications"]
    return listed


def dates_page(of: Agency) -> str:
    return of.bare.files()["webshop/dates/index.html"].decode()


def test_each_publication_that_adds_to_the_record_is_noted_with_its_day(
    acme: Agency,
) -> None:
    acme.made.commit({FILE: launch("2026-12-15")}, at="2026-11-26T10:00:00Z")
    publish(acme, LATER)
    noted = publications(acme)
    assert [(each["on"], each["n"]) for each in noted] == [(NOVEMBER, 2), (LATER, 3)]
    publish(acme, LATER)
    assert publications(acme) == noted, "which added nothing"
    assert "first shown on" not in dates_page(acme)


def test_a_back_dated_move_breaks_a_rule_and_its_page_says_when_it_was_first_shown(
    acme: Agency,
) -> None:
    acme.made.commit({FILE: launch("2026-12-15")}, at=BACK_DATED)
    run = acme.portalgen("check", "--as-of", LATER, cwd=acme.made.top)
    assert run.code == 1
    assert (
        "PG420] moved of 2026-09-01: the portal that was published as of 2026-11-20 lacks it"
        in run.out
    )
    publish(acme, LATER)
    said = re.findall(r"first shown on <time[^>]*>(.*?)</time>", dates_page(acme))
    assert said == ["27 November"] * 2, "at the move, and in the record"
    assert (
        "PG420" not in acme.portalgen("check", "--as-of", LATER, cwd=acme.made.top).out
    )


def test_a_portal_that_does_not_know_what_was_shown_when_is_not_published(
    acme: Agency,
) -> None:
    shutil.rmtree(acme.site.parent)
    acme.made.commit({FILE: launch("2026-12-15")}, at=BACK_DATED)
    acme.build(LATER)
    acme.assert_refused("run portalgen build --over-published")


def test_a_target_that_cannot_be_read_keeps_its_client_from_being_built(
    acme: Agency,
) -> None:
    site = acme.site / "index.html"
    before = site.read_bytes()
    acme.to("git: ../nowhere.git")
    run = acme.portalgen("build", "acme", "--over-published", cwd=acme.made.top)
    assert run.code == 1
    assert "nowhere.git cannot be reached" in run.err
    assert site.read_bytes() == before


@pytest.mark.parametrize("what", ["dated back", "left out"])
def test_verify_tells_where_a_chain_was_changed(acme: Agency, what: str) -> None:
    acme.made.commit({FILE: launch("2026-12-15")}, at="2026-11-26T10:00:00Z")
    publish(acme, LATER)
    file = acme.site / "publications.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    if what == "dated back":
        said["publications"][1]["on"] = SEPTEMBER
    else:
        del said["publications"][0]
    file.write_text(json.dumps(said), encoding="utf-8")
    run = acme.portalgen("verify", str(acme.site), cwd=acme.made.top)
    assert run.code == 1
    assert "publications.json: the published publications.json is not whole" in run.err


def test_a_folder_that_is_served_is_gone_on_from_as_well(
    acme: Agency, tmp_path: Path
) -> None:
    acme.to("folder: ../www/acme")
    publish(acme, NOVEMBER)
    acme.made.commit({FILE: launch("2026-12-15")}, at=BACK_DATED)
    publish(acme, LATER)
    served = (tmp_path / "www" / "acme" / "publications.json").read_text("utf-8")
    days = [each["on"] for each in json.loads(served)["publications"]]
    assert days == [NOVEMBER, LATER]
