"""Trees: JSON (a document, or one object a line) and XML."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from portalgen.authoring.trackers.records import (
    MOST_RECORDS,
    ExportError,
    Record,
    encoding_of,
    gathered,
)

DEEPEST = 4  # `milestone.dueOn`, and little more, is what a mapping names
Pair = tuple[str, str]


def read_json(
    content: bytes, paths: Sequence[str], lookups: Mapping[str, str]
) -> list[Record]:
    """Returns the objects of a list: the document itself, or the first of the paths that leads to one.

    A lookup names a field of the objects that holds an id, and the list of the document whose objects have that id
    and a name: the field then holds the name too. Raises ExportError where there is no such list.
    """
    document = _document(content)
    found = document if isinstance(document, list) else _first_list(document, paths)
    if found is None:
        if isinstance(document, dict):
            known = ", ".join(sorted(document)[:12])
        else:
            known = type(document).__name__
        raise ExportError(
            f"it has no list of items under {' or '.join(paths) or 'any path'}; there are: {known}"
        )
    if len(found) > MOST_RECORDS:
        raise ExportError(f"it has more than {MOST_RECORDS} items")
    names = {field: _names(document, path) for field, path in lookups.items()}
    return [
        gathered(number, _looked_up(list(_pairs(item)), names))
        for number, item in enumerate(found, 1)
    ]


def read_xml(content: bytes, paths: Sequence[str]) -> list[Record]:
    """Returns the elements that the first of the paths leads to, below the root. Namespaces do not count.

    Raises ExportError where there are none, and for anything that could make a parser read or expand something else.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise ExportError(
            "it declares entities or a document type, which no tracker's export needs"
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise ExportError(f"it is not XML: {error}") from None
    found = next(
        (each for path in paths if (each := _elements(root, path.split("/")))), []
    )
    if not found:
        raise ExportError(
            f"it has no elements {' or '.join(paths) or 'of any path'} below {_tag(root)}"
        )
    return [
        gathered(number, _children(element, "", DEEPEST))
        for number, element in enumerate(found, 1)
    ]


def _document(content: bytes) -> Any:
    try:
        text = content.decode(encoding_of(content))
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            lines = [line for line in text.split("\n") if line.strip()]
            if len(lines) < 2:
                raise
            return [json.loads(line) for line in lines]
    except UnicodeDecodeError:
        raise ExportError("it is neither UTF-8 nor UTF-16, as JSON is") from None
    except json.JSONDecodeError as error:
        raise ExportError(f"line {error.lineno} is not JSON: {error.msg}") from None
    except (RecursionError, ValueError):
        raise ExportError(
            "it is nested too deeply, or holds a number that is too long"
        ) from None


def _first_list(document: Any, paths: Sequence[str]) -> list[Any] | None:
    return next(
        (found for path in paths if isinstance(found := _at(document, path), list)),
        None,
    )


def _at(document: Any, path: str) -> Any:
    for step in path.split("."):
        document = document.get(step) if isinstance(document, dict) else None
    return document


def _names(document: Any, path: str) -> dict[str, str]:
    found = _at(document, path)
    if isinstance(found, list):
        objects = [each for each in found if isinstance(each, dict)]
    else:
        objects = []
    return {str(each.get("id")): str(each.get("name", "")) for each in objects}


def _looked_up(pairs: list[Pair], names: Mapping[str, Mapping[str, str]]) -> list[Pair]:
    more = [
        (field, names[field][text])
        for field, text in pairs
        if field in names and text in names[field]
    ]
    return more + pairs


def _pairs(value: Any, path: str = "", depth: int = DEEPEST) -> Iterator[Pair]:
    """Yields each text below a value with its path: `milestone.title`; what a list holds stands under the list."""
    if isinstance(value, Mapping):
        for key, below in value.items() if depth else ():
            yield from _pairs(below, f"{path}.{key}" if path else str(key), depth - 1)
    elif isinstance(value, list):
        for each in value if depth else ():
            yield from _pairs(each, path, depth - 1)
    elif value is not None:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _elements(element: Element, steps: Sequence[str]) -> list[Element]:
    found = [element]
    for step in steps:
        found = [child for each in found for child in each if _tag(child) == step]
    return found


def _children(element: Element, path: str, depth: int) -> Iterator[Pair]:
    for child in element if depth else ():
        name = f"{path}.{_tag(child)}" if path else _tag(child)
        if len(child):
            yield from _children(child, name, depth - 1)
        else:
            yield name, child.text or ""
