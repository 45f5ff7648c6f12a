"""A folder with some files as they would be."""

from portalgen.source.files.folder import Entry, EntryKind
from portalgen.source.files.overlay import Overlay
from tests.kit.files.memory import folder

BELOW = folder(
    {"acme/client.yml": "name: Acme", "acme/webshop/project.yml": "name: Webshop"}
)


def test_a_file_has_the_content_that_it_would_have() -> None:
    over = Overlay(BELOW, {"acme/client.yml": b"name: Other"})
    assert over.read("acme/client.yml") == b"name: Other"
    assert over.read("acme/client.yml", 3) == b"name"
    assert over.read("acme/webshop/project.yml") == b"name: Webshop"
    assert over.read("acme/none.yml") is None
    assert over.list("acme") == BELOW.list("acme")


def test_new_files_and_their_folders_are_listed() -> None:
    over = Overlay(BELOW, {"acme/webshop/updates/a.md": b"", "new/client.yml": b""})
    assert over.list("") == [
        Entry("acme", EntryKind.FOLDER),
        Entry("new", EntryKind.FOLDER),
    ]
    assert over.list("new") == [Entry("client.yml", EntryKind.FILE)]
    assert [entry.name for entry in over.list("acme/webshop")] == [
        "project.yml",
        "updates",
    ]
    assert over.list("acme/webshop/updates") == [Entry("a.md", EntryKind.FILE)]
    assert over.list("none") == []


def test_files_are_named_as_in_the_folder_below() -> None:
    assert Overlay(BELOW, {}).shown("acme/client.yml") == BELOW.shown("acme/client.yml")
