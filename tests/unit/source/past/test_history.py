"""The history of every date: no move that nobody made, and none missed."""

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from portalgen.analysis.ledger.ledger import ledger
from portalgen.model.record.past import History, Lack, Origin, PastRestart, Reach
from portalgen.source.git.repository import Repository
from portalgen.source.past.history import histories
from tests.kit.files.repositories import (
    BOT,
    MARIA,
    TIMO,
    Made,
    Snapshot,
    imported,
    launch,
    milestones,
    promises,
)

FILE = "acme/webshop/milestones.yml"
JUNE, JULY, AUGUST = "2026-06-15", "2026-07-15", "2026-08-15"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "workspace")


def of_launch(history: History) -> list[str | None]:
    """Returns what the launch was promised for in each revision; `-` where it was not to be seen."""
    return [revision.get("webshop/launch", "-") for revision in promises(history)]


# Where and when


def test_a_revision_says_at_which_commit_when_and_by_whom(made: Made) -> None:
    made.commit({"acme/client.yml": "name: Acme\n"}, at="2026-03-01T10:00:00Z")
    first = made.commit({FILE: launch(JUNE)}, at="2026-03-02T10:00:00Z")
    second = made.commit({FILE: launch(JULY)}, at="2026-03-09T10:00:00Z", author=TIMO)
    history = made.history()
    assert [(each.commit, each.recorded_on, each.by) for each in history.revisions] == [
        (first, date(2026, 3, 2), "maria@northlight.example"),
        (second, date(2026, 3, 9), "timo@northlight.example"),
    ]
    assert of_launch(history) == [JUNE, JULY]
    assert (history.reach, history.since, history.head) == (
        Reach.WHOLE,
        date(2026, 3, 1),
        second,
    )


def test_a_day_is_that_of_utc_whatever_the_author_s_time_zone(made: Made) -> None:
    made.commit({FILE: launch(JUNE)}, at="2026-03-02T01:30:00+03:00")
    made.commit({FILE: launch(JULY)}, at="2026-03-02T22:30:00-05:00")
    assert [each.recorded_on for each in made.history().revisions] == [
        date(2026, 3, 1),
        date(2026, 3, 3),
    ]


def test_the_day_is_the_committer_s_and_not_the_author_s(made: Made) -> None:
    made.write({FILE: launch(JUNE)})
    made.git("add", "-A")
    made.git(
        "commit",
        "-q",
        "-m",
        "m",
        "--date",
        "2020-01-01T00:00:00Z",
        at="2026-03-02T12:00:00Z",
    )
    made.git(
        "commit",
        "-q",
        "--amend",
        "--no-edit",
        "--date",
        "2020-01-01T00:00:00Z",
        at="2026-03-04T12:00:00Z",
    )
    assert [each.recorded_on for each in made.history().revisions] == [date(2026, 3, 4)]


DRAFT = "live_from: 2026-06-01\n"


def test_a_project_enters_at_the_first_commit_of_the_line_on_or_after_its_live_from(
    made: Made,
) -> None:
    made.commit({FILE: DRAFT + launch(JUNE)}, at="2026-05-25T12:00:00Z")
    made.commit({"other/shop/project.yml": "name: Shop\n"}, at="2026-06-05T12:00:00Z")
    made.commit({FILE: DRAFT + launch(JULY)}, at="2026-07-10T12:00:00Z")
    history = made.history()
    assert of_launch(history) == [JUNE, JUNE, JULY]
    assert [each.recorded_on for each in history.revisions] == [
        date(2026, 5, 25),
        date(2026, 6, 5),
        date(2026, 7, 10),
    ]


def test_a_live_from_that_is_written_later_serves_the_whole_past(made: Made) -> None:
    made.commit({FILE: launch(JUNE)}, at="2026-05-25T12:00:00Z")
    made.commit({"other/shop/project.yml": "name: Shop\n"}, at="2026-06-05T12:00:00Z")
    made.commit({FILE: DRAFT + launch(JULY)}, at="2026-07-10T12:00:00Z")
    assert of_launch(made.history()) == [JUNE, JUNE, JULY]


def test_backdated_commits_keep_their_place_in_the_line(made: Made) -> None:
    made.commit({FILE: launch(JUNE)}, at="2026-03-09T12:00:00Z")
    made.commit({FILE: launch(JULY)}, at="2025-01-01T12:00:00Z")
    made.commit({FILE: launch(AUGUST)}, at="2026-03-16T12:00:00Z")
    history = made.history()
    assert of_launch(history) == [JUNE, JULY, AUGUST]
    assert [each.recorded_on.year for each in history.revisions] == [2026, 2025, 2026]


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("4102444800", date(2100, 1, 1)),
        ("253402300800", date(9999, 12, 31)),
        ("99999999999999999999", date(9999, 12, 31)),
        ("0", date(1970, 1, 1)),
    ],
)
def test_a_commit_from_the_future_has_the_day_that_it_claims(
    made: Made, seconds: str, day: date
) -> None:
    made.commit({FILE: launch(JUNE)})
    made.write({FILE: launch(JULY)})
    made.git("add", "-A")
    header = f"tree {made.git('write-tree')}\nparent {made.git('rev-parse', 'HEAD')}\n"
    text = f"{header}author {MARIA} {seconds} +0000\ncommitter {MARIA} {seconds} +0000\n\nm\n"
    name = made.git(
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--literally",
        "--stdin",
        typed=text.encode(),
    )
    made.git("update-ref", "refs/heads/main", name)
    assert [each.recorded_on for each in made.history().revisions] == [
        date(2026, 3, 2),
        day,
    ]


