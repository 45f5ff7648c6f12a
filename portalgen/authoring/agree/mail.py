"""One mail as it was received: who says to have sent it, when, and what is said in it. Its bytes are a stranger's.

A mail that can be read in two ways is refused, and so is one that its sender may never have written for this: an
automatic answer, a forwarded mail, an answer to another mail, whose subject is the other one's.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import AddressHeader, BaseHeader, DateHeader
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser, BytesParser
from email.policy import default
from hashlib import sha256

import nh3

LARGEST_MAIL = 10 * 1024 * 1024
MOST_PARTS = 50
LONGEST_TEXT = 2_000  # characters of what a mail says are kept
ONCE = ("from", "subject", "date")
AT_MOST_ONCE = ("message-id", "to", "sender", "content-type")
OF_A_THREAD = ("in-reply-to", "references")
FORWARDED = ("resent-from", "resent-sender", "resent-date", "x-forwarded-to")
AUTOMATIC = ("x-autoreply", "x-autorespond", "list-id")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
_PARTS = re.compile(rb"(?i)\bboundary\s*=|^content-type\s*:", re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


class RefusedError(Exception):
    """The mail proves nothing; the message says why."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its bytes, the address of its sender in small letters, its subject, the moment it bears, and its text."""

    content: bytes
    sender: str
    subject: str
    sent: datetime
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, in hex."""
        return sha256(self.content).hexdigest()

    @property
    def domain(self) -> str:
        """The domain of its sender's address."""
        return self.sender.rpartition("@")[2]


def read_mail(content: bytes) -> Mail:
    """Returns a mail. Raises RefusedError where it is none that a client wrote by a link of the portal."""
    if len(content) > LARGEST_MAIL:
        raise RefusedError("it is larger than 10 MiB")
    if len(_PARTS.findall(content)) > MOST_PARTS:
        raise RefusedError("it has too many parts")
    try:
        return _read(content)
    except RefusedError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise RefusedError("it is no mail that can be read") from None


def _read(content: bytes) -> Mail:
    head = BytesHeaderParser(policy=default).parsebytes(content)
    _check_headers(head)
    sender = _sender(head)
    subject = " ".join(str(head["subject"]).split())
    sent = _sent(head)
    message = BytesParser(policy=default).parsebytes(content)
    if not isinstance(message, EmailMessage):
        raise RefusedError("it is no mail that can be read")
    return Mail(
        content=content,
        sender=sender,
        subject=subject,
        sent=sent,
        text=_text(message),
    )


def _check_headers(head: EmailMessage) -> None:
    """Raises RefusedError where headers stand twice, or say that nobody wrote the mail for this."""
    if head.defects:
        raise RefusedError("its headers are damaged")
    for name in ONCE:
        _check_count(head, name, (1,))
    for name in AT_MOST_ONCE:
        _check_count(head, name, (0, 1))
    if _has_any(head, OF_A_THREAD):
        raise RefusedError(
            "it answers another mail, whose subject it bears: only a mail by the link on the portal counts"
        )
    if _has_any(head, FORWARDED):
        raise RefusedError("it was forwarded: give the mail itself")
    sent_by_itself = str(head.get("auto-submitted", "no")).strip().lower()
    if sent_by_itself != "no" or _has_any(head, AUTOMATIC):
        raise RefusedError("it is an automatic answer, which nobody wrote")


def _check_count(
    head: EmailMessage,
    name: str,
    allowed: Sequence[int],
) -> None:
    count = len(head.get_all(name, []))
    if count in allowed:
        return
    if count:
        raise RefusedError(f"it has {count} lines {name.title()}, and one counts")
    raise RefusedError(f"it has no line {name.title()}")


def _has_any(head: EmailMessage, names: Sequence[str]) -> bool:
    return any(name in head for name in names)


def _sender(head: EmailMessage) -> str:
    """Returns the one address that a mail is from."""
    header = head["from"]
    if not isinstance(header, AddressHeader) or _is_damaged(header):
        raise RefusedError("its line From is damaged")
    if len(header.addresses) != 1:
        raise RefusedError("it is not from one address")
    address = header.addresses[0].addr_spec.lower()
    if not _ADDRESS.fullmatch(address):
        raise RefusedError("its line From names no plain address")
    return address


def _is_damaged(header: object) -> bool:
    return isinstance(header, BaseHeader) and bool(header.defects)


def _sent(head: EmailMessage) -> datetime:
    header = head["date"]
    if not isinstance(header, DateHeader) or _is_damaged(header):
        raise RefusedError("its line Date is no date")
    moment = header.datetime
    if moment is None:
        raise RefusedError("its line Date is no date")
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment


def _text(message: EmailMessage) -> str:
    """Returns what a mail says, without what it quotes. Raises RefusedError where it carries another mail."""
    for part in message.walk():
        if part.get_content_maintype() == "message":
            raise RefusedError("it carries another mail inside: give the mail itself")
        if part.get_content_type() == "multipart/report":
            raise RefusedError("it is an automatic answer, which nobody wrote")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    octets = body.get_payload(decode=True)
    if not isinstance(octets, bytes):
        return ""
    text = octets.decode(_charset(body), errors="replace")
    if body.get_content_type() == "text/html":
        text = html.unescape(nh3.clean(text, tags=set()))
    return _own_words(text)


def _charset(body: MIMEPart) -> str:
    name = str(body.get_content_charset("utf-8"))
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name


def _own_words(text: str) -> str:
    """Returns a text without quoted lines, signature and control characters, its blanks put right."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.rstrip() == "--":
            break
        if not line.startswith(">"):
            lines.append(line)
    words = " ".join(lines).split()
    joined = " ".join(words)
    plain = "".join(each for each in joined if each.isprintable())
    return plain[:LONGEST_TEXT]
