"""A site in memory answers as a static host does, and there is no address that leads out of it."""

from http import HTTPStatus
from pathlib import Path

import pytest

from portalgen.site.live.edition import Edition, edition_of, kind_of
from tests.kit.commands.workspaces import make

FILES = {
    "index.html": "home",
    "webshop/now/index.html": "now",
    "assets/portal.js": "script",
    "webshop/documents/Offer 1 ä.txt": "offer",
    "404.html": "missing",
}


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    make(tmp_path, {"secret.txt": "secret"})
    return edition_of(make(tmp_path / "site", FILES))


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        ("/", b"home"),
        ("/?utm=1", b"home"),
        ("/webshop/now/", b"now"),
        ("/assets/portal.js?v=1", b"script"),
        ("/webshop/documents/Offer%201%20%C3%A4.txt", b"offer"),
    ],
)
def test_files_and_the_indexes_of_folders_are_there(
    edition: Edition, asked: str, body: bytes
) -> None:
    found = edition.answer(asked)
    assert (found.status, found.body) == (HTTPStatus.OK, body)
    assert found.mark


def test_a_folder_without_its_slash_is_led_to_it(edition: Edition) -> None:
    found = edition.answer("/webshop/now?x=1")
    assert (found.status, found.location) == (HTTPStatus.FOUND, "/webshop/now/")


@pytest.mark.parametrize(
    "asked",
    [
        "/no/such/page/",
        "/webshop/",
        "/webshop/documents/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/webshop/../index.html",
        "//index.html",
        "/index.html/",
        "/index.html%00",
        "/C:/secret.txt",
        "",
    ],
)
def test_everything_else_is_missing(edition: Edition, asked: str) -> None:
    found = edition.answer(asked or "*")
    assert (found.status, found.body) == (HTTPStatus.NOT_FOUND, b"missing")


def test_without_a_page_for_it_missing_is_said_plainly() -> None:
    assert Edition().answer("/").status is HTTPStatus.NOT_FOUND


def test_the_same_files_are_the_same_edition(tmp_path: Path) -> None:
    first, same = (edition_of(make(tmp_path / name, FILES)) for name in ("a", "b"))
    other = edition_of(make(tmp_path / "c", {**FILES, "index.html": "new"}))
    moved = edition_of(
        make(tmp_path / "d", {**FILES, "index.html": "missing", "404.html": "home"})
    )
    assert first == same
    assert len({first.digest, other.digest, moved.digest}) == 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("portal.css", "text/css; charset=utf-8"),
        ("status.json", "application/json"),
        ("icon.svg", "image/svg+xml"),
        ("_headers", "application/octet-stream"),
    ],
)
def test_a_file_s_kind_comes_from_its_name_alone(name: str, kind: str) -> None:
    assert kind_of(name) == kind
