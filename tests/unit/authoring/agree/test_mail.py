"""Mails are read where a client wrote them by a link of the portal, and refused where they may be anything else."""

import pytest

from portalgen.authoring.agree.mail import (
    LARGEST_MAIL,
    LONGEST_TEXT,
    RefusedError,
    read_mail,
)
from portalgen.model.record.reply import code_of
from tests.kit.clients.mails import mail

CODE = "[acme/webshop/launch#2-0123abcd agree]"
SUBJECT = f"{CODE} Webshop: Launch"


def test_a_mail_says_who_sent_it_when_and_what() -> None:
    found = read_mail(mail(SUBJECT, text="I agree.\r\n> quoted\r\n--\r\nTimo"))
    assert (found.sender, found.domain) == ("timo@acme.example", "acme.example")
    assert found.subject == SUBJECT
    assert found.sent.isoformat() == "2026-11-20T09:00:00+02:00"
    assert found.text == "I agree."
    assert code_of(found.subject) is not None


@pytest.mark.parametrize(
    "more",
    [
        "Content-Type: text/plain; charset=x-no-such-charset\r\n",
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: x-odd\r\n",
        "Content-Type: nonsense\r\n",
        "Content-Type: multipart/mixed\r\n",
    ],
)
def test_odd_encodings_end_in_a_text_that_can_be_shown(more: str) -> None:
    found = read_mail(mail(SUBJECT, more=more))
    assert found.sender == "timo@acme.example"
    assert not found.text or found.text.isprintable()


def test_an_encoded_subject_is_read() -> None:
    found = read_mail(mail(f"{CODE} =?utf-8?q?K=C3=A4ytt=C3=B6=C3=B6notto?="))
    assert found.subject == f"{CODE} Käyttöönotto"


def test_text_of_html_is_read_without_its_markup_and_no_more_than_is_kept() -> None:
    html = "Content-Type: text/html; charset=utf-8\r\n"
    found = read_mail(mail(SUBJECT, more=html, text="<p>I <b>agree</b> &amp; sign</p>"))
    assert found.text == "I agree & sign"
    assert len(read_mail(mail(SUBJECT, text="a" * 9_000)).text) == LONGEST_TEXT


NESTED = "".join(
    f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n'
    for n in range(200)
)
INSIDE = (
    'Content-Type: multipart/mixed; boundary="x"\r\n',
    "--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nhi\r\n--x--",
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "no line From", id="nothing"),
        pytest.param(b"\x00\xff\xfe" * 50, "headers are damaged", id="no mail"),
        pytest.param(b"a" * (LARGEST_MAIL + 1), "larger than", id="huge"),
        pytest.param(
            mail(
                SUBJECT,
                more='Content-Type: multipart/mixed; boundary="b0"\r\n',
                text=NESTED,
            ),
            "too many parts",
            id="nested",
        ),
        pytest.param(
            mail(SUBJECT, more="From: eve@elsewhere.example\r\n"),
            "2 lines From",
            id="two lines From",
        ),
        pytest.param(
            mail(SUBJECT, more=f"Subject: {SUBJECT}\r\n"),
            "2 lines Subject",
            id="two subjects",
        ),
        pytest.param(
            mail(SUBJECT, more="Date: Fri, 20 Nov 2026 09:00:00 +0200\r\n"),
            "2 lines Date",
            id="two dates",
        ),
        pytest.param(
            mail(SUBJECT, sender="timo@acme.example, eve@elsewhere.example"),
            "not from one address",
            id="two senders",
        ),
        pytest.param(
            mail(SUBJECT, sender="timo@acme.example <eve"), "From", id="damaged sender"
        ),
        pytest.param(
            mail(SUBJECT, sender="=?utf-8?q?timo=40acme.example?="),
            "From",
            id="an address in code",
        ),
        pytest.param(mail(SUBJECT, sender="тимо@acme.example"), "From", id="no ASCII"),
        pytest.param(mail(SUBJECT, date="yesterday"), "no date", id="no date"),
        pytest.param(
            mail(SUBJECT, more="In-Reply-To: <1@agency.example>\r\n"),
            "answers another mail",
            id="an answer",
        ),
        pytest.param(
            mail(SUBJECT, more="References: <1@agency.example>\r\n"),
            "answers another mail",
            id="in a thread",
        ),
        pytest.param(
            mail(SUBJECT, more="Resent-From: eve@elsewhere.example\r\n"),
            "forwarded",
            id="sent on",
        ),
        pytest.param(
            mail(SUBJECT, more=INSIDE[0], text=INSIDE[1]),
            "another mail inside",
            id="a mail in it",
        ),
        pytest.param(
            mail(SUBJECT, more="Auto-Submitted: auto-replied\r\n"),
            "automatic",
            id="out of office",
        ),
    ],
)
def test_what_may_be_anything_else_is_refused_with_a_reason(
    content: bytes, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_mail(content)
