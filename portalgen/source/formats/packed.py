"""What is packed inside a file, at any depth, and what of it cannot be searched for words.

Archives and office documents are zip; a PDF packs its parts; single files are packed with gzip, bzip2, xz or zlib.
"""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from portalgen.source.formats import archives
from portalgen.source.formats.kinds import ClosedError, closed
from portalgen.source.formats.pdf import BROKEN as BROKEN_PDF
from portalgen.source.formats.pdf import is_pdf, pdf_parts
from portalgen.source.formats.streams import MOST_UNPACKED, TooMuchError, inflated
from portalgen.source.formats.streams import streams as pdf_streams
from portalgen.source.formats.texts import is_text

MOST_MEMBERS = 10_000
DEEPEST = 3  # an archive in an archive in an archive
BROKEN_ARCHIVE = "is not a whole archive"
Single = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_UNREADABLE = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,  # what zipfile says to a way of packing that it does not know
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, order=True)
class Closed:
    """What cannot be searched, and why. The name is that of a member; empty for the file itself."""

    name: str
    why: str


@dataclass
class Unpacked:
    """The parts of a file, each with whether it is packed itself, and what of it all is closed.

    `left` is how many bytes more may be unpacked.
    """

    left: int
    members_left: int = MOST_MEMBERS
    parts: dict[bytes, bool] = field(default_factory=dict)
    closed: list[Closed] = field(default_factory=list)


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yields what is packed in a file, and what is packed in that; nothing for a file that is not packed.

    What cannot be read is passed over. Raises TooMuchError past 64 MiB in all, 10,000 members, or three archives deep.
    """
    yield from opened(content).parts


def opened(
    content: bytes,
    name: str = "",
    most: int = MOST_UNPACKED,
) -> Unpacked:
    """Returns the parts of a file, and what in it cannot be searched. Raises TooMuchError as `unpacked`.

    `name` tells what a file is that its bytes do not tell.
    """
    found = Unpacked(most)
    opening = _Opening(found)
    if not opening.take_apart("", content, DEEPEST):
        opening.judge("", content, name)
    return found


@dataclass
class _Opening:
    """Takes a file apart, a kind of packing a method."""

    found: Unpacked

    def take_apart(
        self,
        name: str,
        content: bytes,
        deeper: int,
    ) -> bool:
        """Takes apart a file or a part of one, and what is packed in that; tells whether anything is."""
        is_packed = False
        for take_apart in (self._single, self._zip, self._pdf):
            is_packed |= take_apart(name, content, deeper)
        return is_packed

    def judge(
        self,
        name: str,
        content: bytes,
        known_as: str,
    ) -> None:
        """Notes where what is not packed cannot be searched. What is known as nothing was read by its own reader."""
        if not known_as:
            return
        why = closed(known_as, content)
        if why:
            self._complain(name, why)

    def _part(
        self,
        name: str,
        content: bytes,
        deeper: int,
        known_as: str,
    ) -> None:
        """Adds a part, and takes it apart in turn; the same bytes are taken apart once."""
        if content not in self.found.parts:
            self._add(content)
            self.found.parts[content] = self.take_apart(name, content, deeper)
        if not self.found.parts[content]:
            self.judge(name, content, known_as)

    def _add(self, content: bytes) -> None:
        self.found.left -= len(content)
        if self.found.left < 0:
            raise TooMuchError
        self.found.parts[content] = False

    def _complain(
        self,
        name: str,
        why: str,
    ) -> None:
        self.found.closed.append(Closed(name, why))

    def _single(
        self,
        name: str,
        content: bytes,
        deeper: int,
    ) -> bool:
        """Takes apart one file that was packed by itself; tells whether it was."""
        file = _single(content)
        if file is None:
            return self._zlib(name, content, deeper)
        _check_depth(deeper)
        try:
            with file:
                part = file.read(self.found.left + 1)
        except _UNREADABLE:
            self._complain(name, BROKEN_ARCHIVE)
        else:
            self._part(name, part, deeper - 1, known_as=name or "it")
        return True

    def _zlib(
        self,
        name: str,
        content: bytes,
        deeper: int,
    ) -> bool:
        """Takes apart what zlib packed; tells whether it did."""
        part = inflated(content, self.found.left)
        if part is None:
            return False
        _check_depth(deeper)
        self._part(name, part, deeper - 1, known_as=name)
        return True

    def _zip(
        self,
        name: str,
        content: bytes,
        deeper: int,
    ) -> bool:
        """Takes apart an archive; tells whether it is one."""
        if not archives.is_zip(content):
            return False
        _check_depth(deeper)
        self.found.members_left -= content.count(archives.LISTED_MEMBER)
        if self.found.members_left < 0:
            raise TooMuchError
        try:
            archive = zipfile.ZipFile(BytesIO(content))
        except _UNREADABLE:
            if not is_text(content):
                self._complain(name, BROKEN_ARCHIVE)
            return True
        with archive:
            self._add(archives.told(content, archive))
            for member in archive.infolist():
                self._member(archive, member, deeper - 1)
            for gap in archives.unlisted(content, archive):
                self._gap(name, gap, deeper - 1)
        return True

    def _member(
        self,
        archive: zipfile.ZipFile,
        member: zipfile.ZipInfo,
        deeper: int,
    ) -> None:
        name = member.filename
        if archives.is_encrypted(member):
            self._complain(name, "is encrypted")
            return
        try:
            with archive.open(member) as file:
                part = file.read(self.found.left + 1)
        except _UNREADABLE:
            # One that nobody can read here hides none of the others.
            self._complain(name, "cannot be unpacked")
            return
        self._part(name, part, deeper, known_as=name)

    def _gap(
        self,
        name: str,
        gap: bytes,
        deeper: int,
    ) -> None:
        bare = gap.strip(b"\0")
        if archives.MEMBER in bare:
            self._complain(name, "holds a member that its list does not name")
        elif bare:
            self._part(name, bare, deeper, known_as=name or "it")

    def _pdf(
        self,
        name: str,
        content: bytes,
        deeper: int,
    ) -> bool:
        """Takes apart a PDF; tells whether it is one."""
        if not is_pdf(content):
            return False
        _check_depth(deeper)
        for part in pdf_streams(content, self.found.left):
            self._part("", part, deeper - 1, known_as="")
        try:
            for part_name, part in pdf_parts(content):
                self._part(part_name, part, deeper - 1, known_as=part_name)
        except ClosedError as error:
            why = str(error)
            was_read_as_text = why == BROKEN_PDF and is_text(content)
            if not was_read_as_text:
                self._complain(name, why)
        return True


def _single(content: bytes) -> Single | None:
    """Returns the reader of a file that was packed by itself; None for any other."""
    file = BytesIO(content)
    if content.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if content.startswith(b"BZh"):
        return bz2.BZ2File(file)
    if content.startswith(b"\xfd7zXZ\0"):
        return lzma.LZMAFile(file)
    return None


def _check_depth(deeper: int) -> None:
    if not deeper:
        raise TooMuchError
