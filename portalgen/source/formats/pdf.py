"""What a PDF says: what it is made of, as pikepdf reads it, and what its pages show, as PDFium reads it.

The one knows every object with its texts and what is packed in it: metadata, notes, attachments, forms. The other knows
which letters the glyphs of a page are, and which of them stand side by side.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from portalgen.source.formats.kinds import ClosedError

START = b"%PDF-"
FARTHEST_START = 1024  # readers look for the start this far into a file
DEEPEST = 32  # of lists in dictionaries in lists, within one object
BROKEN = "is not a whole PDF"
PICTURES = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
ATTACHMENT = "an attachment"

Part = tuple[str, bytes]


def is_pdf(content: bytes) -> bool:
    """Tells whether bytes are meant for a reader of PDF."""
    return START in content[:FARTHEST_START]


def pdf_parts(content: bytes) -> Iterator[Part]:
    """Yields the texts of a PDF as UTF-8, and the bytes of what is packed in it, attachments by that name.

    Pictures are left out: what they show is no text. Raises ClosedError where it cannot be read whole.
    """
    # Imported with the first PDF: most clients publish none.
    import pikepdf

    texts: list[str] = []
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            for each in pdf.objects:
                _note_texts(each, texts, DEEPEST)
                if isinstance(each, pikepdf.Stream):
                    yield from _stream_parts(each)
    except pikepdf.PasswordError:
        raise ClosedError("is encrypted") from None
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        if isinstance(error, ClosedError):
            raise
        raise ClosedError(BROKEN) from error
    texts += _shown(content)
    yield "", "\n".join(texts).encode("utf-8", "replace")


def _stream_parts(stream: Any) -> Iterator[Part]:
    about = stream.stream_dict
    is_picture = about.get("/Subtype") == "/Image"
    if is_picture or not PICTURES.isdisjoint(_filters(stream)):
        return
    if about.get("/Type") == "/EmbeddedFile":
        name = ATTACHMENT
    else:
        name = ""
    yield name, stream.read_bytes()


def _filters(stream: Any) -> set[str]:
    """Returns in which ways a stream is packed."""
    filters = stream.stream_dict.get("/Filter")
    if filters is None:
        return set()
    return {str(name) for name in filters.wrap_in_array()}


def _note_texts(
    value: Any,
    texts: list[str],
    deeper: int,
) -> None:
    """Adds the texts in an object. What it refers to is an object of its own."""
    import pikepdf

    if not deeper:
        raise ClosedError("is nested too deeply")
    if isinstance(value, pikepdf.String | pikepdf.Name):
        texts.append(str(value))
        return
    if isinstance(value, pikepdf.Stream):
        value = value.stream_dict
    if isinstance(value, pikepdf.Dictionary):
        texts += value.keys()
        below = [value[key] for key in value.keys()]  # noqa: SIM118 - iterating takes the values' place
    elif isinstance(value, pikepdf.Array):
        below = list(value)
    else:
        return
    for each in below:
        is_an_object_of_its_own = getattr(each, "is_indirect", False)
        if not is_an_object_of_its_own:
            _note_texts(each, texts, deeper - 1)


def _shown(content: bytes) -> list[str]:
    """Returns the text that each page shows."""
    import pypdfium2

    texts = []
    try:
        pdf = pypdfium2.PdfDocument(content)
        for page in pdf:
            text = page.get_textpage().get_text_range()
            texts.append(text)
        pdf.close()
    except pypdfium2.PdfiumError as error:
        raise ClosedError(BROKEN) from error
    return texts
