"""Mails of a client's, signed by keys that are made here: no key of anybody's, and no network."""

import base64
import random
from functools import cache
from typing import NamedTuple

import dkim
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

DOMAIN = "acme.example"
SELECTOR = "s1"
HEADERS = ("from", "subject", "date", "to")
_INTEGER, _SEQUENCE, _BITS = 0x02, 0x30, 0x03
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")


class Keys(NamedTuple):
    """A private key as PEM, and the key record that its domain publishes."""

    private: bytes
    record: bytes


@cache
def keys(seed: int = 1) -> Keys:
    """Returns a pair of keys of 1024 bits, the same ones for a seed."""
    chance = random.Random(seed)  # noqa: S311 - a key that everybody may know
    p, q = _prime(chance), _prime(chance)
    n, e = p * q, 65537
    d = pow(e, -1, (p - 1) * (q - 1))
    numbers = (0, n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    private = base64.b64encode(_sequence(*numbers))
    public = _der(_SEQUENCE, _RSA + _der(_BITS, b"\0" + _sequence(n, e)))
    pem = b"-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----\n"
    return Keys(pem % private, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public))


def _prime(chance: random.Random) -> int:
    while True:
        number = chance.getrandbits(512) | (3 << 510) | 1
        if all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7, 11)):
            return number


def _sequence(*numbers: int) -> bytes:
    written = b""
    for number in numbers:
        octets = number.to_bytes(number.bit_length() // 8 + 1, "big")
        written += _der(_INTEGER, octets)
    return _der(_SEQUENCE, written)


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(length)]) + length + content


def ed25519_keys() -> Keys:
    """Returns a pair of keys of RFC 8463, its private one in base64 as dkimpy takes it."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public = key.public_key().public_bytes_raw()
    record = b"v=DKIM1; k=ed25519; p=" + base64.b64encode(public)
    return Keys(base64.b64encode(bytes(32)), record)


def signed_ed25519(content: bytes, domain: str = DOMAIN) -> bytes:
    """Returns a mail with a signature by a key of RFC 8463."""
    line = dkim.sign(
        content,
        SELECTOR.encode(),
        domain.encode(),
        ed25519_keys().private,
        include_headers=[name.encode() for name in HEADERS],
        signature_algorithm=b"ed25519-sha256",
    )
    assert isinstance(line, bytes)
    return line + content


def mail(
    subject: str,
    sender: str = "Timo Laine <timo@acme.example>",
    date: str = "Fri, 20 Nov 2026 09:00:00 +0200",
    text: str = "I confirm that I agreed to this.",
    more: str = "",
) -> bytes:
    """Returns a mail as it is sent; `more` are further lines of its head, each with its end."""
    head = f"From: {sender}\r\nTo: maria@agency.example\r\nSubject: {subject}\r\nDate: {date}\r\n"
    kind = "Content-Type: text/plain; charset=utf-8\r\n"
    if "content-type:" in more.lower():
        kind = ""
    return f"{head}{kind}{more}\r\n{text}\r\n".encode()


def signed(
    content: bytes,
    domain: str = DOMAIN,
    headers: tuple[str, ...] = HEADERS,
    seed: int = 1,
    with_length: bool = False,
) -> bytes:
    """Returns a mail with a signature of a domain over some lines of its head."""
    line = dkim.sign(
        content,
        SELECTOR.encode(),
        domain.encode(),
        keys(seed).private,
        include_headers=[name.encode() for name in headers],
        length=with_length,
    )
    assert isinstance(line, bytes)
    return line + content
