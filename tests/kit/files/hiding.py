"""Ways to hide a text in a file: each gives a file's name and its bytes, in which the text stands."""

import base64
import bz2
import gzip
import io
import json
import lzma
import quopri
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pikepdf

Hide = Callable[[str], tuple[str, bytes]]


def archive(*members: tuple[str, bytes], comment: bytes = b"") -> bytes:
    """Returns a zip archive, each member packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in members:
            made.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        made.comment = comment
    return content.getvalue()


def split(text: str, between: str) -> str:
    """Returns a text with something in the middle of each of its words."""
    words = [f"{each[:2]}{between}{each[2:]}" for each in text.split()]
    return " ".join(words)


def page(text: str) -> tuple[str, bytes]:
    """Returns a page."""
    return "index.html", f"<p>{text}</p>".encode()


def table(text: str, encoding: str) -> tuple[str, bytes]:
    """Returns a table of values in an encoding."""
    return "table.csv", f"day,note\n1,{text}\n".encode(encoding)


def marked(text: str, encoding: str, mark: bytes) -> tuple[str, bytes]:
    """Returns a text whose first bytes tell the order of its bytes."""
    return "notes.txt", mark + f"See: {text}.".encode(encoding)


def among(text: bytes) -> tuple[str, bytes]:
    """Returns bytes that are no text, with a text among them."""
    noise = bytes(range(128, 256)) + bytes(range(8))
    return "film.bin", noise + b"\0" + text + b"\0" + noise


def based(text: bytes, offset: int = 0, before: str = "") -> tuple[str, bytes]:
    """Returns a text in base64, `offset` bytes into what was encoded, behind letters that are none of it."""
    encoded = base64.b64encode(b"??"[:offset] + text).decode()
    return "status.json", f'{{"a": "{before}{encoded}"}}'.encode()


def in_lines(text: str) -> tuple[str, bytes]:
    """Returns a text in base64 as mail has it."""
    padded = f"{'Nothing to see. ' * 9}{text} {'Nothing to see. ' * 9}"
    return "mail.txt", base64.encodebytes(padded.encode())


def numeric(text: str) -> str:
    """Returns a text with each letter as HTML's number of it."""
    return "".join(f"&#{ord(letter)};" for letter in text)


def pointed(text: str) -> str:
    """Returns a text with each letter as JSON's escape of it."""
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


def office(name: str, member: str, xml: str) -> tuple[str, bytes]:
    """Returns an office document with one part."""
    types = ("[Content_Types].xml", b"<Types/>")
    return name, archive(types, (member, xml.encode()))


def runs(text: str) -> str:
    """Returns a paragraph of Word in which each word is split over two runs."""
    between = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"
    line = split(text, between)
    other = "<w:p><w:r><w:t>Other</w:t></w:r></w:p>"
    return f"<w:document>{other}<w:p><w:r><w:t>{line}</w:t></w:r></w:p>{other}</w:document>"


def pdf(
    change: Callable[[pikepdf.Pdf, str], object], text: str, **how: object
) -> tuple[str, bytes]:
    """Returns a PDF of one page, to which something is done with a text."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 300))
    change(made, text)
    content = io.BytesIO()
    made.save(content, **how)  # type: ignore[arg-type]
    return "report.pdf", content.getvalue()


def shown_in_glyphs(made: pikepdf.Pdf, text: str) -> None:
    """Writes a text onto the page, in pieces and in codes that the font alone explains."""
    letters = sorted(set(text))
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    lines = [f"<{codes[each]:02x}> <{ord(each):04x}>" for each in letters]
    table_ = "\n".join(lines)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /a def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n{table_}\nendbfchar endcmap end end"
    )
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            FirstChar=0,
            LastChar=255,
            Widths=[500] * 256,
            ToUnicode=made.make_stream(to_unicode.encode()),
        )
    )
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pieces = [f"<{codes[each]:02x}>" for each in text]
    array = " 0 ".join(pieces)
    drawn = f"BT /F1 12 Tf 20 200 Td [{array}] TJ ET"
    made.pages[0].Contents = made.make_stream(drawn.encode())


def noted(made: pikepdf.Pdf, text: str) -> None:
    """Sticks a note with a text onto the page."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 20, 20],
        Contents=pikepdf.String(text),
    )
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])


def attached(made: pikepdf.Pdf, text: str) -> None:
    """Attaches an archive with a text."""
    made.attachments["a.zip"] = archive(("a.txt", text.encode()))


def described(made: pikepdf.Pdf, text: str) -> None:
    """Names a text among the properties."""
    made.docinfo["/Subject"] = pikepdf.String(text)


