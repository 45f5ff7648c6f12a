"""New files: the package's scaffolds with values in the place of their examples."""

import re
from collections.abc import Mapping
from importlib import resources

from portalgen.authoring.edit.writing import Value, lines_of_item, lines_of_mapping


def scaffold(name: str) -> str:
    """Returns a scaffold as it stands in the package: comments, and an example for each key."""
    return (resources.files("portalgen.authoring.new") / "scaffolds" / name).read_text(
        encoding="utf-8"
    )


def filled(name: str, values: Mapping[str, Value]) -> bytes:
    """Returns a scaffold in which each key that has a value stands in the place of its example.

    The examples of other keys stay, as comments. Raises KeyError for a value that has no place in the scaffold.
    """
    text = scaffold(name)
    for key, value in values.items():
        example = re.compile(rf"^# {key}:.*\n(#  .*\n)*", re.MULTILINE)
        lines = "".join(f"{line}\n" for line in _lines(key, value))
        found = example.search(text)
        if not found:
            raise KeyError(f"{name} has no place for {key}")
        text = text[: found.start()] + lines + text[found.end() :]
    return text.encode()


def _lines(key: str, value: Value) -> list[str]:
    """Returns the lines of a key at the top of a file, the items of a list each on a line of its own."""
    if not isinstance(value, list):
        return lines_of_mapping({key: value}, 1)
    return [f"{key}:", *(line for each in value for line in lines_of_item(each, 3))]
