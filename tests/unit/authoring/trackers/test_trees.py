"""Exports in JSON and XML, in every encoding that tools write."""

import pytest

from tests.kit.trackers.exports import (
    EXPORTS,
    PROJECT,
    ROWS,
    day,
)
from tests.kit.trackers.importer import Project

WITHOUT_DROPPED = (*ROWS[:3], "2026-03-27,12,7")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_what_a_shell_of_windows_redirects_is_read_as_well(encoding: str) -> None:
    for kind in ("github", "gitlab", "trello"):
        name, export, tells_dropped = EXPORTS[kind]
        found = Project().take(export(PROJECT).decode().encode(encoding), name)
        assert found.rows == (ROWS if tells_dropped else WITHOUT_DROPPED)


def test_xml_in_utf_16_is_read_as_it_says() -> None:
    content = "<?xml version='1.0' encoding='UTF-16'?><Project><Tasks><Task><UID>7</UID></Task></Tasks></Project>"
    assert Project().take(content.encode("utf-16"), "msproject").counts.new == 1


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


def test_lines_of_json_may_hold_other_line_ends_in_their_texts() -> None:
    lines = (
        '{"number": 1, "createdAt": "2026-03-02", "title": "a\u2028b"}',
        '{"number": 2, "createdAt": "2026-03-02"}',
    )
    assert Project().take("\n".join(lines).encode(), "github").counts.new == 2
