"""The line through the commits: what was published stays on it, whichever way merges were made."""

from pathlib import Path

import pytest

from portalgen.source.git.line import AS_GIT_SAYS, Line, Lines, caught_up, named
from tests.kit.files.repositories import Made


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    made.commit({"acme/a.yml": "1\n"})
    return made


def pulled(made: Made, message: str = "Merge branch 'main' of ../all") -> list[str]:
    """Makes a commit that is published and one that is not, and merges the first into the second; returns all three."""
    count = made.git("rev-list", "--count", "HEAD")
    made.git("checkout", "-q", "-B", "own")
    own = made.commit({"acme/own.yml": f"{count}\n"})
    made.git("checkout", "-q", "main")
    published = made.commit({"acme/a.yml": f"{count} in all\n"})
    made.git("checkout", "-q", "own")
    made.git("merge", "-q", "-m", message, "main")
    made.git("branch", "-f", "main", "HEAD")
    made.git("checkout", "-q", "main")
    return [own, published, made.git("rev-parse", "HEAD")]


def ids(line: Line | None) -> list[str]:
    assert line is not None
    return [each.commit for each in line.links]


def through(made: Made, commit: str) -> Line:
    line = Lines(made.repository).through(commit, AS_GIT_SAYS)
    assert line is not None
    return line


PULLS = [
    "Merge branch 'main' of https://host.example/north/portals",
    "Merge branch 'main' of host.example:north/portals into main",
    "Merge branch 'trunk' of ../all into trunk",
    "Merge branch 'master' of /srv/git/all of them",
    "Merge remote-tracking branch 'origin/main'",
    "Merge remote-tracking branch 'upstream/feature/a' into feature/a",
    "Merge remote-tracking branch 'origin/main' into dates",
    "Merge branch 'main' into dates",
    "Merge branch 'main' into 'dates'",
    "Merge branch 'master' of host.example:north/portals into dates",
    "Merged main into dates",
]
OTHERS = [
    "Merge branch 'dates'",
    "Merge branch 'dates' into main",
    "Merge branch 'dates' into 'main'",
    "Merge branch 'dates' of host.example:maria/portals",
    "Merge branch 'dates' into others",
    "Merge branch 'main'",
    "Merge branch 'main' into main",
    "Merge remote-tracking branch 'origin/dates'",
    "Merge remote-tracking branch 'origin/dates' into main",
    "Merge remote-tracking branch 'main'",
    "Merge pull request #7 from maria/main",
    "Merged in dates (pull request #7)",
    "Merged dates into main",
    "Merge branches 'main' and 'dates'",
    "Merge tag 'v1'",
    "We say: Merge branch 'main' of ../all",
    "",
]


@pytest.mark.parametrize("subject", PULLS)
def test_a_merge_that_caught_up_is_known_by_the_message_that_git_writes(
    subject: str,
) -> None:
    assert caught_up(subject)


@pytest.mark.parametrize("subject", OTHERS)
def test_any_other_merge_is_none(subject: str) -> None:
    assert not caught_up(subject)


def test_a_pull_goes_on_with_what_it_pulled(made: Made) -> None:
    root = made.repository.head
    _, published, merge = pulled(made)
    line = Lines(made.repository).unpublished
    assert ids(line) == [root, published, merge]
    assert line.follows == {}


def test_any_other_merge_goes_on_with_its_first_parent(made: Made) -> None:
    root = made.repository.head
    own, _, merge = pulled(made, "Merge branch 'dates'")
    assert ids(Lines(made.repository).unpublished) == [root, own, merge]


def test_the_line_goes_through_what_was_published_whatever_a_message_says(
    made: Made,
) -> None:
    root = made.repository.head
    own, published, merge = pulled(made, "Merge branch 'dates'")
    line = through(made, published)
    assert ids(line) == [root, published, merge]
    assert line.follows == {merge: published}
    assert ids(through(made, own)) == [root, own, merge]
    made.commit({"acme/a.yml": "3\n"})
    again = Lines(made.repository).through(merge, line.follows)
    assert ids(again)[:-1] == [root, published, merge]


