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
    items = document if isinstance(document, list) else _first_list(document, paths)
    if items is None:
        where = " or ".join(paths) or "any path"
        known = _keys_of(document)
        raise ExportError(f"it has no list of items under {where}; there are: {known}")
    if len(items) > MOST_RECORDS:
        raise ExportError(f"it has more than {MOST_RECORDS} items")
    names = {field: _names(document, path) for field, path in lookups.items()}
    records = []
    for number, item in enumerate(items, 1):
        pairs = _looked_up(list(_pairs(item)), names)
        records.append(gathered(number, pairs))
    return records


def _keys_of(document: Any) -> str:
    """Returns what an export has in the place of a list, for a message."""
    if isinstance(document, dict):
        return ", ".join(sorted(document)[:12])
    return type(document).__name__


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
    elements = _first_elements(root, paths)
    if not elements:
        which = " or ".join(paths) or "of any path"
        raise ExportError(f"it has no elements {which} below {_tag(root)}")
    return [
        gathered(number, _children(element, "", DEEPEST))
        for number, element in enumerate(elements, 1)
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
    for path in paths:
        held = _at(document, path)
        if isinstance(held, list):
            return held
    return None


def _at(document: Any, path: str) -> Any:
    for step in path.split("."):
        document = document.get(step) if isinstance(document, dict) else None
    return document


def _names(document: Any, path: str) -> dict[str, str]:
    held = _at(document, path)
    if not isinstance(held, list):
        return {}
    names = {}
    for each in held:
        if isinstance(each, dict):
            id_ = str(each.get("id"))
            names[id_] = str(each.get("name", ""))
    return names


def _looked_up(pairs: list[Pair], names: Mapping[str, Mapping[str, str]]) -> list[Pair]:
    more = []
    for field, text in pairs:
        known = names.get(field, {})
        if text in known:
            more.append((field, known[text]))
    return more + pairs


def _pairs(value: Any, path: str = "", depth: int = DEEPEST) -> Iterator[Pair]:
    """Yields each text below a value with its path: `milestone.title`; what a list holds stands under the list."""
    if value is None:
        return
    if isinstance(value, bool):
        yield path, str(value).lower()
    elif not isinstance(value, Mapping | list):
        yield path, str(value)
    elif depth > 0:
        for name, below in _below(value, path):
            yield from _pairs(below, name, depth - 1)


def _below(held: Mapping[str, Any] | list[Any], path: str) -> Iterator[tuple[str, Any]]:
    """Yields what a mapping or a list holds, each with its path."""
    if isinstance(held, list):
        for each in held:
            yield path, each
        return
    for key, each in held.items():
        name = f"{path}.{key}" if path else str(key)
        yield name, each


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _elements(element: Element, steps: Sequence[str]) -> list[Element]:
    reached = [element]
    for step in steps:
        below: list[Element] = []
        for each in reached:
            below += [child for child in each if _tag(child) == step]
        reached = below
    return reached


def _first_elements(root: Element, paths: Sequence[str]) -> list[Element]:
    """Returns the elements that the first of the paths leads to which leads to any."""
    for path in paths:
        elements = _elements(root, path.split("/"))
        if elements:
            return elements
    return []


def _children(element: Element, path: str, depth: int) -> Iterator[Pair]:
    if depth == 0:
        return
    for child in element:
        tag = _tag(child)
        name = f"{path}.{tag}" if path else tag
        if len(child):
            yield from _children(child, name, depth - 1)
        else:
            yield name, child.text or ""
