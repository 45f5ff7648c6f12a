"""New files: the package's scaffolds with values in the place of their examples."""

import re
from collections.abc import Mapping
from importlib import resources

from portalgen.authoring.edit.writing import Value, lines_of_item, lines_of_mapping


def scaffold(name: str) -> str:
    """Returns a scaffold as it stands in the package: comments, and an example for each key."""
    folder = resources.files("portalgen.authoring.new") / "scaffolds"
    file = folder / name
    return file.read_text(encoding="utf-8")


def filled(name: str, values: Mapping[str, Value]) -> bytes:
    """Returns a scaffold in which each key that has a value stands in the place of its example.

    The examples of other keys stay, as comments. Raises KeyError for a value that has no place in the scaffold.
    """
    text = scaffold(name)
    for key, value in values.items():
        example = _example(key, text)
        if not example:
            raise KeyError(f"{name} has no place for {key}")
        start = example.start()
        end = example.end()
        above = text[:start]
        below = text[end:]
        lines = _lines(key, value)
        written = "\n".join(lines)
        text = f"{above}{written}\n{below}"
    return text.encode()


def _example(key: str, text: str) -> re.Match[str] | None:
    """Returns where a scaffold has the example of a key: a comment, and those below it that go on."""
    pattern = rf"^# {key}:.*\n(#  .*\n)*"
    return re.search(pattern, text, re.MULTILINE)


def _lines(key: str, value: Value) -> list[str]:
    """Returns the lines of a key at the top of a file, the items of a list each on a line of its own."""
    if not isinstance(value, list):
        return lines_of_mapping({key: value}, 1)
    lines = [f"{key}:"]
    for item in value:
        lines += lines_of_item(item, 3)
    return lines
