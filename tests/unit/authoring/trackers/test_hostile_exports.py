"""Exports that are broken, of another kind, or made to harm: each is told in a sentence, and nothing is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.authoring.trackers import records
from portalgen.authoring.trackers.records import ExportError
from tests.kit.trackers.exports import GOSSIP, PROJECT, workbook, zipped
from tests.kit.trackers.importer import Project

BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{BOMB}]><Project><Title>&e9;</Title></Project>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Project>&e;</Project>'


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (b"", "csv", "it is empty"),
        (b"\r\n \r\n", "csv", "it is empty"),
        (b"name,when\nx,y\n", "jira", "no record has a field Issue key or key; is it"),
        (
            b'id,created\n1,"2026-03-02\n',
            "csv",
            "line 2 cannot be read as a table: unexpected end of data",
        ),
        (
            b"id,created\n1,03/04/2026\n",
            "csv",
            r"record 2, created: 03/04/2026 is not a date that the mapping knows",
        ),
        (b"id,created\n1,0026-03-04\n", "csv", "too far from today"),
        (
            b"id,created\n1,2026-03-02\n,2026-03-02\n",
            "csv",
            "record 3, id: it has no id",
        ),
        (b"id\n=cmd|' /C calc'!A0\n", "csv", "cannot be an id"),
        (b"id\n" + b"x" * 81 + b"\n", "csv", "cannot be an id"),
        (b"id,weight\n1,many\n", "csv", "record 2, weight: … is not a number"),
        (b'id,weight\n1,"1,000"\n', "csv", "1,000 is not a number"),
        (
            b"id\n1.21143E+15\n",
            "csv",
            r"record 2, id: a spreadsheet has rounded the id to 1.21143E\+15",
        ),
        (
            b"id,created\n1,1970-01-01\n",
            "csv",
            "added on 1970-01-01, which is too long ago",
        ),
        (
            b'{"cards": [{"id": "000000000000000000000000"}]}',
            "trello",
            "added on 1970-01-01, which is too long ago",
        ),
        (b"id,weight\n1,1e9999\n", "csv", "is not a number"),
        (b'{"issues": 3}', "jira", "no list of items under issues; there are: issues"),
        (b'{"cards": {}', "trello", "is not JSON"),
        (b"[" * 100_000, "github", "nested too deeply"),
        (
            b'[{"number": ' + b"9" * 5000 + b"}]",
            "github",
            "number that is too long|cannot be an id",
        ),
        (b'["a", 1, null]', "github", "no record has a field number"),
        (b"<a/>", "msproject", "it has no elements Tasks/Task below a"),
        (b"<a><b></a>", "msproject", "it is not XML"),
        (LAUGHS.encode(), "msproject", "declares entities"),
        (OUTSIDE.encode(), "msproject", "declares entities"),
        (b"PK\x03\x04nothing", "csv", "cannot be read as a workbook"),
        (zipped({"a.txt": b"x"}), "csv", "cannot be read as a workbook"),
        (
            zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<workbook/>"}),
            "csv",
            "cannot be read|empty",
        ),
    ],
)
def test_what_is_no_export_is_told_in_a_sentence(
    content: bytes, name: str, what: str
) -> None:
    project = Project()
    before = dict(project.files)
    with pytest.raises(ExportError, match=what):
        project.take(content, name)
    assert project.files == before


GOSSIP_ASTRAY = {
    "as an id": (f"Title,created\n{GOSSIP},2026-03-02\n", "like: csv\nid: Title\n"),
    "as an id of one word": (
        "Title,created\nRedundancies,2026-03-02\n",
        "like: csv\nid: Title\n",
    ),
    "as a day": (f"id,created\n1,{GOSSIP}\n", "like: csv\n"),
    "as a size": (f"id,weight\n1,{GOSSIP} 3\n", "like: csv\n"),
    "as a header": (f"{GOSSIP},2026-03-02\nSomething else,2026-03-02\n", "like: csv\n"),
}


@pytest.mark.parametrize("where", GOSSIP_ASTRAY)
def test_a_text_where_none_belongs_is_refused_without_a_word_of_it(where: str) -> None:
    content, text = GOSSIP_ASTRAY[where]
    project = Project()
    before = dict(project.files)
    with pytest.raises(ExportError) as refused:
        project.take(content.encode(), "own", text=text)
    assert project.files == before
    words = [*GOSSIP.casefold().split(), "redundancies", "something"]
    assert [
        word
        for word in words
        if len(word) > 2 and word in str(refused.value).casefold()
    ] == []


def test_an_export_that_is_too_large_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portalgen.authoring.trackers.importing.LARGEST_EXPORT", 100)
    with pytest.raises(ExportError, match="it is larger than"):
        Project().take(b"id\n" + b"1\n" * 100, "csv")


@pytest.mark.parametrize("module", ["tables", "trees"])
def test_more_records_than_anybody_has_are_refused(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setattr(f"portalgen.authoring.trackers.{module}.MOST_RECORDS", 3)
    content = (
        b"id\n1\n2\n3\n4\n"
        if module == "tables"
        else b'[{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}]'
    )
    with pytest.raises(ExportError, match="more than 3"):
        Project().take(content, "csv")
    assert records.MOST_RECORDS > 100_000


def test_a_name_in_an_entity_of_html_does_no_harm() -> None:
    content = "<Project xmlns='x'><Tasks><Task><UID>1</UID><Name>&lt;script&gt;</Name></Task></Tasks></Project>"
    assert Project().take(content.encode(), "msproject").counts.new == 1


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", b"[", b"{", b"<", b"id,created\n1,"]),
)
def test_no_bytes_end_in_a_traceback(content: bytes, start: bytes) -> None:
    try:
        found = Project().take(start + content, "csv")
    except ExportError:
        return
    assert found.reading is not None


@given(st.data())
def test_a_damaged_workbook_does_not_end_in_a_traceback(data: st.DataObject) -> None:
    content = bytearray(workbook(PROJECT))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    try:
        found = Project().take(bytes(content), "csv")
    except ExportError:
        return
    assert found.reading is not None


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        ("%d/%d/%Y", "03/04/2026"),
        ("%q", "x1"),
        ("%a %b %d %Y %H:%M:%S GMT%z", "Fri Dec 31 9999 23:59:00 GMT-0800"),
    ],
)
def test_a_form_of_dates_that_cannot_be_used_names_no_date(
    dates: str, text: str
) -> None:
    with pytest.raises(ExportError, match="is not a date that the mapping knows"):
        Project().take(
            f"id,created\n1,{text}\n".encode(),
            "own",
            text=f'id: id\ncreated: created\ndates: "{dates}"\n',
        )
