"""The last look at the finished bytes: every planted flaw is found, and the samples have none."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.site.inspect.verify import address_of, verify
from tests.conftest import SITE_URL
from tests.kit.clients.samples import CLIENTS
from tests.kit.files.pictures import jpeg

CLIENT = CLIENTS[0]
URL = SITE_URL.format(client=CLIENT)


@pytest.fixture
def site(tmp_path: Path, sample_sites: Path) -> Path:
    """Returns a copy of a sample site."""
    return Path(shutil.copytree(sample_sites / CLIENT, tmp_path / "site"))


@pytest.mark.parametrize("client_id", CLIENTS)
def test_a_sample_site_has_no_flaw(client_id: str, sample_sites: Path) -> None:
    assert verify(sample_sites / client_id, SITE_URL.format(client=client_id)) == []


def body(planted: str) -> Callable[[str], str]:
    return lambda page: page.replace("</body>", f"{planted}</body>")


FLAWS: list[tuple[Callable[[str], str], str]] = [
    (
        body("<script>alert(1)</script>"),
        "an inline script that the policy does not know",
    ),
    (
        body("<script type=module>alert(1)</script>"),
        "an inline script that the policy does not know",
    ),
    (body('<b onclick="alert(1)">x</b>'), "an inline event handler (onclick)"),
    (body("<svg/onload=alert(1)>"), "an inline event handler (onload)"),
    (body("<b OnMouseOver=alert(1)>x</b>"), "an inline event handler (onmouseover)"),
    (
        body('<img src="https://elsewhere.example/pixel.png">'),
        "it loads https://elsewhere.example/pixel.png from",
    ),
    (
        body('<script src="//elsewhere.example/x.js"></script>'),
        "it loads //elsewhere.example/x.js from",
    ),
    (
        body('<iframe src="https://elsewhere.example/"></iframe>'),
        "it loads https://elsewhere.example/ from",
    ),
    (
        body('<link rel="stylesheet" href="http://elsewhere.example/x.css">'),
        "it loads http://elsewhere.example/x.css",
    ),
    *(
        (body(planted), "it loads https://elsewhere.example/x from another host")
        for planted in (
            '<img rel="canonical" src="https://elsewhere.example/x">',
            '<script rel="canonical" src="https://elsewhere.example/x"></script>',
            '<img src="https://elsewhere.example/x" src="index.html">',
            '<img srcset="index.html 1x, https://elsewhere.example/x 2x">',
            '<input type="image" src="https://elsewhere.example/x">',
            '<object data="https://elsewhere.example/x"></object>',
            '<embed src="https://elsewhere.example/x">',
            '<video poster="https://elsewhere.example/x"></video>',
            '<body background="https://elsewhere.example/x">',
            '<svg><use href="https://elsewhere.example/x"/></svg>',
            '<svg><use rel="canonical" href="https://elsewhere.example/x"/></svg>',
            '<svg><image xlink:href="https://elsewhere.example/x"/></svg>',
            '<base href="https://elsewhere.example/x">',
            '<form action="https://elsewhere.example/x"></form>',
            '<a href="index.html" ping="https://elsewhere.example/x">x</a>',
            '<link rel="canonical stylesheet" href="https://elsewhere.example/x">',
        )
    ),
    (
        body('<meta http-equiv="Refresh" content="0; url=https://elsewhere.example/">'),
        "it sends its reader on to another page",
    ),
    (body('<img src="data:image/svg+xml,x">'), "it loads data:image/svg+xml,x from"),
    (body('<img src="missing.png">'), "it loads missing.png, which is not there"),
    (body('<a href="missing/">x</a>'), "a link to missing/, which is not there"),
    (
        body('<a href="../../../elsewhere/">x</a>'),
        "a link to ../../../elsewhere/, which is not there",
    ),
    (
        body('<a href="/portal/missing/">x</a>'),
        "a link to /portal/missing/, which is not there",
    ),
    (body('<a href="/index.html">x</a>'), "a link to /index.html, which is not there"),
    (body('<a href="javascript:alert(1)">x</a>'), "a link with the scheme javascript"),
    (body('<a href="JavaScript:alert(1)">x</a>'), "a link with the scheme javascript"),
    (body('<a href="file:///etc/passwd">x</a>'), "a link with the scheme file"),
    (
        lambda page: page.replace("Content-Security-Policy", "X-Policy"),
        "the Content-Security-Policy is not first",
    ),
    (
        lambda page: page.replace("default-src 'none'", "default-src *"),
        "the Content-Security-Policy is not first",
    ),
    (
        lambda page: page.replace("<head>", '<head><meta charset="utf-8">'),
        "the Content-Security-Policy is not first",
    ),
    (lambda page: "<p>no head</p>", "the Content-Security-Policy is not first"),
]


@pytest.mark.parametrize(
    ("plant", "message"),
    FLAWS,
    ids=[f"{n} {message}" for n, (_, message) in enumerate(FLAWS)],
)
@pytest.mark.parametrize("page", ["index.html", "404.html"])
def test_a_planted_flaw_is_found_on_its_page(
    site: Path, page: str, plant: Callable[[str], str], message: str
) -> None:
    path = site / page
    path.write_text(plant(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = verify(site, URL)
    assert [flaw.path for flaw in found] == [page]
    assert found[0].message.startswith(message)


@pytest.mark.parametrize(
    "harmless",
    [
        '<a href="https://elsewhere.example/">x</a>',
        '<a href="mailto:maria@northlight.example?subject=a%20b">x</a>',
        '<a href="#top">x</a>',
        '<a href="./">x</a>',
        '<a href="webshop/now/#launch">x</a>',
        '<a href="/portal/webshop/now/?q=1">x</a>',
        '<script type="application/json">{"a": 1}</script>',
        '<p title="onclick=alert(1)">&lt;script&gt;</p>',
    ],
)
def test_what_is_harmless_is_no_flaw(site: Path, harmless: str) -> None:
    path = site / "index.html"
    path.write_text(body(harmless)(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert verify(site, URL) == []


def test_a_symbolic_link_is_found_and_not_followed(site: Path) -> None:
    (site / "documents").symlink_to(site.parent, target_is_directory=True)
    (site / "page.html").symlink_to(site / "index.html")
    assert [(flaw.path, flaw.message) for flaw in verify(site, URL)] == [
        ("documents", "a symbolic link"),
        ("page.html", "a symbolic link"),
    ]


def test_a_source_map_is_found(site: Path) -> None:
    (site / "assets" / "bundle.js.map").write_text("{}", encoding="utf-8")
    assert [(flaw.path, flaw.message) for flaw in verify(site, URL)] == [
        ("assets/bundle.js.map", "a source map")
    ]


def test_a_missing_file_is_found_wherever_it_is_linked(site: Path) -> None:
    (site / "webshop" / "charts" / "trend.csv").unlink()
    found = verify(site, URL)
    assert [flaw.path for flaw in found] == ["webshop/dates/index.html"]
    assert "trend.csv" in found[0].message


@pytest.mark.parametrize(
    ("alter", "message"),
    [
        (lambda content: None, "a document that is missing"),
        (
            lambda content: content + b" ",
            "a document that is not the published one, byte for byte",
        ),
    ],
    ids=["missing", "changed"],
)
def test_a_document_stays_byte_for_byte(
    site: Path, alter: Callable[[bytes], bytes | None], message: str
) -> None:
    path = site / "webshop" / "documents" / "statement-of-work.pdf"
    agreed = {
        "webshop/documents/statement-of-work.pdf": hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
    }
    assert verify(site, URL, agreed) == []
    content = alter(path.read_bytes())
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert message in [flaw.message for flaw in verify(site, URL, agreed)]


def test_a_picture_that_tells_of_its_maker_is_found(site: Path) -> None:
    (site / "webshop" / "documents" / "photo.jpg").write_bytes(jpeg())
    (site / "logo.png").write_bytes(b"no picture")
    found = [(flaw.path, flaw.message) for flaw in verify(site, URL)]
    said = "a picture with metadata, or not a whole one"
    assert found == [("logo.png", said), ("webshop/documents/photo.jpg", said)]


def test_what_is_neither_a_file_nor_a_folder_is_found(site: Path) -> None:
    os.mkfifo(site / "pipe")
    assert [(flaw.path, flaw.message) for flaw in verify(site, URL)] == [
        ("pipe", "neither a plain file nor a folder")
    ]


def test_a_site_says_its_own_address(site: Path) -> None:
    assert address_of(site) == URL
    assert address_of(site / "assets") is None
