"""The clients' folder through all the places where it lay: moved, merged into another repository, moved back."""

from pathlib import Path

import pytest

from portalgen.model.record.past import Reach
from portalgen.source.past.followed import arrival
from tests.kit.files.repositories import Made, launch, promises

FILE = "acme/webshop/milestones.yml"
CLIENT = "acme/client.yml"
JUNE, JULY, AUGUST = "2026-06-15", "2026-07-15", "2026-08-15"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    made.commit({CLIENT: "name: Acme\n"})
    made.commit({FILE: launch(JUNE), "acme/webshop/project.yml": "name: Webshop\n"})
    made.commit({FILE: launch(JULY)})
    return made


def moved(made: Made, to: str, commits: bool = True) -> None:
    """Moves the clients' folder, as git mv does."""
    target = made.top / to
    target.parent.mkdir(parents=True, exist_ok=True)
    made.git("mv", made.projects.relative_to(made.top).as_posix(), to)
    made.projects = target
    if commits:
        made.commit({})


def dates(made: Made, cache: Path | None = None) -> list[str | None]:
    history = made.history(cache=cache)
    assert history.lost == ()
    assert history.reach is Reach.WHOLE
    return [each.get("webshop/launch", "-") for each in promises(history)]


def test_a_folder_that_moved_keeps_its_past(made: Made) -> None:
    before = made.history().revisions
    moved(made, "portals/projects")
    assert made.history().revisions == before
    made.commit({FILE: launch(AUGUST)})
    assert dates(made) == [JUNE, JULY, AUGUST]


def test_a_move_may_change_files_too(made: Made) -> None:
    moved(made, "portals/projects", commits=False)
    made.commit({FILE: launch(AUGUST)})
    assert dates(made) == [JUNE, JULY, AUGUST]


def test_what_a_move_left_behind_is_gone(made: Made) -> None:
    made.commit({"acme/app/milestones.yml": launch(JUNE)})
    moved(made, "portals/projects", commits=False)
    made.git("rm", "-r", "-q", "-f", "portals/projects/acme/app")
    made.commit({})
    assert [sorted(each) for each in promises(made.history())][-2:] == [
        ["app/launch", "webshop/launch"],
        ["webshop/launch"],
    ]


