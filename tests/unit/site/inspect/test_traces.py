"""Addresses that nobody published, and paths of the building machine, are found; the data's own are not."""

import base64
import gzip
import json
from pathlib import Path

import pytest

from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.views import views

PUBLISHED = "Write to maria@northlight.example or hello@northlight.example"
TRACES = Traces(PUBLISHED, (Path("/home/builder/work"), Path("/root"), Path("/")))
ADDRESS = (
    "it holds an e-mail address that neither the client's data nor portal.yml holds"
)
PATH = "it holds a path of the machine that built it"


def found(name: str, content: str | bytes) -> list[str]:
    return list(
        TRACES.found_in(
            views(name, content if isinstance(content, bytes) else content.encode())
        )
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<p>joanna@other.example</p>"),
        ("a.html", '<a href="mailto:joanna%40other.example">x</a>'),
        ("a.html", "joanna&#64;other.example"),
        ("a.json", json.dumps({"text": "Manager\njoanna@other.example"})),
        ("a.json", '"joanna\\u0040other.example"'),
        ("a.gz", gzip.compress(b"joanna@other.example", mtime=0)),
        ("a.txt", base64.b64encode(b"write to joanna@other.example")),
        ("a.html", "annamaria@northlight.example"),
        ("joanna@other.example.html", ""),
    ],
)
def test_an_address_from_nowhere_is_found_in_any_dress(
    name: str, content: str | bytes
) -> None:
    assert found(name, content) == [ADDRESS]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<p>MARIA@northlight.example</p>"),
        ("a.html", '<a href="mailto:hello%40northlight.example?subject=a@b">x</a>'),
        ("a.json", json.dumps({"text": "Manager\nmaria@northlight.example"})),
        ("a.css", "@media print { a@2x.png }"),
        ("a.html", "/root, /home/builder and /home"),
    ],
)
def test_what_is_published_or_no_trace_at_all_is_not(name: str, content: str) -> None:
    assert found(name, content) == []


@pytest.mark.parametrize(
    "content",
    ["at /home/builder/work/site", json.dumps({"root": "/home/builder/work"})],
)
def test_a_path_of_the_machine_is_found(content: str) -> None:
    assert found("a.html", content) == [PATH]


def test_a_path_that_the_client_wrote_is_none_of_the_machines() -> None:
    written = Traces("See /home/builder/work for more", (Path("/home/builder/work"),))
    assert list(written.found_in(["/home/builder/work"])) == []
