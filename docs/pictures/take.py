"""Takes the README's pictures from the built sample: `make pictures`."""

import functools
import http.server
import shutil
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
SITE = HERE.parent.parent / "sample-site"
PORT = 8000  # the address that `make site` builds for
FRAME = """
<body style="margin:0;background:#e9ebf1;font:0/0 a;display:flex;gap:32px;padding:40px;align-items:flex-start">
{}</body>"""
PICTURE = '<img src="data:image/png;base64,{}" style="width:{}px;border-radius:14px;box-shadow:0 8px 32px #0002">'


def main() -> None:
    """Serves site/ and writes one composed picture a page."""
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=str(SITE)
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        compose(browser, "acme/webshop/now/", "now")
        compose(browser, "acme/webshop/dates/", "dates")
        browser.close()
    server.shutdown()


def compose(browser: Browser, page: str, name: str) -> None:
    """Writes a phone and a desk beside each other."""
    import base64

    shots = [(390, 844, 300, False), (1280, 1040, 800, False)]
    pictures = [
        PICTURE.format(
            base64.b64encode(shot(browser, page, width, height, dark)).decode(), shown
        )
        for width, height, shown, dark in shots
    ]
    context = browser.new_context(
        viewport={"width": 1212, "height": 600}, device_scale_factor=1.25
    )
    frame = context.new_page()
    frame.set_content(FRAME.format("".join(pictures)))
    frame.screenshot(path=HERE / f"{name}.png", full_page=True)
    context.close()


def shot(browser: Browser, page: str, width: int, height: int, dark: bool) -> bytes:
    """Returns a page as a picture."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        device_scale_factor=2,
    )
    tab = context.new_page()
    tab.goto(f"http://127.0.0.1:{PORT}/{page}")
    taken = tab.screenshot()
    context.close()
    return taken


if __name__ == "__main__":
    main()
