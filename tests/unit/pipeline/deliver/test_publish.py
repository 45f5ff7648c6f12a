"""What publishing refuses before it looks at a target. What it does is in tests/acceptance/test_publish.py."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.pipeline.deliver.publication import Publication
from portalgen.pipeline.deliver.publish import publish, roll_back
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.publish.target import FolderPlace, GitPlace
from tests.kit.commands.workspaces import GOOD, make
from tests.kit.pages.stub_engine import StubEngine

NOW = datetime(2026, 6, 10, tzinfo=UTC)


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    workspace = Workspace(make(tmp_path, GOOD) / "projects")
    return Publication(workspace, read_shared(workspace), "acme", tmp_path / "site")


def test_a_site_that_was_never_built_is_not_published(
    publication: Publication, tmp_path: Path
) -> None:
    place = FolderPlace(tmp_path / "www", 5)
    with pytest.raises(PublishError, match="run portalgen build acme"):
        publish(publication, place, None, NOW, Workshop(StubEngine()))
    assert not (tmp_path / "www").exists()


def test_a_site_without_its_seal_is_not_published(
    publication: Publication, tmp_path: Path
) -> None:
    make(publication.site, {"index.html": "<p>mine</p>"})
    place = FolderPlace(tmp_path / "www", 5)
    with pytest.raises(PublishError, match=r"seal\.json is not there"):
        publish(publication, place, None, NOW, Workshop(StubEngine()))
    assert not (tmp_path / "www").exists()


def test_a_branch_keeps_nothing_to_go_back_to() -> None:
    place = GitPlace("https://host.example/acme.git", "gh-pages")
    with pytest.raises(PublishError, match="--rollback is for folder targets"):
        roll_back(place)


def test_a_client_without_a_target_has_no_place(publication: Publication) -> None:
    with pytest.raises(PublishError, match="names no target"):
        publication.place()
