"""The events of PyYAML's parser, and what both readers of them agree on."""

from collections.abc import Iterator

import yaml
from yaml.events import Event

DEEPEST = 64
NULLS = {"", "~", "null", "Null", "NULL"}
DROPPED = "\0"  # stands for a key that cannot count; no file can write it
# Only the loader's events are used, never what it constructs.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def events(text: str) -> Iterator[Event]:
    """Yields the events of a text. Raises yaml.YAMLError where it is not YAML."""
    parser = _PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
