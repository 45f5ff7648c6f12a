"""A static host for built sites: what a folder on any web host does, and nothing more."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.conftest import SITE_URL

Sites = dict[str, Path]
Headers = dict[str, dict[str, str]]
BASE = urlsplit(SITE_URL).path


def address(client: str, path: str = "") -> str:
    """Returns the address of a page of a client's site: the one that it was built for."""
    return SITE_URL.replace("{client}", client) + path


def resolver_rules(port: int) -> str:
    """Returns Chromium's rules by which the sites' addresses lead to a port of this machine and all others nowhere.

    So the address that the sites are built for stays the same while every worker has a port of its own. Previews are
    found where they are, by number.
    """
    hosts = urlsplit(SITE_URL).netloc.replace("{client}", "*")
    return f"MAP {hosts} 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def headers_of(site: Path) -> dict[str, str]:
    """Returns the headers that a site asks its host to send with everything, in the file that hosts read."""
    where, *lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert where == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@contextmanager
def static_host(sites: Sites, headers: Headers) -> Iterator[int]:
    """Serves each client's folder at its address, with headers where a client has some, and yields the port.

    Both may change meanwhile.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, sites, headers))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Folders answer with their index, folders without a slash with a redirect, everything missing with 404.html."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sites: Sites, headers: Headers, *connection: Any) -> None:
        self._sites = sites
        self._sent = headers
        super().__init__(*connection)

    def do_GET(self) -> None:
        """Answers as a static host does."""
        asked = unquote(urlsplit(self.path).path)
        site = self._sites[self._client()]
        wanted = site / asked.removeprefix(BASE)
        if wanted.is_dir() and not asked.endswith("/"):
            self._answer(HTTPStatus.MOVED_PERMANENTLY, Location=f"{asked}/")
        elif (
            asked.startswith(BASE)
            and (wanted / "index.html" if wanted.is_dir() else wanted).is_file()
        ):
            self._answer(
                HTTPStatus.OK, wanted / "index.html" if wanted.is_dir() else wanted
            )
        else:
            self._answer(HTTPStatus.NOT_FOUND, site / "404.html")

    def _answer(
        self, status: HTTPStatus, file: Path | None = None, **headers: str
    ) -> None:
        body = file.read_bytes() if file else b""
        kind = mimetypes.guess_type(file)[0] if file else None
        headers |= {
            "Content-Length": str(len(body)),
            "Content-Type": kind or "text/plain",
        }
        self.send_response(status)
        for name, value in (headers | self._sent.get(self._client(), {})).items():
            self.send_header(name, value)
        # The browser may have gone on before it has its answer.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(body)

    def _client(self) -> str:
        return self.headers["Host"].split(".")[0]

    def log_message(self, *_: object) -> None:
        """Says nothing: the tests listen to the browser."""
