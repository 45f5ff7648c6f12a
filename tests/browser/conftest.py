"""The browser, the static host, and visitors of the sample sites."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import SAMPLE_DAY, SITE_URL, build_all
from tests.kit.browser.chromium import program
from tests.kit.browser.static_host import (
    Headers,
    Sites,
    address,
    resolver_rules,
    static_host,
)
from tests.kit.browser.visitor import PROBES, Visitor, Watch, clock_of

PATIENCE = 20_000
HOSTILE_NAME = "<img src=x onerror=alert(1)>"
# What stands for one of the stylesheet's colours in a figure, where it is not a name.
NAME_OF_A_COLOUR = "@accent"
Plant = Callable[[str, str, Callable[[str], str] | None], None]


@pytest.fixture(scope="session")
def sites(sample_sites: Path) -> Sites:
    """Returns the folder that is served for each client."""
    return {
        each.name: each
        for each in sample_sites.iterdir()
        if (each / "index.html").is_file()
    }


@pytest.fixture(scope="session")
def headers() -> Headers:
    """Returns the headers that the host sends for each client: none, unless a test says so for a while."""
    return {}


@pytest.fixture(scope="session")
def browser(sites: Sites, headers: Headers) -> Iterator[Browser]:
    """Starts Chromium, which finds the sites at the addresses that they were built for and nothing else."""
    found = program()
    if not found:
        pytest.fail(
            "There is no Chromium here: `make test` installs it, or CHROMIUM names its program."
        )
    with static_host(sites, headers) as port, sync_playwright() as playwright:
        options = [
            "--no-sandbox",
            "--disable-background-networking",
            f"--host-resolver-rules={resolver_rules(port)}",
        ]
        with playwright.chromium.launch(
            executable_path=found, args=options
        ) as chromium:
            yield chromium


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Returns the function that sends a visitor to a client's site; by default with a phone."""
    with ExitStack() as opened:

        def send(client: str, *, script: bool = True, on: date = SAMPLE_DAY) -> Visitor:
            context = opened.enter_context(
                browser.new_context(
                    viewport={"width": 390, "height": 844},
                    java_script_enabled=script,
                    reduced_motion="reduce",
                )
            )
            context.set_default_timeout(PATIENCE)
            context.add_init_script(clock_of(on))
            context.add_init_script(path=PROBES)
            watch = Watch(address(client))
            watch.over(context)
            return Visitor(client, context.new_page(), watch)

        yield send


@pytest.fixture
def plant(sites: Sites, tmp_path: Path) -> Iterator[Plant]:
    """Returns the function that changes a file of a client's site; on a copy, for one test."""
    whole = dict(sites)

    def change(client: str, path: str, alter: Callable[[str], str] | None) -> None:
        if sites[client] == whole[client]:
            sites[client] = Path(shutil.copytree(whole[client], tmp_path / client))
        file = sites[client] / path
        if alter is None:
            file.unlink()
            return
        before = file.read_text(encoding="utf-8")
        after = alter(before)
        assert after != before, f"nothing changed in {path}"
        file.write_text(after, encoding="utf-8")

    yield change
    sites.update(whole)


@pytest.fixture(scope="session")
def hostile_site(shared_folder: Path, sites: Sites) -> str:
    """Builds the site of a client whose every name is a picture that runs a script; returns the client's id."""
    out = shared_folder / "hostile-site"
    with FileLock(f"{out}.lock"):
        if not out.exists():
            build_all(
                _hostile_workspace(shared_folder / "hostile-workspace"),
                out,
                SAMPLE_DAY,
                SITE_URL,
            )
    sites["hostile"] = out / "hostile"
    return "hostile"


def _hostile_workspace(folder: Path) -> Path:
    project = folder / "projects" / "hostile" / "shop"
    project.mkdir(parents=True)
    name = json.dumps(HOSTILE_NAME)
    launch = f"{{id: launch, name: {name}, promised_date: 2026-12-01}}"
    accent = f"{{id: accent, name: {json.dumps(NAME_OF_A_COLOUR)}, promised_date: 2026-12-08}}"
    files = {
        "../../portal.yml": f"agency: {{name: {name}, email: hello@agency.example}}",
        "../client.yml": f"name: {name}",
        "project.yml": f"name: {name}\nsummary: {name}\nstarted_on: 2026-10-01",
        "milestones.yml": f"milestones: [{launch}, {accent}]",
        "asks.yml": f"asks: [{{id: photos, what: {name}, why: {name}, asked_on: 2026-11-01, due_on: 2026-11-30}}]",
    }
    for path, text in files.items():
        (project / path).write_text(f"{text}\n", encoding="utf-8")
    return folder / "projects"
