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
    content: bytes,
    paths: Sequence[str],
    lookups: Mapping[str, str],
) -> list[Record]:
    """Returns the objects of a list: the document itself, or the first of the paths that leads to one.

    A lookup names a field of the objects that holds an id, and the list of the document whose objects have that id
    and a name: the field then holds the name too. Raises ExportError where there is no such list.
    """
    document = _document(content)
    items = _items(document, paths)
    if items is None:
        where = " or ".join(paths) or "any path"
        known = _keys_of(document)
        raise ExportError(f"it has no list of items under {where}; there are: {known}")
    if len(items) > MOST_RECORDS:
        raise ExportError(f"it has more than {MOST_RECORDS} items")
    names = {field: _names(document, path) for field, path in lookups.items()}
    records = []
    for number, item in enumerate(items, 1):
        pairs = list(_pairs(item))
        more = _looked_up(pairs, names)
        record = gathered(number, more)
        records.append(record)
    return records


def _keys_of(document: Any) -> str:
    """Returns what an export has in the place of a list, for a message."""
    if isinstance(document, dict):
        first = sorted(document)[:12]
        return ", ".join(first)
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
        below = _tag(root)
        raise ExportError(f"it has no elements {which} below {below}")
    found = []
    for number, element in enumerate(elements, 1):
        pairs = _children(element, "", DEEPEST)
        record = gathered(number, pairs)
        found.append(record)
    return found


def _document(content: bytes) -> Any:
    try:
        text = content.decode(encoding_of(content))
        return _loaded(text)
    except UnicodeDecodeError:
        raise ExportError("it is neither UTF-8 nor UTF-16, as JSON is") from None
    except json.JSONDecodeError as error:
        raise ExportError(f"line {error.lineno} is not JSON: {error.msg}") from None
    except (RecursionError, ValueError):
        raise ExportError(
            "it is nested too deeply, or holds a number that is too long"
        ) from None


def _loaded(text: str) -> Any:
    """Returns a document, or a list of the objects of which each line is one."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = text.split("\n")
        filled = [line for line in lines if line.strip()]
        if len(filled) < 2:
            raise
        return [json.loads(line) for line in filled]


def _items(document: Any, paths: Sequence[str]) -> list[Any] | None:
    """Returns the list that a document is, or the first that a path leads to."""
    if isinstance(document, list):
        return document
    for path in paths:
        held = _at(document, path)
        if isinstance(held, list):
            return held
    return None


def _at(document: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(document, dict):
            document = document.get(step)
        else:
            document = None
    return document


def _names(document: Any, path: str) -> dict[str, str]:
    held = _at(document, path)
    if not isinstance(held, list):
        return {}
    names = {}
    for each in held:
        if isinstance(each, dict):
            id_ = str(each.get("id"))
            name = str(each.get("name", ""))
            names[id_] = name
    return names


def _looked_up(pairs: list[Pair], names: Mapping[str, Mapping[str, str]]) -> list[Pair]:
    more = []
    for field, text in pairs:
        known = names.get(field, {})
        if text in known:
            more.append((field, known[text]))
    return more + pairs


def _pairs(
    value: Any,
    path: str = "",
    depth: int = DEEPEST,
) -> Iterator[Pair]:
    """Yields each text below a value with its path: `milestone.title`; what a list holds stands under the list."""
    if value is None:
        return
    if isinstance(value, bool):
        yield path, str(value).lower()
    elif not isinstance(value, Mapping | list):
        yield path, str(value)
    elif depth > 0:
        for name, below in _named_below(value, path):
            yield from _pairs(below, name, depth - 1)


def _named_below(
    value: Mapping[str, Any] | list[Any], path: str
) -> Iterator[tuple[str, Any]]:
    """Yields what stands right below a value, with its path."""
    if isinstance(value, list):
        for each in value:
            yield path, each
        return
    for key, below in value.items():
        if path:
            name = f"{path}.{key}"
        else:
            name = str(key)
        yield name, below


def _tag(element: Element) -> str:
    _, _, name = element.tag.rpartition("}")
    return name


def _elements(element: Element, steps: Sequence[str]) -> list[Element]:
    reached = [element]
    for step in steps:
        below: list[Element] = []
        for each in reached:
            for child in each:
                if _tag(child) == step:
                    below.append(child)
        reached = below
    return reached


def _first_elements(root: Element, paths: Sequence[str]) -> list[Element]:
    """Returns the elements that the first of the paths leads to which leads to any."""
    for path in paths:
        steps = path.split("/")
        elements = _elements(root, steps)
        if elements:
            return elements
    return []


def _children(
    element: Element,
    path: str,
    depth: int,
) -> Iterator[Pair]:
    if depth == 0:
        return
    for child in element:
        tag = _tag(child)
        if path:
            name = f"{path}.{tag}"
        else:
            name = tag
        if len(child):
            yield from _children(child, name, depth - 1)
        else:
            yield name, child.text or ""
