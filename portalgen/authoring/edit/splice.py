"""Changes to a YAML file at the places that its parser names: every byte that is no part of the change stays.

Each change is read back before it is returned: what the file then says differs exactly by the change, or the change is
refused. So no way of writing YAML, however odd, can make an edit mean something else.
"""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence as Names
from typing import Any

from portalgen.authoring.edit.sheet import Edit, sheet
from portalgen.authoring.edit.writing import Value, bare
from portalgen.authoring.edit.yaml_page import Page, Path, SpliceError
from portalgen.diagnostics import Diagnostic
from portalgen.source.files.text import decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence, plain


def with_value(
    file: str,
    content: bytes,
    path: Path,
    value: Value,
    below: Names[str] = (),
) -> bytes:
    """Returns a file's content with a value at a path that ends in a key.

    Where the key is missing it is added, below the first of the keys named that its mapping has, else at its end.
    Raises SpliceError.
    """
    page = _read(file, content)
    mapping = page.mapping(path[:-1])
    key = str(path[-1])
    if mapping is None:
        edits = page.begin(key, value)
    elif key in mapping.values:
        edits = page.exchange(mapping, key, value)
    else:
        edits = page.add(
            mapping,
            key,
            value,
            below,
        )
    return _spliced(
        page,
        edits,
        path,
        value,
    )


def with_item(
    file: str,
    content: bytes,
    path: Path,
    item: Value,
) -> bytes:
    """Returns a file's content with an item at the end of the list at a path that ends in the list's key.

    It is written as the list's last item is, else as items of other lists under such a key. A list that is missing or
    empty begins with it. Raises SpliceError.
    """
    page = _read(file, content)
    mapping = page.mapping(path[:-1])
    key = str(path[-1])
    held = None
    if mapping is not None:
        held = mapping.values.get(key)
    if isinstance(held, Sequence) and held.items:
        edits = page.append(held, item)
        meant = [*plain(held), _as_read(item)]
    else:
        edits = _first_item(page, mapping, key, item)
        meant = [item]
    return _spliced(page, edits, path, meant)


def _first_item(
    page: Page,
    mapping: Mapping | None,
    key: str,
    item: Value,
) -> list[Edit]:
    """Returns the edits that begin a list with an item. Raises SpliceError where something else stands there."""
    if mapping is None:
        return page.begin(key, [item])
    held = mapping.values.get(key)
    if held is None:
        return page.add(mapping, key, [item])
    if not _is_empty(held):
        raise page.refusal(held.place, f"{key} is no list")
    return page.fill(mapping, key, held, item)


def _is_empty(node: Node) -> bool:
    """Tells whether a list without items, or nothing at all, stands behind a key."""
    if isinstance(node, Sequence):
        return not node.items
    return isinstance(node, Scalar) and node.text is None


def _read(file: str, content: bytes) -> Page:
    source = decode(file, content)
    if isinstance(source, Diagnostic):
        raise SpliceError(f"{file}: {source.message}; run portalgen check")
    tree, wrong = parse(source)
    if wrong:
        raise SpliceError(
            f"{file} has errors, so it is not changed; run portalgen check"
        )
    return Page(source, sheet(content), tree)


def _spliced(
    page: Page,
    edits: list[Edit],
    path: Path,
    value: Value,
) -> bytes:
    """Returns the content with edits, once it is seen that it says what is meant."""
    content = page.sheet.edited(edits)
    before = None
    if page.tree:
        before = plain(page.tree)
    read = _as_read(value)
    meant = _changed(before, path, read)
    if not _says(page.source.file, content, meant):
        line, _ = min(edits).start
        where = f"{page.source.file}:{line}"
        help_ = "change it by hand"
        raise SpliceError(
            f"{where}: what is written here cannot be changed safely; {help_}"
        )
    return content


def _says(
    file: str,
    content: bytes,
    meant: Any,
) -> bool:
    """Tells whether a content can be read, and says what is meant."""
    source = decode(file, content)
    if isinstance(source, Diagnostic):
        return False
    tree, wrong = parse(source)
    if wrong or tree is None:
        return False
    said = _ended(plain(tree))
    wanted = _ended(meant)
    return bool(said == wanted)


def _as_read(value: Value) -> Any:
    """Returns a value as a reader of the file finds it: texts, lists and mappings."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Pairs):
        return {key: _as_read(below) for key, below in value.items()}
    if isinstance(value, Names):
        return [_as_read(each) for each in value]
    return bare(value)


def _ended(whole: Any) -> Any:
    """Returns plain values without line ends that close texts: a text below `|` gains one where a line follows it."""
    if isinstance(whole, str):
        return whole.rstrip("\n")
    if isinstance(whole, dict):
        return {key: _ended(value) for key, value in whole.items()}
    if isinstance(whole, list):
        return [_ended(each) for each in whole]
    return whole


def _changed(
    whole: Any,
    path: Path,
    value: Any,
) -> Any:
    """Returns plain values with another value at a path."""
    if not path:
        return value
    step = path[0]
    below = path[1:]
    if isinstance(whole, list) and isinstance(step, int):
        changed = list(whole)
        held = whole[step]
        changed[step] = _changed(held, below, value)
        return changed
    keys = dict(whole or {})
    held = keys.get(step)
    keys[step] = _changed(held, below, value)
    return keys
