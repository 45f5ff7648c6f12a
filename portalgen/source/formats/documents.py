"""Reads documents/: the files that a client may download, as they are published."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.document import Document, Signature
from portalgen.model.fields.scalars import shown
from portalgen.model.record.signed_move import NAMESPACE
from portalgen.source.files.folder import EntryKind, Folder
from portalgen.source.files.names import wrong_file_name
from portalgen.source.files.strays import link, unreadable
from portalgen.source.formats.packed import Closed, opened
from portalgen.source.formats.pictures import (
    UnreadablePictureError,
    is_picture,
    published_picture,
)
from portalgen.source.formats.streams import TooMuchError

LARGEST_DOCUMENT = 25 * 1024 * 1024
# What a browser shows or saves without running anything in it. A page or an SVG would run in the portal's name.
PUBLISHED = {
    "pdf",
    "docx",
    "xlsx",
    "pptx",
    "odt",
    "ods",
    "odp",
    "csv",
    "txt",
    "zip",
    "png",
    "jpg",
    "jpeg",
    "webp",
    "sig",
}
SIGNATURE = ".sig"  # of a file with the same name without it
# The code of what cannot be searched for words. The client's own client.yml may allow a document by its name.
UNSEARCHED = "PG123"
MOST_CLOSED = 3  # of the members of one archive are told
_AUTHOR_IN_PDF = re.compile(rb"/Author\s*(?:\(\s*[^\s)]|<\s*[0-9A-Fa-f])")
_AUTHOR_IN_XML = re.compile(
    rb"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)\b[^>]*>\s*(?:<[^>]*>\s*)*[^<\s]"
)


@dataclass
class DocumentFiles:
    """The documents of a project, their published bytes by name, where they lie, and what is wrong."""

    documents: list[Document] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_documents(folder: Folder, path: str) -> DocumentFiles:
    """Returns the documents of a folder and of the folders in it. Pictures lose their metadata, others no byte."""
    found = DocumentFiles()
    _read_folder(folder, path, "", found)
    found.documents = [_with_signature(each, found) for each in found.documents]
    return found


def _with_signature(document: Document, found: DocumentFiles) -> Document:
    """Returns a document with what it proves, where it is a signature."""
    name = document.name
    if not name.endswith(SIGNATURE):
        return document
    text = found.contents.get(name.removesuffix(SIGNATURE))
    proves = _proved(found.contents[name], text)
    return document.model_copy(update={"signature": proves})


def _proved(signature: bytes, text: bytes | None) -> Signature:
    if text is None:
        return Signature(
            statement="", key="", flaw="its statement does not lie beside it"
        )
    # Imported with the first signature: most workspaces have none.
    from portalgen.source.formats.ssh_signatures import SignatureError, signing_key

    try:
        key = signing_key(signature, text, NAMESPACE)
    except SignatureError as error:
        return Signature(statement="", key="", flaw=str(error))
    return Signature(statement=text.decode("utf-8", "replace"), key=key)


def _read_folder(
    folder: Folder,
    base: str,
    below: str,
    found: DocumentFiles,
) -> None:
    for entry in folder.list(f"{base}/{below}".rstrip("/")):
        if entry.name.startswith("."):
            continue
        name = below + entry.name
        place = Place(folder.shown(f"{base}/{name}"))
        wrong = wrong_file_name(entry.name, place)
        found.diagnostics += wrong
        if entry.kind is EntryKind.OTHER:
            found.diagnostics.append(link(entry.name, place))
        elif entry.kind is EntryKind.FOLDER:
            _read_folder(
                folder,
                base,
                f"{name}/",
                found,
            )
        elif not wrong:
            _read_file(
                folder,
                f"{base}/{name}",
                name,
                place,
                found,
            )


def _read_file(
    folder: Folder,
    path: str,
    name: str,
    place: Place,
    found: DocumentFiles,
) -> None:
    if _ending(name) not in PUBLISHED:
        content = None
    else:
        content = folder.read(path, LARGEST_DOCUMENT)
    problems = list(_problems(name, content, place, found.places))
    found.diagnostics += problems
    keeps_out = [
        each for each in problems if each.is_broken and each.code != UNSEARCHED
    ]
    if content is None or keeps_out:
        return
    if is_picture(name):
        content = published_picture(name, content)
    found.contents[name] = content
    found.places[name] = place
    document = Document(
        name=name,
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )
    found.documents.append(document)


def _problems(
    name: str,
    content: bytes | None,
    place: Place,
    others: Mapping[str, Place],
) -> Iterator[Diagnostic]:
    if _ending(name) not in PUBLISHED:
        kinds = ", ".join(sorted(PUBLISHED))
        yield problem(
            "PG120",
            f"{shown(name)} is not a kind of file that is published",
            place,
            f"save it as PDF; published are: {kinds}",
        )
    elif content is None:
        yield unreadable(place)
    elif len(content) > LARGEST_DOCUMENT:
        yield problem(
            "PG101",
            "the document is larger than 25 MiB",
            place,
            "make it smaller, or link to where it is",
        )
    else:
        twin = _twin(name, others)
        if twin:
            yield problem(
                "PG118",
                f"{shown(name)} is called like {shown(twin)}",
                place,
                "rename one: some systems cannot hold both",
            )
        else:
            yield from _problems_inside(name, content, place)


def _twin(name: str, others: Iterable[str]) -> str | None:
    """Returns the one of others whose name is the same but for case and look-alike characters."""
    folded = _folded(name)
    for each in others:
        if _folded(each) == folded:
            return each
    return None


def _problems_inside(
    name: str,
    content: bytes,
    place: Place,
) -> Iterator[Diagnostic]:
    try:
        if is_picture(name):
            published_picture(name, content)
        else:
            yield from _problems_of_parts(name, content, place)
    except UnreadablePictureError:
        yield problem(
            "PG122",
            "it is not a whole picture of its kind",
            place,
            "save it anew as PNG, JPEG or WebP",
        )
    except TooMuchError:
        says = "it unpacks to more than 64 MiB or 10,000 files, or is packed too deeply"
        yield problem(
            "PG101",
            says,
            place,
            "unpack it: no more can be searched",
        )


def _problems_of_parts(
    name: str,
    content: bytes,
    place: Place,
) -> Iterator[Diagnostic]:
    found = opened(content, name)
    if names_an_author((content, *found.parts)):
        help_ = (
            "save it without personal information where the client should not read it"
        )
        yield problem(
            "PG509",
            "its properties name an author",
            place,
            help_,
        )
    for each in sorted(set(found.closed))[:MOST_CLOSED]:
        yield problem(
            UNSEARCHED,
            _says(each),
            place,
            "save it so that it can be read, or allow it by name: unsearched: in client.yml",
        )


def _says(closed: Closed) -> str:
    """Returns what cannot be searched, and why."""
    if closed.name:
        return f"{shown(closed.name)} in it {closed.why}"
    return f"it {closed.why}"


def names_an_author(parts: Iterable[bytes]) -> bool:
    """Tells whether a document's properties say who wrote it: a PDF's, an office document's."""
    return any(
        _AUTHOR_IN_PDF.search(part) or _AUTHOR_IN_XML.search(part) for part in parts
    )


def _ending(name: str) -> str:
    if "." in name:
        return name.rpartition(".")[2].lower()
    return ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
