"""What a schema refuses, `check` refuses too: an editor underlines nothing that is fine."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.model.project import Project
from portalgen.model.update import Update
from portalgen.source.load.agency import load_agency
from portalgen.source.load.project_files import UPDATE_KEYS
from portalgen.source.load.projects import PROJECT_KEYS
from portalgen.source.schema.schema import KINDS
from tests.kit.files.memory import folder, loaded
from tests.kit.files.schemas import complaints, parsed
from tests.kit.hostile.filled_files import Maker

Path = tuple[str | int, ...]
HERE = "\0here"
# Values as people and editors write them, in one line.
TYPED = (
    *("~", "null", "''", "' '", "NO", "on", "true", "TRUE", "tRue", "'false'", "yes"),
    *("0", "-0", "-1", "+5", "012", "1.10", "1.0", "14.0", ".5", "5.", "1e3", "0x1F", "0o17", "1_000", "'1'"),
    *("1000000", "1000001", "3660", "3661", ".inf", ".nan", "123456789012345678901234", "8,200", "10 %", "12:30"),
    *("2026-03-20", "'2026-03-20'", "2026-02-29", "2026-13-01", "1969-12-31", "1970-01-01", "2199-12-31", "2200-01-01"),
    *("20.3.2026", "undated", "' UNDATED '", "{from: 2026-01-01, to: 2026-01-02}", "{from: 2026-01-01}"),
    *("Almost certain", "almost-certain", "LIKELY", "3", "'3'", "6", "client wait", "Fixed  Price", "' amber '"),
    *("en", "' en '", "fi", "Finnish", "Europe/Helsinki", "PST", "EUR", "' EUR '", "eur", "'#2F4BD8'", "dark blue"),
    *("logo.png", "logo.svg", "launch", "Launch", "a-1", "0b11", "1e-3", "maria@agency.example", "'maria @x'"),
    *("client", "internal", "now", "1", "'-1'", "2", "none", "' None '", "public"),
    *("[]", "[a]", "[1, true]", "[~]", "[[a]]", "[{id: a}]", "[2026-03-20]", "[now, dates, how]", "[now, how]"),
    *("{}", "{a: b}", "{internal: x}", "{visibility: internal}", "{id: a, name: A}", "[{id: 1, name: 2}]"),
    *("'" + "x" * 300 + "'", "'" + "x" * 301 + "'", "'" + "x " * 200 + "'", "'" + "x   " * 140 + "'"),
    *(f"'{'ab ' * 32}'", "9" * 64, f"'{'AB:' * 32}'", "abc"),
)  # fmt: skip
SCALARS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20
)
KEYS = (
    "internal",
    "visibility",
    "format",
    "pages",
    "id",
    "name",
    "unknown",
    "before",
    "start",
)


@cache
def whole(kind: str) -> Any:
    """Returns a file of a kind with every key in it."""
    fill = "words for {}".format
    maker = Maker(fill, (fill,))
    if kind == "update":
        return maker.noun(Update, UPDATE_KEYS)
    if kind != "project":
        (text,) = {
            "portal": maker.agency,
            "client": maker.client,
            "ledger": maker.ledger,
        }[kind]().values()
        pages = (
            {"formerly": ["old"], "pages": ["now", "dates", "how"]}
            if kind == "client"
            else {}
        )
        return json.loads(text) | pages
    made = maker.noun(Project, PROJECT_KEYS - {"pages"})
    window = {"from": "2026-01-01", "to": "2026-02-01"}
    made["milestones"][0] |= {"depends_on": [], "formerly": ["old"], "forecast": window}
    made["asks"][0]["blocks"] = []
    return made | {
        "formerly": [],
        "pages": ["now", "dates", "how"],
        "health": made["health"] | {"internal": "ours"},
    }


def around(kind: str, path: Path) -> Any:
    """Returns a file of a kind with the key that a path begins with, and with those that it must have."""
    return {
        key: value
        for key, value in whole(kind).items()
        if key in {*path[:1], "name", "headline"}
    }


def paths(node: Any, path: Path = ()) -> Iterator[Path]:
    """Yields the path of every value in a file."""
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from paths(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from paths(value, (*path, index))


def changed(node: Any, path: Path, value: Any) -> Any:
    """Returns a copy with another value at a path."""
    if not path:
        return value
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[path[0]] = changed(copy[path[0]], path[1:], value)  # type: ignore[index]
    return copy


def at(node: Any, path: Path) -> Any:
    """Returns the value at a path."""
    return at(node[path[0]], path[1:]) if path else node


def written(value: Any, typed: str = "") -> str:
    """Returns a file as text, with what is typed where a value is to stand."""
    return json.dumps(value, ensure_ascii=False).replace(json.dumps(HERE), typed) + "\n"


def refusals(kind: str, text: str) -> list[str]:
    """Returns what `check` says that breaks a file."""
    if kind == "portal":
        return [
            str(each)
            for each in load_agency(folder({"portal.yml": text}))[1]
            if each.is_broken
        ]
    file = {
        "client": "client.yml",
        "ledger": "ledger.yml",
        "project": "webshop/project.yml",
        "update": "webshop/updates/2026-11-20.md",
    }[kind]
    client = "name: Acme\ncurrency: EUR\n" if kind != "client" else text
    files = {
        "client.yml": client,
        file: f"---\n{text}---\n" if kind == "update" else text,
    }
    return [str(each) for each in loaded(files).diagnostics if each.is_broken]


KIND = pytest.mark.parametrize("kind", [kind.name for kind in KINDS])


@KIND
def test_a_file_with_every_key_is_taken_by_both(kind: str) -> None:
    assert refusals(kind, written(whole(kind))) == []
    assert complaints(kind, parsed(written(whole(kind)))) == []


@pytest.mark.parametrize("typed", TYPED)
def test_what_a_schema_refuses_check_refuses_wherever_it_stands(typed: str) -> None:
    value = parsed(f"[{typed}]\n")[0]
    wrongly, seen = [], 0
    for kind in (each.name for each in KINDS):
        for path in paths(whole(kind)):
            if complaints(kind, changed(around(kind, path), path, value)):
                seen += 1
                text = written(changed(around(kind, path), path, HERE), typed)
                wrongly += (
                    []
                    if refusals(kind, text)
                    else [f"{kind}: {'/'.join(map(str, path))}"]
                )
    assert wrongly == []
    assert seen, "no schema sees anything wrong anywhere"


@KIND
@pytest.mark.parametrize("key", KEYS)
def test_where_a_schema_knows_no_key_check_knows_none(kind: str, key: str) -> None:
    wrongly = []
    for path in paths(whole(kind)):
        there = at(whole(kind), path)
        if isinstance(there, dict) and key not in there:
            more = changed(around(kind, path), path, {**there, key: "internal"})
            if complaints(kind, more) and not refusals(kind, written(more)):
                wrongly.append("/".join(map(str, path)))
    assert wrongly == []


@KIND
def test_where_a_schema_misses_a_key_check_misses_it(kind: str) -> None:
    wrongly = []
    for path in paths(whole(kind)):
        if path and isinstance(path[-1], str):
            kept = {
                key: value
                for key, value in at(whole(kind), path[:-1]).items()
                if key != path[-1]
            }
            less = changed(around(kind, path), path[:-1], kept)
            if complaints(kind, less) and not refusals(kind, written(less)):
                wrongly.append("/".join(map(str, path)))
    assert wrongly == []


@given(data=st.data())
def test_no_text_that_check_takes_is_underlined(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([kind.name for kind in KINDS]))
    path = data.draw(st.sampled_from(list(paths(whole(kind)))))
    said = changed(around(kind, path), path, data.draw(SCALARS))
    assert not complaints(kind, said) or refusals(kind, written(said))
