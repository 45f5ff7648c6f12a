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
    if value is None:
        return "null"
    if isinstance(value, str):
        return written(str(value), in_flow)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        pairs = _pairs(value)
        inside = ", ".join(pairs)
        return f"{{{inside}}}"
    if isinstance(value, Sequence):
        items = []
        for each in value:
            text = bare(each, in_flow=True)
            items.append(text)
        inside = ", ".join(items)
        return f"[{inside}]"
    return str(value)


def in_brackets(value: Value, column: int) -> list[str]:
    """Returns the lines of a value that begins in a column, counted from 1. Only a mapping is ever broken."""
    whole = bare(value, in_flow=True)
    if not isinstance(value, Mapping):
        return [whole]
    last_column = column + len(whole) - 1
    if last_column <= WIDEST:
        return [whole]
    lines = []
    line = "{"
    is_first = True
    for pair in _pairs(value):
        end = column + len(line) + len(pair)
        is_too_wide = end > WIDEST
        if is_too_wide and not is_first:
            lines.append(line.rstrip())
            line = " " * column
        line += f"{pair}, "
        is_first = False
    last = line.removesuffix(", ")
    lines.append(f"{last}}}")
    return lines


def _pairs(value: Mapping[str, Value]) -> list[str]:
    pairs = []
    for key, below in value.items():
        text = bare(below, in_flow=True)
        pairs.append(f"{key}: {text}")
    return pairs


def lines_of_mapping(value: Mapping[str, Value], column: int) -> list[str]:
    """Returns the lines of a mapping whose keys begin in a column, a key a line."""
    margin = " " * (column - 1)
    lines = []
    for key, below in value.items():
        text = bare(below)
        lines.append(f"{margin}{key}: {text}")
    return lines


def lines_of_item(
    value: Value,
    column: int,
    gap: int = 1,
    with_brackets: bool = False,
) -> list[str]:
    """Returns the lines of a list item whose dash stands in a column, a number of spaces behind it."""
    margin = " " * (column - 1)
    blanks = " " * gap
    dash = f"{margin}-{blanks}"
    if not isinstance(value, Mapping) or not value:
        return [dash + bare(value)]
    inside = column + 1 + gap
    if with_brackets:
        lines = in_brackets(value, inside)
    else:
        lines = lines_of_mapping(value, inside)
    first = lines[0].lstrip()
    lines[0] = dash + first
    return lines
