"""Items of an export: their days, sizes and streams."""

from datetime import UTC, datetime

from tests.kit.trackers.exports import (
    GOSSIP,
    day,
)
from tests.kit.trackers.importer import Project

BY_STREAM = "streams: {field: Title, names: {shop: Shop, desk: Help desk}}\n"

STORE = "acme/webshop/internal/import-{}.csv"


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


def test_sizes_that_have_no_end_are_the_same_the_next_time() -> None:
    project = Project()
    content = b"id,created,hours\n1,2026-03-02,PT1H20M0S\n2,2026-03-02,0.123456\n"
    text = "like: csv\nweight: hours\n"
    project.take(content, "own", text=text)
    assert project.take(content, "own", text=text).counts.same == 2


def test_a_day_of_finishing_before_the_first_sight_is_when_the_item_was_there() -> None:
    project = Project()
    project.take(b"id,done\n1,\n", "csv", day("03-06"))
    project.take(b"id,done\n1,2026-03-04\n", "csv", day("03-13"))
    assert (project.progress or b"").endswith(b"2026-03-13,1,1\n")