def test_a_forged_message_does_not_lead_past_what_was_published(made: Made) -> None:
    root = made.repository.head
    own, _, merge = pulled(made, "Merge branch 'main' of ../all")
    assert ids(through(made, own)) == [root, own, merge]


def test_where_both_parents_hold_what_was_published_the_message_tells(
    made: Made,
) -> None:
    root = made.repository.head
    _, published, merge = pulled(made)
    assert ids(through(made, root)) == [root, published, merge]


def test_what_head_does_not_hold_gives_no_line(made: Made) -> None:
    pulled(made)
    assert Lines(made.repository).through("a" * 40, AS_GIT_SAYS) is None


def test_pulls_in_a_row_go_on_along_what_was_published(made: Made) -> None:
    root = made.repository.head
    _, one, first = pulled(made)
    _, two, second = pulled(made)
    assert ids(Lines(made.repository).unpublished) == [root, one, first, two, second]


def test_a_link_holds_the_parent_that_goes_on_and_what_was_merged(made: Made) -> None:
    own, published, _ = pulled(made)
    link = Lines(made.repository).unpublished.links[-1]
    assert (link.parent, link.merged) == (published, (own,))
    commit = made.log()[-1]
    assert commit.parents == (published, own)
    assert [each.path for each in commit.changes] == ["acme/own.yml"]


def test_the_part_of_a_line_up_to_a_commit_has_its_own_turns(made: Made) -> None:
    root = made.repository.head
    _, published, merge = pulled(made, "Merge branch 'dates'")
    line = through(made, published)
    assert ids(line.until(published)) == [root, published]
    assert line.until(published).follows == {}
    assert line.until(merge) == line
    assert [each.commit for each in line.after(published)] == [merge]


def test_the_line_of_the_first_parents_tells_where_messages_say_otherwise(
    made: Made,
) -> None:
    root = made.repository.head
    own, _, merge = pulled(made)
    line = Lines(made.repository).first_parents
    assert ids(line) == [root, own, merge]
    assert line.follows == {merge: own}


def test_the_line_begins_where_it_does_and_not_with_what_was_merged_in(
    made: Made,
) -> None:
    root = made.repository.head
    made.git("checkout", "-q", "--orphan", "other")
    made.commit({"acme/c.yml": "1\n"})
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--allow-unrelated-histories", "-m", "m", "other")
    assert ids(Lines(made.repository).unpublished)[0] == root


def test_the_last_commit_by_a_moment_is_one_of_the_line(tmp_path: Path) -> None:
    made = Made(tmp_path / "workspace")
    first = made.commit({"a/client.yml": "name: A\n"}, at="1970-01-01T00:00:10Z")
    second = made.commit({"a/client.yml": "name: B\n"}, at="1970-01-01T00:00:20Z")
    lines = Lines(made.repository)
    found = {moment: lines.last_by(moment) for moment in (9, 10, 19, 20)}
    assert {moment: commit and commit.id for moment, commit in found.items()} == {
        9: None,
        10: first,
        19: first,
        20: second,
    }


def test_a_day_stands_for_the_last_commit_of_the_line_made_by_its_end(
    tmp_path: Path,
) -> None:
    made = Made(tmp_path / "workspace")
    first = made.commit({"a/client.yml": "name: A\n"}, at="2026-03-02T23:59:59Z")
    second = made.commit({"a/client.yml": "name: B\n"}, at="2026-03-09T00:00:00Z")
    found = {
        day: named(made.repository, day)
        for day in ("2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09")
    }
    assert {day: commit and commit.id for day, commit in found.items()} == {
        "2026-03-01": None,
        "2026-03-02": first,
        "2026-03-08": first,
        "2026-03-09": second,
    }
    assert named(made.repository, "2026-13-45") is None
    assert named(made.repository, "nowhere") is None
    before = named(made.repository, "HEAD~1")
    assert before is not None
    assert before.id == first
