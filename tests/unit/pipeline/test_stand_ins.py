"""What stands for a project whose files cannot be read: its newest version that can be, else nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portalgen.model.client import Agency
from portalgen.pipeline.stand_ins import MOST_TRIED, load_standing, no_versions
from portalgen.source.files.folder import DiskFolder
from portalgen.source.git.command import GitError
from portalgen.source.git.versions import Version, versions
from portalgen.source.load.loaded import Loaded
from tests.kit.files.memory import CLIENT, LINK, folder
from tests.kit.files.repositories import Made

BROKEN = "name: A\nname: B\n"
WEBSHOP = "acme/webshop/project.yml"
SOUND = {
    "acme/client.yml": CLIENT,
    WEBSHOP: "name: Webshop\n",
    "acme/fair/project.yml": "name: Fair\n",
}


@pytest.fixture
def made(tmp_path: Path) -> Made:
    workspace = Made(tmp_path / "w")
    workspace.commit(SOUND, at="2026-09-01T12:00:00Z")
    return workspace


def standing(made: Made) -> Loaded:
    def found(path: str, most: int) -> Iterator[Version]:
        return versions(made.repository, made.projects, path, most)

    return load_standing(DiskFolder(made.projects), "acme", Agency(), found)


def names(loaded: Loaded) -> list[str]:
    assert loaded.client
    return [each.name for each in loaded.client.projects]


def test_a_sound_client_is_read_as_it_is_and_no_version_is_looked_for() -> None:
    def never(path: str, most: int) -> Iterator[Version]:
        raise AssertionError(path)

    loaded = load_standing(folder(SOUND), "acme", Agency(), never)
    assert names(loaded) == ["Fair", "Webshop"]
    assert loaded.is_whole


def test_the_newest_version_that_can_be_read_stands(made: Made) -> None:
    made.commit({WEBSHOP: "name: Webshop 2\n"}, at="2026-09-02T12:00:00Z")
    made.commit({WEBSHOP: BROKEN}, at="2026-09-03T12:00:00Z")
    made.commit({WEBSHOP: BROKEN + "c: d\n"}, at="2026-09-04T12:00:00Z")
    loaded = standing(made)
    assert names(loaded) == ["Fair", "Webshop 2"]
    assert loaded.read_on == {"webshop": date(2026, 9, 2)}
    assert not loaded.is_broken
    assert not loaded.is_whole
    assert {each.code for each in loaded.diagnostics} == {"PG106", "PG202"}


def test_several_projects_are_stood_for_each_by_its_own_version(made: Made) -> None:
    made.write({WEBSHOP: BROKEN, "acme/fair/project.yml": BROKEN})
    loaded = standing(made)
    assert names(loaded) == ["Fair", "Webshop"]
    assert set(loaded.stand_ins) == {"fair", "webshop"}


def test_a_version_before_the_folder_was_deleted_is_another_project(made: Made) -> None:
    made.commit({WEBSHOP: None}, at="2026-09-02T12:00:00Z")
    made.commit({WEBSHOP: BROKEN}, at="2026-09-03T12:00:00Z")
    loaded = standing(made)
    assert names(loaded) == ["Fair"]
    assert loaded.read_on == {}


def test_no_more_versions_are_tried_than_are_affordable(made: Made) -> None:
    for number in range(MOST_TRIED):
        made.commit({WEBSHOP: f"{BROKEN}# {number}\n"}, at="2026-09-02T12:00:00Z")
    assert names(standing(made)) == ["Fair"]


def unreadable(path: str) -> list[Version]:
    raise GitError


def test_where_git_fails_in_the_middle_the_project_is_left_out() -> None:
    def failing(path: str, most: int) -> Iterator[Version]:
        yield from unreadable(path)

    files = {**SOUND, WEBSHOP: BROKEN}
    loaded = load_standing(folder(files), "acme", Agency(), failing)
    assert names(loaded) == ["Fair"]


@pytest.mark.parametrize(
    "files",
    [
        {"acme/client.yml": CLIENT + "name: B\n"},
        {"acme/client.yml": CLIENT + "nmae: B\n"},
        {"acme/ledger.yml": "restarts: {\n"},
        {"acme/fair/project.yml": BROKEN},  # then none is left
    ],
    ids=["a key twice", "an unknown key", "the ledger", "every project"],
)
def test_nothing_stands_for_what_concerns_all_projects(files: dict[str, str]) -> None:
    whole = {**SOUND, WEBSHOP: BROKEN, **files}
    loaded = load_standing(
        folder(whole),
        "acme",
        Agency(),
        no_versions,
    )
    assert loaded.is_broken
    assert loaded.stand_ins == {}


@pytest.mark.parametrize(
    "stray", ["New Folder/notes.yml", f"shortcut{LINK}", "con/a.yml"]
)
def test_a_folder_that_can_be_no_project_stops_none(stray: str) -> None:
    files = {**SOUND, f"acme/{stray}": "name: A\n"}
    loaded = load_standing(
        folder(files),
        "acme",
        Agency(),
        no_versions,
    )
    assert names(loaded) == ["Fair", "Webshop"]
    assert not loaded.is_broken
    assert loaded.left_out == ()


def test_a_project_that_is_left_out_is_named_where_it_is_plainly_the_client_s() -> None:
    files = {**SOUND, WEBSHOP: "name: The shop\nstate: on hold\n"}
    loaded = load_standing(
        folder(files),
        "acme",
        Agency(),
        no_versions,
    )
    assert loaded.left_out == ("The shop",)


def test_a_version_that_shows_what_was_turned_internal_does_not_stand(
    made: Made,
) -> None:
    risk = "risks: [{id: a, name: Rain, probability: 1, impact: 1%s}]\n"
    made.commit({"acme/webshop/risks.yml": risk % ""}, at="2026-09-02T12:00:00Z")
    turned = risk % ", visibility: internal"
    made.write({"acme/webshop/risks.yml": turned, WEBSHOP: "name: Webshop\nnmae: A\n"})
    loaded = standing(made)
    assert loaded.read_on == {"webshop": date(2026, 9, 1)}
    assert "Rain" in {each.text for each in loaded.secrets}