def test_moves_in_a_row_are_followed(made: Made, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for to in ("a/projects", "b/c", "projects"):
        moved(made, to)
        assert dates(made, cache) == [JUNE, JULY]
    made.commit({FILE: launch(AUGUST)})
    assert dates(made, cache) == [JUNE, JULY, AUGUST]


def test_a_folder_that_left_and_came_back_is_not_taken_up_from_a_cache(
    made: Made, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    assert dates(made, cache) == [JUNE, JULY]
    moved(made, "a/projects")
    moved(made, "projects")
    assert dates(made, cache) == dates(made) == [JUNE, JULY]


def test_a_repository_merged_into_another_brings_its_past(
    made: Made, tmp_path: Path
) -> None:
    whole = Made(tmp_path / "whole")
    whole.commit({"readme.md": "All\n"})
    whole.git("fetch", "-q", str(made.top), "main")
    whole.git(
        "merge", "-q", "-s", "ours", "--no-commit", "--allow-unrelated-histories",
        "FETCH_HEAD",
    )  # fmt: skip
    whole.git("read-tree", "--prefix=portals/", "-u", "FETCH_HEAD")
    whole.git("commit", "-q", "-m", "Merge portals as portals/")
    whole.projects = whole.top / "portals/projects"
    assert dates(whole) == [JUNE, JULY]
    whole.commit({FILE: launch(AUGUST)})
    assert dates(whole) == [JUNE, JULY, AUGUST]


def test_a_repository_merged_in_where_it_is_brings_its_past(
    made: Made, tmp_path: Path
) -> None:
    whole = Made(tmp_path / "whole")
    (whole.top / "readme.md").write_text("All\n")
    whole.commit({})
    whole.git("fetch", "-q", str(made.top), "main")
    whole.git("merge", "-q", "--allow-unrelated-histories", "-m", "m", "FETCH_HEAD")
    assert dates(whole) == [JUNE, JULY]


def test_a_folder_that_comes_with_a_branch_begins_with_the_merge(made: Made) -> None:
    other = Made(made.top.parent / "other")
    (other.top / "readme.md").write_text("All\n")
    other.commit({})
    other.branch("portals")
    other.commit({FILE: launch(JUNE)})
    other.commit({FILE: launch(JULY)})
    other.merge("portals")
    assert dates(other) == [JULY]


def test_a_copy_has_no_past_and_says_from_where(made: Made) -> None:
    made.git("read-tree", "-u", "--prefix=copy/", "HEAD")
    made.commit({})
    made.projects = made.top / "copy/projects"
    history = made.history()
    assert history.lost == ("projects/",)
    assert [each.get("webshop/launch") for each in promises(history)] == [JULY]
    made.commit({"other/shop/milestones.yml": launch(AUGUST)})
    assert made.history("other").lost == ()
    assert made.history().lost == ("projects/",)


def test_a_copy_is_told_from_a_cache_as_well(made: Made, tmp_path: Path) -> None:
    made.git("read-tree", "-u", "--prefix=copy/", "HEAD")
    made.commit({})
    made.projects = made.top / "copy/projects"
    cold = made.history(cache=tmp_path / "cache")
    assert made.history(cache=tmp_path / "cache") == cold


def test_where_two_that_were_alike_went_nobody_can_tell(made: Made) -> None:
    made.git("read-tree", "-u", "--prefix=copy/", "HEAD")
    made.commit({})
    made.git("rm", "-r", "-q", "copy")
    moved(made, "portals/projects", commits=False)
    made.commit({})
    assert made.history().lost == ("copy/projects/", "projects/")


def test_a_new_folder_beside_another_is_new(made: Made) -> None:
    made.projects = made.top / "second/projects"
    made.commit({FILE: launch(AUGUST), "acme/webshop/project.yml": "name: Webshop\n"})
    made.commit({FILE: launch(JUNE)})
    history = made.history()
    assert history.lost in {(), ("projects/",)}
    assert [each.get("webshop/launch") for each in promises(history)][-1] == JUNE


def test_a_folder_whose_settings_came_first_is_followed_all_the_same(
    made: Made,
) -> None:
    old = made.projects
    made.projects = made.top / "portals/projects"
    made.commit({"portal.yml": "agency: {name: North}\n"})
    made.git("mv", str(old / "acme"), "portals/projects/acme")
    made.commit({})
    assert dates(made) == [JUNE, JULY]


def test_a_folder_that_was_never_empty_did_not_arrive(made: Made) -> None:
    commits = made.log()
    assert arrival(commits, set()) == 1
    assert arrival(commits, {FILE}) is None
    assert arrival([], set()) is None


def test_a_client_that_came_alone_from_elsewhere_says_from_where(
    made: Made, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    old = made.projects
    made.commit({"portal.yml": "agency: {name: North}\n"})
    made.projects = made.top / "portals/projects"
    made.commit({"other/shop/milestones.yml": launch(JUNE)})
    assert made.history("other", cache=cache).lost == ()
    made.git("mv", str(old / "acme"), "portals/projects/acme")
    made.commit({})
    for each in (made.history(cache=cache), made.history(), made.history(cache=cache)):
        assert each.lost == ("projects/acme/",)
    assert made.history("other", cache=cache).lost == ()


def test_a_draft_that_lay_beside_no_portal_was_promised_to_nobody(made: Made) -> None:
    made.git("mv", "projects", "drafts")
    made.projects = made.top / "portals/projects"
    made.commit({"other/shop/milestones.yml": launch(JUNE)})
    made.git("mv", "drafts/acme", "portals/projects/acme")
    made.commit({})
    assert made.history().lost == ()


def test_a_new_client_and_one_of_a_new_name_came_from_nowhere_else(made: Made) -> None:
    made.git("mv", "projects/acme", "projects/acme-oy")
    made.commit({"third/shop/milestones.yml": launch(JULY)})
    found = made.histories("acme-oy", "third")
    assert [each.lost for each in found.values()] == [(), ()]
