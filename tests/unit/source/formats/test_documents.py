"""documents/: what is published byte for byte, what is refused, what is advised; and agreements that hold."""

import gzip
import io
import zipfile
import zlib
from hashlib import sha256

import pytest

from portalgen.source.formats.documents import LARGEST_DOCUMENT, names_an_author
from portalgen.source.formats.packed import (
    DEEPEST,
    MOST_UNPACKED,
    TooMuchError,
    unpacked,
)
from portalgen.source.formats.pictures import published_picture
from tests.kit.files.memory import LINK, PROJECT, loaded, told
from tests.kit.files.pictures import png

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
HERE = "webshop/documents/"


def archive(*members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packed) as made:
        for name, part in members:
            made.writestr(zipfile.ZipInfo(name), part, packed)
    return content.getvalue()


def stream(content: bytes) -> bytes:
    return (
        b"%PDF-1.5\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(content)
        + b"\nendstream\n"
    )


def test_documents_are_published_byte_for_byte_and_pictures_without_their_metadata() -> (
    None
):
    found = loaded({f"{HERE}plan.pdf": PDF, f"{HERE}old/screen.png": png()})
    assert found.client
    documents = {each.name: each for each in found.client.projects[0].documents}
    assert set(documents) == {"plan.pdf", "old/screen.png"}
    assert found.files["webshop/documents/plan.pdf"] == PDF
    assert (
        found.files["webshop/documents/old/screen.png"]
        == published_picture("a.png", png())
        != png()
    )
    for name, each in documents.items():
        content = found.files[HERE + name]
        assert (each.size, each.sha256) == (len(content), sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.html", b"<script>alert(1)</script>", "PG120"),
        ("picture.svg", b"<svg/>", "PG120"),
        ("notes.md", b"# Notes", "PG120"),
        ("script.js", b"alert(1)", "PG120"),
        ("pdf", PDF, "PG120"),
        ("broken.png", png()[:-9], "PG122"),
        ("page.png", b"<script>alert(1)</script>", "PG122"),
        (f"link.pdf{LINK}", b"", "PG117"),
        ("aux.pdf", PDF, "PG118"),
        ("what?.pdf", PDF, "PG118"),
        ("a:b.pdf", PDF, "PG118"),
        ("turned\u202efdp.pdf", PDF, "PG118"),
        ("a" * 97 + ".pdf", PDF, "PG118"),
        ("bomb.docx", archive(("x", bytes(MOST_UNPACKED + 1))), "PG101"),
        ("large.pdf", bytes(LARGEST_DOCUMENT + 1), "PG101"),
    ],
)
def test_what_cannot_be_published_is_said_and_left_out(
    name: str, content: bytes, code: str
) -> None:
    found = loaded({HERE + name: content})
    assert [each.code for each in found.diagnostics] == [code]
    assert found.diagnostics[0].help
    assert found.client
    assert found.client.projects[0].documents == ()
    assert found.files == {}


def test_two_documents_that_some_systems_take_for_one_are_refused() -> None:
    found = loaded({f"{HERE}Plan.pdf": PDF, f"{HERE}plan.pdf": PDF})
    assert [each.code for each in found.diagnostics] == ["PG118"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF + b"<< /Author (Maria V) >>"),
        ("a.pdf", PDF + b"<< /Author <FEFF004D> >>"),
        ("packed.pdf", stream(b"<< /Author (Maria V) >>")),
        (
            "xmp.pdf",
            PDF
            + b"<dc:creator><rdf:Seq><rdf:li>Maria V</rdf:li></rdf:Seq></dc:creator>",
        ),
        ("a.docx", archive(("docProps/core.xml", b"<dc:creator>Maria V</dc:creator>"))),
        (
            "a.xlsx",
            archive(
                ("docProps/core.xml", b"<cp:lastModifiedBy>Maria V</cp:lastModifiedBy>")
            ),
        ),
        (
            "a.odt",
            archive(
                ("meta.xml", b"<meta:initial-creator>Maria V</meta:initial-creator>")
            ),
        ),
    ],
)
def test_a_document_that_names_its_author_is_published_with_advice(
    name: str, content: bytes
) -> None:
    found = loaded({HERE + name: content})
    assert [each.code for each in found.diagnostics] == ["PG509"]
    assert found.files == {HERE + name: content}


@pytest.mark.parametrize(
    "content",
    [PDF + b"<< /Author () >>", archive(("core.xml", b"<dc:creator></dc:creator>"))],
)
def test_a_document_without_an_author_needs_no_advice(content: bytes) -> None:
    assert not names_an_author(content)


