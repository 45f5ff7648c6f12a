"""The scan of the finished bytes: what is planted is found in any dress, and the samples show nothing internal."""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml

from portalgen.diagnostics import Place
from portalgen.site.inspect.leaks import Reference, leaks
from portalgen.site.inspect.phrases import phrases
from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.verify import Flaw
from portalgen.source.nouns.visibility import Secret
from tests.kit.clients.samples import CLIENTS, SAMPLES

TEXT = 'Don\'t tell: the "margin" is < 17 % & falling at Sähkölä'
SECRET = Secret(TEXT, Place("projects/acme/webshop/project.yml", 31, 3))
NOTHING = Reference()
NO_TRACES = Traces("", ())


def scan(
    site: Path,
    *secrets: Secret,
    allowed: Iterable[str] = (),
    known: Reference = NOTHING,
) -> list[Flaw]:
    return list(leaks(site, secrets or (SECRET,), set(allowed), known, NO_TRACES, ()))


def plant(site: Path, name: str, content: str | bytes) -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("index.html", f"<p>{TEXT}</p>", id="as it is"),
        pytest.param("index.html", f"<p>{escape(TEXT)}</p>", id="escaped"),
        pytest.param(
            "index.html",
            escape(TEXT).replace("&#x27;", "&#39;"),
            id="escaped another way",
        ),
        pytest.param(
            "index.html",
            TEXT.replace("margin", "<b>margin</b>").replace(" ", "\n"),
            id="marked up",
        ),
        pytest.param(
            "search/search_index.json", json.dumps({"text": TEXT}), id="in JSON"
        ),
        pytest.param(
            "status.json",
            json.dumps({"text": TEXT}, ensure_ascii=False),
            id="in JSON as it is",
        ),
        pytest.param("sitemap.xml.gz", gzip.compress(TEXT.encode()), id="compressed"),
        pytest.param("data.txt", base64.b64encode(TEXT.encode()), id="in base 64"),
    ],
)
def test_a_planted_secret_is_found_with_its_source_and_without_being_quoted(
    tmp_path: Path, name: str, content: str | bytes
) -> None:
    plant(tmp_path, name, content)
    plant(tmp_path, "other.html", "<p>harmless</p>")
    found = scan(tmp_path)
    assert {flaw.path for flaw in found} == {name}
    assert all("projects/acme/webshop/project.yml:31" in flaw.message for flaw in found)
    assert [
        word
        for flaw in found
        for word in ("tell", "margin", "falling")
        if word in flaw.message
    ] == []


def test_a_site_that_holds_nothing_of_it_is_clean(tmp_path: Path) -> None:
    plant(
        tmp_path, "index.html", "<p>Do tell us: the margin of the page is 17 pixels</p>"
    )
    assert scan(tmp_path) == []


def test_what_was_allowed_is_no_leak(tmp_path: Path) -> None:
    plant(tmp_path, "index.html", f"<p>{escape(TEXT)}</p>")
    assert scan(tmp_path, allowed=phrases(TEXT)) == []


WRITTEN_BY_HAND = "Questions to joanna@other.example"


def traced(site: Path, *originals: str) -> list[str]:
    """Returns the files that hold an address which nobody published."""
    found = leaks(site, (SECRET,), "", NOTHING, NO_TRACES, originals)
    return [flaw.path for flaw in found if "e-mail address" in flaw.message]


def test_an_address_in_a_document_is_its_authors_and_in_any_other_file_a_trace(
    tmp_path: Path,
) -> None:
    plant(tmp_path, "webshop/documents/plan.txt", WRITTEN_BY_HAND)
    plant(tmp_path, "webshop/documents/page.html", WRITTEN_BY_HAND)
    plant(tmp_path, "webshop/now/index.html", WRITTEN_BY_HAND)
    assert sorted(traced(tmp_path)) == [
        "webshop/documents/page.html",
        "webshop/documents/plan.txt",
        "webshop/now/index.html",
    ]
    documents = ("webshop/documents/plan.txt", "webshop/documents/page.html")
    assert traced(tmp_path, *documents) == ["webshop/now/index.html"]


def test_letters_in_a_picture_are_no_address_and_a_secret_in_one_is_told(
    tmp_path: Path,
) -> None:
    plant(tmp_path, "webshop/documents/screen.png", f"{WRITTEN_BY_HAND} {TEXT}")
    assert traced(tmp_path) == []
    assert [flaw.path for flaw in scan(tmp_path)] == ["webshop/documents/screen.png"]


def test_a_secret_in_a_document_is_a_leak(tmp_path: Path) -> None:
    name = "webshop/documents/plan.txt"
    plant(tmp_path, name, TEXT)
    found = list(leaks(tmp_path, (SECRET,), "", NOTHING, NO_TRACES, (name,)))
    assert [flaw.path for flaw in found] == [name]


def internal_texts(value: Any, is_internal: bool = False) -> Iterator[str]:
    """Yields the texts in YAML that are marked as internal."""
    if isinstance(value, dict):
        hidden = is_internal or value.get("visibility") == "internal"
        for key, each in value.items():
            yield from internal_texts(each, hidden or key == "internal")
    elif isinstance(value, list):
        for each in value:
            yield from internal_texts(each, is_internal)
    elif is_internal and isinstance(value, str):
        yield value


def internal_of_samples() -> set[str]:
    """Returns what is internal in the samples and tells something: sentences, read without the loader."""
    found: set[str] = set()
    for path in SAMPLES.rglob("*.yml"):
        found.update(internal_texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for path in SAMPLES.rglob("internal/*"):
        found.update(path.read_text(encoding="utf-8").splitlines())
    return {text.strip("#-* ") for text in found if len(text.split()) > 2}


def test_the_samples_hold_internal_matter() -> None:
    assert len(internal_of_samples()) >= 3


@pytest.mark.parametrize("client_id", CLIENTS)
def test_no_file_of_a_sample_site_holds_anything_internal(
    client_id: str, sample_sites: Path
) -> None:
    internal = internal_of_samples()
    forms = {
        form.encode(): text
        for text in internal
        for form in (text, escape(text), json.dumps(text)[1:-1])
    }
    for path in (sample_sites / client_id).rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert [text for form, text in forms.items() if form in content] == [], path


@pytest.mark.parametrize("client_id", CLIENTS)
def test_no_file_of_a_sample_site_names_another_client(
    client_id: str, sample_sites: Path
) -> None:
    names = {
        yaml.safe_load((SAMPLES / other / "client.yml").read_text(encoding="utf-8"))[
            "name"
        ]
        for other in CLIENTS
        if other != client_id
    }
    for path in (sample_sites / client_id).rglob("*"):
        text = (
            path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        )
        assert [name for name in names if name in text or escape(name) in text] == [], (
            path
        )
