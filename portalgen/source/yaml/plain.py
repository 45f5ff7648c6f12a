"""Reads YAML without places, for past revisions: it forgives what the parser has learned to complain of."""

import yaml
from yaml import events as ev

from portalgen.source.files.text import CONTROL
from portalgen.source.yaml.events import DEEPEST, DROPPED, NULLS, events


class Unclear:
    """Stands for what a file does not tell clearly: an alias, a key that stands twice, a control character."""


Plain = dict[str, "Plain"] | list["Plain"] | str | Unclear | None
MERGE = "<<"
_UNCLEAR = Unclear()
_STARTS = {ev.MappingStartEvent, ev.SequenceStartEvent}
_ENDS = {ev.MappingEndEvent, ev.SequenceEndEvent}
_LEAVES = {ev.ScalarEvent, ev.AliasEvent}


def plain_values(text: str) -> Plain:
    """Returns a text's values as typed, without their places; None where it holds none.

    It reads past revisions: it forgives what `parse` has learned to complain of, and takes a third of the time. Raises
    ValueError where the text is not YAML, holds a second document or is nested too deep.
    """
    root: Plain = None
    opened: list[
        tuple[dict[str, Plain] | list[Plain], list[str]]
    ] = []  # each with the key that waits for its value
    documents = 0
    try:
        for event in events(text):
            kind = type(event)
            if kind in _LEAVES:
                root = _put(_leaf(event), opened)
            elif kind in _STARTS:
                opened.append(({} if kind is ev.MappingStartEvent else [], []))
            elif kind in _ENDS:
                root = _put(opened.pop()[0], opened)
            elif kind is ev.DocumentStartEvent:
                documents += 1
            if len(opened) > DEEPEST or documents > 1:
                raise ValueError("nested too deep, or a second document")
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return root


def _leaf(event: ev.Event) -> Plain:
    if not isinstance(event, ev.ScalarEvent):
        return _UNCLEAR
    if event.style == '"' and CONTROL.search(
        event.value
    ):  # written as an escape such as "\0"
        return _UNCLEAR
    return event.value if event.style or event.value not in NULLS else None


def _put(
    value: Plain, opened: list[tuple[dict[str, Plain] | list[Plain], list[str]]]
) -> Plain:
    """Puts a value where it belongs in the innermost open collection, and returns it."""
    if not opened:
        return value
    inner, keys = opened[-1]
    if isinstance(inner, list):
        inner.append(value)
    elif not keys:
        keys.append(
            value
            if isinstance(value, str)
            else DROPPED
            if value is not None
            else "null"
        )
    else:
        key = keys.pop()
        inner[key] = _UNCLEAR if key in inner else value
    return value
