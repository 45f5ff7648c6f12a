"""Scalars of YAML that other readers take for something else, and what a text holds."""

from typing import Any

from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import plain
from tests.kit.files.memory import source

AS_TYPED = (
    *(
        "NO",
        "no",
        "on",
        "Off",
        "yes",
        "y",
        "true",
        "12:30",
        "1:30:00",
        "1.10",
        "012",
        "0o17",
        "0x1F",
        "1e3",
        "1_000",
    ),
    *(
        ".5",
        "2026-03-20",
        "2026-13-01",
        "+358 40 123",
        "-.inf",
        ".NaN",
        "=",
        "<",
        "1.2.3",
        "nullify",
        "~/work",
        "a%b",
    ),
)


def values(text: str) -> Any:
    """Returns what a text holds; nothing may be wrong with it."""
    tree, wrong = parse(source(text))
    assert wrong == []
    assert tree is not None
    return plain(tree)
