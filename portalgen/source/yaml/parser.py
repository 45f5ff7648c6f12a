"""Reads YAML: the core of YAML 1.2, without tags, anchors, merges and second documents.

The tree is built from the parser's events rather than by its composer: events carry styles, tags and anchors,
and building is a loop with a stack of its own, so that no nesting, however deep, can overflow.
"""

import re
from dataclasses import dataclass

import yaml
from yaml import events as ev

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import Typed, quoted, shown
from portalgen.source.files.text import CONTROL, SourceText
from portalgen.source.yaml.events import DEEPEST, DROPPED, NULLS, events
from portalgen.source.yaml.syntax import Complaint, explained, in_quotes, strange_blank
from portalgen.source.yaml.tree import NOWHERE, Mapping, Mark, Node, Scalar, Sequence

_COMMENT = re.compile(r"[ \t]+(#.*)$")


@dataclass
class _Open:
    """A collection that is being filled; `key` waits for its value."""

    node: Mapping | Sequence
    key: str | None = None
    in_flow: bool = False  # it stands in brackets
    ran_on: bool = False  # a key came again: the dash of the next item may be missing

    def add(self, child: Node, builder: "_Builder") -> None:
        if isinstance(self.node, Sequence):
            self.node.items.append(child)
        elif self.key is None:
            self.key = builder.key_of(child, self.node, self)
        else:
            if self.key != DROPPED:
                self.node.values[self.key] = child
            self.key = None


