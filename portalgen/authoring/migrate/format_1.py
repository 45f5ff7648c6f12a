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
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})", re.ASCII)


def days(kind: FileKind, tree: Keys) -> Iterator[tuple[Place, str] | Diagnostic]:
    """Yields each value that stands for a day and is not written as one: its place and the day, or the doubt."""
    for key, scalar in values_of_days(kind, tree):
        if _is_left(scalar):
            continue
        meant = meanings(str(scalar.text))
        if len(meant) == 1:
            yield scalar.place, meant[0].isoformat()
        elif meant:
            either = " or ".join(str(day) for day in meant)
            text = shown(scalar.text)
            says = f"{key}: {text} may be {either}"
            help_ = "write the day that is meant"
            yield problem(
                "PG203",
                says,
                scalar.place,
                help_,
            )


def values_of_days(kind: FileKind, tree: Keys) -> Iterator[tuple[str, Scalar]]:
    """Yields each value of a file that stands where a day may stand, with its key."""
    whole = schema(kind)
    definitions = whole.get("definitions", {})
    yield from _days(
        tree,
        whole,
        definitions,
        "",
    )


def meanings(text: str) -> list[date]:
    """Returns the days that a text may mean, the earliest first; none where it is no day with a year of four digits.

    >>> [str(day) for day in meanings("3/4/2026")], meanings("31.11.2026")
    (['2026-03-04', '2026-04-03'], [])
    """
    bare = text.strip(_QUOTES)
    match = _WRITTEN.fullmatch(bare)
    if not match:
        return []
    one, separator, two, three = match.groups()
    days_ = set()
    if len(one) == 4:
        days_.add(_day(one, two, three))
    elif len(three) == 4:
        days_.add(_day(three, two, one))
        if separator != ".":
            days_.add(_day(three, one, two))
    found = []
    for day in days_:
        if day:
            found.append(day)
    return sorted(found)


def _day(
    year: str,
    month: str,
    day: str,
) -> date | None:
    try:
        written = f"{year}-{month:0>2}-{day:0>2}"
        return parse_day(written)
    except ValueError:
        return None


def _is_left(scalar: Scalar) -> bool:
    """Tells whether a value is a day already, or goes on in another line."""
    text = str(scalar.text)
    if _PLAIN.fullmatch(text):
        return True
    place = scalar.place
    start = place.column - 1
    end = start + place.width
    typed = place.text[start:end]
    return typed.strip("'\"") != text


def _days(
    node: Node,
    spelt: Json,
    definitions: Mapping[str, Json],
    key: str,
) -> Iterator[tuple[str, Scalar]]:
    """Yields the scalars that a schema wants to be days, each with its key."""
    shapes = _shapes(spelt, definitions)
    if isinstance(node, Scalar):
        if node.text is not None and _may_be_day(shapes):
            yield key, node
        return
    for shape in shapes:
        if isinstance(node, Keys):
            yield from _days_under(node, shape, definitions)
        elif "items" in shape:
            yield from _days_listed(
                node,
                shape["items"],
                definitions,
                key,
            )


def _shapes(spelt: Json, definitions: Mapping[str, Json]) -> list[Json]:
    """Returns what a schema allows at a place, the definitions that it refers to in their place."""
    shapes = [_resolved(spelt, definitions)]
    for each in spelt.get("anyOf", ()):
        shape = _resolved(each, definitions)
        shapes.append(shape)
    return shapes


def _may_be_day(shapes: list[Json]) -> bool:
    return any(shape.get("format") == "date" for shape in shapes)


def _days_listed(
    listed: Sequence,
    spelt: Json,
    definitions: Mapping[str, Json],
    key: str,
) -> Iterator[tuple[str, Scalar]]:
    """Yields the scalars in a list's items that a schema wants to be days, with the list's key."""
    for item in listed.items:
        yield from _days(
            item,
            spelt,
            definitions,
            key,
        )


def _days_under(
    node: Keys,
    shape: Json,
    definitions: Mapping[str, Json],
) -> Iterator[tuple[str, Scalar]]:
    """Yields the scalars below the keys of a mapping that a schema wants to be days."""
    known = shape.get("properties", {})
    for name, value in node.values.items():
        if name in known:
            yield from _days(
                value,
                known[name],
                definitions,
                name,
            )


def _resolved(spelt: Json, definitions: Mapping[str, Json]) -> Json:
    if "$ref" not in spelt:
        return spelt
    reference = spelt["$ref"]
    _, _, name = reference.rpartition("/")
    return definitions[name]
