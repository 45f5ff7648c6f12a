"""What a build opens: its own client's files, the agency's, the tool's, and where it works. Nothing else, ever."""

import re
import shutil
import sys
import sysconfig
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.hostile.watched_builds import (
    READING,
    Build,
    Event,
    Watched,
    reads_git,
    watch,
)

CLIENTS = ("acme", "harbour", "sahkola")
# The interpreter with its libraries, the package with its templates, and the system's time zones.
INSTALLED = (
    *map(Path, (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values())),
    ROOT / "portalgen",
    ROOT / "site_templates",
    *map(Path, zoneinfo.TZPATH),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with the sample as a workspace, with something internal in every place."""
    folder = tmp_path_factory.mktemp("opened")
    workspace = folder / "agency"
    shutil.copytree(ROOT / "projects", workspace / "projects")
    shutil.copy(ROOT / "mkdocs.yml", workspace / "mkdocs.yml")
    (workspace / "site_templates" / "assets").mkdir(parents=True)
    (workspace / "site_templates" / "assets" / "own.css").write_text("")
    for path in [
        *(workspace / "projects").glob("*"),
        *(workspace / "projects").glob("*/*"),
    ]:
        if path.is_dir() and path.name not in {"internal", "documents"}:
            (path / "internal").mkdir(exist_ok=True)
            (path / "internal" / "project.yml").write_text("name: Internal\n")
    for client_id in CLIENTS:
        (workspace / "projects" / client_id / "notes.txt").write_text(
            "not read by anybody"
        )
    return folder


@pytest.fixture(scope="module")
def watched(folder: Path) -> dict[str, Watched]:
    """Returns what happened in the build of each client, in one process that stands in an empty folder."""
    (folder / "empty").mkdir()
    builds = [
        Build(str(folder / "agency"), each, str(folder / "out"), str(folder / "empty"))
        for each in CLIENTS
    ]
    found, _ = watch(builds, folder)
    return dict(zip(CLIENTS, found, strict=True))


def opened(events: Iterable[Event], workspace: Path) -> set[str]:
    """Returns what was opened or listed of a workspace, by path."""
    paths = (Path(what) for event, what in events if event in READING)
    return {
        path.relative_to(workspace).as_posix()
        for path in paths
        if path.is_relative_to(workspace)
    }


def strange(events: Iterable[Event], allowed: Iterable[Path]) -> set[str]:
    """Returns what was opened outside of some folders and of what is installed. A number is a folder opened before."""
    places = [place.resolve() for place in (*INSTALLED, *allowed)]
    paths = {
        Path(what)
        for event, what in events
        if event in READING and not what.startswith("#")
    }
    return {
        str(path)
        for path in paths
        if not any(path.resolve().is_relative_to(place) for place in places)
    }


@pytest.mark.parametrize("client_id", CLIENTS)
def test_a_build_opens_of_all_clients_its_own_alone(
    folder: Path, watched: dict[str, Watched], client_id: str
) -> None:
    found = watched[client_id]
    assert found.is_built, found.told
    files = opened(found.events, folder / "agency")
    own = f"projects/{client_id}"
    assert f"{own}/client.yml" in files
    assert len([each for each in files if each.endswith((".yml", ".md", ".csv"))]) > 3
    assert {
        each for each in files if not each.startswith(f"{own}/") and each != own
    } <= {"mkdocs.yml"}


@pytest.mark.parametrize("client_id", CLIENTS)
def test_a_build_opens_nothing_beyond_what_it_needs(
    folder: Path, watched: dict[str, Watched], client_id: str
) -> None:
    out = folder / "out"
    places = [folder / "agency", folder / "temp", folder / "templates", out / client_id]
    # What is cleared away is named within a folder that was opened before: it seems to lie where the process stands.
    places.append(folder / "empty")
    found = strange(watched[client_id].events, places)
    assert {each for each in found if not each.startswith(f"{out}/.{client_id}.")} == {
        str(out)
    }


@pytest.mark.parametrize("client_id", CLIENTS)
def test_of_other_clients_only_client_yml_is_read_beforehand(
    folder: Path, watched: dict[str, Watched], client_id: str
) -> None:
    own = {f"projects/{each}/client.yml" for each in CLIENTS}
    agency = {"projects", "projects/portal.yml", "mkdocs.yml"}
    templates = {
        "site_templates",
        "site_templates/assets",
        "site_templates/assets/own.css",
    }
    assert (
        opened(watched[client_id].before, folder / "agency") == own | agency | templates
    )


@pytest.mark.parametrize("client_id", CLIENTS)
def test_no_internal_folder_is_opened_or_listed(
    watched: dict[str, Watched], client_id: str
) -> None:
    events = watched[client_id].before + watched[client_id].events
    assert [
        each
        for each in events
        if re.search("/projects/.*/internal", each[1]) and each[0] in READING
    ] == []


@pytest.mark.parametrize("client_id", CLIENTS)
def test_no_build_starts_a_program_or_speaks_to_the_network(
    watched: dict[str, Watched], client_id: str
) -> None:
    # git is asked for the history once, before any client's turn: in the turn itself, for nothing at all.
    before = [each for each in watched[client_id].before if not reads_git(each)]
    events = before + watched[client_id].events
    assert [
        each
        for each in events
        if each[0] not in READING and each[0] not in {"exec", "compile", "import"}
    ] == []


def test_what_must_not_be_opened_would_be_found(folder: Path) -> None:
    neighbour, internal = (
        folder / "agency/projects/harbour/client.yml",
        folder / "agency/projects/acme/internal",
    )
    events = [
        ("open", str(neighbour)),
        ("os.scandir", str(internal)),
        ("open", "/etc/passwd"),
        ("open", "#3"),
    ]
    assert opened(events, folder / "agency") == {
        "projects/harbour/client.yml",
        "projects/acme/internal",
    }
    assert strange(events, [folder / "agency"]) == {"/etc/passwd"}
    assert strange(events, []) == {str(neighbour), str(internal), "/etc/passwd"}