def test_only_what_the_client_could_see_differ_makes_a_revision(made: Made) -> None:
    made.commit({FILE: launch(JUNE), "README": "r"})
    made.commit({"acme/webshop/progress.csv": "date,scope,done\n"})
    made.commit(
        {"acme/webshop/risks.yml": "risks: []\n", "acme/client.yml": "name: Acme\n"}
    )
    made.commit({FILE: f"# a comment\n{launch(JUNE, 'payment: 30 %')}"})
    made.commit({"other/shop/milestones.yml": launch(AUGUST)})
    assert of_launch(made.history()) == [JUNE]
    assert promises(made.history("other")) == [{"shop/launch": AUGUST}]


def test_the_order_of_milestones_in_a_file_is_no_change(made: Made) -> None:
    one, two = (
        "id: launch, promised_date: 2026-06-15",
        "id: payment, promised_date: 2026-05-01",
    )
    made.commit({FILE: milestones(one, two)})
    made.commit({FILE: milestones(two, one)})
    assert len(made.history().revisions) == 1


def test_forecasts_actual_dates_baselines_names_and_moves_are_read(made: Made) -> None:
    for more in (
        "forecast: 2026-06-20",
        "forecast: {from: 2026-06-18, to: 2026-07-03}",
        "forecast: undated",
        "baseline_date: 2026-06-01",
        "actual_date: 2026-06-16",
        "moves: [{cause: Scope change, because: Loyalty, agreed_by: Timo}]",
        "formerly: [go-live]",
    ):
        made.commit({FILE: launch(JUNE, more)})
    seen = [revision.projects[0].milestones[0] for revision in made.history().revisions]
    assert [each.forecast for each in seen[:3]] == [
        date(2026, 6, 20),
        (date(2026, 6, 18), date(2026, 7, 3)),
        "undated",
    ]
    assert (seen[3].baseline_date, seen[4].actual_date) == (
        date(2026, 6, 1),
        date(2026, 6, 16),
    )
    assert (seen[5].moves[0].cause, seen[5].moves[0].because, seen[6].formerly) == (
        "scope_change",
        "Loyalty",
        ("go-live",),
    )


def test_live_from_is_told_as_it_stood(made: Made) -> None:
    made.commit(
        {FILE: launch(JUNE), "acme/webshop/project.yml": "live_from: 2026-01-19\n"}
    )
    made.commit({"acme/webshop/project.yml": "live_from: 2026-02-19\n"})
    assert [each.projects[0].live_from for each in made.history().revisions] == [
        date(2026, 1, 19),
        date(2026, 2, 19),
    ]


# Merges


