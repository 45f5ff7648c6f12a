"""Where mails and keys come from: files, folders and mailboxes, a file with a key record, or DNS."""

import mailbox
from collections.abc import Iterator
from pathlib import Path

import dkim
from dkim.dnsplug import get_txt
from dns.exception import DNSException

from portalgen.authoring.agree.signature import KeyRecord
from portalgen.errors import PortalgenError

LARGEST_MAILBOX = 200 * 1024 * 1024
LARGEST_KEY = 16 * 1024
MAILS = {".eml", ".mbox", ".sig"}
BEGINS_MAILBOX = b"From "
PATIENCE = 10  # seconds for an answer of DNS


def mails_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yields the mails in a file, a mailbox (mbox) or a folder, each with what to call it. No link is followed.

    Raises PortalgenError where one cannot be read.
    """
    if not path.is_dir():
        yield from _in_file(path)
        return
    for file in sorted(path.iterdir()):
        is_mail = file.suffix.lower() in MAILS
        if is_mail and file.is_file() and not file.is_symlink():
            yield from _in_file(file)


def _in_file(path: Path) -> Iterator[tuple[str, bytes]]:
    shown = path.as_posix()
    try:
        size = path.stat().st_size
        if size > LARGEST_MAILBOX:
            raise PortalgenError(f"{shown} is larger than 200 MiB")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise PortalgenError(f"{shown} cannot be read: {reason}") from error
    if not content.startswith(BEGINS_MAILBOX):
        yield shown, content
        return
    box = mailbox.mbox(path, create=False)
    try:
        for n, key in enumerate(box.keys(), 1):
            yield f"{shown}, mail {n}", box.get_bytes(key)
    finally:
        box.close()


def key_in(path: Path) -> KeyRecord:
    """Returns a key record that was saved to a file: it stands for every name.

    Raises PortalgenError where the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise PortalgenError(f"{path.as_posix()} cannot be read: {reason}") from error
    if len(content) > LARGEST_KEY:
        raise PortalgenError(f"{path.as_posix()} is no key record")
    record = content.strip()
    return lambda name: record


def key_of_dns(name: str) -> bytes | None:
    """Returns a key record as DNS has it now; None where it has none, or does not answer."""
    try:
        record = get_txt(name.encode("ascii"), timeout=PATIENCE)
    except (DNSException, dkim.DKIMException, OSError, ValueError):
        return None
    if isinstance(record, str):
        return record.encode("ascii", errors="ignore")
    return record or None
