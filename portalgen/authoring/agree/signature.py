"""Whether a mail is its sender's: a DKIM signature (RFC 6376) by the domain of the sender's address.

A signature counts where it is over the lines From, Subject and Date and over the whole body. What was signed by another
domain only, or was changed on its way, is refused; a mail without any signature is nobody's word but the agency's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import dkim

from portalgen.analysis.dates.agreement import is_within
from portalgen.authoring.agree.mail import Mail, RefusedError

MOST_SIGNATURES = 5
SIGNED = {b"from", b"subject", b"date"}
ALGORITHMS = {b"rsa-sha256", b"ed25519-sha256"}
KeyRecord = Callable[[str], bytes | None]  # the name of a key record -> its text


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that holds: whose domain signed, and the key record by which it was checked, as it was seen."""

    domain: str
    key: bytes

    @property
    def key_digest(self) -> str:
        """SHA-256 of the key record, in hex."""
        return sha256(self.key).hexdigest()


def signature_of(mail: Mail, key_record: KeyRecord) -> Signature | None:
    """Returns the signature of the sender's domain; None where the mail has no signature.

    Raises RefusedError where it has one that proves nothing.
    """
    reasons: list[str] = []
    for index in range(MOST_SIGNATURES + 1):
        try:
            message = dkim.DKIM(mail.content, minkey=1024)
            prepared = message.verify_headerprep(index)
        except dkim.DKIMException as error:
            raise RefusedError(f"its signature cannot be read: {error}") from None
        if not prepared:
            break
        fields = prepared[0]
        reason = _unfit(fields, mail)
        if reason is None:
            signature = _checked(message, index, fields, key_record)
            if signature:
                return signature
            reason = "its signature does not hold: it was changed on the way, or is not by that domain"
        reasons.append(reason)
    if not reasons:
        return None
    raise RefusedError(reasons[0])


def _unfit(fields: Mapping[bytes, bytes], mail: Mail) -> str | None:
    """Returns why a signature proves nothing, whether it holds or not."""
    domain = _domain(fields)
    if not is_within(mail.domain, domain):
        return f"it was signed by {domain}, and is from {mail.domain}"
    if b"l" in fields:
        return "its signature is over a part of the text only"
    if fields[b"a"] not in ALGORITHMS:
        return "its signature is of a kind that can be forged"
    names = {name.strip().lower() for name in fields[b"h"].split(b":")}
    if not names >= SIGNED:
        return "its signature is not over From, Subject and Date"
    return None


def _checked(
    message: dkim.DKIM,
    index: int,
    fields: Mapping[bytes, bytes],
    key_record: KeyRecord,
) -> Signature | None:
    """Returns a signature that holds; None where it does not. Raises RefusedError where there is no key to check it."""
    seen: list[bytes] = []

    def fetch(name: bytes, timeout: int = 5) -> bytes | None:
        del timeout
        record = key_record(name.decode("ascii"))
        if record:
            seen.append(record)
        return record

    try:
        holds = message.verify(index, dnsfunc=fetch)
    except (dkim.DKIMException, ValueError, IndexError, KeyError):
        holds = False
    if holds:
        return Signature(_domain(fields), seen[-1])
    if not seen:
        raise RefusedError(
            f"the key of {_domain(fields)} was not found: give it with --dkim-key"
        )
    return None


def _domain(fields: Mapping[bytes, bytes]) -> str:
    return fields[b"d"].decode("ascii", errors="replace").lower()
