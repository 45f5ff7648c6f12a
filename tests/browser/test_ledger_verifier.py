"""The verifier in JavaScript, in Chromium: it agrees with Python on every byte, and sees every change."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

DATA = Path(__file__).parents[1] / "data"
HERE = "https://ledger.example"  # never asked: the answers stand below
FILES = {
    "/": (b"<!doctype html><title>Verifier</title>", "text/html"),
    "/verify.mjs": ((DATA / "rfc8785" / "verify.mjs").read_bytes(), "text/javascript"),
    "/vectors.json": (
        (DATA / "rfc8785" / "vectors.json").read_bytes(),
        "application/json",
    ),
}
LEDGER = json.loads((DATA / "ledger" / "ledger.json").read_bytes())
HEADS = [entry["hash"] for entry in LEDGER["entries"]]
OTHER = "b2" * 32
Json = dict[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Opens an empty page that can load the verifier and the vectors."""
    context = browser.new_context()

    def answer(route: Route) -> None:
        body, kind = FILES[route.request.url.removeprefix(HERE)]
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    context.route(f"{HERE}/**", answer)
    opened = context.new_page()
    opened.goto(f"{HERE}/")
    yield opened
    context.close()


def test_it_agrees_on_every_canonical_byte_and_hash(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { canonical, sha256 } = await import("/verify.mjs");
          const { canonical: cases } = await (await fetch("/vectors.json")).json();
          const hex = (text) => [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0"));
          return Promise.all(cases.map(async ({ name, value }) => {
            const text = canonical(value);
            return { name, hex: hex(text).join(""), sha256: await sha256(text) };
          }));
        }"""
    )
    expected = json.loads(FILES["/vectors.json"][0])["canonical"]
    assert found == [
        {key: case[key] for key in ("name", "hex", "sha256")} for case in expected
    ]
    assert len(found) > 20


def test_it_agrees_on_every_digest(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { digestOf } = await import("/verify.mjs");
          const { texts } = await (await fetch("/vectors.json")).json();
          return Promise.all(texts.map(digestOf));
        }"""
    )
    assert found == [
        case["digest"] for case in json.loads(FILES["/vectors.json"][0])["texts"]
    ]


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "undefined", "() => 1", "1n", '"\\ud800"', '{ "\\udc00": 1 }'],
)
def test_what_is_no_json_value_has_no_canonical_form(page: Page, value: str) -> None:
    refused = page.evaluate(
        """async (value) => {
          const { canonical } = await import("/verify.mjs");
          try { return canonical(eval(`(${value})`)); } catch (error) { return error instanceof TypeError; }
        }""",
        value,
    )
    assert refused is True


def verified(page: Page, ledger: object, seal: object = None) -> Json:
    """Returns what the verifier says of a ledger.json and a seal, handed over as text."""
    found = page.evaluate(
        """async ([ledger, seal]) => {
          const { verify } = await import("/verify.mjs");
          return verify(JSON.parse(ledger), JSON.parse(seal));
        }""",
        [json.dumps(ledger), json.dumps(seal)],
    )
    assert isinstance(found, dict)
    return found


def changed(change: Callable[[Json], object]) -> Json:
    value: Json = json.loads(json.dumps(LEDGER))
    change(value)
    return value


def test_it_finds_nothing_wrong_with_the_expected_ledger(page: Page) -> None:
    assert verified(page, LEDGER) == {
        "n": len(HEADS),
        "head": HEADS[-1],
        "flaws": [],
        "seal": "none",
    }


def test_it_finds_nothing_wrong_with_an_empty_ledger(page: Page) -> None:
    empty = {
        "version": 1,
        "head": "0" * 64,
        "since": None,
        "entries": [],
        "openings": {},
    }
    assert verified(page, empty) == {
        "n": 0,
        "head": "0" * 64,
        "flaws": [],
        "seal": "none",
    }


DIGEST = next(iter(LEDGER["openings"]))
CHANGES: dict[str, tuple[Callable[[Json], object], list[Json]]] = {
    "a date": (
        lambda value: value["entries"][2].update(to="2026-06-08"),
        [{"code": "hash", "n": 3}],
    ),
    "a key more": (
        lambda value: value["entries"][2].update(note="x"),
        [{"code": "hash", "n": 3}],
    ),
    "a key fewer": (
        lambda value: value["entries"][2].pop("cause"),
        [{"code": "hash", "n": 3}],
    ),
    "a hash": (
        lambda value: value["entries"][2].update(hash=OTHER),
        [{"code": "hash", "n": 3}, {"code": "previous", "n": 4}],
    ),
    "an entry gone from the end": (
        lambda value: (value["entries"].pop(), value["openings"].clear()),
        [{"code": "head"}],
    ),
    "an entry gone from the beginning": (
        lambda value: (value["entries"].pop(0), value["openings"].clear()),
        [
            {"code": "number", "n": 1},
            {"code": "previous", "n": 1},
            *({"code": "number", "n": n} for n in range(2, len(HEADS))),
        ],
    ),
    "the head": (lambda value: value.update(head=OTHER), [{"code": "head"}]),
    "an open text": (
        lambda value: value["openings"][DIGEST].update(text="Other"),
        [{"code": "opening", "digest": DIGEST}],
    ),
    "an opening of nothing": (
        lambda value: value["openings"].update({OTHER: {"text": "x", "salt": "y"}}),
        [{"code": "stray", "digest": OTHER}],
    ),
    "an opening without a salt": (
        lambda value: value["openings"].update({DIGEST: {"text": "Launch"}}),
        [{"code": "opening", "digest": DIGEST}],
    ),
    "a text taken out": (lambda value: value["openings"].pop(DIGEST), []),
}


@pytest.mark.parametrize("case", CHANGES)
def test_it_sees_a_change(page: Page, case: str) -> None:
    change, flaws = CHANGES[case]
    assert verified(page, changed(change))["flaws"] == flaws


@pytest.mark.parametrize(
    "value",
    [
        *(
            None,
            [],
            1,
            "x",
            {},
            {"version": 2, "entries": [], "openings": {}},
            {"version": 1, "entries": {}},
        ),
        {"version": 1, "entries": [], "openings": []},
        {"version": 1, "entries": [None], "openings": {}},
        {"version": 1, "entries": [{"texts": None}], "openings": {}},
    ],
)
def test_what_is_no_ledger_has_no_shape(page: Page, value: object) -> None:
    assert verified(page, value)["flaws"] == [{"code": "shape"}]


@pytest.mark.parametrize(
    ("n", "head", "expected"),
    [
        (0, "0" * 64, "none"),
        (1, HEADS[0], "continues"),
        (len(HEADS), HEADS[-1], "continues"),
        (3, HEADS[3], "broken"),
        (len(HEADS) + 1, OTHER, "broken"),
        (9, "a1" * 32, "restarted"),
    ],
)
def test_a_seal_is_continued_restarted_or_broken(
    page: Page, n: int, head: str, expected: str
) -> None:
    assert (
        verified(
            page, LEDGER, {"version": 1, "as_of": "2026-02-01", "n": n, "head": head}
        )["seal"]
        == expected
    )