class _StopError(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Builder:
    """Builds one document's tree from events and collects what is wrong with it."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.documents = 0
        self.quoted: Place | None = None

    def place(self, event: ev.Event) -> Place:
        start, end = _marks(event)
        width = end.column - start.column if end.line == start.line else 1
        return self.source.place(start.line + 1, start.column + 1, width)

    def report(self, code: str, message: str, place: Place, help_: str = "") -> None:
        self.diagnostics.append(problem(code, message, place, help_))

    def key_of(self, child: Node, mapping: Mapping, opened: _Open) -> str:
        """Returns the key that a node spells, or what stands for one that cannot count."""
        if not isinstance(child, Scalar):
            self.report(
                "PG209",
                "a key must be a plain word",
                child.place,
                "put it in quotes, or write key: value",
            )
            return DROPPED
        key = str(child.text) if child.text is not None else "null"
        if blank := strange_blank(self.source, child.place.line):
            raise _StopError(blank)
        if key == "<<":
            self.report(
                "PG108",
                "merges (<<) are not supported",
                child.place,
                "write the keys out",
            )
            return DROPPED
        if key in mapping.keys:
            self.repeated(key, child.place, mapping, opened)
            return DROPPED
        mapping.keys[key] = child.place
        return key

    def repeated(self, key: str, place: Place, mapping: Mapping, opened: _Open) -> None:
        """Reports a key that stands twice; in a list once an item, since a dash may be missing."""
        if opened.ran_on:
            return
        opened.ran_on = len(self.stack) > 1 and isinstance(
            self.stack[-2].node, Sequence
        )
        if opened.ran_on:
            help_ = "begin a new item with a dash, or delete one of the two"
        else:
            help_ = "delete one of the two"
        self.report(
            "PG106",
            f"{shown(key)} stands already in line {mapping.keys[key].line}",
            place,
            help_,
        )

    def take(self, event: ev.Event) -> None:
        """Takes one event into the tree."""
        if isinstance(event, ev.DocumentStartEvent):
            self.start_document(event)
        elif isinstance(event, ev.AliasEvent):
            self.report(
                "PG108",
                f"*{event.anchor} is an alias",
                self.place(event),
                "write the value out, or in quotes",
            )
            self.put(Scalar(None, self.place(event), is_told=True))
        elif isinstance(event, ev.ScalarEvent):
            self.refuse_extras(event)
            scalar = self.scalar(event)
            scalar.end = _end(event)
            self.put(scalar)
        elif isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
            self.refuse_extras(event)
            self.open(event)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self.refuse_text_behind(event)
            closed = self.stack.pop()
            closed.node.end = _end(event) if closed.in_flow else NOWHERE
            self.put(closed.node)

    def start_document(self, event: ev.DocumentStartEvent) -> None:
        self.documents += 1
        if event.tags:
            self.report(
                "PG107", "a %TAG line is not supported", self.place(event), "delete it"
            )
        if self.documents > 1:
            raise _StopError(
                problem(
                    "PG109",
                    "a second document begins here",
                    self.place(event),
                    "keep one document a file",
                )
            )

    def refuse_extras(self, event: ev.ScalarEvent | ev.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self.report(
                "PG108",
                f"&{event.anchor} is an anchor",
                self.place(event),
                "write the value out, or in quotes",
            )
        if event.tag is not None:
            place = self.place(event)
            self.report(
                "PG107", f"{shown(event.tag)} is a tag", place, in_quotes(place.text)
            )

    def open(self, event: ev.CollectionStartEvent) -> None:
        place = self.place(event)
        if len(self.stack) >= DEEPEST:
            help_ = "look for a stray row of brackets or dashes"
            raise _StopError(
                problem(
                    "PG110", f"nested more than {DEEPEST} levels deep", place, help_
                )
            )
        mapping = isinstance(event, ev.MappingStartEvent)
        node = Mapping({}, place) if mapping else Sequence([], place)
        self.stack.append(_Open(node, in_flow=bool(event.flow_style)))

    def put(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].add(node, self)
        else:
            self.root = node

    def scalar(self, event: ev.ScalarEvent) -> Scalar:
        place = self.place(event)
        if event.style in {"'", '"'}:
            self.quoted = place
            self.refuse_text_behind(event)
        if found := CONTROL.search(event.value):  # written as an escape such as "\0"
            what = f"an escape stands for the control character U+{ord(found[0]):04X}"
            self.report("PG103", what, place, "delete it, or write the backslash twice")
            return Scalar(None, place, is_told=True)
        if event.style:
            return Scalar(Typed(event.value), place)
        comment = self.comment_behind(event)
        if event.value in NULLS:
            swallowed = re.match(
                r"#\w", comment
            )  # `accent: #2f4bd8`, where a comment proper has a blank after #
            if swallowed:
                what = (
                    f"YAML takes “{shown(comment)}” for a comment, so nothing is left"
                )
                self.report(
                    "PG112", what, place, f"put it in quotes: {quoted(comment)}"
                )
            return Scalar(None, place, is_told=bool(swallowed))
        self.refuse_list_in_text(event)
        text = Typed(event.value)
        text.swallowed = comment
        return Scalar(text, place)

    def refuse_list_in_text(self, event: ev.ScalarEvent) -> None:
        """Stops at a dash that begins a line of a text: YAML would read it as a part of the text."""
        start, end = _marks(event)
        in_flow = self.stack and self.stack[-1].in_flow
        for number in range(start.line + 2, end.line + 2) if not in_flow else ():
            if found := re.match(r"[ \t]*- ", self.source.line(number)):
                is_item = self.source.line(start.line + 1).lstrip().startswith("- ")
                if is_item:
                    where = "in one column with the dash above"
                else:
                    where = "on the line below its key"
                help_ = f"begin the list {where}, or put the text in quotes"
                place = self.source.place(number, found.end() - 1)
                raise _StopError(
                    problem("PG104", "a list cannot begin below a text", place, help_)
                )

    def refuse_text_behind(self, event: ev.Event) -> None:
        """Stops at `"a"#b`, which the parser takes for a comment: it may begin lines after a quote left open."""
        _, end = _marks(event)
        if (
            self.source.line(end.line + 1)[end.column : end.column + 1] == "#"
            and end.column
        ):
            here = Complaint(
                "did not find expected key",
                end.line + 1,
                end.column + 1,
                "",
                0,
                0,
                self.quoted,
            )
            raise _StopError(explained(self.source, here))

    def complaint(self, error: yaml.MarkedYAMLError) -> Complaint:
        """Returns a parser's error with what the builder knows of the text before it."""
        line, column = _counted(self.source, error.problem_mark or error.context_mark)
        begun_line, begun_column = _counted(
            self.source, error.context_mark or error.problem_mark
        )
        opened = self.stack[-1].node.place if self.stack else None
        said = error.problem or ""
        reading = error.context or ""
        return Complaint(
            said, line, column, reading, begun_line, begun_column, self.quoted, opened
        )

    def comment_behind(self, event: ev.Event) -> str:
        """Returns the comment that follows a scalar in its line, or nothing."""
        _, end = _marks(event)
        found = _COMMENT.match(self.source.line(end.line + 1), end.column)
        return found[1].rstrip() if found else ""


def _marks(event: ev.Event) -> tuple[yaml.Mark, yaml.Mark]:
    # Every event of a parser has both marks; only events made by hand have none.
    return event.start_mark, event.end_mark  # type: ignore[return-value]


def _end(event: ev.Event) -> Mark:
    _, end = _marks(event)
    return end.line + 1, end.column + 1


def parse(source: SourceText) -> tuple[Node | None, list[Diagnostic]]:
    """Returns the tree of a file, or None where it is empty or unreadable, and what is wrong with it."""
    builder = _Builder(source)
    try:
        for event in events(source.text):
            builder.take(event)
    except _StopError as stop:
        return None, [*builder.diagnostics, stop.diagnostic]
    except yaml.MarkedYAMLError as error:
        return None, [*builder.diagnostics, explained(source, builder.complaint(error))]
    except yaml.YAMLError as error:  # the reader's own errors carry no mark
        said = str(error).split("\n")[0]
        return None, [
            *builder.diagnostics,
            problem("PG104", said, source.place(), "look for strange characters"),
        ]
    return builder.root, builder.diagnostics


def _counted(source: SourceText, mark: yaml.Mark | None) -> tuple[int, int]:
    """Returns a mark as line and column; the parser may mark the end of a text one line too far."""
    place = source.place(mark.line + 1, mark.column + 1) if mark else source.place()
    return place.line, place.column
