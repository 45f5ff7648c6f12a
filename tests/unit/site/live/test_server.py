"""The server of a preview: this machine, its own name, GET and HEAD; pages are live as they go out."""

import http.client
import json
import socket
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from portalgen.errors import ServeError
from portalgen.site.csp import headers
from portalgen.site.live.edition import Edition, edition_of
from portalgen.site.live.server import answer, serving
from portalgen.site.live.showing import Note, Showing, Stage
from tests.kit.commands.workspaces import make

PAGE = "<!doctype html><html><head><title>x</title></head><body>home</body></html>"
FILES = {"index.html": PAGE, "now/index.html": PAGE, "404.html": PAGE, "a.json": "{}"}
Answered = tuple[int, dict[str, str], bytes]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    on = Stage()
    on.show(Showing(edition_of(make(tmp_path, FILES))))
    return on


@pytest.fixture
def port(stage: Stage) -> Iterator[int]:
    with serving(0, stage) as address:
        yield int(address.rstrip("/").rpartition(":")[2])


def ask(port: int, path: str = "/", method: str = "GET", **sent: str) -> Answered:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        method,
        path,
        headers={name.replace("_", "-"): value for name, value in sent.items()},
    )
    response = connection.getresponse()
    answered = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return answered


def test_a_page_goes_out_with_the_script_that_knows_its_edition(stage: Stage) -> None:
    sent = answer(stage.showing, "/").body.decode()
    digest = stage.showing.edition.digest
    assert '<link rel="stylesheet" href="/_live/live.css"></head>' in sent
    assert (
        f'<script src="/_live/live.js" data-edition="{digest}" defer></script></body>'
        in sent
    )
    style = '<link rel="stylesheet" href="/_live/live.css">'
    script = f'<script src="/_live/live.js" data-edition="{digest}" defer></script>'
    assert sent.replace(style, "").replace(script, "") == PAGE


def test_the_page_for_missing_addresses_is_live_too(stage: Stage) -> None:
    found = answer(stage.showing, "/nowhere/")
    assert found.status is HTTPStatus.NOT_FOUND
    assert b"/_live/live.js" in found.body


def test_other_files_go_out_as_they_are(stage: Stage) -> None:
    assert answer(stage.showing, "/a.json").body == b"{}"


def test_before_the_first_good_build_every_address_waits_for_it() -> None:
    found = answer(Showing(), "/anything/")
    assert found.status is HTTPStatus.SERVICE_UNAVAILABLE
    assert b'data-edition=""' in found.body


@pytest.mark.parametrize("name", ["live.js", "live.css"])
def test_the_preview_s_own_files_are_there(name: str) -> None:
    assert answer(Showing(), f"/_live/{name}").status is HTTPStatus.OK


@pytest.mark.parametrize("name", ["", "nothing.html", "../live.py", "%2e%2e/live.py"])
def test_nothing_else_lies_beside_them(name: str) -> None:
    assert (
        answer(Showing(Edition({}, "1")), f"/_live/{name}").status
        is HTTPStatus.NOT_FOUND
    )


def test_answers_carry_the_headers_that_hosts_are_asked_to_send(port: int) -> None:
    status, sent, _ = ask(port)
    assert status == HTTPStatus.OK
    assert headers().items() <= sent.items()
    assert sent["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1.evil.example:{port}",
        "",
    ],
)
def test_another_host_s_name_is_refused(port: int, host: str) -> None:
    status, _, body = ask(port, Host=host.replace("{port}", str(port)))
    assert status == HTTPStatus.MISDIRECTED_REQUEST
    assert b"home" not in body


def test_another_host_s_name_hears_of_no_change(port: int) -> None:
    assert (
        ask(port, "/_live/events", Host="evil.example")[0]
        == HTTPStatus.MISDIRECTED_REQUEST
    )


def test_localhost_is_led_to_the_address_that_pages_name(port: int) -> None:
    status, sent, _ = ask(port, "/now/?x=1", Host=f"localhost:{port}")
    assert (status, sent["Location"]) == (307, f"http://127.0.0.1:{port}/now/?x=1")


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]
)
def test_nothing_but_reading_is_done(port: int, method: str) -> None:
    assert ask(port, "/", method)[0] == HTTPStatus.NOT_IMPLEMENTED


def test_head_answers_without_a_body(port: int) -> None:
    status, sent, body = ask(port, "/", "HEAD")
    assert (status, body) == (HTTPStatus.OK, b"")
    assert int(sent["Content-Length"]) == len(ask(port)[2])


def test_what_a_browser_has_is_not_sent_again_until_it_changes(
    stage: Stage, port: int
) -> None:
    mark = ask(port, "/now/")[1]["ETag"]
    status, _, body = ask(port, "/now/", If_None_Match=mark)
    assert (status, body) == (HTTPStatus.NOT_MODIFIED, b"")
    stage.show(Showing(Edition(stage.showing.edition.files, "another")))
    assert ask(port, "/now/", If_None_Match=mark)[0] == HTTPStatus.OK


def test_changes_are_told_as_they_come(stage: Stage, port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/_live/events")
    response = connection.getresponse()
    assert response.getheader("Content-Type") == "text/event-stream"
    assert told(response) == {
        "edition": stage.showing.edition.digest,
        "trouble": [],
        "advice": [],
    }
    stage.show(stage.showing.refused([Note("wrong")]))
    assert [each["message"] for each in told(response)["trouble"]] == ["wrong"]
    stage.close()
    assert response.read() == b""
    connection.close()


def told(response: http.client.HTTPResponse) -> dict[str, Any]:
    line = response.readline()
    assert response.readline() == b"\n"
    found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
    return found


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with (
            pytest.raises(ServeError, match=f"port {taken} cannot be had .*--port"),
            serving(taken, Stage()),
        ):
            pass


def test_it_listens_on_this_machine_alone(port: int) -> None:
    with (
        socket.socket() as other
    ):  # another address of this machine is free to be taken
        other.bind(("127.0.0.2", port))
        assert other.getsockname()[1] == port