def in_hex(made: pikepdf.Pdf, text: str) -> None:
    """Keeps a text in a stream of its own, in hex."""
    stream = made.make_stream(text.encode().hex().encode() + b">")
    stream.Filter = pikepdf.Name.ASCIIHexDecode
    made.Root["/Own"] = stream


def revised(text: str) -> tuple[str, bytes]:
    """Returns a PDF behind whose end an older page was left, packed, that nothing names any more."""
    name, content = pdf(lambda made, _: None, "")
    old = zlib.compress(f"BT ({text}) Tj ET".encode())
    left = b"9 0 obj <</Filter /FlateDecode>>\nstream\n" + old + b"\nendstream endobj\n"
    head, newline, rest = content.partition(b"\n")
    return name, head + newline + rest + left


MARK_16, MARK_32 = b"\xff\xfe", b"\xff\xfe\0\0"
HIDDEN: dict[str, Hide] = {
    "UTF-16 with a mark": lambda text: marked(text, "utf-16-le", MARK_16),
    "UTF-16 the other way": lambda text: marked(text, "utf-16-be", b"\xfe\xff"),
    "UTF-16 without a mark": lambda text: table(text, "utf-16-le"),
    "UTF-16 without a mark, the other way": lambda text: table(text, "utf-16-be"),
    "UTF-32 with a mark": lambda text: marked(text, "utf-32-le", MARK_32),
    "UTF-32 without a mark": lambda text: table(text, "utf-32-be"),
    "UTF-16 among bytes": lambda text: among(text.encode("utf-16-le")),
    "UTF-16 among bytes, the other way": lambda text: among(text.encode("utf-16-be")),
    "UTF-32 among bytes": lambda text: among(text.encode("utf-32-le")),
    "UTF-8 among bytes": lambda text: among(text.encode()),
    "Latin-1 among bytes": lambda text: among(text.encode("latin-1")),
    "Latin-1": lambda text: table(text, "latin-1"),
    "as old Macs write": lambda text: table(text, "mac_roman"),
    "as DOS writes": lambda text: table(text, "cp850"),
    "base64": lambda text: based(text.encode()),
    "base64 at offset 1": lambda text: based(text.encode(), 1),
    "base64 at offset 2": lambda text: based(text.encode(), 2),
    "base64 behind one letter": lambda text: based(text.encode(), before="x"),
    "base64 behind two letters": lambda text: based(text.encode(), before="xy"),
    "base64 behind three letters": lambda text: based(text.encode(), before="xyz"),
    "base64 for addresses": lambda text: (
        "a.json",
        base64.urlsafe_b64encode(f"??>{text}??>".encode()),
    ),
    "base64 in lines": in_lines,
    "base64 of base64": lambda text: based(base64.b64encode(text.encode())),
    "base64 of UTF-16": lambda text: based(text.encode("utf-16-le")),
    "base64 of gzip": lambda text: based(gzip.compress(text.encode())),
    "base64 of an archive": lambda text: based(archive(("a", text.encode()))),
    "base32": lambda text: ("a.txt", base64.b32encode(text.encode())),
    "hex": lambda text: ("a.txt", text.encode().hex().encode()),
    "hex at an odd place": lambda text: ("a.txt", f"f{text.encode().hex()}".encode()),
    "hex with colons": lambda text: ("a.txt", text.encode().hex(":").upper().encode()),
    "hex of a program": lambda text: (
        "a.js",
        ", ".join(f"0x{each:02x}" for each in text.encode()).encode(),
    ),
    "quoted-printable": lambda text: ("a.txt", quopri.encodestring(text.encode())),
    "quoted-printable throughout": lambda text: (
        "a.txt",
        "".join(f"={each:02X}" for each in text.encode()).encode(),
    ),
    "quoted-printable, a line that goes on": lambda text: (
        "a.txt",
        split(text, "=\r\n").encode(),
    ),
    "HTML": lambda text: page(escape(text)),
    "HTML twice": lambda text: page(escape(escape(text))),
    "HTML in numbers": lambda text: page(numeric(text)),
    "HTML in numbers, twice": lambda text: page(escape(numeric(text))),
    "HTML in numbers, four times": lambda text: page(
        escape(escape(escape(numeric(text))))
    ),
    "HTML in hex": lambda text: page("".join(f"&#x{ord(each):x};" for each in text)),
    "an address": lambda text: page(f'<a href="?q={quote(text)}">a</a>'),
    "an address, twice": lambda text: page(f'<a href="?q={quote(quote(text))}">a</a>'),
    "an address throughout": lambda text: page(
        "".join(f"%{each:02x}" for each in text.encode())
    ),
    "an address throughout, twice": lambda text: page(
        "".join(f"%25{each:02x}" for each in text.encode())
    ),
    "an address of before": lambda text: page(pointed(text).replace("\\", "%")),
    "JSON": lambda text: ("a.json", json.dumps({"a": text}).encode()),
    "JSON in JSON": lambda text: ("a.json", json.dumps(json.dumps(text)).encode()),
    "JSON throughout": lambda text: ("a.json", f'"{pointed(text)}"'.encode()),
    "JSON throughout, in JSON": lambda text: (
        "a.json",
        json.dumps(f'"{pointed(text)}"').encode(),
    ),
    "JSON in HTML": lambda text: page(escape(json.dumps(pointed(text)))),
    "a script's braces": lambda text: (
        "a.js",
        "".join(f"\\u{{{ord(each):x}}}" for each in text).encode(),
    ),
    "a script's bytes": lambda text: (
        "a.js",
        "".join(f"\\x{each:02x}" for each in text.encode()).encode(),
    ),
    "octal": lambda text: (
        "a.js",
        "".join(f"\\{each:03o}" for each in text.encode()).encode(),
    ),
    "a style": lambda text: (
        "a.css",
        "".join(f"\\{ord(each):06x}" for each in text).encode(),
    ),
    "RTF": lambda text: (
        "a.rtf",
        "".join(f"\\'{each:02x}" for each in text.encode("latin-1")).encode(),
    ),
    "a word split by bold print": lambda text: page(split(text, "<b></b>")),
    "a word split by a comment": lambda text: page(split(text, "<!-- > -->")),
    "a word split by a soft hyphen": lambda text: page(split(text, "&shy;")),
    "a word split by nothing that shows": lambda text: page(split(text, "\u200b")),
    "a word split by a line's end": lambda text: ("a.txt", split(text, "-\n").encode()),
    "character data": lambda text: ("a.xml", split(text, "<![CDATA[]]>").encode()),
    "Word, split into runs": lambda text: office("a.docx", "word/x.xml", runs(text)),
    "Word, a comment": lambda text: office("a.docx", "word/comments.xml", runs(text)),
    "Word, properties": lambda text: office(
        "a.docx", "docProps/custom.xml", f"<vt:lpwstr>{escape(text)}</vt:lpwstr>"
    ),
    "Word in UTF-16": lambda text: (
        "a.docx",
        archive(("word/document.xml", runs(text).encode("utf-16"))),
    ),
    "Excel, split into runs": lambda text: office(
        "a.xlsx",
        "xl/sharedStrings.xml",
        f"<si><r><t>a</t></r></si><si><r><t>{split(text, '</t></r><r><t>')}</t></r></si><si><t>b</t></si>",
    ),
    "PowerPoint, split into runs": lambda text: office(
        "a.pptx",
        "ppt/slides/slide1.xml",
        f"<a:p><a:r><a:t>{split(text, '</a:t></a:r><a:r><a:t>')}</a:t></a:r></a:p><a:p/>",
    ),
    "OpenDocument, split into spans": lambda text: office(
        "a.odt",
        "content.xml",
        f"<text:p>{split(text, '</text:span><text:span>')}</text:p><text:p>b</text:p>".replace(
            " ", "<text:s/>"
        ),
    ),
    "a workbook in a document": lambda text: (
        "a.docx",
        archive(("word/embeddings/a.xlsx", archive(("xl/a.xml", text.encode())))),
    ),
    "an archive": lambda text: ("a.zip", archive(("a.txt", text.encode()))),
    "an archive's comment": lambda text: ("a.zip", archive(comment=text.encode())),
    "the name of a member": lambda text: ("a.zip", archive((f"{text}.txt", b""))),
    "bytes before an archive": lambda text: (
        "a.zip",
        f"\0{text}\0".encode("utf-16-be") + archive(("a.txt", b"a")),
    ),
    "an archive behind bytes": lambda text: (
        "a.zip",
        b"MZ" + archive(("a.txt", text.encode())),
    ),
    "gzip": lambda text: ("a.gz", gzip.compress(text.encode())),
    "bzip2": lambda text: ("a.zip", archive(("a.bz2", bz2.compress(text.encode())))),
    "xz": lambda text: ("a.zip", archive(("a.xz", lzma.compress(text.encode())))),
    "zlib": lambda text: ("a.bin", zlib.compress(text.encode())),
    "PDF, its glyphs": lambda text: pdf(shown_in_glyphs, text),
    "PDF, a note": lambda text: pdf(noted, text),
    "PDF, an attachment": lambda text: pdf(attached, text),
    "PDF, its properties": lambda text: pdf(described, text),
    "PDF, a stream in hex": lambda text: pdf(in_hex, text),
    "PDF, an object among packed ones": lambda text: pdf(
        noted, text, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "PDF, against changes": lambda text: pdf(
        noted, text, encryption=pikepdf.Encryption(owner="x", user="")
    ),
    "PDF, what an older one held": revised,
}
