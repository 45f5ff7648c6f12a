"""Texts that are kept and held against what commands print."""

import difflib

from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "acceptance" / "golden"


def assert_golden(name: str, text: str, rewrite: bool) -> None:
    """Fails where a text is not the one that is kept under a name; `pytest --rewrite` keeps the new one."""
    text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    path = GOLDEN / name
    if rewrite:
        path.write_text(text, encoding="utf-8")
    expected = path.read_text(encoding="utf-8")
    difference = "\n".join(
        difflib.unified_diff(expected.splitlines(), text.splitlines(), lineterm="", n=1)
    )
    assert text == expected, f"{name} (if it is meant: pytest --rewrite)\n{difference}"
