"""A visitor of a client's site: a browser window that watches for everything that must not happen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
)

from tests.kit.browser.static_host import BASE, address

# A phone and a desk, in CSS pixels.
SCREENS = ((390, 844), (1280, 900))
PROBES = Path(__file__).with_name("probes.js")
VIOLATIONS = """addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sourceFile, lineNumber}) =>
    tellOfViolation(`${violatedDirective} forbids ${blockedURI} (${sourceFile}:${lineNumber})`))"""
# Pages know their age by the reader's clock, which goes on from a day; what waits for timers sees it go.
CLOCK = """(() => {
  const Real = Date;
  const ahead = Real.parse("%sT12:00:00") - Real.now();
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead); }
    static now() { return Real.now() + ahead; }
  };
})()"""
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def clock_of(day: date) -> str:
    """Returns the script that sets a reader's clock to noon of a day."""
    return CLOCK % day.isoformat()


@dataclass
class Watch:
    """Notes what a browser complains of, and every request that leaves the site."""

    home: str
    heard: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Begins to listen, to pages and their workers."""
        context.on("console", self._console)
        context.on(
            "weberror",
            lambda error: self.heard.append(f"an error on the page: {error.error}"),
        )
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("dialog", self._dialog)
        context.expose_binding(
            "tellOfViolation",
            lambda _, text: self.heard.append(f"CSP violation: {text}"),
        )
        context.add_init_script(VIOLATIONS)

    def take(self) -> list[str]:
        """Returns what was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(
                f"console {message.type}: {message.text} ({message.location['url']})"
            )

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.heard.append(f"a request to another place: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.heard.append(f"{response.status} for {response.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


@dataclass(frozen=True)
class Visitor:
    """Opens pages of one client's site."""

    client: str
    page: Page
    watch: Watch

    def open(self, path: str = "") -> Response:
        """Loads a page anew, as someone does who comes by a link."""
        response = self.page.goto(address(self.client, path))
        assert response is not None
        return response

    def look(self, width: int, height: int, scheme: Scheme = "light") -> None:
        """Changes the window and the device's colours, and waits until the page has followed."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)
        self.page.wait_for_function(
            "() => location.protocol === 'about:' || probes.settled()"
        )

    @contextmanager
    def all_unfolded(self) -> Iterator[None]:
        """Opens every menu, table and report that can be folded, for a while."""
        details = self.page.locator("details")
        details.evaluate_all("all => all.forEach(each => { each.open = true })")
        yield
        details.evaluate_all("all => all.forEach(each => { each.open = false })")

    def take_to_paper(self, width: int, height: int) -> None:
        """Shows the page as a printer gets it."""
        self.look(width, height)
        self.page.emulate_media(media="print")

    def take_from_paper(self) -> None:
        """Shows the page on the screen again."""
        self.page.emulate_media(media="screen")

    def explore_charts(self) -> int:
        """Asks to explore each chart, waits until it is drawn, and returns how many there are."""
        charts = self.page.locator(".pg-chart")
        for number in range(charts.count()):
            chart = charts.nth(number)
            if not chart.locator(".pg-plot[data-drawn]").count():
                button = chart.locator(".pg-explore")
                button.evaluate("each => each.scrollIntoView({ block: 'center' })")
                button.click()
            chart.locator(".pg-plot[data-drawn]").wait_for()
        return charts.count()

    def go(self, path: str) -> None:
        """Clicks on the way to a page of the same project, as a reader finds it: in the bar, or under More."""
        name = path.rstrip("/").rpartition("/")[2]
        link = self.page.locator(f".pg-tabs a[href$='/{name}/']")
        if not link.is_visible():
            self.page.locator(".pg-more summary").click()
        link.click()
        self.arrive(path)

    def arrive(self, path: str) -> None:
        """Waits until a page is shown, however it was reached."""
        page = path.rstrip("/").rpartition("/")[2]
        self.page.wait_for_function(
            """([url, page]) => location.href.split("#")[0] === url
                && document.querySelector("link[rel=canonical]")?.href === url
                && document.querySelector(page ? `.pg[data-page=${page}]` : ".pg")""",
            arg=[address(self.client, path), page],
        )


def pages_of(site: Path, project: str = "") -> list[str]:
    """Returns the paths of a project's pages by the site's own map; those of no project without one."""
    listed = re.findall(
        r"<loc>[^<]*?//[^/<]+([^<]+)</loc>",
        (site / "sitemap.xml").read_text(encoding="utf-8"),
    )
    paths = [each.removeprefix(BASE) for each in listed]
    return [each for each in paths if each.split("/")[0] == project]
