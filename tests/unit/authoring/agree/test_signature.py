"""A signature counts where the sender's own domain signed the whole mail, its subject included."""

import pytest

from portalgen.authoring.agree.mail import RefusedError, read_mail
from portalgen.authoring.agree.signature import Signature, signature_of
from tests.kit.clients.mails import (
    DOMAIN,
    SELECTOR,
    ed25519_keys,
    keys,
    mail,
    signed,
    signed_ed25519,
)

PLAIN = mail("[acme/webshop/launch#2-0123abcd agree] Webshop: Launch")


def published(name: str) -> bytes | None:
    """Returns the key record of the one domain that has any."""
    assert name.endswith(".")
    known = {f"{SELECTOR}._domainkey.{DOMAIN}.": keys().record}
    known[f"{SELECTOR}._domainkey.elsewhere.example."] = keys().record
    return known.get(name)


def checked(content: bytes) -> Signature | None:
    return signature_of(read_mail(content), published)


def test_the_senders_domain_signed_and_its_key_is_kept_as_seen() -> None:
    found = checked(signed(PLAIN))
    assert found is not None
    assert (found.domain, found.key) == (DOMAIN, keys().record)
    assert len(found.key_digest) == 64


def test_a_key_of_ed25519_signs_as_well_as_one_of_rsa() -> None:
    content = signed_ed25519(PLAIN)

    def record(name: str) -> bytes:
        del name
        return ed25519_keys().record

    found = signature_of(read_mail(content), record)
    assert found is not None
    assert (found.domain, found.key) == (DOMAIN, ed25519_keys().record)
    changed = content.replace(b"I confirm", b"I do not confirm")
    with pytest.raises(RefusedError, match="does not hold"):
        signature_of(read_mail(changed), record)


def test_both_kinds_on_one_mail_count_by_the_one_whose_key_is_known() -> None:
    found = checked(signed(signed_ed25519(PLAIN)))
    assert found is not None
    assert found.key == keys().record


def test_without_a_signature_there_is_none() -> None:
    assert checked(PLAIN) is None


def test_a_mail_of_a_domain_below_the_one_that_signed_is_its_own() -> None:
    below = mail("s", sender="timo@mail.acme.example")
    found = checked(signed(below))
    assert found is not None


def test_a_second_signature_by_somebody_else_takes_nothing_away() -> None:
    found = checked(signed(signed(PLAIN), domain="elsewhere.example"))
    assert found is not None
    assert found.domain == DOMAIN


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(
            signed(PLAIN, domain="elsewhere.example"),
            "signed by elsewhere.example",
            id="another domain",
        ),
        pytest.param(signed(PLAIN, domain="example"), "signed by example", id="a word"),
        pytest.param(
            signed(PLAIN, seed=2), "does not hold", id="another key than published"
        ),
        pytest.param(
            signed(PLAIN).replace(b"launch", b"design"),
            "does not hold",
            id="another subject",
        ),
        pytest.param(
            signed(PLAIN).replace(b"I confirm", b"I do not confirm"),
            "does not hold",
            id="another text",
        ),
        pytest.param(
            signed(PLAIN) + b"And more.\r\n", "does not hold", id="a longer text"
        ),
        pytest.param(
            signed(PLAIN, with_length=True), "a part of the text", id="a length"
        ),
        pytest.param(
            signed(PLAIN, headers=("from", "date")), "Subject", id="subject not signed"
        ),
        pytest.param(
            b"DKIM-Signature: nonsense\r\n" + PLAIN, "cannot be read", id="nonsense"
        ),
        pytest.param(
            signed(PLAIN).replace(b"a=rsa-sha256", b"a=rsa-sha1"),
            "can be forged",
            id="an old algorithm",
        ),
    ],
)
def test_what_proves_nothing_is_refused_with_a_reason(
    content: bytes, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        checked(content)


def test_from_is_always_signed_or_the_mail_is_refused() -> None:
    whole = signed(PLAIN)
    without = whole.replace(b"h=from : ", b"h=")
    with pytest.raises(RefusedError):
        checked(without)


def test_a_key_that_is_not_found_is_asked_for() -> None:
    with pytest.raises(RefusedError, match="--dkim-key"):
        signature_of(read_mail(signed(PLAIN)), lambda name: None)
