"""`portalgen serve` in a browser: a save shows by itself, and what is wrong lies over the last good page."""

import typing
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kit.browser.detectors import hard_to_read, out_of_place, too_wide
from tests.kit.browser.preview import Preview, previewed, replace
from tests.kit.browser.visitor import PROBES, Scheme, Watch
from tests.kit.commands.workspaces import SALT, make

HOSTILE = '<img src=x onerror="alert(1)">'
PROJECT = "projects/acme/webshop"
MILESTONES = f"{PROJECT}/milestones.yml"
LAUNCH = "name: Launch, promised_date: 2026-12-15"
WORKSPACE = {
    "projects/acme/client.yml": f"name: Acme\n{SALT}",
    "projects/portal.yml": "agency: {name: Northlight, email: hello@northlight.example}\n",
    f"{PROJECT}/project.yml": "name: Webshop\nsummary: A shop\nstarted_on: 2026-05-01\n",
    f"{PROJECT}/updates/2026-11-18.md": "---\nquiet: true\nheadline: All is well\n---\n",
    MILESTONES: "milestones:\n"
    + "".join(
        f"  - {{id: step-{n}, name: Step {n}, promised_date: 2027-01-{n:02}}}\n"
        for n in range(1, 25)
    )
    + f"  - {{id: launch, {LAUNCH}}}\n",
}
SCREENS, SCHEMES = ((390, 844), (1280, 900)), typing.get_args(Scheme)
SHEET, LINE = "dialog.pgl-sheet", ".pgl-line"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make(tmp_path / "agency", WORKSPACE)


@pytest.fixture
def preview(workspace: Path) -> Iterator[Preview]:
    with previewed(workspace, "acme") as shown:
        yield shown


class Windows:
    """Windows on a preview, all watched by one watch."""

    def __init__(self, browser: Browser, opened: ExitStack, preview: Preview) -> None:
        self.context = opened.enter_context(
            browser.new_context(
                viewport={"width": 1280, "height": 700}, reduced_motion="reduce"
            )
        )
        self.preview = preview
        self.watch = Watch(preview.address)
        self.watch.over(self.context)
        self.context.add_init_script(path=PROBES)

    def open(self, path: str) -> Page:
        """Opens one more window."""
        page = self.context.new_page()
        page.goto(self.preview.address + path)
        return page


@pytest.fixture
def windows(browser: Browser, preview: Preview) -> Iterator[Windows]:
    with ExitStack() as opened:
        yield Windows(browser, opened, preview)


def test_a_save_shows_in_every_window_where_the_reader_was(
    windows: Windows, preview: Preview
) -> None:
    now, dates = windows.open("webshop/now/"), windows.open("webshop/dates/")
    dates.locator("summary", has_text="The numbers").first.click()
    dates.evaluate("scrollTo({top: 400, behavior: 'instant'})")
    replace(preview.top / MILESTONES, LAUNCH, LAUNCH.replace("Launch", "Opening day"))
    expect(now.locator(".pg-page")).to_contain_text("Opening day")
    expect(dates.locator(".pg-page")).to_contain_text("Opening day")
    expect(dates.locator("details[open]", has_text="The numbers")).to_have_count(1)
    dates.wait_for_function("() => scrollY === 400")
    assert now.locator(f"{SHEET}, {LINE}").locator("visible=true").count() == 0
    assert windows.watch.take() == []


