"""A served folder and its releases: what is served is always one whole release, and the way back leads through them."""

from datetime import date
from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.exports.seal import seal
from portalgen.publish.content import Present, State
from portalgen.publish.folder import FolderTarget, opened
from portalgen.publish.target import FolderPlace
from tests.kit.commands.workspaces import contents, make


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget(FolderPlace(tmp_path / "www" / "acme", 3))


def site(tmp_path: Path, text: str) -> Path:
    """Writes a site that is told by one text."""
    return make(
        tmp_path / f"site-{text}",
        {"index.html": text, "seal.json": seal(date(2026, 8, 1)), "a/b.html": text},
    )


def served(target: FolderTarget) -> str:
    return (target.folder / "a" / "b.html").read_text()


def test_the_first_site_needs_no_folder(target: FolderTarget, tmp_path: Path) -> None:
    assert target.read() == Present(State.NOTHING)
    assert target.put(site(tmp_path, "one"))
    assert contents(target.folder) == contents(tmp_path / "site-one")
    assert target.read().state is State.PORTAL


def test_a_site_that_is_served_already_is_no_change_and_no_release(
    target: FolderTarget, tmp_path: Path
) -> None:
    assert target.put(site(tmp_path, "one"))
    assert not target.put(site(tmp_path, "one"))
    assert len(target.releases()) == 1


def test_the_oldest_releases_go_first(target: FolderTarget, tmp_path: Path) -> None:
    for text in ("one", "two", "three", "four", "five"):
        assert target.put(site(tmp_path, text))
    assert [(each / "index.html").read_text() for each in target.releases()] == [
        "three",
        "four",
        "five",
    ]
    assert [each.name[:5] for each in target.releases()] == ["0003-", "0004-", "0005-"]


def test_a_site_that_comes_back_has_one_place_on_the_way_back(
    target: FolderTarget, tmp_path: Path
) -> None:
    for text in ("one", "two", "one"):
        assert target.put(site(tmp_path, text))
    assert served(target) == "one"
    target.roll_back()
    assert served(target) == "two"
    with pytest.raises(PublishError, match="no release before"):
        target.roll_back()


def test_a_folder_that_somebody_edited_goes_back_to_the_newest_release(
    target: FolderTarget, tmp_path: Path
) -> None:
    target.put(site(tmp_path, "one"))
    (target.folder / "a" / "b.html").write_text("edited")
    target.roll_back()
    assert served(target) == "one"


def test_a_release_that_is_damaged_is_not_served(
    target: FolderTarget, tmp_path: Path
) -> None:
    for text in ("one", "two"):
        target.put(site(tmp_path, text))
    (target.releases()[0] / "index.html").write_text("damaged")
    with pytest.raises(PublishError, match="is damaged"):
        target.roll_back()
    assert served(target) == "two"


def test_a_run_that_broke_off_with_its_release_kept_is_taken_up(
    target: FolderTarget, tmp_path: Path
) -> None:
    target.put(site(tmp_path, "one"))
    target._kept(site(tmp_path, "two"), "0" * 16)
    make(target._store / "begun", {"half": "half"})
    assert served(target) == "one"
    assert target.put(site(tmp_path, "three"))
    assert served(target) == "three"
    target.roll_back()
    assert served(target) == "one"


def test_an_old_site_that_was_moved_aside_comes_back_when_the_folder_is_read(
    target: FolderTarget, tmp_path: Path
) -> None:
    target.put(site(tmp_path, "one"))
    target.folder.rename(target.folder.with_name(".acme.old"))
    assert target.read().state is State.PORTAL
    assert served(target) == "one"


def test_a_folder_that_is_taken_out_keeps_nothing(
    target: FolderTarget, tmp_path: Path
) -> None:
    target.put(site(tmp_path, "one"))
    nothing = {"index.html": b"nothing"}
    assert target.take_out(nothing)
    assert not target.take_out(nothing)
    assert contents(target.folder) == nothing
    assert list(target.folder.parent.iterdir()) == [target.folder]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_refused(
    target: FolderTarget, tmp_path: Path, kind: str
) -> None:
    target.folder.parent.mkdir()
    elsewhere = make(tmp_path / "elsewhere", {"precious": "1"})
    if kind == "file":
        target.folder.write_text("precious")
    else:
        target.folder.symlink_to(elsewhere)
    with pytest.raises(PublishError, match="is not a folder"):
        target.read()
    assert contents(elsewhere) == {"precious": b"1"}


def test_a_disk_that_fails_is_told_and_what_was_begun_goes(
    target: FolderTarget, tmp_path: Path
) -> None:
    target.put(site(tmp_path, "one"))
    before = contents(target.folder.parent)

    def fail() -> None:
        with opened(target.place) as found:
            assert found == target
            make(
                target.folder.parent,
                {".acme.new/half": "half", ".acme.releases/begun/half": "half"},
            )
            raise OSError(28, "No space left on device")

    with pytest.raises(
        PublishError, match=r"so what it had stands: .Errno 28. No space left"
    ):
        fail()
    assert contents(target.folder.parent) == before | {".acme.lock": b""}
