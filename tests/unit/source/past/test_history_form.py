"""The form of a kept walk: what was written comes back equal, and a form that names what is not there is refused."""

import json
from datetime import date

import pytest

from portalgen.model.record.past import PastMilestone, PastProject, Reach, Revision
from portalgen.source.past.history_form import read, written
from portalgen.source.past.projection import PastFile
from portalgen.source.past.walk import ClientWalk, Kept, Walk

DAY = date(2026, 3, 2)
LAUNCH = PastMilestone("launch", (), "Launch", None, DAY, None, None, ())
SHOP = PastProject("webshop", (), None, (LAUNCH,))
REVISIONS = [Revision("c1", DAY, "maria@x", (SHOP,)), Revision("c2", DAY, "", (SHOP,))]
KEY = ("acme", "webshop")
CLIENT = ClientWalk(
    "acme", {KEY: {"m.yml": "b1"}}, {KEY: SHOP}, {}, 0, REVISIONS, [0, 1]
)
WALK = Walk({}, {"acme": CLIENT}, 2, [])
KEPT = Kept(
    "c2", "c1", DAY, Reach.WHOLE, WALK, {"b1": PastFile(False, (), None, (LAUNCH,))}
)


def test_a_walk_comes_back_as_it_was_written() -> None:
    assert written(read(written(KEPT))) == written(KEPT)
    back = read(written(KEPT))
    assert back.walk.clients["acme"].revisions == REVISIONS
    assert back.files == KEPT.files


def test_each_milestone_and_each_project_is_written_once() -> None:
    form = json.loads(written(KEPT))
    assert len(form["milestones"]) == 1
    assert len(form["projects"]) == 1
    revisions = form["clients"][0]["revisions"]
    assert [each["projects"] for each in revisions] == [[0], [0]]


def test_what_is_equal_is_one_object_again() -> None:
    one, two = read(written(KEPT)).walk.clients["acme"].revisions
    assert one.projects[0] is two.projects[0]


@pytest.mark.parametrize("number", [1, 99])
def test_a_number_that_no_table_has_is_refused(number: int) -> None:
    form = json.loads(written(KEPT))
    form["projects"][0]["milestones"] = [number]
    with pytest.raises((IndexError, ValueError)):
        read(json.dumps(form).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"head": 1}', b"\xff"])
def test_what_is_no_form_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's own is one
        read(content)
