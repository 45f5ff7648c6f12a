"""Exports of every tracker become the same rows; importing twice, in parts or in any order makes no difference."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

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
    gitlab,
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


ODD = [
    b"\xef\xbb\xbfdate , scope,done\r\n\r\n  2026-02-27 ,  5,2\r\n2026-03-06,\t6 , 3\r\n\r\n\r\n",
    b"date,scope,done,planned\n2026-02-27,5,2,\n2026-03-06, 6, 3, 4",
    b'"date","scope","done"\r2026-02-27,"5",2\r2026-03-06,6,3',
    b"DATE,Scope,done,planned,stream\n2026-03-06,6,3,,\n\n",
]


@pytest.mark.parametrize("content", ODD)
def test_an_oddly_written_table_keeps_every_byte_but_for_new_lines(
    content: bytes,
) -> None:
    project = Project(content)
    found = project.take(jira(PROJECT), "jira")
    after = project.progress or b""
    assert len(found.rows) == 3
    end = b"\r\n" if b"\r\n" in content else b"\r" if b"\r" in content else b"\n"
    old, new = content.split(end), after.split(end)
    assert [
        line for line in new if not line.startswith((b"2026-03-13", b"2026-03-2"))
    ] == old
    assert after.endswith(end) == content.endswith(end)


def test_new_rows_have_the_blanks_of_the_last_one() -> None:
    project = Project("date,scope,done,planned\n2026-03-20, 6, 3, 4\n")
    project.take(jira(PROJECT), "jira")
    assert (
        project.progress
        == b"date,scope,done,planned\n2026-03-20, 6, 3, 4\n2026-03-27, 11, 7,\n"
    )


def test_what_was_reported_stays_and_is_told() -> None:
    project = Project("date,scope,done\n2026-03-20,12,9\n")
    found = project.take(jira(PROJECT), "jira")
    assert project.progress == b"date,scope,done\n2026-03-20,12,9\n2026-03-27,11,7\n"
    assert [(str(each.row.done), str(each.meant.done)) for each in found.differing] == [
        ("9", "7")
    ]


def test_what_was_reported_is_revised_on_demand_and_nothing_beside_it() -> None:
    project = Project(
        "date,scope,done,planned\n2026-03-13,9,6,7\n2026-03-20, 12 ,\t9, 8 \n"
    )
    project.take(jira(PROJECT), "jira", day("03-20"), revise=True)
    assert (
        project.progress
        == b"date,scope,done,planned\n2026-03-13,9,6,7\n2026-03-20, 12 ,\t7, 8 \n"
    )


def test_rows_that_are_older_than_the_tracker_are_not_held_against_it() -> None:
    project = Project("date,scope,done\n2026-02-20,40,9\n")
    assert project.take(jira(PROJECT), "jira").differing == ()


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


def test_a_day_that_an_export_does_not_give_is_the_one_of_the_first_sight() -> None:
    text = "id: id\ndone_when: {field: state, is: [Done, closed]}\n"
    project = Project()
    project.take(b"id,state,title\n1,open,x\n2,open,x\n", "own", day("03-06"), text)
    project.take(b"id,state,title\n1,DONE,x\n2,open,x\n", "own", day("03-13"), text)
    project.take(b"id,state,title\n1,Done,x\n2,closed,x\n", "own", day("03-20"), text)
    assert (
        project.progress
        == b"date,scope,done\n2026-03-06,2,0\n2026-03-13,2,1\n2026-03-20,2,2\n"
    )
    project.take(
        b"id,state,title\n1,open again,x\n2,closed,x\n", "own", day("03-27"), text
    )
    assert (project.progress or b"").endswith(b"2026-03-27,2,1\n")


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


def test_sizes_are_added_up_and_an_item_without_one_counts_as_one() -> None:
    project = Project()
    content = b"id,created,done,points\n1,2026-03-02,2026-03-04,2.5\n2,2026-03-02,,\n3,2026-03-02,,0\n"
    found = project.take(content, "own", day("03-06"), "like: csv\nweight: points\n")
    assert found.rows == ("2026-03-06,3.5,2.5",)
    assert found.reading.without_weight == 1


def test_streams_have_the_names_that_the_mapping_gives_and_no_others() -> None:
    project = Project()
    content = (
        b"id,created,done,title\n1,2026-03-02,2026-03-04,Shop\n2,2026-03-02,,desk\n3,2026-03-02,,%s\n"
        % GOSSIP.encode()
    )
    found = project.take(content, "own", day("03-06"), f"like: csv\n{BY_STREAM}")
    expected = b"date,scope,done,planned,stream\n2026-03-06,1,1,,Shop\n2026-03-06,1,0,,Help desk\n2026-03-06,1,0,,\n"
    assert project.progress == expected
    assert found.reading.strange_streams == 1


@pytest.mark.parametrize(
    ("progress", "text", "what"),
    [
        (
            "date,scope,done\n2026-03-06,3,1\n",
            f"like: csv\n{BY_STREAM}",
            "has no column stream",
        ),
        (
            "date,scope,done,planned,stream\n2026-03-06,3,1,,Shop\n",
            "like: csv\n",
            "counts by streams",
        ),
        (
            "date,scope,done\nyesterday,3,1\n",
            "like: csv\n",
            "has errors, so it is not changed",
        ),
        ("", "like: csv\n", "has errors, so it is not changed"),
    ],
)
def test_a_table_that_cannot_be_gone_on_with_is_left_alone(
    progress: str, text: str, what: str
) -> None:
    project = Project(progress)
    with pytest.raises(ExportError, match=what):
        project.take(plain_csv(PROJECT), "own", text=text)
    assert project.progress == progress.encode()


def test_days_are_those_of_the_clients_time_zone() -> None:
    project = Project()
    content = b'[{"number": 1, "createdAt": "2026-03-05T23:30:00Z", "closedAt": "2026-03-06T23:30:00Z"}]'
    project.take(content, "github", day("03-06"), zone="Europe/Helsinki")
    assert project.progress == b"date,scope,done\n2026-03-06,1,0\n"


def test_the_day_in_an_id_is_that_of_the_clients_time_zone() -> None:
    late = int(datetime(2026, 3, 5, 23, 30, tzinfo=UTC).timestamp())
    project = Project()
    project.take(
        b'{"cards": [{"id": "%08x0123456789abcdef"}]}' % late,
        "trello",
        day("03-06"),
        zone="Europe/Helsinki",
    )
    assert b"0123456789abcdef,2026-03-06,,,1," in project.kept(STORE.format("trello"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_what_a_shell_of_windows_redirects_is_read_as_well(encoding: str) -> None:
    for kind in ("github", "gitlab", "trello"):
        name, export, tells_dropped = EXPORTS[kind]
        found = Project().take(export(PROJECT).decode().encode(encoding), name)
        assert found.rows == (ROWS if tells_dropped else WITHOUT_DROPPED)


def test_xml_in_utf_16_is_read_as_it_says() -> None:
    content = "<?xml version='1.0' encoding='UTF-16'?><Project><Tasks><Task><UID>7</UID></Task></Tasks></Project>"
    assert Project().take(content.encode("utf-16"), "msproject").counts.new == 1


def test_gitlabs_columns_of_today_and_of_before_name_the_same_items() -> None:
    project = Project()
    before = gitlab(PROJECT)
    project.take(before, "gitlab")
    header, _, rest = before.partition(b"\r\n")
    today = header.replace(b"Issue ID", b"IID").replace(b"URL", b"ID") + b"\r\n" + rest
    assert (
        project.take(today, "gitlab").counts.new,
        project.take(today, "gitlab").counts.same,
    ) == (0, 12)


def test_what_will_not_be_done_is_given_up_in_jiras_json_too() -> None:
    fields = '"created": "2026-03-02T09:00:00.000+0000", "resolutiondate": "2026-03-10T09:00:00.000+0000"'
    content = f'{{"issues": [{{"key": "S-1", "fields": {{{fields}, "resolution": {{"name": "Won\'t Do"}}}}}}]}}'
    assert Project().take(content.encode(), "jira", day("03-13")).rows == (
        "2026-03-06,1,0",
        "2026-03-13,0,0",
    )


def test_a_task_that_was_made_inactive_is_given_up() -> None:
    task = "<Task><UID>%d</UID><CreateDate>2026-03-02T08:00:00</CreateDate><Active>%d</Active></Task>"
    content = f"<Project><Tasks>{task % (1, 1)}{task % (2, 0)}</Tasks></Project>"
    assert Project().take(content.encode(), "msproject", day("03-06")).rows == (
        "2026-03-06,1,0",
    )


def test_sizes_that_have_no_end_are_the_same_the_next_time() -> None:
    project = Project()
    content = b"id,created,hours\n1,2026-03-02,PT1H20M0S\n2,2026-03-02,0.123456\n"
    text = "like: csv\nweight: hours\n"
    project.take(content, "own", text=text)
    assert project.take(content, "own", text=text).counts.same == 2


def test_an_empty_export_does_not_give_everything_up() -> None:
    project = Project()
    text = "like: csv\ncomplete: true\n"
    project.take(plain_csv(PROJECT), "own", text=text)
    before = dict(project.files)
    with pytest.raises(ExportError, match="it has no items, and a complete export"):
        project.take(plain_csv(()), "own", text=text)
    assert project.files == before


def test_progress_that_falls_below_what_was_reported_is_told() -> None:
    project = Project("date,scope,done\n2026-03-20,50,40\n2026-03-13,50,30\n")
    found = project.take(jira(PROJECT), "jira")
    assert [
        (each.row.on, int(each.row.done), int(each.meant.done))
        for each in found.falling
    ] == [(day("03-20"), 40, 7)]
    assert (
        Project("date,scope,done\n2026-03-20,12,7\n")
        .take(jira(PROJECT), "jira")
        .falling
        == ()
    )


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


def test_a_day_of_finishing_before_the_first_sight_is_when_the_item_was_there() -> None:
    project = Project()
    project.take(b"id,done\n1,\n", "csv", day("03-06"))
    project.take(b"id,done\n1,2026-03-04\n", "csv", day("03-13"))
    assert (project.progress or b"").endswith(b"2026-03-13,1,1\n")


def test_a_stream_that_the_mapping_no_longer_names_is_told_and_not_forgotten() -> None:
    project = Project()
    content = b"id,created,title\n1,2026-03-02,Shop\n2,2026-03-02,desk\n"
    project.take(content, "own", day("03-06"), f"like: csv\n{BY_STREAM}")
    text = f"like: csv\n{BY_STREAM.replace('Help desk', 'Desk')}"
    with pytest.raises(ExportError, match="items are kept under the stream Help desk"):
        project.take(
            b"id,created,title\n1,2026-03-02,Shop\n", "own", day("03-13"), text
        )


def test_a_table_may_begin_with_empty_cells() -> None:
    project = Project(",,\ndate,scope,done\n2026-03-20,12,7\n")
    project.take(jira(PROJECT), "jira")
    assert (
        project.progress == b",,\ndate,scope,done\n2026-03-20,12,7\n2026-03-27,11,7\n"
    )


def test_a_header_that_begins_as_a_packed_file_does_is_a_table() -> None:
    assert (
        Project()
        .take(
            b"PK1,created\nx1,2026-03-02\n",
            "own",
            day("03-06"),
            "id: PK1\ncreated: created\n",
        )
        .counts.new
        == 1
    )


def test_lines_of_json_may_hold_other_line_ends_in_their_texts() -> None:
    lines = (
        '{"number": 1, "createdAt": "2026-03-02", "title": "a\u2028b"}',
        '{"number": 2, "createdAt": "2026-03-02"}',
    )
    assert Project().take("\n".join(lines).encode(), "github").counts.new == 2


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
