"""The server of a preview: a site as a static host has it, and the changes of it as they come.

It listens on this machine alone and answers to its own name alone, so that no page of a stranger's can read a portal by
a host name that leads here. What is built stays as it is: pages get the preview's script and stylesheet as they go out.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from portalgen.errors import ServeError
from portalgen.site.csp import headers, policy
from portalgen.site.live.edition import PAGE, Answer, kind_of
from portalgen.site.live.showing import Showing, Stage

HOST = "127.0.0.1"
OWN = "/_live/"  # no project's id begins so
EVENTS = f"{OWN}events"
FILES = Path(__file__).with_name("page")
PULSE = 15.0  # seconds after which a silent connection is tried, so that one without a reader ends
SENT = {
    **headers(),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


@contextmanager
def serving(port: int, stage: Stage) -> Iterator[str]:
    """Serves what is on stage, and yields the address. Port 0 takes any that is free.

    Raises ServeError where the port cannot be had.
    """
    handler = partial(_Handler, stage)
    try:
        server = _Server((HOST, port), handler)
    except OSError as error:
        reason = error.strerror or error
        help_ = "choose another with --port, or 0"
        raise ServeError(f"port {port} cannot be had ({reason}); {help_}") from error
    thread = Thread(
        target=server.serve_forever,
        kwargs={"poll_interval": 0.1},
        daemon=True,
    )
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        stage.close()
        server.shutdown()
        thread.join()
        server.server_close()


def answer(showing: Showing, asked: str) -> Answer:
    """Returns what is sent for an address: the preview's own files, else the site's, its pages made live."""
    if asked.startswith(OWN):
        return _own(asked.removeprefix(OWN))
    if showing.edition.digest:
        found = showing.edition.answer(asked)
    else:
        found = _nothing_yet()
    if found.is_page:
        return _live(found, showing.edition.digest)
    return found


def _own(name: str) -> Answer:
    if name not in {"live.js", "live.css"}:
        return Answer(HTTPStatus.NOT_FOUND, b"There is no such file.\n")
    file = FILES / name
    return Answer(HTTPStatus.OK, file.read_bytes(), kind_of(name))


def _nothing_yet() -> Answer:
    """Returns the page that stands where no build has been good so far."""
    file = FILES / "nothing.html"
    template = file.read_text(encoding="utf-8")
    page = template.replace("{policy}", policy())
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, page.encode(), PAGE)


def _live(page: Answer, edition: str) -> Answer:
    """Returns a page with the preview's script, which knows the edition, and stylesheet."""
    style = f'<link rel="stylesheet" href="{OWN}live.css">'
    script = f'<script src="{OWN}live.js" data-edition="{edition}" defer></script>'
    end_of_head = style.encode() + b"</head>"
    body = page.body.replace(b"</head>", end_of_head, 1)
    before, end, after = body.rpartition(b"</body>")
    return Answer(
        status=page.status,
        body=before + script.encode() + end + after,
        kind=page.kind,
        mark=f"{page.mark}-{edition}",
    )


class _Server(ThreadingHTTPServer):
    """Ends without waiting for its connections; on Windows, reusing an address would share it with another program."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def handle_error(
        self,
        request: Any,
        client_address: Any,
    ) -> None:
        """Says nothing where a browser went away amid an answer."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def __init__(
        self,
        stage: Stage,
        *connection: Any,
    ) -> None:
        self._stage = stage
        super().__init__(*connection)

    def do_GET(self) -> None:
        """Answers, or holds the connection and tells of changes."""
        if not self._is_welcome():
            return
        if self.path == EVENTS:
            self._tell()
            return
        found = answer(self._stage.showing, self.path)
        self._send(found)

    def do_HEAD(self) -> None:
        """Answers without a body."""
        if self._is_welcome():
            found = answer(self._stage.showing, self.path)
            self._send(found)

    def _is_welcome(self) -> bool:
        """Tells whether the request names this server as it is called, and leads other names of it to that one."""
        port = self.server.server_port
        named = self.headers.get("Host", "")
        if port == 80 and ":" not in named:
            named += ":80"  # browsers leave it out
        if named == f"{HOST}:{port}":
            return True
        is_other_name = named == f"localhost:{port}"
        # Pages name one address alone, and would load themselves whole at another.
        if is_other_name and self.path.startswith("/"):
            own = f"http://{HOST}:{port}{self.path}"
            refusal = Answer(HTTPStatus.TEMPORARY_REDIRECT, location=own)
        else:
            says = b"This host is not served here.\n"
            refusal = Answer(HTTPStatus.MISDIRECTED_REQUEST, says)
        self._send(refusal)
        return False

    def _send(self, found: Answer) -> None:
        mark = f'"{found.mark}"'
        is_known = False
        if found.mark and found.status is HTTPStatus.OK:
            is_known = self.headers.get("If-None-Match") == mark
        status = found.status
        body = found.body
        sent = {
            "Content-Length": str(len(body)),
            "Content-Type": found.kind,
            "Location": found.location,
            **SENT,
        }
        if found.mark:
            sent["ETag"] = mark
        if is_known:
            status = HTTPStatus.NOT_MODIFIED
            body = b""
            del sent["Content-Length"]
        self._begin(status, sent)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(
        self,
        status: HTTPStatus,
        sent: Mapping[str, str],
    ) -> None:
        """Sends a status, and the headers that have a value."""
        self.send_response(status)
        for name, value in sent.items():
            if value:
                self.send_header(name, value)
        self.end_headers()

    def _tell(self) -> None:
        """Tells of what is shown, at once and at each change, until the reader or the preview is gone."""
        sent = {
            "Content-Type": "text/event-stream",
            "Connection": "close",
            **SENT,
        }
        self._begin(HTTPStatus.OK, sent)
        number = -1
        with suppress(EOFError, OSError):
            while True:
                found = self._stage.after(number, PULSE)
                text = ":\n\n"
                if found:
                    number, showing = found
                    text = f"data: {showing.message()}\n\n"
                self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal tells of builds."""
