"""The table of progress: every byte that is not new stays, and what was reported is told."""

import pytest

from portalgen.authoring.trackers.records import ExportError
from tests.kit.trackers.exports import (
    PROJECT,
    day,
    jira,
    plain_csv,
)
from tests.kit.trackers.importer import Project

BY_STREAM = "streams: {field: Title, names: {shop: Shop, desk: Help desk}}\n"

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


def test_a_table_may_begin_with_empty_cells() -> None:
    project = Project(",,\ndate,scope,done\n2026-03-20,12,7\n")
    project.take(jira(PROJECT), "jira")
    assert (
        project.progress == b",,\ndate,scope,done\n2026-03-20,12,7\n2026-03-27,11,7\n"
    )
