"""One slip takes one project: its neighbours are built, and it is shown as it could last be read."""

import json
from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, contents
from tests.kit.files.repositories import Made

DAY = ("--as-of", "2026-11-27")
CLIENT = "acme/client.yml"
WEBSHOP = "acme/webshop/project.yml"
INTRANET = "acme/intranet/project.yml"
LATE = "milestones: [{id: go, name: Go-live, promised_date: 2026-10-01, forecast: 2026-12-20}]\n"
READABLE = {
    "portal.yml": GOOD["projects/portal.yml"],
    CLIENT: GOOD["projects/acme/client.yml"]
    + "access: public\npublish: {folder: www}\n",
    WEBSHOP: f"name: Webshop\n{LATE}",
    INTRANET: "name: Intranet\n",
    "acme/webshop/updates/2026-11-20.md": "---\nheadline: Late\nquiet: true\n---\n",
}
SLIPS: dict[str, str | bytes] = {
    "a key twice": f"name: Webshop\n{LATE}name: Webshop again\n",
    "a bracket too few": "name: Webshop\nmilestones: [{id: go\n",
    "a day that is none": f"name: Webshop\n{LATE}started_on: 2026-13-01\n",
    "an unknown key": f"name: Webshop\n{LATE}stat: closed\n",
    "a reference to nothing": f"name: Webshop\n{LATE}asks: [{{id: a, what: A, blocks: [nothing]}}]\n",
    "no text": b"\xff\xfe\x00",
}


