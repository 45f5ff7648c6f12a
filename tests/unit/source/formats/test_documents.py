"""documents/: what is published byte for byte, what is refused, what is advised; and agreements that hold."""

import io
import zipfile
import zlib
from hashlib import sha256

import pytest
from pikepdf import Encryption, Pdf

from portalgen.source.formats.documents import LARGEST_DOCUMENT, names_an_author
from portalgen.source.formats.kinds import OLD_OFFICE
from portalgen.source.formats.packed import DEEPEST, MOST_MEMBERS, unpacked
from portalgen.source.formats.pictures import published_picture
from portalgen.source.formats.streams import MOST_UNPACKED
from tests.kit.files.hiding import archive, noted, pdf, revised, shown_in_glyphs
from tests.kit.files.memory import LINK, PROJECT, loaded, told
from tests.kit.files.pictures import png

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
HERE = "webshop/documents/"
NOISE = bytes(range(256)) * 2
ALLOWED = "name: Acme\nledger_salt: 5f1c\nunsearched: [{{document: {}, because: Asked for}}]\n"


def stream(content: bytes) -> bytes:
    return (
        b"%PDF-1.5\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(content)
        + b"\nendstream\n"
    )


def sealed() -> bytes:
    """Returns an archive that says of its member that it takes a password."""
    listed = bytearray(archive(("a.txt", b"one")))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        listed[listed.index(head) + flags] |= 1
    return bytes(listed)


def attached_noise(made: Pdf, _: str) -> None:
    made.attachments["a.7z"] = b"7z\xbc\xaf\x27\x1c" + NOISE


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
        revised("<< /Author (Maria V) >>"),
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
    assert not names_an_author((content, *unpacked(content)))


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
    ("archives", "is_searched"), [(DEEPEST, True), (DEEPEST + 1, False)]
)
def test_what_is_packed_too_deeply_to_be_searched_is_refused(
    archives: int, is_searched: bool
) -> None:
    content = b"inside"
    for _ in range(archives):
        content = archive(("a.zip", content))
    found = loaded({f"{HERE}a.zip": content})
    assert [each.code for each in found.diagnostics] == (
        [] if is_searched else ["PG101"]
    )


KINDS: dict[str, tuple[str, bytes, str]] = {
    "an archive with a password": ("a.zip", sealed(), "a.txt in it is encrypted"),
    "a document with a password": (
        "a.docx",
        OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
        "it is encrypted",
    ),
    "a PDF with a password": (
        *pdf(noted, "x", encryption=Encryption(owner="x", user="y")),
        "it is encrypted",
    ),
    "an archive of another kind": (
        "a.zip",
        b"7z\xbc\xaf\x27\x1c" + NOISE,
        "it is of no kind that can be searched",
    ),
    "a member of another kind": (
        "a.zip",
        archive(("b.rar", b"Rar!\x1a\7\1\0" + NOISE)),
        "b.rar in it is of no kind that can be searched",
    ),
    "macros": (
        "a.docx",
        archive(("word/vbaProject.bin", OLD_OFFICE)),
        "word/vbaProject.bin in it holds macros",
    ),
    "a PDF cut short": (
        "a.pdf",
        stream(b"x") + NOISE,
        "it is not a whole PDF",
    ),
    "an archive cut short": (
        "a.zip",
        archive(("a.txt", b"one"))[:-30],
        "it is not a whole archive",
    ),
    "a member that the list does not name": (
        "a.zip",
        archive(("b.txt", b"two"))[:40] + archive(("a.txt", b"one")),
        "it holds a member that its list does not name",
    ),
    "a program before an archive": (
        "a.zip",
        b"MZ" + NOISE + archive(("a.txt", b"one")),
        "it is of no kind that can be searched",
    ),
    "a long text in a code page": (
        "a.csv",
        "Огурец и маржа\n".encode("cp1251") * 80_000,
        "it is a long text that is not UTF-8",
    ),
    "an attachment of another kind": (
        *pdf(attached_noise, ""),
        "an attachment in it is of no kind that can be searched",
    ),
}


@pytest.mark.parametrize(("name", "content", "says"), KINDS.values(), ids=KINDS)
def test_what_cannot_be_searched_is_refused_with_its_cure(
    name: str, content: bytes, says: str
) -> None:
    found = loaded({HERE + name: content})
    told_ = [(each.code, each.message) for each in found.diagnostics]
    assert told_ == [("PG123", says)]
    assert "unsearched: in client.yml" in found.diagnostics[0].help
    assert found.is_broken


@pytest.mark.parametrize(("name", "content", "says"), KINDS.values(), ids=KINDS)
def test_what_cannot_be_searched_may_be_allowed_by_its_name(
    name: str, content: bytes, says: str
) -> None:
    found = loaded({HERE + name: content, "client.yml": ALLOWED.format(HERE + name)})
    assert told(found.diagnostics) == []
    assert found.files == {HERE + name: content}


def test_allowing_one_document_allows_no_other() -> None:
    content = sealed()
    found = loaded(
        {
            f"{HERE}a.zip": content,
            f"{HERE}b.zip": content,
            "client.yml": ALLOWED.format(f"{HERE}a.zip"),
        }
    )
    assert [each.code for each in found.diagnostics] == ["PG123"]
    assert found.diagnostics[0].place
    assert found.diagnostics[0].place.file.endswith("b.zip")


def test_what_is_allowed_and_is_not_there_is_told_at_its_place() -> None:
    allowed = ALLOWED.format(f"{HERE}a.zap")
    found = loaded({f"{HERE}a.zip": archive(), "client.yml": allowed})
    assert [each.code for each in found.diagnostics] == ["PG302"]
    assert "did you mean webshop/documents/a.zip?" in found.diagnostics[0].help
    assert found.diagnostics[0].place
    assert found.diagnostics[0].place.line == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Kätevä\r\n".encode("utf-16")),
        ("a.csv", "Kätevä\n".encode("latin-1")),
        ("a.txt", b""),
        ("a.zip", archive()),
        ("a.pdf", PDF),
        pdf(shown_in_glyphs, "one"),
        pdf(noted, "one", encryption=Encryption(owner="x", user="")),
        ("a.docx", archive(("word/media/a.png", png()), ("word/a.odttf", NOISE))),
        ("a.xlsx", archive(("xl/printerSettings/printerSettings1.bin", NOISE))),
        ("a.docx", archive(("word/embeddings/oleObject1.bin", OLD_OFFICE + NOISE))),
        ("a.pptx", archive(("ppt/fonts/font1.fntdata", NOISE))),
        ("a.odt", archive(("layout-cache", NOISE), ("content.xml", b"<a/>"))),
        ("a.zip", archive(("a.mp4", b"\0\0\0\x18ftypisom" + NOISE))),
    ],
)
def test_what_can_be_searched_needs_no_word(name: str, content: bytes) -> None:
    found = loaded({HERE + name: content})
    assert told(found.diagnostics) == []
    assert list(found.files) == [HERE + name]


def test_a_document_may_be_as_large_as_is_said() -> None:
    content = b"Much the same. " * 100_000
    found = loaded({f"{HERE}large.txt": content})
    assert told(found.diagnostics) == []
    assert found.client
    assert found.client.projects[0].documents[0].size == len(content)


def test_an_archive_of_very_many_files_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for number in range(MOST_MEMBERS + 1):
            made.writestr(zipfile.ZipInfo(str(number)), b"")
    found = loaded({f"{HERE}many.zip": content.getvalue()})
    assert [each.code for each in found.diagnostics] == ["PG101"]
