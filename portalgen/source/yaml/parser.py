"""Reads YAML: the core of YAML 1.2, without tags, anchors, merges and second documents.

The tree is built from the parser's events rather than by its composer: events carry styles, tags and anchors,
and building is a loop with a stack of its own, so that no nesting, however deep, can overflow. `building.py` is that
stack; here each event is held against what is supported, and complained of.
"""

import re

import yaml
from yaml import events as ev

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import Typed, quoted, shown
from portalgen.source.files.text import CONTROL, SourceText
from portalgen.source.yaml.building import Filling, Tree
from portalgen.source.yaml.events import DEEPEST, DROPPED, NULLS, events
from portalgen.source.yaml.syntax import Complaint, explained, in_quotes, strange_blank
from portalgen.source.yaml.tree import NOWHERE, Mapping, Mark, Node, Scalar, Sequence

_COMMENT = re.compile(r"[ \t]+(#.*)$")
_DASH = re.compile(r"[ \t]*- ")
_NO_BLANK_BEHIND_HASH = re.compile(r"#\w")


class _StopError(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def parse(source: SourceText) -> tuple[Node | None, list[Diagnostic]]:
    """Returns the tree of a file, or None where it is empty or unreadable, and what is wrong with it."""
    reader = _Reader(source)
    try:
        for event in events(source.text):
            reader.take(event)
    except _StopError as stop:
        return None, [*reader.diagnostics, stop.diagnostic]
    except yaml.MarkedYAMLError as error:
        complaint = reader.complaint(error)
        return None, [*reader.diagnostics, explained(source, complaint)]
    except yaml.YAMLError as error:  # the reader's own errors carry no mark
        said = str(error).split("\n")[0]
        wrong = problem(
            "PG104",
            said,
            source.place(),
            "look for strange characters",
        )
        return None, [*reader.diagnostics, wrong]
    return reader.tree.root, reader.diagnostics


class _Reader:
    """Reads one document's events into a tree and collects what is wrong with it."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.tree = Tree()
        self.documents = 0
        self.quoted: Place | None = None

    def take(self, event: ev.Event) -> None:
        """Takes one event into the tree."""
        if isinstance(event, ev.DocumentStartEvent):
            self.start_document(event)
        elif isinstance(event, ev.AliasEvent):
            self.take_alias(event)
        elif isinstance(event, ev.ScalarEvent):
            self.take_scalar(event)
        elif isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
            self.open(event)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self.close(event)

    def start_document(self, event: ev.DocumentStartEvent) -> None:
        place = self.place(event)
        self.documents += 1
        if event.tags:
            self.report(
                "PG107",
                "a %TAG line is not supported",
                place,
                "delete it",
            )
        if self.documents > 1:
            what = "a second document begins here"
            wrong = problem(
                "PG109",
                what,
                place,
                "keep one document a file",
            )
            raise _StopError(wrong)

    def take_alias(self, event: ev.AliasEvent) -> None:
        place = self.place(event)
        what = f"*{event.anchor} is an alias"
        self.report(
            "PG108",
            what,
            place,
            "write the value out, or in quotes",
        )
        self.put(Scalar(None, place, is_told=True))

    def take_scalar(self, event: ev.ScalarEvent) -> None:
        self.refuse_extras(event)
        scalar = self.scalar(event)
        scalar.end = _end(event)
        self.put(scalar)

    def open(self, event: ev.CollectionStartEvent) -> None:
        self.refuse_extras(event)
        place = self.place(event)
        if self.tree.depth >= DEEPEST:
            what = f"nested more than {DEEPEST} levels deep"
            help_ = "look for a stray row of brackets or dashes"
            raise _StopError(
                problem(
                    "PG110",
                    what,
                    place,
                    help_,
                )
            )
        if isinstance(event, ev.MappingStartEvent):
            node: Mapping | Sequence = Mapping({}, place)
        else:
            node = Sequence([], place)
        self.tree.open(node, in_flow=bool(event.flow_style))

    def close(self, event: ev.CollectionEndEvent) -> None:
        self.refuse_text_behind(event)
        closed = self.tree.close()
        if closed.in_flow:
            closed.node.end = _end(event)
        else:
            closed.node.end = NOWHERE
        self.put(closed.node)

    def put(self, node: Node) -> None:
        """Puts a node where it belongs: as a key where one is due, else as a value."""
        filling = self.tree.innermost
        if filling is None:
            self.tree.root = node
        elif filling.wants_key:
            filling.key = self.key(node, filling)
        else:
            filling.put(node)

    def key(self, node: Node, filling: Filling) -> str:
        """Returns the key that a node spells, or what stands for one that cannot count."""
        place = node.place
        if not isinstance(node, Scalar):
            help_ = "put it in quotes, or write key: value"
            self.report(
                "PG209",
                "a key must be a plain word",
                place,
                help_,
            )
            return DROPPED
        blank = strange_blank(self.source, place.line)
        if blank:
            raise _StopError(blank)
        if node.text is None:
            key = "null"
        else:
            key = str(node.text)
        if key == "<<":
            what = "merges (<<) are not supported"
            self.report(
                "PG108",
                what,
                place,
                "write the keys out",
            )
            return DROPPED
        if key in filling.keys:
            self.report_repeated(key, place, filling)
            return DROPPED
        filling.keys[key] = place
        return key

    def report_repeated(
        self,
        key: str,
        place: Place,
        filling: Filling,
    ) -> None:
        """Reports a key that stands twice; in a list once an item, since a dash may be missing."""
        if filling.ran_on:
            return
        help_ = "delete one of the two"
        if self.tree.is_in_list:
            filling.ran_on = True
            help_ = "begin a new item with a dash, or delete one of the two"
        first = filling.keys[key]
        what = f"{shown(key)} stands already in line {first.line}"
        self.report(
            "PG106",
            what,
            place,
            help_,
        )

    def scalar(self, event: ev.ScalarEvent) -> Scalar:
        """Returns the value that an event brings."""
        place = self.place(event)
        if event.style in {"'", '"'}:
            self.quoted = place
            self.refuse_text_behind(event)
        control = CONTROL.search(event.value)
        if control:  # written as an escape such as "\0"
            name = f"U+{ord(control[0]):04X}"
            what = f"an escape stands for the control character {name}"
            self.report(
                "PG103",
                what,
                place,
                "delete it, or write the backslash twice",
            )
            return Scalar(None, place, is_told=True)
        if event.style:
            return Scalar(Typed(event.value), place)
        if event.value in NULLS:
            return self.null(event, place)
        self.refuse_list_in_text(event)
        text = Typed(event.value)
        text.swallowed = self.comment_behind(event)
        return Scalar(text, place)

    def null(self, event: ev.ScalarEvent, place: Place) -> Scalar:
        """Returns YAML's null. A comment behind it may have swallowed the value: `accent: #2f4bd8`."""
        comment = self.comment_behind(event)
        # A comment proper has a blank after #.
        if not _NO_BLANK_BEHIND_HASH.match(comment):
            return Scalar(None, place)
        what = f"YAML takes “{shown(comment)}” for a comment, so nothing is left"
        self.report(
            "PG112",
            what,
            place,
            f"put it in quotes: {quoted(comment)}",
        )
        return Scalar(None, place, is_told=True)

    def refuse_extras(self, event: ev.ScalarEvent | ev.CollectionStartEvent) -> None:
        """Reports an anchor or a tag; the value itself is read."""
        if event.anchor is None and event.tag is None:
            return
        place = self.place(event)
        if event.anchor is not None:
            what = f"&{event.anchor} is an anchor"
            self.report(
                "PG108",
                what,
                place,
                "write the value out, or in quotes",
            )
        if event.tag is not None:
            what = f"{shown(event.tag)} is a tag"
            self.report(
                "PG107",
                what,
                place,
                in_quotes(place.text),
            )

    def refuse_list_in_text(self, event: ev.ScalarEvent) -> None:
        """Stops at a dash that begins a line of a text: YAML would read it as a part of the text."""
        filling = self.tree.innermost
        if filling and filling.in_flow:
            return
        start, end = _marks(event)
        first = start.line + 1
        for number in range(first + 1, end.line + 2):
            dash = _DASH.match(self.source.line(number))
            if not dash:
                continue
            where = "on the line below its key"
            if self.source.line(first).lstrip().startswith("- "):
                where = "in one column with the dash above"
            help_ = f"begin the list {where}, or put the text in quotes"
            place = self.source.place(number, dash.end() - 1)
            what = "a list cannot begin below a text"
            raise _StopError(
                problem(
                    "PG104",
                    what,
                    place,
                    help_,
                )
            )

    def refuse_text_behind(self, event: ev.Event) -> None:
        """Stops at `"a"#b`, which the parser takes for a comment: it may begin lines after a quote left open."""
        line, column = _end(event)
        if column == 1:
            return
        if not self.source.line(line).startswith("#", column - 1):
            return
        complaint = Complaint(
            said="did not find expected key",
            line=line,
            column=column,
            reading="",
            begun_line=0,
            begun_column=0,
            quoted=self.quoted,
        )
        raise _StopError(explained(self.source, complaint))

    def complaint(self, error: yaml.MarkedYAMLError) -> Complaint:
        """Returns a parser's error with what is known of the text before it."""
        met = error.problem_mark or error.context_mark
        begun = error.context_mark or error.problem_mark
        line, column = _counted(self.source, met)
        begun_line, begun_column = _counted(self.source, begun)
        filling = self.tree.innermost
        opened = None
        if filling:
            opened = filling.node.place
        return Complaint(
            said=error.problem or "",
            line=line,
            column=column,
            reading=error.context or "",
            begun_line=begun_line,
            begun_column=begun_column,
            quoted=self.quoted,
            opened=opened,
        )

    def comment_behind(self, event: ev.Event) -> str:
        """Returns the comment that follows a scalar in its line, or nothing."""
        line, column = _end(event)
        match = _COMMENT.match(self.source.line(line), column - 1)
        if match:
            return match[1].rstrip()
        return ""

    def place(self, event: ev.Event) -> Place:
        start, end = _marks(event)
        width = 1
        if end.line == start.line:
            width = end.column - start.column
        line = start.line + 1
        column = start.column + 1
        return self.source.place(line, column, width)

    def report(
        self,
        code: str,
        message: str,
        place: Place,
        help_: str = "",
    ) -> None:
        wrong = problem(
            code,
            message,
            place,
            help_,
        )
        self.diagnostics.append(wrong)


def _marks(event: ev.Event) -> tuple[yaml.Mark, yaml.Mark]:
    # Every event of a parser has both marks; only events made by hand have none.
    return event.start_mark, event.end_mark  # type: ignore[return-value]


def _end(event: ev.Event) -> Mark:
    _, end = _marks(event)
    return end.line + 1, end.column + 1


def _counted(source: SourceText, mark: yaml.Mark | None) -> Mark:
    """Returns a mark as line and column; the parser may mark the end of a text one line too far."""
    if mark is None:
        place = source.place()
    else:
        place = source.place(mark.line + 1, mark.column + 1)
    return place.line, place.column