def texts(site: Path) -> dict[str, str]:
    """Returns the files of a site by path, what is no text byte by byte."""
    return {
        path: each.decode("utf-8", "replace") for path, each in contents(site).items()
    }


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A workspace whose two projects could be read on 6 November, one of them red."""
    workspace = Made(tmp_path / "w")
    workspace.commit(READABLE, at="2026-09-01T12:00:00Z")
    workspace.commit(
        {WEBSHOP: f"name: Webshop as it was\n{LATE}"},
        at="2026-11-06T12:00:00Z",
    )
    return workspace


@pytest.mark.parametrize("content", SLIPS.values(), ids=SLIPS)
def test_a_broken_project_is_shown_as_it_was_and_its_neighbour_as_it_is(
    made: Made, portalgen: Portalgen, content: str | bytes
) -> None:
    made.commit(
        {WEBSHOP: content, INTRANET: "name: Intranet of today\n"},
        at="2026-11-20T12:00:00Z",
    )
    run = portalgen("build", *DAY, cwd=made.top)
    assert run.code == 1
    assert (
        "acme/webshop: today's data cannot be read; it is shown as of 2026-11-06"
        in run.err
    )
    site = texts(made.top / "site/acme")
    for page in ("webshop/now/index.html", "webshop/dates/index.html", "index.html"):
        assert "newer data could not be read" in site[page]
    assert "Webshop as it was" in site["webshop/now/index.html"]
    assert "Intranet of today" in site["intranet/now/index.html"]
    assert "could not be read" not in site["intranet/now/index.html"]
    told = {each["id"]: each for each in json.loads(site["status.json"])["projects"]}
    assert (told["webshop"]["health"], told["webshop"]["read_on"]) == (
        "red",
        "2026-11-06",
    )
    assert told["intranet"]["read_on"] is None


def test_what_is_sound_is_verified_and_published_and_check_stays_red(
    made: Made, portalgen: Portalgen
) -> None:
    made.commit({WEBSHOP: SLIPS["a key twice"]}, at="2026-11-20T12:00:00Z")
    portalgen("build", *DAY, cwd=made.top)
    verify = portalgen(
        "verify",
        "site/acme",
        "--projects",
        "projects",
        "--client",
        "acme",
        cwd=made.top,
    )
    assert verify.code == 0, verify.err
    assert portalgen("publish", "acme", cwd=made.top).code == 0
    assert "newer data could not be read" in (made.top / "www/index.html").read_text()
    check = portalgen("check", *DAY, cwd=made.top)
    assert check.code == 1
    assert "error[PG106]" in check.out


def test_status_and_diff_go_on_from_what_could_last_be_read(
    made: Made, portalgen: Portalgen
) -> None:
    made.commit({WEBSHOP: SLIPS["a bracket too few"]}, at="2026-11-20T12:00:00Z")
    made.write(
        {
            INTRANET: "name: Intranet\nmilestones: [{id: b, name: Beta, promised_date: 2026-12-24}]\n"
        }
    )
    status = portalgen("status", *DAY, cwd=made.top)
    assert status.code == 1
    (red,) = [
        line for line in status.out.splitlines() if line.startswith("acme/webshop ")
    ]
    assert " red " in red
    assert (
        "acme/webshop: today's data cannot be read; it is shown as of 2026-11-06"
        in status.out
    )
    told = json.loads(portalgen("status", *DAY, "--format", "json", cwd=made.top).out)
    assert told["unread"] == [{"project": "acme/webshop", "read_on": "2026-11-06"}]
    assert {each["project"] for each in told["projects"]} == {"webshop", "intranet"}
    diff = portalgen("diff", "acme", *DAY, cwd=made.top)
    assert diff.code == 1
    assert "today's data cannot be read" in diff.err
    assert "Beta is new" in diff.out
    assert "webshop" not in diff.out


def test_a_project_that_never_could_be_read_is_left_out_by_its_name(
    made: Made, portalgen: Portalgen
) -> None:
    made.commit(
        {"acme/fair/project.yml": "name: Fair <2027>\nstate: on hold\n"},
        at="2026-11-20T12:00:00Z",
    )
    run = portalgen("build", *DAY, cwd=made.top)
    assert run.code == 1
    assert (
        "acme/fair: the data cannot be read, nor any version of it in git; it is left out"
        in run.err
    )
    site = texts(made.top / "site/acme")
    for page in ("index.html", "webshop/now/index.html", "intranet/dates/index.html"):
        assert (
            "Left out for now, because the data could not be read: Fair &lt;2027&gt;"
            in site[page]
        )
    assert not any(path.startswith("fair/") for path in site)


@pytest.mark.parametrize(
    "content",
    ["name: Secret takeover\nvisibility: internal\nstate: on hold\n",
     "name: Secret takeover\nlive_from: 2027-01-01\nstate: on hold\n",
     "name: Secret takeover\nvisibility: internl\n",
     "name: Secret takeover\nstate: [\n"],
)  # fmt: skip
def test_a_project_that_may_be_internal_or_a_draft_is_not_named(
    made: Made, portalgen: Portalgen, content: str
) -> None:
    made.commit({"acme/takeover/project.yml": content}, at="2026-11-20T12:00:00Z")
    run = portalgen("build", *DAY, cwd=made.top)
    assert "acme/takeover: the data cannot be read" in run.err
    site = "".join(texts(made.top / "site/acme").values()).lower()
    assert "takeover" not in site
    assert "could not be read" not in site


def test_what_is_turned_internal_is_not_shown_from_a_version_before(
    made: Made, portalgen: Portalgen
) -> None:
    risk = (
        "risks: [{id: rain, name: The roof may fall in, probability: 1, impact: 1%s}]\n"
    )
    made.commit({"acme/webshop/risks.yml": risk % ""}, at="2026-11-10T12:00:00Z")
    turned = risk % ", visibility: internal"
    made.commit(
        {"acme/webshop/risks.yml": turned, WEBSHOP: SLIPS["an unknown key"]},
        at="2026-11-20T12:00:00Z",
    )
    run = portalgen("build", *DAY, cwd=made.top)
    assert run.code == 1
    assert "it is shown as of 2026-11-06" in run.err
    assert "roof" not in "".join(texts(made.top / "site/acme").values())


def test_a_slip_in_what_all_projects_share_stops_the_client_as_before(
    made: Made, portalgen: Portalgen
) -> None:
    made.commit(
        {CLIENT: READABLE[CLIENT] + "name: Twice\n", WEBSHOP: SLIPS["a key twice"]},
        at="2026-11-20T12:00:00Z",
    )
    run = portalgen("build", *DAY, cwd=made.top)
    assert (run.code, (made.top / "site/acme").exists()) == (1, False)
    assert "acme: not built: the data is broken" in run.err


def test_an_archive_is_never_made_of_an_older_version(
    made: Made, portalgen: Portalgen
) -> None:
    closed = "name: Intranet\nstate: closed\nsince: 2026-10-01\nbecause: Done\n"
    made.commit({INTRANET: closed}, at="2026-10-02T12:00:00Z")
    made.commit({"acme/intranet/risks.yml": "risks: [a]\n"}, at="2026-11-20T12:00:00Z")
    run = portalgen("archive", "acme/intranet", cwd=made.top)
    assert run.code == 1
    assert "the data of acme/intranet is broken: run portalgen check" in run.err