def test_what_is_wrong_lies_over_the_last_good_page_until_it_is_mended(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    broken = LAUNCH.replace("2026-12-15", "15.12.2026")
    line = replace(preview.top / MILESTONES, LAUNCH, broken)
    sheet = page.locator(SHEET)
    expect(sheet).to_be_visible()
    column = 3 + WORKSPACE[MILESTONES].splitlines()[line - 1].index("2026-12-15") - 2
    expect(sheet.locator(".pgl-where")).to_have_text(f"{MILESTONES}:{line}:{column}")
    expect(sheet.locator(".pgl-message")).to_contain_text(
        "promised_date: 15.12.2026 is not a date"
    )
    expect(sheet.locator("mark.pgl-meant")).to_have_text("15.12.2026")
    expect(sheet.locator("mark.pgl-caret")).to_have_text("^" * 10)
    expect(sheet.locator(".pgl-help")).to_contain_text("is it 2026-12-15?")
    expect(page.locator(".pg-page")).to_contain_text("Launch")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    told_again(page)
    expect(page.locator(LINE)).to_have_text("1 error: last save not shown")
    expect(sheet).to_be_hidden()
    page.locator(LINE).click()
    expect(sheet).to_be_visible()
    replace(preview.top / MILESTONES, broken, LAUNCH.replace("Launch", "Opening day"))
    expect(sheet).to_be_hidden()
    expect(page.locator(".pg-page")).to_contain_text("Opening day")
    assert windows.watch.take() == []


def told_again(page: Page) -> None:
    """Lets a page hear the same once more, as it does when it was away."""
    be_seen(page, False)
    with page.expect_response("**/_live/events"):
        be_seen(page, True)


def test_what_is_wrong_goes_although_the_page_stays_the_same(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    broken = LAUNCH.replace("2026", "20x26")
    replace(preview.top / MILESTONES, LAUNCH, broken)
    expect(page.locator(SHEET)).to_be_visible()
    page.keyboard.press("Escape")
    replace(preview.top / MILESTONES, broken, LAUNCH)
    expect(page.locator(LINE)).to_be_hidden()
    replace(preview.top / MILESTONES, LAUNCH, broken)
    expect(page.locator(SHEET)).to_be_visible()
    replace(preview.top / MILESTONES, broken, LAUNCH)
    expect(page.locator(SHEET)).to_be_hidden()


def test_hostile_text_in_a_diagnostic_stays_text(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    replace(
        preview.top / MILESTONES,
        LAUNCH,
        f"name: Launch, promised_date: '{HOSTILE}', '{HOSTILE}': 1",
    )
    sheet = page.locator(SHEET)
    expect(sheet).to_contain_text(HOSTILE)
    assert sheet.locator("img").count() == 0
    assert windows.watch.take() == []


def test_what_is_wrong_can_be_read_on_every_screen(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    replace(preview.top / MILESTONES, LAUNCH, f"{LAUNCH}, {'long ' * 40}: 1")
    expect(page.locator(SHEET)).to_be_visible()
    found = []
    for width, height in SCREENS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function("() => probes.settled()")
            found += [
                f"{width} {scheme}: {each}"
                for each in too_wide(page) + out_of_place(page) + hard_to_read(page)
            ]
            assert page.locator(SHEET).evaluate(
                "sheet => sheet.scrollWidth <= sheet.clientWidth"
            )
    assert found == []


def test_advice_covers_nothing_and_is_told_on_a_click(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    replace(preview.top / "projects/acme/client.yml", SALT, "")
    line = page.locator(LINE)
    expect(line).to_have_text("1 thing to look at")
    expect(page.locator(SHEET)).to_be_hidden()
    line.click()
    expect(page.locator(SHEET)).to_contain_text("ledger_salt")
    assert windows.watch.take() == []


def test_a_click_shows_the_next_page_at_once_as_on_the_portal_s_own_host(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    page.evaluate("window.isTheSame = true")
    page.locator(".pg-tabs a[href$='/dates/']").click()
    page.wait_for_url("**/webshop/dates/")
    expect(page.locator(".pg[data-page=dates]")).to_be_visible()
    assert page.evaluate("window.isTheSame")
    replace(preview.top / MILESTONES, LAUNCH, LAUNCH.replace("Launch", "Opening day"))
    expect(page.locator(".pg-page")).to_contain_text("Opening day")
    assert page.url == f"{preview.address}webshop/dates/"
    assert windows.watch.take() == []


def test_a_page_that_nobody_sees_catches_up_when_it_is_seen(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("webshop/now/")
    be_seen(page, False)
    replace(preview.top / MILESTONES, LAUNCH, LAUNCH.replace("Launch", "Opening day"))
    preview.built()
    expect(page.locator(".pg-page")).not_to_contain_text("Opening day")
    be_seen(page, True)
    expect(page.locator(".pg-page")).to_contain_text("Opening day")


def be_seen(page: Page, is_seen: bool) -> None:
    """Brings a window before the others, or behind them."""
    page.evaluate(
        """is_seen => {
            Object.defineProperty(document, "hidden", {value: !is_seen, configurable: true});
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        is_seen,
    )


def test_a_missing_page_is_the_portal_s_and_live(
    windows: Windows, preview: Preview
) -> None:
    page = windows.open("no/such/page/")
    expect(page.locator(".pg-head")).to_be_visible()
    replace(preview.top / MILESTONES, LAUNCH, LAUNCH.replace("2026", "20x26"))
    expect(page.locator(SHEET)).to_be_visible()


def test_where_nothing_was_good_yet_the_first_good_build_appears(
    browser: Browser, workspace: Path
) -> None:
    good = (workspace / MILESTONES).read_text(encoding="utf-8")
    (workspace / MILESTONES).write_text(
        good.replace("2026-12-15", "20x26"), encoding="utf-8"
    )
    with previewed(workspace, "acme") as preview, ExitStack() as opened:
        page = Windows(browser, opened, preview).open("webshop/now/")
        expect(page.locator(SHEET)).to_contain_text("20x26 is not a date")
        replace(preview.top / MILESTONES, "20x26", "2026-12-15")
        expect(page.locator(".pg-page")).to_contain_text("Launch")


def test_a_page_finds_the_preview_again_after_it_was_started_anew(
    browser: Browser, workspace: Path
) -> None:
    with ExitStack() as opened:
        with previewed(workspace, "acme") as first:
            page = Windows(browser, opened, first).open("webshop/now/")
            expect(page.locator(".pg-page")).to_contain_text("Launch")
        expect(page.locator(LINE)).to_have_text("The preview has ended")
        replace(workspace / MILESTONES, LAUNCH, LAUNCH.replace("Launch", "Opening day"))
        with previewed(
            workspace, "acme", int(first.address.rstrip("/").rpartition(":")[2])
        ):
            expect(page.locator(".pg-page")).to_contain_text("Opening day")
            expect(page.locator(LINE)).to_be_hidden()
