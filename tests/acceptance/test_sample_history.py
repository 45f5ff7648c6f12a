"""The sample's six months as git history, replayed by samples/replay.py: the same everywhere, whole, and honest."""

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from portalgen.model.fields.scalars import parse_day
from portalgen.model.record.past import PastForecast, PastMilestone
from portalgen.source.files.folder import DiskFolder
from portalgen.source.load.agency import client_ids, load_agency
from portalgen.source.load.loader import load
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence
from samples.layout import BELOW, COMMENT
from samples.replay import STORY, main
from samples.story import read_story
from samples.workspace import PROJECTS, read_sample
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.workspaces import contents
from tests.kit.files.revisions import FilesFolder, Revision, git, revisions

CLIENTS = ("acme", "harbour", "sahkola")
BOT = "northlight-merge[bot]"
# The first day that counts, where a project says one: what is older was a draft.
LIVE_FROM = {
    "acme/webshop": date(2026, 5, 29),
    "harbour/collections": date(2026, 5, 29),
}
FACTS = {
    "on",
    "since",
    "asked_on",
    "raised_on",
    "done_on",
    "decided_on",
    "closed_on",
    "actual_date",
    "accepted_on",
    "signed_on",
}


@pytest.fixture(scope="module")
def line(sample_workspace: Path) -> list[Revision]:
    """Returns the revisions of the main line, oldest first."""
    return revisions(sample_workspace, "--first-parent")


@pytest.fixture(scope="module")
def graph(sample_workspace: Path) -> list[Revision]:
    """Returns all revisions, those of merged branches too."""
    return revisions(sample_workspace)


def states(
    line: list[Revision], project: str, milestone: str
) -> list[tuple[Revision, PastMilestone | None]]:
    """Returns a milestone in each readable revision since the project is live; None where a client would not see it."""
    live = (
        each
        for each in line
        if each.day >= LIVE_FROM.get(project, date.min) and project in each.projects
    )
    read = [(each, each.milestones(project)) for each in live]
    return [(each, found.get(milestone)) for each, found in read if found is not None]


def promised_moves(
    line: list[Revision], project: str, milestone: str
) -> list[tuple[date | None, date | None, Revision]]:
    """Returns each change of a milestone's promise: from, to, and the revision that made it."""
    seen = [
        (each, found.promised_date)
        for each, found in states(line, project, milestone)
        if found
    ]
    return [
        (old, new, each)
        for (_, old), (each, new) in itertools.pairwise(seen)
        if old != new
    ]


def forecasts(
    line: list[Revision], project: str, milestone: str
) -> list[tuple[date, PastForecast | None]]:
    """Returns each forecast of a milestone with the day on which it came."""
    seen = [
        (each.day, found.forecast)
        for each, found in states(line, project, milestone)
        if found
    ]
    changed = [new for old, new in itertools.pairwise(seen) if old[1] != new[1]]
    return [seen[0], *changed]


def commits_of(line: list[Revision], client: str) -> list[Revision]:
    """Returns the revisions that changed a client's files."""
    return [
        new
        for old, new in itertools.pairwise([None, *line])
        if new and new.of(client) != (old.of(client) if old else {})
    ]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_same_files_give_the_same_commits_on_every_machine(
    tmp_path: Path, sample_workspace: Path, zone: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[core]\nautocrlf = true\n[user]\nname = X\nemail = x@x.example\n[commit]\ngpgsign = true\n"
        "[init]\ndefaultObjectFormat = sha256\ndefaultBranch = trunk\n",
        encoding="utf-8",
    )
    (home / ".config" / "git").mkdir(parents=True)
    (home / ".config" / "git" / "attributes").write_text(
        "* text eol=crlf\n", encoding="utf-8"
    )
    speaking = {
        "HOME": str(home),
        "TZ": zone,
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_DIR": str(tmp_path / "no"),
    }
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("XDG_")
    } | speaking
    command = [sys.executable, "-m", "samples.replay", str(tmp_path / "out")]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == git(sample_workspace, "rev-parse", "HEAD").decode()
    assert contents(tmp_path / "out" / PROJECTS) == contents(
        sample_workspace / PROJECTS
    )


