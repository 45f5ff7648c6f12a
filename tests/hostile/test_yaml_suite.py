"""The YAML test suite: what must fail is refused, what is accepted holds what it should, and nothing raises."""

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from portalgen.diagnostics import Diagnostic
from portalgen.source.files.text import decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.plain import plain_values
from portalgen.source.yaml.tree import Node, plain
from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.files.located import assert_judged

ARCHIVE = ROOT / "tests/data/yaml-suite/src.tar.gz"
# The suite calls these wrong, and the parser takes them. In none is anything lost that somebody wrote.
TAKEN_ALL_THE_SAME = {
    "9C9N": "a bracket whose lines are not indented: what is meant is plain",
    "QB6E": "a text in quotes whose lines are not indented: what is meant is plain",
    "DK95-1": "a tab inside a text in quotes: read as the blank that it stands for",
    "Y79Y-3": "a tab inside a bracket: read as the blank that it stands for",
    "CVW2": "a comment right behind a comma: read as the comment that it is",
    "X4QW": "a comment right behind > or |: read as the comment that it is",
    "G5U8": "a dash alone in a bracket: read as the text that it is",
    "YJV2": "a dash alone in a bracket: read as the text that it is",
    "S98Z": "a block of blanks alone: read as the empty text that it is",
    "MUS6-0": "a line %YAML with more behind it: the file is empty",
}
# Accepted, and read otherwise than the suite says.
READ_OTHERWISE = {
    "652Z": "the ? of {?foo: bar} is taken for YAML's sign of a key",
    "HM87-1": "the ? of [?x] is taken for YAML's sign of a key; a list of texts then refuses it",
    "JEF9-2": "a last line of blanks without an end adds no line",
    "L24T-1": "a last line of blanks without an end adds no line",
}


@dataclass(frozen=True)
class Case:
    """One test of the suite; `held` is the JSON of what it holds, where the suite says so."""

    id: str
    text: str
    must_fail: bool
    held: str | None


def cases() -> Iterator[Case]:
    with tarfile.open(ARCHIVE) as archive:
        members = sorted(
            (each for each in archive if each.name.endswith(".yaml")),
            key=lambda each: each.name,
        )
        for member in members:
            file = archive.extractfile(member)
            assert file is not None
            name = member.name.rpartition("/")[2].removesuffix(".yaml")
            parts: list[dict[str, Any]] = yaml.safe_load(file.read())
            known: dict[str, Any] = {}
            for number, part in enumerate(parts):
                known |= part  # what a part leaves out is as in the part before it
                id_ = f"{name}-{number}" if len(parts) > 1 else name
                yield Case(
                    id_,
                    spelt_out(known["yaml"]),
                    bool(part.get("fail")),
                    known.get("json"),
                )


def spelt_out(text: str) -> str:
    """Returns a test's text with the suite's signs for invisible characters replaced by these."""
    text = (
        re.sub("—*»", "\t", text.replace("␣", " "))
        .replace("↵", "")
        .replace("←", "\r")
        .replace("⇔", "\ufeff")
    )
    return re.sub("∎\n$", "", text)


CASES = list(cases())


def read(case: Case) -> tuple[Node | None, list[Diagnostic]]:
    source = decode("file", case.text.encode())
    return (None, [source]) if isinstance(source, Diagnostic) else parse(source)


def as_typed(value: object) -> object:
    """Returns a value of JSON with its scalars as texts, as the reader hands them over."""
    if isinstance(value, dict):
        return {str(key): as_typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_typed(each) for each in value]
    return (
        value
        if value is None
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def test_the_suite_is_whole() -> None:
    assert (len(CASES), sum(case.must_fail for case in CASES)) == (406, 94)
    assert TAKEN_ALL_THE_SAME.keys() | READ_OTHERWISE.keys() <= {
        case.id for case in CASES
    }


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.must_fail], ids=lambda case: case.id
)
def test_what_must_fail_is_refused(case: Case) -> None:
    _, wrong = read(case)
    assert bool(wrong) is (case.id not in TAKEN_ALL_THE_SAME)


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.must_fail], ids=lambda case: case.id
)
def test_what_is_accepted_holds_what_the_suite_says(case: Case) -> None:
    tree, wrong = read(case)
    if wrong:
        assert all(
            each.is_broken and each.place and each.place.line >= 1 for each in wrong
        )
    elif case.held:
        found = None if tree is None else plain(tree)
        assert (found == as_typed(json.loads(case.held))) is (
            case.id not in READ_OTHERWISE
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_plain_reader_reads_what_the_other_reads(case: Case) -> None:
    source = decode("file", case.text.encode())
    if isinstance(source, Diagnostic):
        return
    tree, wrong = parse(source)
    try:
        found = plain_values(source.text)
    except ValueError:
        assert wrong
    else:
        assert wrong or found == (None if tree is None else plain(tree))


def test_most_of_what_must_be_accepted_is() -> None:
    accepted = [case for case in CASES if not case.must_fail and not read(case)[1]]
    assert len(accepted) > 170, (
        "the rest has tags, anchors, several documents, or keys that are no words"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_document_goes_through_the_loader(case: Case) -> None:
    files = {
        "client.yml": case.text,
        "webshop/more.yml": case.text,
        "webshop/progress.csv": case.text,
        "webshop/updates/2026-11-20.md": f"---\n{case.text}\n---\n{case.text}",
    }
    assert_judged(files, SAMPLE_DAY)
