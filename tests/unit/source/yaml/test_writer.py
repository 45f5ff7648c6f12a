"""How a text is written into a file, so that any reader finds a text."""

import pytest

from portalgen.source.yaml.writer import written
from tests.kit.files.yaml_values import AS_TYPED, values


@pytest.mark.parametrize("text", AS_TYPED)
@pytest.mark.parametrize("in_flow", [True, False])
def test_a_text_that_other_readers_take_for_something_else_is_written_in_quotes(
    text: str, in_flow: bool
) -> None:
    found = written(text, in_flow)
    assert values(f"a: [{found}]" if in_flow else f"a: {found}") == {
        "a": [text] if in_flow else text
    }
    number = (
        "NO",
        "no",
        "Off",
        "on",
        "yes",
        "true",
        "12:30",
        "1.10",
        "012",
        "0o17",
        "0x1F",
        "1e3",
        ".5",
        "2026-03-20",
    )
    if text in number:
        assert found == f'"{text}"'
