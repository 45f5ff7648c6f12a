"""From a save to the page that shows it, in Chromium: `python -m benchmarks.serve [SAVES]`.

Serves acme of the sample with its history, 25 pages, and saves files of it as an editor does, in turns, while one
window looks at the page where the change shows. A row for each file: the least, the median and the worst of its saves
in seconds, and of the builds in them as the terminal tells them. The target holds for the median of all; what else the
machine does adds to it, so give it a machine of its own.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from samples.replay import replay
from tests.kit.browser.chromium import program
from tests.kit.browser.preview import Preview, previewed, write

SAVES = 20
TARGET = 1.0
PROJECT = "projects/acme/webshop"


@dataclass
class Case:
    """A file, how a number gets into it, where that shows, and how."""

    file: str
    page: str
    change: Callable[[str, int], str]
    shown: str
    saves: list[float] = field(default_factory=list)
    builds: list[float] = field(default_factory=list)


def cases() -> list[Case]:
    """Returns the files that are saved in turns."""
    return [
        Case(
            f"{PROJECT}/milestones.yml",
            "webshop/now/",
            _renamed("name: Launch"),
            "Launch {}",
        ),
        Case(
            f"{PROJECT}/updates/2026-11-20.md",
            "webshop/changed/",
            _renamed("headline:"),
            "{}",
        ),
        Case(
            f"{PROJECT}/progress.csv", "webshop/progress/", _last_scope, "of {} items"
        ),
        Case(
            "projects/acme/client.yml",
            "webshop/now/",
            _renamed("name: Acme"),
            "Acme {}",
        ),
    ]


def _renamed(line: str) -> Callable[[str, int], str]:
    return lambda text, number: re.sub(f"({line}).*", rf"\1 {number}", text, count=1)


def _last_scope(text: str, number: int) -> str:
    return re.sub(
        r"(.*\n[\d-]+,)\d+", rf"\g<1>{number}", text, count=1, flags=re.DOTALL
    )


def saved(preview: Preview, page: Page, case: Case, number: int) -> None:
    """Saves a file once and adds what it took."""
    path = preview.top / case.file
    text = case.change(path.read_text(encoding="utf-8"), number)
    page.goto(preview.address + case.page)
    began = perf_counter()
    write(path, text)
    page.wait_for_function(
        "text => document.body?.innerText.includes(text)", arg=case.shown.format(number)
    )
    case.saves.append(perf_counter() - began)
    case.builds.append(preview.built())
    page.wait_for_load_state()


def main(saves: int) -> int:
    """Prints the table; returns 1 where the target is missed."""
    measured = cases()
    with (
        tempfile.TemporaryDirectory(prefix="portalgen-serve-") as folder,
        sync_playwright() as playwright,
    ):
        top = Path(folder) / "sample"
        replay(top)
        with (
            playwright.chromium.launch(
                executable_path=program(), args=["--no-sandbox"]
            ) as chromium,
            previewed(top, "acme") as preview,
        ):
            page = chromium.new_page()
            for number in range(saves):
                saved(preview, page, measured[number % len(measured)], 500 + number)
    print(f"{'':44}{'save to shown':>26}{'build':>26}")
    print(f"{'':44}{'least / median / worst':>26}{'least / median / worst':>26}")
    for case in measured:
        if case.saves:
            print(f"{case.file:44}{_spread(case.saves):>26}{_spread(case.builds):>26}")
    every = [each for case in measured for each in case.saves]
    builds = [each for case in measured for each in case.builds]
    print(f"{f'{len(every)} saves':44}{_spread(every):>26}{_spread(builds):>26}")
    print(f"target {TARGET} s: {'met' if median(every) < TARGET else 'MISSED'}")
    return int(median(every) >= TARGET)


def _spread(seconds: list[float]) -> str:
    return f"{min(seconds):.2f} / {median(seconds):.2f} / {max(seconds):.2f}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SAVES))
