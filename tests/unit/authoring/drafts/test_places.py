"""Where things stand, and what is said where they do not."""

import pytest

from portalgen.authoring.drafts.places import find_client, find_project, projects_of
from portalgen.errors import PortalgenError, UsageError
from tests.kit.files.memory import folder

FILES = {
    "portal.yml": "cadence_days: 7\n",
    "acme/client.yml": "name: Acme\n",
    "acme/internal/notes.md": "x",
    "acme/.old/project.yml": "name: Old\n",
    "acme/webshop/project.yml": "name: Webshop\nasks: [{id: photos, what: Photos}]\n",
    "acme/webshop/dates.yaml": "milestones:\n  - {id: launch, formerly: [go-live], name: Launch}\n  - text\n",
    "acme/webshop/.hidden.yml": "risks: []\n",
    "acme/webshop/internal/risks.yml": "risks: []\n",
    "acme/empty/": "",
    "other/client.yml": "name: Other\n",
}


def test_a_project_knows_which_file_holds_a_list() -> None:
    place = find_project(folder(FILES), "acme/webshop")
    assert place.path == "acme/webshop"
    assert list(place.files) == ["acme/webshop/project.yml", "acme/webshop/dates.yaml"]
    assert place.holder("milestones") == "acme/webshop/dates.yaml"
    assert place.holder("asks") == "acme/webshop/project.yml"
    assert place.holder("risks") is None
    assert [at for at, _ in place.items("milestones")] == [0]
    assert place.items("risks") == []


def test_ids_are_those_of_all_lists_and_those_that_items_had_before() -> None:
    place = find_project(folder(FILES), "acme/webshop")
    assert sorted(place.ids()) == ["go-live", "launch", "photos"]
    assert list(place.ids("asks")) == ["photos"]


def test_the_folders_of_projects_are_told_from_others() -> None:
    assert projects_of(folder(FILES), "acme") == ["empty", "webshop"]
    assert find_client(folder(FILES), "other") == "other"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("acm/webshop", "no client is called acm; did you mean acme?"),
        ("zzz/webshop", "no client is called zzz; known here: acme, other"),
        ("acme/webshp", "acme has no project called webshp; did you mean webshop?"),
        (
            "acme/internal",
            "acme has no project called internal; known here: empty, webshop",
        ),
        ("acme", "acme is a client; name a project: acme/empty, acme/webshop"),
        ("acme/", "acme is a client; name a project: acme/empty, acme/webshop"),
        ("other", "other is a client; name a project: portalgen new project other"),
        (
            "other/app",
            "other has no project called app; there is none yet: portalgen new project other",
        ),
        (
            "acme/../other",
            "acme has no project called ../other; known here: empty, webshop",
        ),
        ("", "no client is called ; known here: acme, other"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest_that_is(
    name: str, said: str
) -> None:
    with pytest.raises(UsageError) as error:
        find_project(folder(FILES), name)
    assert str(error.value) == said


def test_a_workspace_without_clients_says_how_to_begin() -> None:
    with pytest.raises(UsageError, match="there is none yet: portalgen new client"):
        find_client(folder({}), "acme")


def test_a_project_with_a_broken_file_is_not_touched() -> None:
    broken = FILES | {"acme/webshop/risks.yml": "risks: [\n"}
    with pytest.raises(
        PortalgenError, match=r"acme/webshop/risks.yml has errors; run portalgen check"
    ):
        find_project(folder(broken), "acme/webshop")