def test_the_last_revision_is_the_sample_byte_for_byte(
    sample_workspace: Path, line: list[Revision]
) -> None:
    present = {
        f"{PROJECTS}/{path}": content
        for path, content in contents(ROOT / PROJECTS).items()
    }
    present["mkdocs.yml"] = (ROOT / "mkdocs.yml").read_bytes()
    assert line[-1].files == present
    assert contents(sample_workspace / PROJECTS) == contents(ROOT / PROJECTS)
    assert git(sample_workspace, "status", "--porcelain") == b""


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    assert main([str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert contents(tmp_path) == {"mine": b"mine"}


def test_each_client_has_a_commit_a_week_until_the_samples_day(
    line: list[Revision],
) -> None:
    for client, weeks in zip(CLIENTS, (27, 27, 24), strict=True):
        days = [each.day for each in commits_of(line, client)]
        mondays = sorted({day - timedelta(days=day.weekday()) for day in days})
        assert len(mondays) == weeks, client
        assert mondays == [
            mondays[0] + timedelta(weeks=week) for week in range(weeks)
        ], client
        assert days[-1] == SAMPLE_DAY
    assert (line[0].day, len(line)) == (date(2026, 5, 22), 82)


def test_commits_come_in_the_order_of_time(line: list[Revision]) -> None:
    assert [each.when for each in line] == sorted(each.when for each in line)


def test_every_revision_loads_but_for_one_slip_that_the_next_one_mends(
    graph: list[Revision],
) -> None:
    broken = [(each, found) for each in graph if (found := list(broken_data(each)))]
    ((slip, found),) = broken
    assert found == [
        f"{PROJECTS}/sahkola/asiakasportaali/milestones.yml PG203 to: 2026-11-31 is not a date"
    ]
    assert slip.milestones("sahkola/asiakasportaali") is None
    (mended,) = (each for each in graph if each.parents[:1] == (slip.commit,))
    changed = {
        path for path in mended.files if mended.files[path] != slip.files.get(path)
    }
    assert changed == {f"{PROJECTS}/sahkola/asiakasportaali/milestones.yml"}


_LOADED: dict[tuple[str, frozenset[tuple[str, bytes]]], list[str]] = {}


def broken_data(revision: Revision) -> Iterator[str]:
    """Yields what is broken in a revision; each state of a client is loaded once."""
    folder = FilesFolder(revision.files)
    ids, strays = client_ids(folder)
    agency, wrong = load_agency(folder)
    assert [*strays, *wrong] == []
    for client in ids:
        key = (client, frozenset(revision.of(client).items()))
        if key not in _LOADED:
            found = (
                each
                for each in load(folder, client, agency).diagnostics
                if each.is_broken
            )
            _LOADED[key] = [
                f"{each.place.file} {each.code} {each.message}"
                for each in found
                if each.place
            ]
        yield from _LOADED[key]


def test_no_revision_knows_the_future(graph: list[Revision]) -> None:
    early = [
        f"{each.day} {path}: {key}: {day}"
        for each in graph
        for path in each.files
        for key, day in facts(path, each.files[path])
        if day > each.day
    ]
    assert early == []


_FACTS: dict[bytes, list[tuple[str, date]]] = {}


def facts(path: str, content: bytes) -> list[tuple[str, date]]:
    """Returns the days on which something is said to have happened."""
    if path.endswith(".md") and "/updates/" in path:
        return [("update", parse_day(Path(path).stem))]
    if path.endswith("progress.csv"):
        return [
            ("row", parse_day(row.partition(",")[0]))
            for row in content.decode().splitlines()[1:]
        ]
    if path.endswith(".yml") and content not in _FACTS:
        tree, _ = read_keys(FilesFolder({f"{PROJECTS}/{path}": content}), path)
        _FACTS[content] = list(dated_keys(tree))
    return _FACTS.get(content, [])


def dated_keys(node: Node) -> Iterator[tuple[str, date]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from dated_keys(item)
    elif isinstance(node, Mapping):
        for key, value in node.values.items():
            if isinstance(value, Scalar) and key in FACTS and value.text:
                yield key, parse_day(value.text)
            yield from dated_keys(value)


def test_facts_are_found_where_they_stand() -> None:
    text = b"asks:\n  - {id: a, done_on: 2026-06-01}\nmilestones:\n  - id: b\n    moves:\n      - on: 2026-06-02\n"
    assert facts("acme/webshop/all.yml", text) == [
        ("done_on", date(2026, 6, 1)),
        ("on", date(2026, 6, 2)),
    ]


def test_each_promise_moves_as_declared_and_in_no_other_way(
    line: list[Revision],
) -> None:
    moved = 0
    for project in line[-1].projects:
        commits = commits_of(line, project.partition("/")[0])
        present = line[-1].milestones(project) or {}
        for id_, milestone in present.items():
            found = promised_moves(line, project, id_)
            assert [(old, new) for old, new, _ in found] == [
                (each.before, each.after) for each in milestone.moves
            ], id_
            for (_, _, revision), move in zip(found, milestone.moves, strict=True):
                assert move.on is not None
                assert revision is next(
                    each for each in commits if each.day >= move.on
                ), f"{id_} {move.on}"
                moved += 1
    assert moved >= 14


def test_milestones_are_met_where_the_files_say_so(line: list[Revision]) -> None:
    for project in line[-1].projects:
        for id_, milestone in (line[-1].milestones(project) or {}).items():
            met = [
                each
                for each, found in states(line, project, id_)
                if found and found.actual_date
            ]
            assert bool(met) == bool(milestone.actual_date), id_
            if met and milestone.actual_date:
                assert (
                    timedelta(0)
                    <= met[0].day - milestone.actual_date
                    <= timedelta(days=7)
                ), id_


def test_dates_tried_on_a_branch_are_on_no_revision_of_the_main_line(
    line: list[Revision], graph: list[Revision]
) -> None:
    on_line, everywhere = (
        {
            (id_, found.promised_date)
            for each in which
            for project in each.projects
            for id_, found in (each.milestones(project) or {}).items()
        }
        for which in (line, graph)
    )
    tried = {
        ("payment", date(2026, 10, 16)),
        ("launch", date(2026, 11, 23)),
        ("preview", date(2026, 10, 9)),
    }
    assert everywhere - on_line == tried


def test_a_merge_is_the_bots_and_its_branch_a_contacts(
    line: list[Revision], graph: list[Revision]
) -> None:
    by_commit = {each.commit: each for each in graph}
    merges = [each for each in line if len(each.parents) == 2]
    assert len(merges) == 5
    assert {each.name for each in merges} == {BOT}
    behind = [by_commit[each.parents[1]].name for each in merges]
    assert behind == [
        "Maria Virtanen",
        "James Whitfield",
        "Grace Adeyemi",
        "Jyrki Mäkelä",
        "James Whitfield",
    ]
    assert {each.name for each in graph if len(each.parents) < 2} & {BOT} == set()
    assert {each.email.rpartition("@")[2] for each in graph} == {"northlight.example"}


def test_a_merge_brings_its_branch_and_nothing_else(graph: list[Revision]) -> None:
    by_commit = {each.commit: each for each in graph}
    for merge in (each for each in graph if len(each.parents) == 2):
        ours, theirs = (by_commit[parent] for parent in merge.parents)
        (client,) = (each for each in CLIENTS if merge.of(each) != ours.of(each))
        assert merge.of(client) == theirs.of(client)


def test_a_draft_from_before_the_first_day_that_counts_is_no_promise(
    line: list[Revision],
) -> None:
    drafts = [
        each.milestones("acme/webshop") or {}
        for each in line
        if each.day < LIVE_FROM["acme/webshop"]
    ]
    assert {each["launch"].promised_date for each in drafts} == {date(2026, 11, 2)}
    _, first = states(line, "acme/webshop", "launch")[0]
    assert first is not None
    assert first.promised_date == date(2026, 11, 9)


def test_two_promises_move_first_and_are_explained_a_week_later(
    line: list[Revision],
) -> None:
    for id_ in ("laskut", "kayttoonotto"):
        moved = [
            each
            for each in states(line, "sahkola/asiakasportaali", id_)
            if each[1] and each[1].moves
        ]
        causes = [(each.day, found.moves[0].cause) for each, found in moved if found]
        assert causes[0] == (date(2026, 10, 2), "to_follow")
        assert next(each for each in causes if each[1] != "to_follow") == (
            date(2026, 10, 9),
            "scope_change",
        )


def test_a_correction_puts_a_mistyped_promise_right_after_five_days(
    line: list[Revision],
) -> None:
    ((old, new, revision),) = promised_moves(
        line, "harbour/collections", "catalogue-link"
    )
    assert (old, new, revision.day) == (
        date(2026, 7, 13),
        date(2026, 7, 31),
        date(2026, 6, 3),
    )
    assert states(line, "harbour/collections", "catalogue-link")[0][0].day == date(
        2026, 5, 29
    )


def test_a_milestone_is_taken_back_for_a_week(line: list[Revision]) -> None:
    seen = states(line, "acme/webshop", "handover")
    away = [each.day for each, found in seen if found is None]
    assert (away[0], away[-1]) == (date(2026, 9, 11), date(2026, 9, 18))
    back = next(each for each, found in seen if found and each.day >= away[-1])
    assert back.day == date(2026, 9, 18)


@pytest.mark.parametrize(
    ("project", "milestone", "first_told", "moved_on"),
    [
        ("acme/webshop", "catalogue", date(2026, 7, 24), date(2026, 8, 5)),
        ("acme/webshop", "payment", date(2026, 10, 9), date(2026, 10, 16)),
        (
            "sahkola/asiakasportaali",
            "kirjautuminen",
            date(2026, 9, 11),
            date(2026, 9, 25),
        ),
    ],
)
def test_a_forecast_moves_before_its_promise(
    line: list[Revision], project: str, milestone: str, first_told: date, moved_on: date
) -> None:
    told = [day for day, forecast in forecasts(line, project, milestone) if forecast]
    assert told[0] == first_told
    assert moved_on in [
        revision.day for _, _, revision in promised_moves(line, project, milestone)
    ]


def test_the_launch_is_expected_later_while_its_promise_stands(
    line: list[Revision],
) -> None:
    assert forecasts(line, "acme/webshop", "launch") == [
        (date(2026, 5, 29), None),
        (date(2026, 10, 16), date(2026, 11, 30)),
        (date(2026, 11, 6), (date(2026, 11, 30), date(2026, 12, 10))),
        (date(2026, 11, 13), date(2026, 12, 10)),
    ]


def test_scope_in_progress_is_the_items_of_the_milestones(
    graph: list[Revision],
) -> None:
    compared = 0
    for each in graph:
        for project in each.projects:
            rows = (
                each.files.get(f"{PROJECTS}/{project}/progress.csv", b"")
                .decode()
                .splitlines()[1:]
            )
            last = [
                row.split(",")
                for row in rows
                if row.partition(",")[0] == rows[-1].partition(",")[0]
            ]
            if last:
                assert items(each, project) == sum(int(row[1]) for row in last), (
                    f"{each.day} {project}"
                )
                compared += 1
    assert compared > len(graph)


def items(revision: Revision, project: str) -> int:
    """Returns the sum of a project's items in all streams, those of internal milestones too."""
    texts = (
        revision.files.get(f"{PROJECTS}/{project}/{name}.yml", b"").decode()
        for name in ("project", "milestones")
    )
    return sum(
        int(count)
        for each in texts
        for text in each.splitlines()
        if "    items: " in text
        for count in re.findall(r"\d+", text)
    )


def test_a_project_begins_as_one_file_and_is_split(line: list[Revision]) -> None:
    file = f"{PROJECTS}/acme/brand-site/milestones.yml"
    one = [
        each
        for each in line
        if "acme/brand-site" in each.projects and file not in each.files
    ]
    assert (one[0].day, one[-1].day) == (date(2026, 5, 29), date(2026, 6, 18))
    assert len(one[-1].milestones("acme/brand-site") or {}) == 5
    assert (
        len(
            next(each for each in line if file in each.files).milestones(
                "acme/brand-site"
            )
            or {}
        )
        == 5
    )


def test_every_line_of_the_story_leads_to_a_line_of_the_files() -> None:
    story = read_story(STORY)
    sample = read_sample(ROOT, story)
    trees: dict[str, list[Mapping]] = {}
    for path, (_, tree) in sample.parsed.items():
        trees.setdefault("/".join(path.split("/")[1:3]), []).append(tree)
    stale = [
        f"{pointer}: {key}"
        for pointer, timelines in story.values.items()
        for key in timelines
        if not any(leads(tree, pointer[1:], key) for tree in trees.get(pointer[0], []))
    ]
    assert stale == []
    files = [
        *story.added,
        *(each.file for each in story.joined),
        *(each.into for each in story.joined),
    ]
    assert [path for path in files if f"{PROJECTS}/{path}" not in sample.files] == []


def leads(node: Node | None, pointer: tuple[str, ...], key: str) -> bool:
    """Tells whether a pointer of the story leads to a mapping that has the key, or may have had it."""
    for step in pointer:
        if isinstance(node, Sequence):
            by_name = dict(enumerate(node.items)) | {
                item.text("id"): item
                for item in node.items
                if isinstance(item, Mapping)
            }
            node = by_name.get(int(step) if step.isdigit() else step)
        else:
            node = node.values.get(step) if isinstance(node, Mapping) else None
    return isinstance(node, Mapping) and (
        key in node.values or key in {COMMENT, *BELOW}
    )


def test_a_line_of_the_story_that_leads_nowhere_would_be_seen() -> None:
    tree, _ = read_keys(DiskFolder(ROOT / PROJECTS), "acme/webshop/milestones.yml")
    assert leads(tree, ("milestones", "launch", "moves", "1"), "cause")
    assert not leads(tree, ("milestones", "lunch"), "forecast")
    assert not leads(tree, ("milestones", "launch"), "item")
