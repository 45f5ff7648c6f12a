"""Mapping files: the workspace's own on top of a tracker's, and what is wrong with one at its line."""

import pytest

from portalgen.authoring.trackers.mapping import (
    TrackerMap,
    Weekday,
    built_in,
    read_mapping,
)
from portalgen.errors import UsageError
from tests.conftest import ROOT
from tests.kit.files.memory import folder
from tests.kit.trackers.importer import mapping


@pytest.mark.parametrize("name", built_in())
def test_every_tracker_that_is_known_has_a_mapping_and_a_line_in_the_documentation(
    name: str,
) -> None:
    assert mapping(name).id
    assert f"`{name}`" in (ROOT / "docs" / "import.md").read_text(encoding="utf-8")


def test_every_key_of_a_mapping_has_a_line_in_the_documentation() -> None:
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    assert [
        name for name in TrackerMap.model_fields if f"| `{name}` |" not in text
    ] == []
    assert all(field.description for field in TrackerMap.model_fields.values())


def test_what_a_file_says_counts_before_what_it_is_like() -> None:
    found = mapping(
        "shop",
        "like: jira\nproject: acme/webshop\ndone: [Closed, Resolved]\nweek_ends: Sunday\n",
    )
    assert (found.id, found.done) == (("Issue key", "key"), ("Closed", "Resolved"))
    assert (found.project, found.week_ends) == ("acme/webshop", Weekday.SUNDAY)


def test_a_workspace_may_put_a_mapping_in_the_place_of_a_trackers() -> None:
    assert mapping("jira", "like: jira\nid: Key\n").id == ("Key",)


@pytest.mark.parametrize(
    ("text", "code", "line", "help_"),
    [
        ("like: jira\nweigth: Points\n", "PG202", 2, "did you mean weight?"),
        ("created: Created\n", "PG201", 1, "id"),
        ("id: ID\nstreams: {field: Area}\n", "PG201", 2, "names"),
        ("id: ID\nskip: [{field: Area, are: x}]\n", "PG202", 2, "did you mean is?"),
        ("id: ID\nweek_ends: someday\n", "PG206", 2, "did you mean"),
        ("id: ID\ncomplete: perhaps\n", "PG206", 2, "write true or false"),
        ("id: ID\nid: Key\n", "PG106", 2, "delete one of the two"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told_at_its_line(
    text: str, code: str, line: int, help_: str
) -> None:
    _, wrong = read_mapping(folder({"imports/own.yml": text}), "own")
    assert (wrong[0].code, wrong[0].place and wrong[0].place.file) == (
        code,
        "imports/own.yml",
    )
    assert wrong[0].place is not None
    assert wrong[0].place.line == line
    assert help_ in wrong[0].help + wrong[0].message


@pytest.mark.parametrize(
    ("name", "files", "what"),
    [
        ("jra", {}, "there is no mapping called jra; did you mean jira?"),
        ("sop", {"imports/shop.yml": "like: jira\n"}, "did you mean shop?"),
        (
            "own",
            {"imports/own.yml": "like: jra\n"},
            "like: jra is no known tracker; did you mean jira?",
        ),
    ],
)
def test_a_mapping_that_is_not_there_is_told_with_the_nearest(
    name: str, files: dict[str, str], what: str
) -> None:
    with pytest.raises(UsageError, match=what.replace("?", r"\?")):
        read_mapping(folder(files), name)