def test_the_commits_of_a_branch_count_when_they_are_merged(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("one")
    made.commit({FILE: launch(JULY)}, at="2026-03-03T12:00:00Z")
    made.commit({FILE: launch(AUGUST)}, at="2026-03-04T12:00:00Z")
    made.git("checkout", "-q", "main")
    made.commit({"README": "r"}, at="2026-03-05T12:00:00Z")
    merge = made.merge("one", at="2026-03-06T12:00:00Z", author=TIMO)
    history = made.history()
    assert of_launch(history) == [JUNE, AUGUST]
    last = history.revisions[-1]
    assert (last.commit, last.recorded_on, last.by) == (
        merge,
        date(2026, 3, 6),
        "timo@northlight.example",
    )


def test_parallel_branches_that_touch_other_dates_make_no_false_move(
    made: Made,
) -> None:
    made.commit({FILE: launch(JUNE), "acme/app/milestones.yml": launch(JUNE)})
    for name, path in (("one", FILE), ("two", "acme/app/milestones.yml")):
        made.branch(name, "main")
        made.commit({path: launch(JULY if name == "one" else AUGUST)})
    made.merge("one")
    made.merge("two")
    assert promises(made.history()) == [
        {"webshop/launch": JUNE, "app/launch": JUNE},
        {"webshop/launch": JULY, "app/launch": JUNE},
        {"webshop/launch": JULY, "app/launch": AUGUST},
    ]


def test_an_octopus_is_one_revision(made: Made) -> None:
    places = ["acme/a/m.yml", "acme/b/m.yml", "acme/c/m.yml"]
    made.commit({place: launch(JUNE) for place in places})
    for number, place in enumerate(places):
        made.branch(f"arm-{number}", "main")
        made.commit({place: launch(JULY)})
    merge = made.merge("arm-0", "arm-1", "arm-2")
    history = made.history()
    assert [set(each.values()) for each in promises(history)] == [{JUNE}, {JULY}]
    assert history.revisions[-1].commit == merge


def test_a_merge_that_keeps_main_s_dates_is_no_move(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("side")
    made.commit({FILE: launch(JULY)})
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "-s", "ours", "--no-ff", "-m", "m", "side")
    made.commit({FILE: launch(AUGUST)})
    assert of_launch(made.history()) == [JUNE, AUGUST]


def test_a_merge_that_takes_all_from_the_branch_is_seen(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("side")
    made.commit({FILE: launch(JULY)})
    made.merge("side")
    made.git("revert", "--no-edit", "-m", "1", "HEAD")
    assert of_launch(made.history()) == [JUNE, JULY, JUNE]


def test_main_merged_into_a_branch_that_becomes_main_follows_the_branch(
    made: Made,
) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("side")
    made.commit({"acme/app/m.yml": launch(JUNE)})
    made.git("checkout", "-q", "main")
    made.commit({FILE: launch(JULY)})
    made.git("checkout", "-q", "side")
    made.git("merge", "-q", "--no-ff", "-m", "m", "main")
    made.git("branch", "-f", "main", "side")
    made.git("checkout", "-q", "main")
    assert of_launch(made.history()) == [JUNE, JUNE, JULY]


def test_behind_a_bot_s_merge_stands_the_author_of_what_it_merged(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("side")
    made.commit({FILE: launch(JULY)}, author=TIMO)
    made.merge("side", author=BOT)
    assert [each.by for each in made.history().revisions] == [
        "maria@northlight.example",
        "timo@northlight.example",
    ]


def test_a_bot_s_own_commit_is_the_bot_s(made: Made) -> None:
    made.commit({FILE: launch(JUNE)}, author=BOT)
    assert made.history().revisions[0].by == "1+merger[bot]@users.noreply.example"


def test_a_revert_is_a_move_back(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.commit({FILE: launch(JULY)})
    made.git("revert", "--no-edit", "HEAD")
    assert of_launch(made.history()) == [JUNE, JULY, JUNE]


def test_nothing_of_messages_and_names_of_authors_is_told(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    said = repr(made.history())
    assert "maria@northlight.example" in said
    assert "secret message" not in said
    assert "Maria" not in said


# Files, projects and clients that change their names


def test_a_renamed_file_is_no_change(made: Made) -> None:
    whole = f"name: Shop\n{launch(JUNE)}"
    made.commit({FILE: whole})
    made.commit({FILE: None, "acme/webshop/dates.YAML": whole})
    made.commit({"acme/webshop/dates.YAML": None, "acme/webshop/project.yml": whole})
    assert of_launch(made.history()) == [JUNE]


def test_a_split_file_is_no_change(made: Made) -> None:
    made.commit(
        {
            "acme/webshop/project.yml": f"name: Shop\nlive_from: 2026-01-19\n{launch(JUNE)}"
        }
    )
    made.commit(
        {
            "acme/webshop/project.yml": "name: Shop\n",
            FILE: f"live_from: 2026-01-19\n{launch(JUNE)}",
        }
    )
    made.commit(
        {
            "acme/webshop/project.yml": "name: Shop\nlive_from: 2026-01-19\n",
            FILE: launch(JUNE),
        }
    )
    made.commit(
        {
            "acme/webshop/project.yml": f"name: Shop\nlive_from: 2026-01-19\n{launch(JULY)}",
            FILE: None,
        }
    )
    assert of_launch(made.history()) == [JUNE, JULY]


def test_a_split_in_two_commits_is_no_move(made: Made) -> None:
    made.commit({"acme/webshop/project.yml": f"name: Shop\n{launch(JUNE)}"})
    made.commit(
        {FILE: launch(JUNE)}
    )  # both files have the milestones now: nobody can tell which of them count
    made.commit({"acme/webshop/project.yml": "name: Shop\n"})
    history = made.history()
    assert of_launch(history) == [JUNE]
    assert history.skipped == 1


def test_a_renamed_project_changes_its_id_in_one_revision(made: Made) -> None:
    made.commit({"acme/shop/m.yml": launch(JUNE)})
    made.commit(
        {
            "acme/shop/m.yml": None,
            "acme/webshop/m.yml": f"formerly: [shop]\n{launch(JUNE)}",
        }
    )
    history = made.history()
    assert promises(history) == [{"shop/launch": JUNE}, {"webshop/launch": JUNE}]
    assert history.revisions[1].projects[0].formerly == ("shop",)


def test_a_project_renamed_while_it_cannot_be_read_is_not_withdrawn_in_between(
    made: Made,
) -> None:
    made.commit({"acme/shop/m.yml": launch(JUNE)})
    made.commit({"acme/shop/m.yml": None, "acme/webshop/m.yml": "milestones: ["})
    made.commit({"acme/webshop/m.yml": f"formerly: [shop]\n{launch(JUNE)}"})
    history = made.history()
    assert promises(history) == [{"shop/launch": JUNE}, {"webshop/launch": JUNE}]
    assert history.skipped == 1


def test_a_renamed_client_keeps_its_history(made: Made) -> None:
    made.commit(
        {
            "old/client.yml": "name: Acme\n",
            "old/webshop/m.yml": launch(JUNE),
            "old/ledger.yml": RESTART,
        }
    )
    made.commit({"old/webshop/m.yml": launch(JULY)})
    made.git("mv", "projects/old", "projects/acme")
    made.commit({"acme/client.yml": "name: Acme\nformerly: [old]\n"})
    made.commit({"acme/webshop/m.yml": launch(AUGUST)})
    found = made.histories("acme", "old")
    assert of_launch(found["acme"]) == [JUNE, JULY, AUGUST]
    assert found["old"].revisions == ()
    assert all(each.restarts for each in found["acme"].revisions)


def test_a_client_moved_project_by_project_shows_each_once(made: Made) -> None:
    made.commit({"old/a/m.yml": launch(JUNE), "old/b/m.yml": launch(JUNE)})
    made.commit(
        {
            "acme/client.yml": "name: Acme\nformerly: [old]\n",
            "acme/a/m.yml": launch(JUNE),
        }
    )  # a copy at first
    made.commit({"old/a/m.yml": None})
    made.commit({"old/b/m.yml": None, "acme/b/m.yml": launch(JULY)})
    assert promises(made.history()) == [
        {"a/launch": JUNE, "b/launch": JUNE},
        {"a/launch": JUNE, "b/launch": JULY},
    ]


def test_a_living_client_s_history_never_shows_in_another_s(made: Made) -> None:
    made.commit(
        {"other/client.yml": "name: Other\n", "other/secret/m.yml": launch(JUNE)}
    )
    made.commit(
        {"acme/client.yml": "name: Acme\nformerly: [other]\n", FILE: launch(JULY)}
    )
    assert promises(made.history()) == [{"webshop/launch": JULY}]


def test_a_former_id_that_two_clients_claim_is_nobody_s(made: Made) -> None:
    made.commit({"old/secret/m.yml": launch(JUNE)})
    made.commit(
        {"old/secret/m.yml": None, FILE: launch(JULY), "beta/shop/m.yml": launch(JULY)}
    )
    made.commit(
        {
            f"{name}/client.yml": "name: N\nformerly: [old]\n"
            for name in ("acme", "beta")
        }
    )
    found = made.histories("acme", "beta")
    assert [promises(each) for each in found.values()] == [
        [{"webshop/launch": JULY}],
        [{"shop/launch": JULY}],
    ]


def test_a_former_id_counts_as_it_stands_at_head_even_with_a_warm_cache(
    made: Made, tmp_path: Path
) -> None:
    made.commit({"old/webshop/m.yml": launch(JUNE)})
    made.git("mv", "projects/old", "projects/acme")
    made.commit({"acme/client.yml": "name: Acme\n"})
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE]
    made.commit({"acme/client.yml": "name: Acme\nformerly: [old]\n"})
    history = made.history(cache=tmp_path / "cache")
    assert (len(history.revisions), history) == (1, made.history())
    assert history.revisions[0].recorded_on == date(2026, 3, 2)
    assert history.revisions[0].commit == made.git(
        "rev-list", "--max-parents=0", "HEAD"
    )


# What is internal, and what cannot be read


def test_a_project_turned_internal_has_no_milestones_and_comes_back(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.commit({"acme/webshop/project.yml": "visibility: internal\n"})
    made.commit({FILE: launch(JULY)})
    made.commit({"acme/webshop/project.yml": "visibility: client\n"})
    history = made.history()
    assert promises(history) == [{"webshop/launch": JUNE}, {}, {"webshop/launch": JULY}]
    assert history.revisions[1].projects[0].id == "webshop"


def test_a_milestone_turned_internal_is_gone_and_comes_back(made: Made) -> None:
    for more in (
        "",
        "visibility: internal",
        "visibility: internal, weight: 2",
        "visibility: client",
    ):
        made.commit({FILE: launch(JUNE, more)})
    assert of_launch(made.history()) == [JUNE, "-", JUNE]


def test_what_was_always_internal_was_never_promised(made: Made) -> None:
    made.commit({FILE: launch(JUNE, "visibility: internal")})
    made.commit({FILE: launch(JULY, "visibility: internal")})
    made.commit(
        {
            "acme/internal/m.yml": launch(JUNE),
            "acme/webshop/internal/m.yml": launch(JUNE),
        }
    )
    assert "launch" not in repr(made.history())


def test_a_word_that_is_no_visibility_shows_nothing(made: Made) -> None:
    made.commit({FILE: launch(JUNE, "visibility: intrenal")})
    history = made.history()
    assert (promises(history), history.skipped) == ([], 1)


BROKEN = [
    "milestones: [",
    "milestones: [{id: launch, promised_date: 2026-13-01}]",
    f"{launch(JULY)}---\n{launch(JULY)}",
    f"<<<<<<< HEAD\n{launch(JULY)}=======\n{launch(JUNE)}>>>>>>> side\n",
    b"name: \xff\n",
    "x: " + "[" * 100_000,
    f"# {'x' * 1024 * 1024}\n{launch(JULY)}",
    milestones("id: launch, promised_date: 2026-07-15, promised_date: 2026-08-15"),
    milestones(
        "id: launch, promised_date: 2026-07-15", "id: launch, promised_date: 2026-08-15"
    ),
    "day: &day 2026-07-15\nmilestones: [{id: launch, promised_date: *day}]\n",
    "milestones: {launch: 2026-07-15}\n",
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_a_revision_that_cannot_be_read_is_skipped_and_counted(
    made: Made, broken: str | bytes
) -> None:
    made.commit({FILE: launch(JUNE), "acme/app/m.yml": launch(JUNE)})
    made.commit({FILE: broken, "acme/app/m.yml": launch(JULY)})
    made.commit({"acme/webshop/risks.yml": "risks: []\n"})
    made.commit({FILE: launch(AUGUST)})
    history = made.history()
    assert promises(history) == [
        {"webshop/launch": JUNE, "app/launch": JUNE},
        {"webshop/launch": JUNE, "app/launch": JULY},
        {"webshop/launch": AUGUST, "app/launch": JULY},
    ]
    assert history.skipped == 2


def test_a_project_enters_with_its_first_revision_that_can_be_read(made: Made) -> None:
    made.commit({FILE: "milestones: ["})
    made.commit({FILE: launch(JUNE)})
    history = made.history()
    assert (of_launch(history), history.skipped) == ([JUNE], 1)


def test_unknown_keys_and_stricter_rules_leave_the_past_as_it_was(made: Made) -> None:
    made.commit(
        {
            FILE: f"colour: red\nname: [no, text]\n{launch(JUNE, 'mood: good, weight: much')}"
        }
    )
    history = made.history()
    assert (of_launch(history), history.skipped) == ([JUNE], 0)


def test_a_deleted_project_is_gone(made: Made) -> None:
    made.commit({FILE: launch(JUNE), "acme/app/m.yml": launch(JUNE)})
    made.commit({FILE: None})
    made.commit({"acme/app/m.yml": None})
    assert promises(made.history()) == [
        {"webshop/launch": JUNE, "app/launch": JUNE},
        {"app/launch": JUNE},
        {},
    ]


@pytest.mark.parametrize(
    "path",
    [
        "acme/m.yml",
        "acme/webshop/updates/m.yml",
        "acme/webshop/documents/m.yml",
        "acme/webshop/internal/m.yml",
        "acme/internal/m.yml",
        "acme/webshop/.m.yml",
        "acme/webshop/m.yml.bak",
        "acme/Webshop/m.yml",
        "acme/.hidden/m.yml",
        ".acme/webshop/m.yml",
        "../elsewhere/acme/webshop/m.yml",
    ],
)
def test_files_that_no_portal_is_built_from_are_not_read(made: Made, path: str) -> None:
    made.commit({FILE: launch(JUNE)})
    made.commit({path: launch(AUGUST)})
    history = made.history()
    assert (
        of_launch(history),
        len(history.revisions[0].projects),
        history.skipped,
    ) == ([JUNE], 1, 0)


def test_links_and_submodules_are_never_read(made: Made) -> None:
    made.commit({FILE: launch(JUNE), "secret.yml": launch(AUGUST)})
    (made.projects / "acme/webshop/linked.yml").symlink_to("../../secret.yml")
    (made.projects / "acme/app").symlink_to("../acme/webshop")
    for place in ("acme/sub", "acme/webshop/sub.yml", "sub/client.yml"):
        made.git(
            "update-index",
            "--add",
            "--cacheinfo",
            f"160000,{made.repository.head},projects/{place}",
        )
    made.git("add", "projects/acme/webshop", "projects/acme/app")
    made.git("commit", "-q", "-m", "m")
    assert promises(made.history()) == [{"webshop/launch": JUNE}]
    made.commit({FILE: None})
    (made.projects / FILE).symlink_to("../../secret.yml")
    made.commit({})
    assert promises(made.history())[-1] == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name",
    [
        "a\nb.yml",
        ":(glob)*.yml",
        "-n.yml",
        'say "hi".yml',
        "ä.yml",
        "\t.yml",
        "a\\b.yml",
        " .yml",
    ],
)
def test_a_file_may_have_any_name(made: Made, name: str) -> None:
    made.commit({f"acme/webshop/{name}": launch(JUNE)})
    made.commit({f"acme/webshop/{name}": launch(JULY)})
    assert of_launch(made.history()) == [JUNE, JULY]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_read_and_kept(made: Made, tmp_path: Path) -> None:
    made.commit({"acme/webshop/x.yml": launch(JUNE)})
    blob = made.git("hash-object", "-w", "--stdin", typed=launch(JULY).encode())
    entry = b"100644 blob " + blob.encode() + b"\tcaf\xe9.yml\0"
    tree = made.git("mktree", "-z", typed=entry)
    for name in ("webshop", "acme", "projects"):
        tree = made.git("mktree", typed=f"040000 tree {tree}\t{name}\n".encode())
    commit = made.git("commit-tree", "-p", "HEAD", "-m", "m", tree)
    made.git("update-ref", "refs/heads/main", commit)
    cold = made.history(cache=tmp_path / "cache")
    assert (of_launch(cold), cold) == (
        [JUNE, JULY],
        made.history(cache=tmp_path / "cache"),
    )


# What clients and ledgers say

RESTART = "restarts: [{on: 2026-03-02, because: moved, previous: ab12}]\n"


def test_restarts_of_the_ledger_are_told_with_the_dates(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    made.commit({"acme/ledger.yml": RESTART})
    made.commit({"acme/ledger.yml": "restarts: ["})
    made.commit({FILE: launch(JULY)})
    made.commit({"acme/ledger.yml": "redactions: []\n"})
    history = made.history()
    declared = (PastRestart(date(2026, 3, 2), "moved", "ab12"),)
    assert [each.restarts for each in history.revisions] == [(), declared, declared, ()]
    assert history.skipped == 1


def test_the_salt_is_that_of_head(made: Made, tmp_path: Path) -> None:
    made.commit(
        {"acme/client.yml": "name: Acme\nledger_salt: 5f1c\n", FILE: launch(JUNE)}
    )
    assert made.history(cache=tmp_path / "cache").salt == "5f1c"
    made.commit({"acme/client.yml": "name: Acme\nledger_salt: 0a0b\n"})
    assert made.history(cache=tmp_path / "cache").salt == "0a0b"
    kept = b"".join(each.read_bytes() for each in (tmp_path / "cache").iterdir())
    assert b"0a0b" not in kept
    assert b"5f1c" not in kept


def test_a_client_that_git_does_not_know_yet_has_an_empty_history(made: Made) -> None:
    made.commit({FILE: launch(JUNE)})
    assert made.histories("new", "acme")["new"] == History(
        Reach.WHOLE, (), 0, date(2026, 3, 2), made.repository.head
    )


def test_a_repository_may_hold_two_workspaces(tmp_path: Path) -> None:
    made = Made(tmp_path / "workspace")
    made.commit(
        {"deep er/projects/acme/webshop/m.yml": launch(JUNE), FILE: launch(JULY)}
    )
    for folder, day in (
        (made.projects / "deep er/projects", JUNE),
        (made.projects, JULY),
    ):
        repository = Repository.around(folder)
        found = histories(repository, folder, ["acme"], tmp_path / "cache")
        assert of_launch(found["acme"]) == [day]
        assert histories(repository, folder, ["acme"], tmp_path / "cache") == found


def test_a_workspace_s_folder_is_no_pattern(tmp_path: Path) -> None:
    made = Made(tmp_path / "workspace")
    made.projects = made.top / "[ab]"
    made.commit({FILE: launch(JUNE)})
    made.projects = made.top / "a"
    made.commit({FILE: launch(JULY)})
    made.projects = made.top / "[ab]"
    assert of_launch(made.history()) == [JUNE]
    made.projects = made.top / ":(top)"
    made.commit({FILE: launch(AUGUST)})
    assert of_launch(made.history()) == [AUGUST]


def test_a_workspace_may_be_the_repository_s_top(tmp_path: Path) -> None:
    top = Made(tmp_path / "top")
    top.projects = top.top
    top.commit({FILE: launch(JUNE)})
    assert of_launch(top.history()) == [JUNE]


# Which of two parents


def pulled(made: Made, message: str = "Merge branch 'main' of ../all") -> list[str]:
    """Makes a promise that is published, and merges it into somebody's own work of the days before; returns the commits
    of the first promise, the published one, the own one and the merge.
    """
    first = made.commit({FILE: launch(JUNE)}, at="2026-03-02T10:00:00Z")
    made.branch("own")
    own = made.commit({"acme/app/m.yml": launch(JUNE)}, at="2026-03-03T10:00:00Z")
    made.git("checkout", "-q", "main")
    published = made.commit({FILE: launch(JULY)}, at="2026-03-04T10:00:00Z")
    made.git("checkout", "-q", "own")
    made.git("merge", "-q", "-m", message, "main", at="2026-03-06T10:00:00Z")
    return [first, published, own, made.git("rev-parse", "HEAD")]


def days(history: History) -> list[tuple[str, int, list[str]]]:
    """Returns commit, day of March and what was promised of each revision."""
    shown = promises(history)
    return [
        (each.commit, each.recorded_on.day, sorted(promised))
        for each, promised in zip(history.revisions, shown, strict=True)
    ]


def test_a_pull_goes_on_with_what_was_published_and_brings_the_rest_on_its_own_day(
    made: Made,
) -> None:
    first, published, _, merge = pulled(made)
    history = made.history()
    assert days(history) == [
        (first, 2, ["webshop/launch"]),
        (published, 4, ["webshop/launch"]),
        (merge, 6, ["app/launch", "webshop/launch"]),
    ]
    assert history.origin == Origin(merge)
    assert history.otherwise == ()


def test_a_merge_by_hand_goes_on_with_what_its_client_was_shown(made: Made) -> None:
    first, published, own, merge = pulled(made, "merged by hand")
    shown = {"acme": Origin(published)}
    history = made.history(published=shown)
    assert [commit for commit, _, _ in days(history)] == [first, published, merge]
    assert history.origin == Origin(merge, ((merge, published),))
    made.commit({FILE: launch(AUGUST)}, at="2026-03-09T10:00:00Z")
    later = made.history(published={"acme": history.origin})
    assert later.revisions[:3] == history.revisions
    assert later.revisions != made.history().revisions
    assert days(made.history(published={"acme": Origin(own)}))[1][0] == own


def test_each_client_goes_on_along_its_own_line_in_one_cache(
    made: Made, tmp_path: Path
) -> None:
    made.commit({"other/shop/m.yml": launch(JUNE)}, at="2026-03-01T10:00:00Z")
    _, published, own, _ = pulled(made, "merged by hand")
    shown = {"acme": Origin(published), "other": Origin(own)}
    cold = made.histories("acme", "other", published=shown)
    assert published in {each.commit for each in cold["acme"].revisions}
    for _ in range(2):
        warm = made.histories(
            "acme", "other", cache=tmp_path / "cache", published=shown
        )
        assert warm == cold
        assert made.history(cache=tmp_path / "cache") == made.history()
    made.commit({FILE: launch(AUGUST)})
    assert made.history(cache=tmp_path / "cache", published=shown) == made.history(
        published=shown
    )


def test_a_seal_that_names_no_commit_leaves_the_first_parents_beside(
    made: Made,
) -> None:
    first, published, own, merge = pulled(made)
    for origin in (None, Origin("a" * 40)):
        history = made.history(published={"acme": origin})
        assert days(history)[1][0] == published
        (straight,) = history.otherwise
        assert [commit for commit, _, _ in days(straight)] == [first, own, merge]
        assert straight.origin == Origin(merge, ((merge, own),))
    followed = made.history(published={"acme": straight.origin})
    assert followed.revisions == straight.revisions


def test_whoever_presses_a_button_for_a_pull_stands_for_what_was_pulled_in(
    made: Made,
) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("own")
    made.commit({"acme/app/m.yml": launch(JUNE)}, author=TIMO)
    made.git("checkout", "-q", "main")
    made.commit({FILE: launch(JULY)})
    made.git("checkout", "-q", "own")
    made.git("merge", "-q", "-m", "Merge branch 'main' into own", "main", author=BOT)
    assert made.history().revisions[-1].by == "timo@northlight.example"


# Where there is no history, or not all of it


@pytest.mark.parametrize("lack", Lack)
def test_without_a_repository_there_is_no_history_and_why_is_kept(
    tmp_path: Path, lack: Lack
) -> None:
    assert histories(lack, tmp_path / "projects", ["acme"]) == {
        "acme": History(Reach.NONE, lack=lack)
    }


def test_a_shallow_clone_tells_since_when(made: Made, tmp_path: Path) -> None:
    for month in range(1, 6):
        made.commit(
            {FILE: launch(f"2026-0{month + 4}-15")}, at=f"2026-0{month}-02T12:00:00Z"
        )
    clone = cloned(made, tmp_path / "clone", "--depth=2")
    history = clone.history()
    assert (history.reach, history.since) == (Reach.SHALLOW, date(2026, 4, 2))
    assert history.lack is Lack.SHALLOW
    assert of_launch(history) == ["2026-08-15", "2026-09-15"]


def test_a_clone_cut_on_a_side_branch_alone_has_the_whole_history(
    made: Made, tmp_path: Path
) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("side")
    for number in range(6):
        made.commit({"acme/app/m.yml": launch(f"2026-06-0{number + 1}")})
    made.merge("side")
    clone = cloned(made, tmp_path / "clone", "--depth=3")
    assert clone.git("rev-parse", "--is-shallow-repository") == "true"
    assert clone.history() == made.history()


def test_a_deepened_clone_is_read_anew_although_head_is_the_same(
    made: Made, tmp_path: Path
) -> None:
    for day in (JUNE, JULY, AUGUST):
        made.commit({FILE: launch(day)})
    clone, cache = cloned(made, tmp_path / "clone", "--depth=1"), tmp_path / "cache"
    assert of_launch(clone.history(cache=cache)) == [AUGUST]
    clone.git("fetch", "-q", "--depth=2")
    assert of_launch(clone.history(cache=cache)) == [JULY, AUGUST]
    clone.git("fetch", "-q", "--unshallow")
    assert clone.history(cache=cache) == made.history()
    clone.git("fetch", "-q", "--depth=1")
    assert clone.history(cache=cache).reach is Reach.SHALLOW


def test_a_clone_without_old_contents_has_no_history_and_fetches_none(
    made: Made, tmp_path: Path
) -> None:
    made.git("config", "uploadpack.allowFilter", "true")
    for day in (JUNE, JULY):
        made.commit({FILE: launch(day)})
    clone = cloned(made, tmp_path / "clone", "--filter=blob:none")
    assert clone.history() == History(Reach.NONE, lack=Lack.PARTIAL)
    missing = clone.git("rev-list", "--objects", "--all", "--missing=print")
    assert "\n?" in missing
    clone.git("fetch", "-q", "--refetch", "--no-filter")
    assert clone.history() == made.history()


def cloned(made: Made, folder: Path, *arguments: str) -> Made:
    made.git("clone", "-q", *arguments, made.top.as_uri(), str(folder))
    return Made(folder, begin=False)


def test_a_repository_with_longer_ids_is_read_alike(made: Made, tmp_path: Path) -> None:
    long = Made(tmp_path / "long", begin=False)
    long.top.mkdir()
    long.git("init", "-q", "-b", "main", "--object-format=sha256")
    for day in (JUNE, JULY):
        long.commit({FILE: launch(day)})
    history = long.history(cache=tmp_path / "cache")
    assert of_launch(history) == [JUNE, JULY]
    assert {len(each.commit) for each in history.revisions} == {64}
    assert long.history(cache=tmp_path / "cache") == history


@pytest.mark.parametrize("place", ["blob", "tree", "commit"])
def test_where_an_object_is_lost_the_repository_is_damaged(
    made: Made, place: str
) -> None:
    made.commit({FILE: launch(JUNE)})
    lost = {
        "blob": f"HEAD:projects/{FILE}",
        "tree": "HEAD:projects/acme",
        "commit": "HEAD",
    }
    name = made.git("rev-parse", lost[place])
    made.commit({FILE: launch(JULY)})
    (made.top / ".git/objects" / name[:2] / name[2:]).unlink()
    assert made.history() == History(Reach.NONE, lack=Lack.DAMAGED)


def test_a_linked_worktree_is_a_checkout(made: Made, tmp_path: Path) -> None:
    made.commit({FILE: launch(JUNE)})
    made.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    linked = Made(tmp_path / "linked", begin=False)
    linked.commit({FILE: launch(JULY)})
    assert [of_launch(each.history()) for each in (made, linked)] == [
        [JUNE],
        [JUNE, JULY],
    ]


# The cache


def test_a_warm_cache_tells_the_same(made: Made, tmp_path: Path) -> None:
    for day in (JUNE, JULY):
        made.commit({FILE: launch(day), "acme/app/m.yml": "milestones: ["})
    cold = made.histories("acme", "other", cache=tmp_path / "cache")
    assert (
        made.histories("acme", "other", cache=tmp_path / "cache")
        == cold
        == made.histories("acme", "other")
    )


def test_no_content_is_read_twice(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (JUNE, JULY):
        made.commit({FILE: launch(day)})
    made.history(cache=tmp_path / "cache")
    made.commit({FILE: launch(AUGUST)})
    new = made.git("rev-parse", f"HEAD:projects/{FILE}")
    read: list[str] = []
    blobs = Repository.blobs

    def noted(self: Repository, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name, content in blobs(self, ids):
            read.append(name)
            yield name, content

    monkeypatch.setattr(Repository, "blobs", noted)
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE, JULY, AUGUST]
    assert read == [new]
    made.git("commit", "-q", "--amend", "-m", "rewritten")
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE, JULY, AUGUST]
    assert read == [new]


def test_a_rewritten_history_is_walked_anew(made: Made, tmp_path: Path) -> None:
    for day in (JUNE, JULY):
        made.commit({FILE: launch(day)})
    made.history(cache=tmp_path / "cache")
    made.git("reset", "-q", "--hard", "HEAD~1")
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE]
    made.commit({FILE: launch(AUGUST)})
    made.commit({FILE: launch(JULY)})
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE, AUGUST, JULY]


def test_a_head_that_was_merged_as_a_side_branch_is_walked_anew(
    made: Made, tmp_path: Path
) -> None:
    made.commit({FILE: launch(JUNE)})
    made.branch("side")
    made.commit({FILE: launch(JULY)})
    made.commit({FILE: launch(AUGUST)})
    made.history(cache=tmp_path / "cache")
    made.merge("side")
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE, AUGUST]


def test_a_cached_head_that_git_has_forgotten_is_walked_anew(
    made: Made, tmp_path: Path
) -> None:
    other = Made(tmp_path / "other")
    other.commit({FILE: launch(JULY)})
    other.history(cache=tmp_path / "cache")
    made.commit({FILE: launch(JUNE)})
    assert of_launch(made.history(cache=tmp_path / "cache")) == [JUNE]


def test_replaced_commits_and_grafts_do_not_change_the_past(made: Made) -> None:
    for day in (JUNE, JULY, AUGUST):
        made.commit({FILE: launch(day)})
    whole = made.history()
    made.git("replace", "--graft", "HEAD")
    assert made.history() == whole
    made.git("replace", "-d", "HEAD")
    (made.top / ".git/info/grafts").write_text(made.git("rev-parse", "HEAD") + "\n")
    assert made.history() == whole


def test_a_cut_that_was_made_by_hand_is_told_as_one(made: Made, tmp_path: Path) -> None:
    root = made.commit({"acme/client.yml": "name: Acme\n"})
    for day in (JUNE, JULY, AUGUST):
        made.commit({FILE: launch(day)})
    whole = made.history()
    cut = made.top / ".git/shallow"
    cut.write_text(made.git("rev-parse", "HEAD~1") + "\n")
    history = made.history(cache=tmp_path / "cache")
    assert (history.reach, history.lack) == (Reach.SHALLOW, Lack.SHALLOW)
    cut.write_text(f"{root}\n")
    assert made.history(cache=tmp_path / "cache") == whole


def test_a_cut_that_was_hidden_by_hand_is_told_as_damage(
    made: Made, tmp_path: Path
) -> None:
    for day in (JUNE, JULY, AUGUST):
        made.commit({FILE: launch(day)})
    clone = cloned(made, tmp_path / "clone", "--depth=2")
    (clone.top / ".git/shallow").unlink()
    assert clone.history() == History(Reach.NONE, lack=Lack.DAMAGED)
    older = clone.git("rev-parse", "HEAD^")
    clone.git("replace", "--graft", older)
    assert clone.history() == History(Reach.NONE, lack=Lack.DAMAGED)


# As it happened elsewhere


def test_many_commits_are_read_in_one_pass(tmp_path: Path) -> None:
    days = [
        f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)
    ]
    snapshots = [
        Snapshot({FILE: launch(day)}, [at - 1] if at else [])
        for at, day in enumerate(days)
    ]
    made, names = imported(tmp_path / "many", snapshots)
    history = made.history()
    assert of_launch(history) == days
    assert [each.commit for each in history.revisions] == names


def test_a_snapshot_s_moment_is_its_commit_s(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2026-03-02T23:30:00-05:00")
    made, _ = imported(
        tmp_path / "one", [Snapshot({FILE: launch(JUNE)}, (), moment, TIMO)]
    )
    assert [(each.recorded_on, each.by) for each in made.history().revisions] == [
        (date(2026, 3, 3), "timo@northlight.example")
    ]


# What dates are judged by


ROW = "date,scope,done\n2026-03-06,40,2\n"


def test_terms_make_a_revision_and_add_nothing_to_the_record(made: Made) -> None:
    first = made.commit({FILE: launch(JUNE)}, at="2026-03-02T10:00:00Z")
    dates_alone = ledger(made.history(), "acme")
    made.commit({"acme/webshop/progress.csv": ROW}, at="2026-03-06T10:00:00Z")
    made.commit(
        {"acme/webshop/project.yml": "tolerance: {schedule_days: 30}\n"},
        at="2026-03-07T10:00:00Z",
    )
    made.commit(
        {"acme/webshop/updates/2026-03-08.md": "---\nheadline: News\n---\n"},
        at="2026-03-08T10:00:00Z",
    )
    history = made.history()
    last = history.revisions[-1].projects[0].terms
    assert [each.adds for each in history.revisions] == [True, False, False, False]
    assert [row.done for row in last.rows] == [2]
    assert (last.tolerance_days, last.reported) == (30, date(2026, 3, 8))
    assert history.origin == Origin(first)
    assert ledger(history, "acme").entries == dates_alone.entries


def test_progress_that_goes_away_is_not_there_and_what_portal_yml_said_is_known(
    made: Made,
) -> None:
    made.commit({"portal.yml": "cadence_days: 14\n"}, at="2026-03-01T10:00:00Z")
    both = {FILE: launch(JUNE), "acme/webshop/progress.csv": ROW}
    made.commit(both, at="2026-03-02T10:00:00Z")
    made.commit({"acme/webshop/progress.csv": None}, at="2026-03-03T10:00:00Z")
    wide = "tolerance: {schedule_days: 60}\n"
    made.commit({"portal.yml": wide}, at="2026-03-04T10:00:00Z")
    history = made.history()
    told = [len(each.projects[0].terms.rows) for each in history.revisions]
    assert told == [1, 0, 0]
    first, _, last = [each.agency for each in history.revisions]
    assert (first, last) == history.agency
    said = [(each.cadence_days, each.tolerance_days) for each in history.agency]
    assert said == [(14, None), (None, 60)]


def test_a_walk_that_is_taken_up_again_knows_the_terms(
    made: Made, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    made.commit(
        {FILE: launch(JUNE), "acme/webshop/progress.csv": ROW},
        at="2026-03-02T10:00:00Z",
    )
    made.histories("acme", cache=cache)
    wide = "tolerance: {schedule_days: 30}\n"
    made.commit({"acme/webshop/project.yml": wide}, at="2026-03-04T10:00:00Z")
    kept = made.histories("acme", cache=cache)["acme"]
    again = made.histories("acme", cache=cache)["acme"]
    anew = made.histories("acme")["acme"]
    for history in (kept, again):
        terms = [each.projects[0].terms for each in history.revisions]
        assert terms == [each.projects[0].terms for each in anew.revisions]
        assert [len(each.rows) for each in terms] == [1, 1]
        assert [each.adds for each in history.revisions] == [True, False]
        assert history.agency == anew.agency
