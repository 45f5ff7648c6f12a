"""Exports of every tracker become the same rows; importing twice, in parts or in any order makes no difference."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.authoring.trackers.mapping import built_in
from portalgen.authoring.trackers.records import ExportError
from portalgen.model.milestone import Undated
from tests.kit.trackers.exports import (
    EXPORTS,
    GOSSIP,
    PROJECT,
    ROWS,
    Work,
    day,
    jira,
    plain_csv,
)
from tests.kit.trackers.importer import Project, milestone

STORE = "acme/webshop/internal/import-{}.csv"
WITHOUT_DROPPED = (*ROWS[:3], "2026-03-27,12,7")
FIRST, LAST = date(2026, 1, 5), date(2026, 6, 26)
DAYS = st.dates(FIRST, LAST)
BY_STREAM = "streams: {field: Title, names: {shop: Shop, desk: Help desk}}\n"


def test_every_tracker_is_tried() -> None:
    assert {name for name, _, _ in EXPORTS.values()} == set(built_in())


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_tracker_gives_the_same_rows(kind: str) -> None:
    name, export, tells_dropped = EXPORTS[kind]
    project = Project()
    found = project.take(export(PROJECT), name)
    assert found.rows == (ROWS if tells_dropped else WITHOUT_DROPPED)
    assert project.progress == "\n".join(["date,scope,done", *found.rows, ""]).encode()


@pytest.mark.parametrize("kind", EXPORTS)
def test_no_text_of_an_export_is_kept_or_told(kind: str) -> None:
    name, export, _ = EXPORTS[kind]
    content = export(PROJECT)
    assert b"xl/worksheets" in content or GOSSIP.encode() in content
    project = Project(milestones=(milestone("launch", source=f"{name}/gone"),))
    found = project.take(content, name)
    kept = b"".join(draft.after for draft in found.drafts)
    assert GOSSIP not in kept.decode() + repr(found)
    assert "SHOP-99" not in kept.decode()


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_second_import_of_the_same_changes_nothing(kind: str) -> None:
    name, export, _ = EXPORTS[kind]
    project = Project()
    project.take(export(PROJECT), name)
    again = project.take(export(PROJECT), name)
    assert again.drafts == ()
    assert (again.counts.new, again.counts.changed, again.counts.same) == (0, 0, 12)


def test_what_is_kept_of_items_is_ids_days_and_sizes() -> None:
    project = Project()
    project.take(jira(PROJECT), "jira")
    stored = project.files[STORE.format("jira")]
    assert isinstance(stored, bytes)
    lines = stored.decode().splitlines()
    assert lines[0] == "id,created,done,dropped,weight,stream"
    assert lines[1] == "SHOP-1,2026-03-02,2026-03-04,,1,"
    assert "SHOP-9,2026-03-12,,2026-03-24,1," in lines
    assert len(lines) == 13


def works() -> st.SearchStrategy[list[Work]]:
    """Returns projects of some items with days in half a year."""
    numbered = st.lists(
        st.tuples(DAYS, st.sampled_from(["open", "done", "dropped"]), DAYS),
        min_size=1,
        max_size=12,
    )
    return numbered.map(
        lambda all_: [
            Work(number, first, state, None if state == "open" else max(first, last))
            for number, (first, state, last) in enumerate(all_, 1)
        ]
    )


@given(works(), st.data())
def test_parts_of_an_export_in_any_order_give_what_the_whole_gives(
    items: list[Work], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(items))
    cut = data.draw(st.integers(0, len(order)))
    whole, parts = Project(), Project()
    whole.take(jira(items), "jira", LAST)
    for part in (order[:cut], order[cut:]):
        parts.take(jira(part), "jira", LAST)
    assert parts.files[STORE.format("jira")] == whole.files[STORE.format("jira")]
    # What was reported before a part was known stays; revised, it is what the whole gives.
    parts.take(jira(order[cut:]), "jira", LAST, revise=True)
    _, *rows = (parts.progress or b"date\n").split(b"\n")
    assert rows == (whole.progress or b"").split(b"\n")[-len(rows) :]


@given(works(), st.lists(st.integers(0, 24), max_size=4))
def test_importing_week_by_week_gives_what_importing_once_gives(
    items: list[Work], weeks: list[int]
) -> None:
    once, often = Project(), Project()
    once.take(jira(items), "jira", LAST)
    for week in sorted(weeks):
        on = FIRST + timedelta(days=7 * week)
        known = [each for each in items if each.created <= on]
        then = [
            each
            if each.ended is None or each.ended <= on
            else Work(each.number, each.created)
            for each in known
        ]
        often.take(jira(then), "jira", on)
    often.take(jira(items), "jira", LAST)
    assert often.progress == once.progress


def test_weeks_end_as_the_last_row_does_unless_the_mapping_says_otherwise() -> None:
    project = Project("date,scope,done\n2026-03-18,12,6\n")
    assert project.take(jira(PROJECT), "jira").rows == ("2026-03-25,11,7",)
    project = Project("date,scope,done\n2026-03-18,12,6\n")
    text = "like: jira\nweek_ends: Monday\n"
    assert project.take(jira(PROJECT), "own", text=text).rows == ("2026-03-23,12,7",)


def test_a_week_that_has_not_ended_has_no_row() -> None:
    project = Project("date,scope,done\n2026-03-20,12,7\n")
    found = project.take(jira(PROJECT), "jira", day("03-26"))
    assert found.rows == ()
    assert [draft.path for draft in found.drafts] == [STORE.format("jira")]


def test_an_item_that_an_export_lacks_stays_unless_exports_are_complete() -> None:
    for text, row in (
        ("like: csv\n", "2026-03-27,11,7"),
        ("like: csv\ncomplete: true\n", "2026-03-27,8,7"),
    ):
        project = Project()
        project.take(plain_csv(PROJECT), "own", day("03-20"), text)
        found = project.take(plain_csv(PROJECT[:8]), "own", day("03-27"), text)
        assert found.counts.missing == 4
        assert found.rows == (row,)


def test_an_empty_export_does_not_give_everything_up() -> None:
    project = Project()
    text = "like: csv\ncomplete: true\n"
    project.take(plain_csv(PROJECT), "own", text=text)
    before = dict(project.files)
    with pytest.raises(ExportError, match="it has no items, and a complete export"):
        project.take(plain_csv(()), "own", text=text)
    assert project.files == before


def test_a_spoilt_table_of_items_is_told_with_its_cure() -> None:
    project = Project()
    project.take(jira(PROJECT), "jira")
    project.files[STORE.format("jira")] = b"id,created\nx\n"
    with pytest.raises(
        ExportError, match="delete it, and the next import writes it anew"
    ):
        project.take(jira(PROJECT), "jira")


def apart(milestones: Sequence[dict[str, object]]) -> list[tuple[str, object, object]]:
    """Returns what is told of milestones with a source in the project."""
    project = Project(
        milestones=tuple(
            milestone(f"m{number}", **more) for number, more in enumerate(milestones)
        )
    )
    return [
        (each.milestone.id, each.days, each.finished)
        for each in project.take(jira(PROJECT), "jira").apart
    ]


def test_a_date_that_differs_from_the_trackers_is_told() -> None:
    assert apart([{"source": "jira/SHOP-8"}]) == [("m0", 5, None)]
    assert apart([{"source": "jira/SHOP-8", "forecast": day("04-20")}]) == [
        ("m0", -5, None)
    ]
    assert apart([{"source": "jira/SHOP-8", "forecast": Undated.UNDATED}]) == [
        ("m0", None, None)
    ]
    assert apart([{"source": "jira/SHOP-8", "promised_date": day("04-15")}]) == []
    assert apart([{"source": "jira/SHOP-10"}]) == []  # the tracker has no date


def test_what_the_tracker_has_done_or_lacks_is_told() -> None:
    assert apart([{"source": "jira/SHOP-1"}, {"source": "jira/SHOP-77"}]) == [
        ("m0", None, day("03-04")),
        ("m1", None, None),
    ]


def test_milestones_that_are_met_or_of_another_tracker_are_passed_over() -> None:
    assert (
        apart(
            [
                {"source": "jira/SHOP-8", "actual_date": day("03-20")},
                {"source": "linear/SHOP-8"},
                {},
            ]
        )
        == []
    )


def test_a_milestone_of_the_tracker_has_a_date_and_is_no_work() -> None:
    name, export, _ = EXPORTS["msproject"]
    project = Project(milestones=(milestone("launch", source="msproject/99"),))
    found = project.take(export(PROJECT), name)
    assert [each.theirs for each in found.apart] == [day("04-20")]
    assert found.counts.new == 12


def test_a_day_of_the_first_sight_stays_when_the_item_is_done_later() -> None:
    text = "id: id\ndone_when: {field: state, is: [Done]}\nweek_ends: friday\n"
    project = Project()
    for saturday, state in (
        ("03-07", "open"),
        ("03-14", "Done"),
        ("03-21", "Done"),
        ("03-28", "Done"),
    ):
        project.take(
            f"id,state\n1,{state}\n2,open\n".encode(), "own", day(saturday), text
        )
    assert (
        project.progress
        == b"date,scope,done\n2026-03-13,2,0\n2026-03-20,2,1\n2026-03-27,2,1\n"
    )


def test_a_stream_that_the_mapping_no_longer_names_is_told_and_not_forgotten() -> None:
    project = Project()
    content = b"id,created,title\n1,2026-03-02,Shop\n2,2026-03-02,desk\n"
    project.take(content, "own", day("03-06"), f"like: csv\n{BY_STREAM}")
    text = f"like: csv\n{BY_STREAM.replace('Help desk', 'Desk')}"
    with pytest.raises(ExportError, match="items are kept under the stream Help desk"):
        project.take(
            b"id,created,title\n1,2026-03-02,Shop\n", "own", day("03-13"), text
        )


@pytest.mark.parametrize("weight", ["NaN", "Infinity"])
def test_a_size_that_is_no_number_in_the_table_of_items_is_told(weight: str) -> None:
    project = Project()
    project.files[STORE.format("jira")] = (
        f"id,created,done,dropped,weight,stream\nSHOP-1,2026-03-02,,,{weight},\n"
    )
    with pytest.raises(
        ExportError, match="delete it, and the next import writes it anew"
    ):
        project.take(jira(PROJECT), "jira")
