"""The code of a reply: written by a page, read out of a subject, and nothing else is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.model.record.reply import Answer, ReplyCode, code_of

CODE = ReplyCode("acme", "webshop", "launch", 12, "0123abcd", Answer.AGREE)
ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)


@given(
    one=st.builds(
        ReplyCode,
        ids,
        ids,
        ids,
        st.integers(0, 99_999),
        st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
        st.sampled_from(Answer),
    )
)
def test_what_is_written_is_read(one: ReplyCode) -> None:
    assert code_of(f"{one.written} Webshop: Launch") == one


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Webshop: Launch",
        f"Re: {CODE.written} Webshop: Launch",
        f"VS: {CODE.written}",
        f"{CODE.written} {CODE.written}",
        CODE.written.replace("agree", "agreed"),
        CODE.written.replace("acme", "ACME"),
        CODE.written.replace("webshop", "../webshop"),
        CODE.written[:-1],
    ],
)
def test_another_subject_has_no_code(subject: str) -> None:
    assert code_of(subject) is None
