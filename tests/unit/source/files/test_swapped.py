"""A folder with others in the place of some of its own."""

from portalgen.source.files.folder import Entry, EntryKind
from portalgen.source.files.swapped import Swapped
from tests.kit.files.memory import folder

BELOW = folder(
    {
        "acme/client.yml": "today",
        "acme/web/project.yml": "today",
        "acme/webshop/project.yml": "today",
        "acme/fair/project.yml": "today",
    }
)
OTHER = folder({"acme/web/project.yml": "then", "acme/web/updates/a.md": "then"})
MIXED = Swapped(BELOW, {"acme/web": OTHER, "acme/fair": None})


def test_a_folder_is_read_from_the_one_in_its_place() -> None:
    assert MIXED.read("acme/web/project.yml") == b"then"
    assert MIXED.read("acme/web/updates/a.md") == b"then"
    assert [each.name for each in MIXED.list("acme/web")] == ["project.yml", "updates"]


def test_a_name_that_begins_alike_is_another_folder() -> None:
    assert MIXED.read("acme/webshop/project.yml") == b"today"
    assert MIXED.read("acme/client.yml") == b"today"


def test_what_is_left_out_is_not_there() -> None:
    assert MIXED.read("acme/fair/project.yml") is None
    assert MIXED.list("acme/fair") == []
    assert MIXED.list("acme") == [
        Entry("client.yml", EntryKind.FILE),
        Entry("web", EntryKind.FOLDER),
        Entry("webshop", EntryKind.FOLDER),
    ]
    assert MIXED.shown("acme/fair") == "acme/fair"
