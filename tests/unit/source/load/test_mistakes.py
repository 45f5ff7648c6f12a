"""Slips of project managers in the sample project: each gives one diagnostic, at its line, with its cure."""

from functools import cache

import pytest

from portalgen.diagnostics import Diagnostic
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.files.located import judged

MILESTONES, RISKS, ASKS = (
    "webshop/milestones.yml",
    "webshop/risks.yml",
    "webshop/asks.yml",
)
CHANGES, PROJECT, CSV = (
    "webshop/changes.yml",
    "webshop/project.yml",
    "webshop/progress.csv",
)
UPDATE = "webshop/updates/2026-11-20.md"
PROMISE = "promised_date: 2026-11-30"
NEW = ""  # in place of the old text: the file is new


@cache
def sample() -> dict[str, str]:
    """Returns the sample's client acme with the project webshop and its updates of a month."""
    folder = ROOT / "projects/acme"
    paths = [
        folder / "client.yml",
        *folder.glob("webshop/*.*"),
        *folder.glob("webshop/updates/2026-11-*.md"),
    ]
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
    }


@cache
def documents() -> dict[str, bytes]:
    """Returns the sample's documents."""
    folder = ROOT / "projects/acme"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.glob("webshop/documents/*")
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "help_"),
    [
        # indentation, dashes, tabs
        (MILESTONES, "    name: Launch\n", "   name: Launch\n", "PG104", "one column"),
        (MILESTONES, "    name: Launch\n", "      name: Launch\n", "PG104", "begin it with 4 spaces"),
        (MILESTONES, "    name: Launch\n", "\tname: Launch\n", "PG105", "use spaces"),
        (MILESTONES, "    name: Launch\n", "    name:Launch\n", "PG104", "write name: Launch"),
        (MILESTONES, "    name: Launch\n", "\u00a0\u00a0\u00a0 name: Launch\n", "PG104", "type a space"),
        (MILESTONES, "  - id: launch\n", "    id: launch\n", "PG106", "begin a new item with a dash"),
        (MILESTONES, "  - id: launch\n", "  -id: launch\n", "PG104", "write - id: launch"),
        (CHANGES, "      - Log-in for Acme's team\n", "      Log-in for Acme's team\n", "PG104", "with a dash"),
        # keys
        (MILESTONES, PROMISE, "promissed_date: 2026-11-30", "PG202", "did you mean promised_date?"),
        (MILESTONES, "    name: Launch\n", "    Name: Launch\n", "PG202", "did you mean name?"),
        (MILESTONES, "    name: Launch\n", "    name: Launch\n    owner: james\n", "PG202", "known here"),
        (PROJECT, "name: Webshop renewal\n", "", "PG201", "name: …"),
        (PROJECT, "name: Webshop renewal\n", "name:\n", "PG208", "write the text"),
        (RISKS, "    visibility: internal\n", "    visiblity: internal\n", "PG202", "did you mean visibility?"),
        ("webshop/plan.yml", NEW, "asks: []\n", "PG114", "merge the two"),
        # dates
        (MILESTONES, PROMISE, "promised_date: 30.11.2026", "PG203", "is it 2026-11-30?"),
        (MILESTONES, PROMISE, "promised_date: 11/30/2026", "PG203", "is it 2026-11-30?"),
        (MILESTONES, PROMISE, "promised_date: 2026-11-3", "PG203", "is it 2026-11-03?"),
        (MILESTONES, PROMISE, "promised_date: 2026-13-01", "PG203", "01 to 12"),
        (MILESTONES, PROMISE, "promised_date: 2023-02-29", "PG203", "ends on day 28"),
        (MILESTONES, PROMISE, "promised_date: “2026-11-30”", "PG203", "is it 2026-11-30?"),
        (MILESTONES, PROMISE, "promised_date: end of November", "PG203", "YEAR-MONTH-DAY"),
        (MILESTONES, PROMISE, "promised_date: 0206-11-30", "PG210", "year"),
        (MILESTONES, PROMISE, "promised_date: 2026-12-07", "PG401", "record the move"),
        (MILESTONES, "actual_date: 2026-06-10", "actual_date: 2027-06-10", "PG404", "plans belong"),
        (MILESTONES, "forecast: 2026-12-10", "forecast: 2026-12-10 - 2026-12-15", "PG203", "{from: 2026-12-10, to"),
        (MILESTONES, "forecast: 2026-12-10", "forecast: {from: 2026-12-15, to: 2026-12-10}", "PG211", "swap"),
        # texts
        (MILESTONES, "    name: Launch\n", "    name: “Launch: the day”\n", "PG111", 'name: "Launch: the day"'),
        (MILESTONES, "    name: Launch\n", '    name: "Launch\n', "PG104", "add the closing quote"),
        (MILESTONES, "    name: Launch\n", "    name: 'Acme's launch'\n", "PG104", 'name: "Acme\'s launch"'),
        (MILESTONES, "    name: Launch\n", "    name: *Launch*\n", "PG108", "quotes"),
        (MILESTONES, "    name: Launch\n", "    name: #1 launch\n", "PG112", '"#1 launch"'),
        (MILESTONES, "    name: Launch\n", "    name: [Draft] Launch\n", "PG104", 'name: "[Draft] Launch"'),
        (RISKS, "The bank asked for two more", "The bank asked for papers #2 and", "PG112", 'papers #2'),
        (UPDATE, "headline: Res", "headline: Week 47: Res", "PG111", 'headline: "Week 47: Reservation'),
        (UPDATE, "  - Papers completed", "  - Bank: papers completed", "PG111", '"Bank: papers completed'),
        # numbers and words
        (CHANGES, "cost_impact: 14800", "cost_impact: 14,800", "PG204", "14800"),
        (CHANGES, "cost_impact: 14800", "cost_impact: £14800", "PG204", "14800"),
        (CHANGES, "schedule_impact_days: 14\n", "schedule_impact_days: two weeks\n", "PG204", "digits"),
        (CHANGES, "schedule_impact_days: 14\n", "schedule_impact_days: 14%\n", "PG204", "percent sign out: 14"),
        (MILESTONES, "cause: third_party", "cause: supplier", "PG206", "client_wait, scope_change"),
        (MILESTONES, "cause: third_party", "cause: thirdparty", "PG206", "did you mean third_party?"),
        (PROJECT, "  schedule: red", "  schedule: yellow", "PG206", "green, amber, red"),
        (PROJECT, "state: active", "state: paused", "PG409", "client reads them first"),
        (RISKS, "probability: likely", "probability: 80 %", "PG206", "rare, unlikely"),
        ("client.yml", "currency: GBP", "currency: £", "PG214", "EUR"),
        ("client.yml", "Europe/London", "London", "PG212", "did you mean Europe/London?"),
        ("client.yml", '"#1f5fbf"', "#1f5fbf", "PG112", '"#1f5fbf"'),
        ("client.yml", "email: james@", "email: james at ", "PG215", "maria@agency.example"),
        # ids and references
        (RISKS, "id: christmas-freeze", "id: late-photos", "PG301", "another id"),
        (ASKS, "id: launch-window", "id: launch", "PG301", "another id"),
        (ASKS, "id: launch-window", "id: Launch window", "PG207", "launch-window"),
        (ASKS, "blocks: [payment, launch]", "blocks: [payments, launch]", "PG302", "did you mean payment?"),
        (ASKS, "blocks: [payment, launch]", "blocks: payment, launch", "PG209", "[payment, launch]"),
        (ASKS, "blocks: [payment, launch]", "blocks: [payment, launch", "PG104", "closing bracket"),
        (MILESTONES, "change_request: cr-2", "change_request: cr-22", "PG302", "did you mean cr-2?"),
        (RISKS, "owner: james", "owner: jmes", "PG503", "did you mean james?"),
        # progress.csv
        (CSV, "2026-05-29,118,2,3", "2026-05-29;118;2;3", "PG116", "separated by commas"),
        (CSV, "date,scope,done,planned", "date;scope;done;planned", "PG116", "separate the cells with commas"),
        (CSV, "2026-05-29,118,2,3", "2026-05-29,118,2,5,3", "PG116", "write decimals with a point"),
        (CSV, "2026-05-29,118,2,3", '2026-05-29,118,"2,5",3', "PG204", "write a point for decimals: 2.5"),
        (CSV, "2026-05-29,118,2,3", "2026-05-29,118,2", "PG116", "one cell each for date, scope, done, planned"),
        (CSV, "2026-05-29,118,2,3", "2026-05-29,118,two,3", "PG204", "digits"),
        (CSV, "2026-05-29,118,2,3", "29.5.2026,118,2,3", "PG203", "is it 2026-05-29?"),
        (CSV, "2026-05-29,118,2,3", "2026-05-22,118,2,3", "PG218", "keep the row that is right"),
        (CSV, "2026-05-29,118,2,3", "2026-05-29,118,200,3", "PG219", "scope counts the done items too"),
        # updates
        ("webshop/updates/20.11.2026.md", NEW, "---\nheadline: News\nquiet: true\n---\n", "PG118", "2026-11-20.md"),
        ("webshop/updates/2026-11-21.txt", NEW, "News\n", "PG120", "name it 2026-11-21.md"),
        (UPDATE, "---\nheadline", "headline", "PG115", "begin with ---"),
        (UPDATE, "headline:", "Headline:", "PG202", "did you mean headline?"),
        (UPDATE, "done:\n", "Done:\n", "PG202", "did you mean done?"),
    ],
)  # fmt: skip
def test_a_slip_is_told_once_at_its_line_with_its_cure(
    file: str, old: str, new: str, code: str, help_: str
) -> None:
    found = told_of(file, old, new)
    assert (found.code, found.place and found.place.file) == (code, f"acme/{file}")
    assert help_ in found.help
    before, after = (
        sample().get(file, "").split("\n"),
        with_slip(file, old, new).split("\n"),
    )
    slips = [
        number
        for number, (one, two) in enumerate(zip(before, after, strict=False), 1)
        if one != two
    ]
    assert (found.place and found.place.line) == (slips[0] if old else 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "help_", "line"),
    [
        (MILESTONES, PROMISE, f"{PROMISE}\n    {PROMISE}", "PG106", "delete one of the two", f"    {PROMISE}"),
        (MILESTONES, "        cause: third_party\n", "", "PG201", "cause: …", "      - on: 2026-10-16"),
        (UPDATE, "next:\n", "next: Load test\n", "PG104", "below its key", "  - Full load test on 24 November"),
        (UPDATE, "12 January\n---\n", "12 January\n", "PG115", "add a line ---", "---"),
        (UPDATE, "12 January\n---\n", "12 January\n—\n", "PG115", "write --- alone", "—"),
        (RISKS, "risks:\n", "- risks:\n", "PG113", "begin with the key", "- risks:"),
    ],
)  # fmt: skip
def test_a_slip_may_show_only_in_a_line_nearby(
    file: str, old: str, new: str, code: str, help_: str, line: str
) -> None:
    found = told_of(file, old, new)
    assert (found.code, found.place and found.place.text) == (code, line)
    assert help_ in found.help


def with_slip(file: str, old: str, new: str) -> str:
    text = sample().get(file, "")
    assert old in text
    return text.replace(old, new, 1)


def told_of(file: str, old: str, new: str) -> Diagnostic:
    """Returns the one diagnostic that a slip gives."""
    found = judged(
        {**documents(), **sample(), file: with_slip(file, old, new)}, SAMPLE_DAY
    ).diagnostics
    assert len(found) == 1, found
    return found[0]


def test_the_sample_itself_is_fine() -> None:
    assert judged({**documents(), **sample()}, SAMPLE_DAY).diagnostics == ()
