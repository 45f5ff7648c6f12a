"""What all tests share: the sample sites, built once in a session whatever the number of workers."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from portalgen.pipeline import build
from portalgen.pipeline.order import Order
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.engine.mkdocs_engine import MkDocsEngine
from samples.replay import replay

pytest_plugins = ["tests.kit.budgets", "tests.kit.marks"]
# The gate gives the same answer twice; `HYPOTHESIS_PROFILE=search pytest` looks further, `make quick` less far.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=10)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
ROOT = Path(__file__).resolve().parent.parent
SAMPLE_DAY = date(2026, 11, 20)
# The sites are served at exactly this address: see tests/browser.
SITE_URL = "http://{client}.localhost:8123/portal/"


@pytest.fixture(scope="session", autouse=True)
def _state_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the key of what caches hold out of the folder of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        patch.delenv("PORTALGEN_CACHE_KEY", raising=False)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the one flag that writes expected files anew."""
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what was found as what is expected",
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Tells whether expected files are to be written anew."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder that all workers of a session share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def sample_workspace(shared_folder: Path) -> Path:
    """Returns the sample workspace with its six months as git history. Whoever would write into it takes a clone."""
    folder = shared_folder / "sample"
    with FileLock(str(folder) + ".lock"):
        if not folder.exists():
            begun = shared_folder / "sample.begun"
            shutil.rmtree(begun, ignore_errors=True)
            replay(begun)
            begun.rename(folder)
    return folder


@pytest.fixture(scope="session")
def hostile_sites(shared_folder: Path) -> Path:
    """Returns the folder with the sites in which every text is a payload, and beside them those of harmless words."""
    from tests.kit.hostile.crossing import build_all_payloads

    out = shared_folder / "hostile-sites"
    with FileLock(str(out) + ".lock"):
        if not out.exists():
            build_all_payloads(out)
    return out


@pytest.fixture(scope="session")
def sample_sites(shared_folder: Path, sample_workspace: Path) -> Path:
    """Returns the folder with the built site of each sample client, as of the sample's day."""
    out = shared_folder / "sample-sites"
    with FileLock(str(out) + ".lock"):
        if not out.exists():
            build_all(sample_workspace / "projects", out, SAMPLE_DAY, SITE_URL)
    return out


def order_for(
    workspace: Workspace, out: Path, site_url: str | None, as_of: date = SAMPLE_DAY
) -> Order:
    """Returns an order of sites."""
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return Order(workspace, noon, as_of, out, site_url)


def build_all(projects: Path, out: Path, as_of: date, site_url: str | None) -> None:
    """Builds every client of a workspace and fails where one does not build."""
    workspace = Workspace(projects)
    shared = read_shared(workspace)
    order = order_for(workspace, out, site_url, as_of)
    workshop = Workshop(MkDocsEngine())
    for client_id in shared.ids:
        outcome = build(order, shared, client_id, workshop)
        assert outcome.is_built, outcome.failure + "\n".join(
            str(each) for each in outcome.diagnostics
        )


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the environment's own epoch out of the tests."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
