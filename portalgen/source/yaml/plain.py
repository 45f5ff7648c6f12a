"""Reads YAML without places, for past revisions: it forgives what the parser has learned to complain of."""

import yaml
from yaml import events as ev

from portalgen.source.files.text import CONTROL
from portalgen.source.yaml.events import DEEPEST, DROPPED, NULLS, events


class Unclear:
    """Stands for what a file does not tell clearly: an alias, a key that stands twice, a control character."""


Plain = dict[str, "Plain"] | list["Plain"] | str | Unclear | None
MERGE = "<<"
# A collection that is being filled, and the key that waits for its value, if one does.
Open = tuple[dict[str, "Plain"] | list["Plain"], list[str]]
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
    opened: list[Open] = []
    documents = 0
    try:
        for event in events(text):
            kind = type(event)
            if kind in _LEAVES:
                root = _put(_leaf(event), opened)
            elif kind in _STARTS:
                opened.append(_opened(kind))
            elif kind in _ENDS:
                closed, _ = opened.pop()
                root = _put(closed, opened)
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
    text: str = event.value
    if event.style == '"' and CONTROL.search(text):  # written as an escape such as "\0"
        return _UNCLEAR
    if text in NULLS and not event.style:
        return None
    return text


def _opened(kind: type[ev.Event]) -> Open:
    if kind is ev.MappingStartEvent:
        return {}, []
    return [], []


def _put(value: Plain, opened: list[Open]) -> Plain:
    """Puts a value where it belongs in the innermost open collection, and returns it."""
    if not opened:
        return value
    inner, keys = opened[-1]
    if isinstance(inner, list):
        inner.append(value)
    elif not keys:
        keys.append(_key(value))
    else:
        key = keys.pop()
        inner[key] = _UNCLEAR if key in inner else value
    return value


def _key(value: Plain) -> str:
    if isinstance(value, str):
        return value
    return "null" if value is None else DROPPED
