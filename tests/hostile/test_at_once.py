"""Several builds of one site at once, and targets that cannot be written: nothing is lost, and it is said plainly."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portalgen.errors import InstallError
from portalgen.pipeline import Outcome
from portalgen.pipeline import build as build_site
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.install.lock import held
from tests.conftest import order_for
from tests.kit.commands.workspaces import contents
from tests.kit.hostile.small_client import workspace
from tests.kit.pages.stub_engine import StubEngine


def build(folder: Path) -> Outcome:
    space = Workspace(folder / "projects")
    return build_site(
        order_for(space, folder / "site", None),
        read_shared(space),
        "acme",
        Workshop(StubEngine()),
    )


@pytest.mark.parametrize("builders", [2, 8])
def test_builds_at_once_wait_for_each_other(tmp_path: Path, builders: int) -> None:
    workspace(tmp_path, "Acme")
    with ThreadPoolExecutor(builders) as pool:
        outcomes = list(pool.map(lambda _: build(tmp_path), range(builders)))
    assert all(outcome.is_built for outcome in outcomes)
    alone = build(workspace(tmp_path / "alone", "Acme")).site
    assert alone is not None
    assert contents(tmp_path / "site" / "acme") == contents(alone)


def test_a_lock_that_is_held_is_said_with_its_owner(tmp_path: Path) -> None:
    target = tmp_path / "site" / "acme"
    said = f"is being built by process {os.getpid()} on "
    with (
        held(target),
        pytest.raises(InstallError, match=said),
        held(target, patience=0.01),
    ):
        pass


def test_a_lock_left_by_a_dead_process_holds_nobody_up(tmp_path: Path) -> None:
    target = tmp_path / "site" / "acme"
    target.parent.mkdir()
    (target.parent / ".acme.lock").write_text("")
    (target.parent / ".acme.owner").write_text("process 1 on nowhere")
    with held(target, patience=0.01):
        assert "nowhere" not in (target.parent / ".acme.owner").read_text()
    assert not (target.parent / ".acme.owner").exists()


def test_a_target_that_is_a_file_is_an_expected_failure(tmp_path: Path) -> None:
    workspace(tmp_path, "Acme")
    (tmp_path / "site").write_text("not a folder")
    with pytest.raises(InstallError, match="site"):
        build(tmp_path)


def test_a_full_disk_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(workspace(tmp_path, "Old"))
    assert first.site is not None
    before = contents(first.site)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(StubEngine, "write", staticmethod(full))
    with pytest.raises(InstallError, match="No space left on device"):
        build(workspace(tmp_path, "New"))
    assert contents(first.site) == before
