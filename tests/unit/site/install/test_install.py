"""A finished site takes its place at once; whatever goes wrong, the old one stands."""

import shutil
from pathlib import Path

import pytest

from portalgen import renames
from portalgen.errors import InstallError
from portalgen.site.install import install as module
from portalgen.site.install.install import discard, install, recover, workplace
from tests.kit.commands.workspaces import make, texts

NEW, OLD = (
    {"index.html": "new", "new/page.html": "new"},
    {"index.html": "old", "old/page.html": "old"},
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Returns the place of a site, with an old one in it."""
    return make(tmp_path / "site" / "acme", OLD)


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lets a test run with the system's exchange of folders, and without it."""
    if request.param == "rename":
        monkeypatch.setattr(module, "exchange", lambda one, two: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(
    target: Path,
) -> None:
    prepared = make(workplace(target), NEW)
    assert texts(target) == OLD
    install(prepared, target)
    assert texts(target) == NEW
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.usefixtures("way")
def test_a_first_site_needs_no_old_one(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site" / "acme"
    install(make(workplace(target), NEW), target)
    assert texts(target) == NEW
    assert list(target.parent.iterdir()) == [target]


def test_this_system_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", NEW), make(tmp_path / "two", OLD)
    if not renames.exchange(one, two):
        pytest.skip("neither this system nor its disk can")
    assert (texts(one), texts(two)) == (OLD, NEW)


def test_without_the_systems_exchange_the_other_way_is_taken(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renames, "_libc", lambda: None)
    install(make(workplace(target), NEW), target)
    assert texts(target) == NEW


@pytest.mark.usefixtures("way")
def test_where_the_disk_fails_before_the_exchange_the_old_site_stands(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    prepared = make(workplace(target), NEW)
    monkeypatch.setattr("portalgen.site.install.install.os.fsync", fail)
    with pytest.raises(InstallError, match="No space left on device"):
        install(prepared, target)
    assert texts(target) == OLD
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    "failing", [1, 2], ids=["moving the old one aside", "moving the new one in"]
)
def test_where_a_rename_fails_the_old_site_comes_back(
    target: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, calls = Path.rename, []

    def fail(self: Path, to: Path) -> Path:
        calls.append(to)
        if len(calls) == failing:
            raise OSError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(module, "exchange", lambda one, two: False)
    prepared = make(workplace(target), NEW)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(InstallError, match="acme could not be replaced"):
        install(prepared, target)
    assert texts(target) == OLD
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("left", "stands"),
    [
        pytest.param({".acme.new": NEW, "acme": OLD}, OLD, id="while preparing"),
        pytest.param(
            {".acme.new": NEW, ".acme.old": OLD}, OLD, id="between the two renames"
        ),
        pytest.param(
            {".acme.old": OLD, "acme": NEW}, NEW, id="before the old one was removed"
        ),
        pytest.param({".acme.new": OLD, "acme": NEW}, NEW, id="after an exchange"),
        pytest.param({"acme": OLD}, OLD, id="not at all"),
        pytest.param({".acme.new": NEW}, None, id="while preparing the first"),
    ],
)
def test_after_a_broken_run_the_last_whole_site_stands_alone(
    tmp_path: Path, left: dict[str, dict[str, str]], stands: dict[str, str] | None
) -> None:
    for name, files in left.items():
        make(tmp_path / name, files)
    recover(tmp_path / "acme")
    assert [path.name for path in tmp_path.iterdir()] == (["acme"] if stands else [])
    assert texts(tmp_path / "acme") == (stands or {})


def test_a_workplace_is_empty_whatever_a_broken_run_left(target: Path) -> None:
    make(workplace(target), NEW)
    assert list(workplace(target).iterdir()) == []
    assert texts(target) == OLD


def test_what_is_discarded_leaves_the_old_site(target: Path) -> None:
    make(workplace(target), NEW)
    discard(target)
    assert list(target.parent.iterdir()) == [target]
    discard(target)
    assert texts(target) == OLD


def test_neighbours_are_not_touched(target: Path) -> None:
    neighbour = make(target.parent / "acme-two", OLD)
    shutil.rmtree(target)
    install(make(workplace(target), NEW), target)
    assert texts(neighbour) == OLD