SIGNED = (
    PROJECT
    + "agreements: [{{id: sow, name: Statement of work, document: {}, sha256: {}}}]\n"
)


def test_an_agreement_holds_where_the_file_is_the_one_that_was_signed() -> None:
    digest = sha256(PDF).hexdigest()
    for written in (digest, digest.upper(), f"'{digest[:32]} {digest[32:]}'"):
        agreed = SIGNED.format("sow.pdf", written)
        assert (
            told(
                loaded(
                    {"webshop/project.yml": agreed, f"{HERE}sow.pdf": PDF}
                ).diagnostics
            )
            == []
        )


@pytest.mark.parametrize(
    ("document", "digest", "told_"),
    [
        ("sow.pdf", sha256(PDF + b" ").hexdigest(), ["2:76 PG307"]),
        ("sow.pdf", "abc", ["2:76 PG220"]),
        ("saw.pdf", sha256(PDF).hexdigest(), ["2:59 PG302"]),
    ],
)
def test_an_agreement_that_does_not_hold_is_told_at_its_place(
    document: str, digest: str, told_: list[str]
) -> None:
    found = loaded(
        {"webshop/project.yml": SIGNED.format(document, digest), f"{HERE}sow.pdf": PDF}
    )
    assert told(found.diagnostics) == told_


def test_the_documents_of_a_page_that_is_not_published_are_no_part_of_the_client() -> (
    None
):
    pages = "pages: [now, dates, how, changed]\n"
    found = loaded(
        {"webshop/project.yml": PROJECT + pages, f"{HERE}margin-calculation.pdf": PDF}
    )
    assert found.client
    assert found.client.projects[0].documents == ()
    assert "margin-calculation.pdf" in [secret.text for secret in found.secrets]


def test_a_link_of_an_update_to_what_is_not_published_is_told_at_its_place() -> None:
    text = "---\nheadline: Hello\nquiet: true\n---\nSee ![it](../documents/plan.png) and [that](notes.md).\n"
    found = loaded({"webshop/updates/2026-03-20.md": text, f"{HERE}plan.png": png()})
    assert told(found.diagnostics) == ["5:45 PG510"]
    assert told(loaded({"webshop/updates/2026-03-20.md": text}).diagnostics) == [
        "5:11 PG510",
        "5:45 PG510",
    ]


@pytest.mark.parametrize(
    ("content", "inside"),
    [
        (b"plain", []),
        (gzip.compress(b"inside", mtime=0), [b"inside"]),
        (archive(("a.txt", b"inside")), [b"a.txt", b"inside"]),
        (archive(("a.zip", archive(("b.txt", b"inside")))), [b"b.txt", b"inside"]),
        (stream(b"inside"), [b"inside"]),
        (b"PK\x03\x04 broken", []),
        (b"\x1f\x8b broken", []),
    ],
)
def test_what_is_packed_is_found(content: bytes, inside: list[bytes]) -> None:
    found = list(unpacked(content))
    assert [part for part in inside if part not in found] == []
    assert inside or not found


@pytest.mark.parametrize(
    ("archives", "is_searched"), [(DEEPEST, True), (DEEPEST + 1, False)]
)
def test_what_is_packed_too_deeply_to_be_searched_is_refused(
    archives: int, is_searched: bool
) -> None:
    content = b"inside"
    for _ in range(archives):
        content = archive(("a.zip", content), packed=zipfile.ZIP_STORED)
    found = loaded({f"{HERE}a.zip": content})
    assert [each.code for each in found.diagnostics] == (
        [] if is_searched else ["PG101"]
    )


@pytest.mark.parametrize(
    "broken", ["a way of packing that is not known", "a local head of another name"]
)
def test_a_member_that_cannot_be_read_hides_none_of_the_others(broken: str) -> None:
    content = archive(("first.txt", b"one"), ("second.txt", b"two"))
    if broken.startswith("a way"):
        at = (
            content.index(b"PK\x01\x02") + 10
        )  # the method of the first member, in the list at the end
        content = content[:at] + b"\x09\x00" + content[at + 2 :]
    else:
        content = content.replace(b"first.txt", b"other.txt", 1)
    assert list(unpacked(content)) == [b"first.txt", b"second.txt", b"two"]


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(TooMuchError):
        list(unpacked(gzip.compress(bytes(MOST_UNPACKED + 1))))
