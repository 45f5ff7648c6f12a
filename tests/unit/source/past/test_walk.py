"""What a client could see, commit by commit."""

from collections.abc import Mapping
from datetime import date

from portalgen.model.record.past import PastProject, PastRestart, Revision
from portalgen.source.git.log import Change
from portalgen.source.past.paths import is_ledger, is_read
from portalgen.source.past.projection import PastFile, past_file
from portalgen.source.past.steps import Contents, Step
from portalgen.source.past.walk import Walk
from tests.kit.files.repositories import launch, promises

RESTART = (PastRestart(date(2026, 3, 2), None, "ab"),)
LATER = (PastRestart(date(2026, 4, 2), None, "cd"),)
FILES: dict[str, PastFile | None] = {
    "june": past_file(launch("2026-06-15").encode()),
    "july": past_file(launch("2026-07-15").encode()),
    "from b": past_file(f"formerly: [b]\n{launch('2026-06-15')}".encode()),
    "nothing": past_file(b""),
    "broken": None,
}
CONTENTS = Contents(
    FILES, {"restart": RESTART, "later": LATER, "none": (), "broken": None}
)


def walked(
    *steps: Mapping[str, str | None], owners: dict[str, str] | None = None
) -> Walk:
    """Returns a walk over steps, each given as what it changed."""
    walk = Walk(owners or {})
    for number, changes in enumerate(steps):
        step = Step(
            f"c{number}",
            date(2026, 3, 2),
            "maria",
            tuple(Change(*each) for each in changes.items()),
        )
        walk.take(step, CONTENTS)
    return walk


def of_acme(walk: Walk) -> tuple[list[Revision], int]:
    return walk.clients["acme"].revisions, walk.clients["acme"].skipped


def test_a_commit_that_touches_two_projects_is_one_revision() -> None:
    revisions, skipped = of_acme(
        walked({"acme/a/m.yml": "june", "acme/b/m.yml": "july"})
    )
    assert promises(revisions) == [{"a/launch": "2026-06-15", "b/launch": "2026-07-15"}]
    assert (revisions[0].commit, revisions[0].by, skipped) == ("c0", "maria", 0)


def test_clients_do_not_see_one_another() -> None:
    walk = walked(
        {"acme/a/m.yml": "june", "other/b/m.yml": "july"}, {"other/b/m.yml": "june"}
    )
    assert [len(each.revisions) for each in walk.clients.values()] == [1, 2]
    assert promises(of_acme(walk)[0]) == [{"a/launch": "2026-06-15"}]


def test_an_unreadable_project_is_counted_once_a_commit_and_only_where_it_is_touched() -> (
    None
):
    revisions, skipped = of_acme(
        walked(
            {"acme/a/m.yml": "june"},
            {"acme/a/m.yml": "broken", "acme/a/n.yml": "broken"},
            {"acme/b/m.yml": "june"},
            {"acme/a/n.yml": None},
            {"acme/a/m.yml": "july"},
        )
    )
    assert [each.get("a/launch") for each in promises(revisions)] == [
        "2026-06-15",
        "2026-06-15",
        "2026-07-15",
    ]
    assert skipped == 2


def test_a_project_without_milestones_is_seen_without_dates() -> None:
    revisions, _ = of_acme(walked({"acme/a/m.yml": "nothing"}))
    assert revisions[0].projects == (PastProject("a", (), None, ()),)


def test_what_went_away_stays_until_each_new_project_can_be_read() -> None:
    revisions, _ = of_acme(
        walked(
            {"acme/a/m.yml": "june"},
            {"acme/a/m.yml": None, "acme/new/m.yml": "broken"},
            {"acme/new/m.yml": "july"},
        )
    )
    assert promises(revisions) == [
        {"a/launch": "2026-06-15"},
        {"new/launch": "2026-07-15"},
    ]


def test_what_went_away_goes_at_once_where_its_new_name_can_be_read() -> None:
    revisions, _ = of_acme(
        walked(
            {"acme/b/m.yml": "june", "acme/x/m.yml": "broken"},
            {"acme/b/m.yml": None, "acme/c/m.yml": "from b"},
        )
    )
    assert promises(revisions) == [
        {"b/launch": "2026-06-15"},
        {"c/launch": "2026-06-15"},
    ]


def test_a_renamed_folder_s_projects_are_its_owner_s_and_the_owner_s_own_count_first() -> (
    None
):
    walk = walked(
        {"old/a/m.yml": "june", "old/ledger.yml": "restart"},
        {"acme/a/m.yml": "july"},
        {"old/a/m.yml": None, "old/ledger.yml": None},
        owners={"old": "acme"},
    )
    revisions, _ = of_acme(walk)
    assert walk.clients.keys() == {"acme"}
    assert promises(revisions) == [
        {"a/launch": "2026-06-15"},
        {"a/launch": "2026-07-15"},
        {"a/launch": "2026-07-15"},
    ]
    assert [each.restarts for each in revisions] == [RESTART, RESTART, ()]


def test_a_client_s_own_ledger_counts_before_that_of_a_folder_that_it_had() -> None:
    own, former = {"acme/ledger.yml": "later"}, {"old/ledger.yml": "restart"}
    for steps in ((own, former), (former, own)):
        revisions, _ = of_acme(walked(*steps, owners={"old": "acme"}))
        assert revisions[-1].restarts == LATER
    revisions, _ = of_acme(
        walked(own, {"zeta/ledger.yml": "restart"}, owners={"zeta": "acme"})
    )
    assert [each.restarts for each in revisions] == [LATER]


def test_a_ledger_that_cannot_be_read_says_what_it_said_before() -> None:
    revisions, skipped = of_acme(
        walked({"acme/ledger.yml": "restart"}, {"acme/ledger.yml": "broken"})
    )
    assert ([each.restarts for each in revisions], skipped) == ([RESTART], 1)


def test_files_that_nothing_is_read_from_leave_no_trace() -> None:
    assert (
        walked(
            {"acme/client.yml": "x", "acme/a/notes.md": "x", "portal.yml": "x"}
        ).clients
        == {}
    )


def test_which_paths_are_read() -> None:
    assert is_read("acme/webshop/project.yml")
    assert is_read("acme/webshop/a b.YAML")
    assert not is_read("acme/internal/project.yml")
    assert not is_read("acme/webshop/internal/project.yml")
    assert not is_read("acme/webshop/.yml")
    assert not is_read("acme/webshop/project.yml\n")
    assert is_ledger("acme/ledger.yml")
    assert not is_ledger("acme/webshop/ledger.yml")
