"""The system tells of saves; a folder that comes later or comes back is watched too."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from portalgen.site.live.changes import Scope
from portalgen.site.live.watch import Watch, watching
from tests.kit.commands.workspaces import GOOD, make

PATIENCE = 30


class Names(Queue[str]):
    """The names that were noted, in a queue that a test can wait at."""

    def wait_for(self, name: str) -> bool:
        """Waits until a name is noted; others may come before."""
        while self.get(timeout=PATIENCE) != name:
            pass
        return True


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return make(tmp_path.resolve() / "agency", GOOD)


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def watch(top: Path, names: Names) -> Iterator[Watch]:
    with watching(Scope(top / "projects", "acme"), names.put) as watch:
        yield watch


@pytest.mark.parametrize(
    "name", ["projects/acme/webshop/project.yml", "projects/portal.yml", "mkdocs.yml"]
)
@pytest.mark.usefixtures("watch")
def test_a_save_is_told(top: Path, names: Names, name: str) -> None:
    make(top, {name: "name: New\n"})
    assert names.wait_for(name)


@pytest.mark.usefixtures("watch")
def test_a_save_by_way_of_another_file_is_told(top: Path, names: Names) -> None:
    make(top, {"projects/acme/.new": "name: New\n"})
    (top / "projects/acme/.new").replace(top / "projects/acme/client.yml")
    assert names.wait_for("projects/acme/client.yml")


def test_a_folder_that_comes_later_is_watched(
    top: Path, names: Names, watch: Watch
) -> None:
    (top / "site_templates").mkdir()
    assert names.wait_for("site_templates")
    watch.follow()
    make(top, {"site_templates/pages/now.html": "x"})
    assert names.wait_for("site_templates/pages/now.html")


def test_a_client_that_went_and_came_back_is_watched(
    top: Path, names: Names, watch: Watch
) -> None:
    shutil.rmtree(top / "projects/acme")
    assert names.wait_for("projects/acme")
    watch.follow()
    make(top, {"projects/acme/client.yml": "name: Acme\n"})
    assert names.wait_for("projects/acme")
    watch.follow()
    make(top, {"projects/acme/webshop/project.yml": "name: Shop\n"})
    assert names.wait_for("projects/acme/webshop/project.yml")


@pytest.mark.parametrize(
    "event", [FileOpenedEvent, FileClosedNoWriteEvent, DirModifiedEvent]
)
def test_reading_is_no_change(
    top: Path, names: Names, watch: Watch, event: type[FileSystemEvent]
) -> None:
    watch.on_any_event(event(str(top / "projects/acme/client.yml")))
    assert names.empty()


def test_both_ends_of_a_move_are_told(top: Path, names: Names, watch: Watch) -> None:
    watch.on_any_event(
        FileMovedEvent(
            str(top / "projects/acme/a.yml"), str(top / "projects/acme/b.yml")
        )
    )
    watch.on_any_event(FileClosedEvent(str(top / "projects/acme/.b.yml.swp")))
    assert [names.get_nowait(), names.get_nowait()] == [
        "projects/acme/a.yml",
        "projects/acme/b.yml",
    ]
    assert names.empty()
