"""From format 0, files without a format, to format 1: days as people write them become YEAR-MONTH-DAY.

Only where they can mean one day: `20.3.2026` is the 20th of March wherever points are written (CLDR), and `3/20/2026`
can be nothing else. `3/4/2026` is April to one reader and March to another: it is left, and told.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import parse_day, shown
from portalgen.model.fields.spelling import Json
from portalgen.source.schema.schema import FileKind, schema
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import Node, Scalar, Sequence

_QUOTES = "“”„‘’'\" "
_WRITTEN = re.compile(r"(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})", re.ASCII)


def days(kind: FileKind, tree: Keys) -> Iterator[tuple[Place, str] | Diagnostic]:
    """Yields each value that stands for a day and is not written as one: its place and the day, or the doubt."""
    for key, scalar in values_of_days(kind, tree):
        meant = [] if _is_left(scalar) else meanings(str(scalar.text))
        if len(meant) == 1:
            yield scalar.place, meant[0].isoformat()
        elif meant:
            says = f"{key}: {shown(scalar.text)} may be {' or '.join(map(str, meant))}"
            yield problem("PG203", says, scalar.place, "write the day that is meant")


def values_of_days(kind: FileKind, tree: Keys) -> Iterator[tuple[str, Scalar]]:
    """Yields each value of a file that stands where a day may stand, with its key."""
    whole = schema(kind)
    yield from _days(tree, whole, whole.get("definitions", {}), "")


def meanings(text: str) -> list[date]:
    """Returns the days that a text may mean, the earliest first; none where it is no day with a year of four digits.

    >>> [str(day) for day in meanings("3/4/2026")], meanings("31.11.2026")
    (['2026-03-04', '2026-04-03'], [])
    """
    found = _WRITTEN.fullmatch(text.strip(_QUOTES))
    if not found:
        return []
    one, separator, two, three = found.groups()
    if len(one) == 4:
        orders = [(one, two, three)]
    elif len(three) == 4:
        if separator == ".":
            orders = [(three, two, one)]
        else:
            orders = [(three, two, one), (three, one, two)]
    else:
        return []
    return sorted({day for order in orders if (day := _day(*order))})


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return parse_day(f"{year}-{month:0>2}-{day:0>2}")
    except ValueError:
        return None


def _is_left(scalar: Scalar) -> bool:
    """Tells whether a value is a day already, or goes on in another line."""
    text = str(scalar.text)
    place = scalar.place
    typed = place.text[place.column - 1 : place.column - 1 + place.width]
    return (
        typed.strip("'\"") != text
        or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is not None
    )


def _days(
    node: Node, spelt: Json, definitions: Mapping[str, Json], key: str
) -> Iterator[tuple[str, Scalar]]:
    """Yields the scalars that a schema wants to be days, each with its key."""
    shapes = [_resolved(each, definitions) for each in (spelt, *spelt.get("anyOf", ()))]
    if isinstance(node, Scalar):
        if node.text is not None and any(
            each.get("format") == "date" for each in shapes
        ):
            yield key, node
        return
    for shape in shapes:
        if isinstance(node, Sequence) and "items" in shape:
            for item in node.items:
                yield from _days(item, shape["items"], definitions, key)
        elif isinstance(node, Keys):
            known = shape.get("properties", {})
            for name, value in node.values.items():
                if name in known:
                    yield from _days(value, known[name], definitions, name)


def _resolved(spelt: Json, definitions: Mapping[str, Json]) -> Json:
    return definitions[spelt["$ref"].rpartition("/")[2]] if "$ref" in spelt else spelt
