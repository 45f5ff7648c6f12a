"""Values as YAML text, in the two ways in which people write it: on lines of their own, and in brackets."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from portalgen.source.yaml.writer import written

Value = (
    None | bool | int | Decimal | date | str | Sequence["Value"] | Mapping[str, "Value"]
)
WIDEST = 120  # columns, where a value in brackets begins a new line


def bare(value: Value, in_flow: bool = False) -> str:
    """Returns a value on one line; lists and mappings stand in brackets, and so does all inside of them."""
    if isinstance(value, str):
        return written(str(value), in_flow)
    if isinstance(value, Mapping):
        return "{" + ", ".join(_pairs(value)) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(bare(each, in_flow=True) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)


def in_brackets(value: Value, column: int) -> list[str]:
    """Returns the lines of a value that begins in a column, counted from 1. Only a mapping is ever broken."""
    whole = bare(value, in_flow=True)
    if not isinstance(value, Mapping) or column + len(whole) - 1 <= WIDEST:
        return [whole]
    lines = []
    line = "{"
    for pair in _pairs(value):
        if line.strip() not in {"", "{"} and column + len(line) + len(pair) > WIDEST:
            lines.append(line.rstrip())
            line = " " * column
        line += f"{pair}, "
    return [*lines, line.removesuffix(", ") + "}"]


def _pairs(value: Mapping[str, Value]) -> list[str]:
    return [f"{key}: {bare(below, in_flow=True)}" for key, below in value.items()]


def lines_of_mapping(value: Mapping[str, Value], column: int) -> list[str]:
    """Returns the lines of a mapping whose keys begin in a column, a key a line."""
    return [
        " " * (column - 1) + f"{key}: {bare(below)}" for key, below in value.items()
    ]


def lines_of_item(
    value: Value, column: int, gap: int = 1, with_brackets: bool = False
) -> list[str]:
    """Returns the lines of a list item whose dash stands in a column, a number of spaces behind it."""
    start = " " * (column - 1) + "-" + " " * gap
    if not isinstance(value, Mapping) or not value:
        return [start + bare(value)]
    inside = column + 1 + gap
    first, *more = (
        in_brackets(value, inside) if with_brackets else lines_of_mapping(value, inside)
    )
    return [start + first.lstrip(), *more]
