"""YAML as portalgen reads it: the core of YAML 1.2, without tags, anchors, merges and second documents.

The tree is built from the parser's events rather than by its composer: events carry styles, tags and anchors,
and building is a loop with a stack of its own, so that no nesting, however deep, can overflow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml import events as ev

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.scalars import Typed, shown
from portalgen.source.text import SourceText
from portalgen.source.tree import Mapping, Node, Scalar, Sequence

DEEPEST = 64
_NULLS = {"", "~", "null", "Null", "NULL"}
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only their events are used, never what they construct


@dataclass
class _Open:
    """A collection that is being filled; `key` waits for its value."""

    node: Mapping | Sequence
    key: str | None = None
    repeated: set[int] = field(default_factory=set)

    def add(self, child: Node, builder: "_Builder") -> None:
        if isinstance(self.node, Sequence):
            self.node.items.append(child)
        elif self.key is None:
            self.key = builder.key_of(child, self.node)
        else:
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
        self.unnamed = 0

    def place(self, event: ev.Event) -> Place:
        start, end = _marks(event)
        width = end.column - start.column if end.line == start.line else 1
        return self.source.place(start.line + 1, start.column + 1, width)

    def report(self, code: str, message: str, place: Place, help_: str = "") -> None:
        self.diagnostics.append(problem(code, message, place, help_))

    def key_of(self, child: Node, mapping: Mapping) -> str:
        """Returns the key that a node spells; one that cannot count gets a name nobody can write."""
        if not isinstance(child, Scalar):
            self.report("PG209", "a key must be a plain word", child.place)
            return self.nameless()
        key = str(child.text) if child.text is not None else "null"
        if key == "<<":
            self.report("PG108", "merges (<<) are not supported", child.place, "write the keys out")
            return self.nameless()
        if key in mapping.values:
            first = mapping.keys[key].line
            self.report("PG106", f"{shown(key)} stands already in line {first}", child.place, "delete one of the two")
            return self.nameless()
        mapping.keys[key] = child.place
        return key

    def nameless(self) -> str:
        self.unnamed += 1
        return f"\0{self.unnamed}"

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
            self.put(Scalar(None, self.place(event)))
        elif isinstance(event, ev.ScalarEvent):
            self.refuse_extras(event)
            self.put(self.scalar(event))
        elif isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
            self.refuse_extras(event)
            self.open(event)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self.put(self.stack.pop().node)

    def start_document(self, event: ev.DocumentStartEvent) -> None:
        self.documents += 1
        if event.tags:
            self.report("PG107", "a %TAG line is not supported", self.place(event), "delete it")
        if self.documents > 1:
            raise _StopError(
                problem("PG109", "a second document begins here", self.place(event), "keep one document a file")
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
            self.report("PG107", f"{shown(event.tag)} is a tag", self.place(event), "put the text in quotes")

    def open(self, event: ev.CollectionStartEvent) -> None:
        place = self.place(event)
        if len(self.stack) >= DEEPEST:
            raise _StopError(problem("PG110", f"nested more than {DEEPEST} levels deep", place))
        mapping = isinstance(event, ev.MappingStartEvent)
        self.stack.append(_Open(Mapping({}, place) if mapping else Sequence([], place)))

    def put(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].add(node, self)
        else:
            self.root = node

    def scalar(self, event: ev.ScalarEvent) -> Scalar:
        place = self.place(event)
        if event.style:
            return Scalar(Typed(event.value), place)
        comment = self.comment_behind(event)
        if event.value in _NULLS:
            if re.match(r"#\w", comment):  # `accent: #2f4bd8`, where a comment proper has a blank after #
                what = f"YAML takes “{shown(comment)}” for a comment, so nothing is left"
                self.report("PG112", what, place, f'put it in quotes: "{comment}"')
            return Scalar(None, place)
        text = Typed(event.value)
        text.swallowed = comment
        return Scalar(text, place)

    def comment_behind(self, event: ev.Event) -> str:
        """Returns the comment that follows a scalar in its line, or nothing."""
        _, end = _marks(event)
        line = self.source.lines[end.line] if end.line < len(self.source.lines) else ""
        found = re.match(r"[ \t]+(#.*)$", line[end.column :])
        return found[1].rstrip() if found else ""


def _marks(event: ev.Event) -> tuple[yaml.Mark, yaml.Mark]:
    # Every event of a parser has both marks; only events made by hand have none.
    return event.start_mark, event.end_mark  # type: ignore[return-value]


def parse(source: SourceText) -> tuple[Node | None, list[Diagnostic]]:
    """Returns the tree of a file, or None where it is empty or unreadable, and what is wrong with it."""
    builder = _Builder(source)
    try:
        for event in _events(source):
            builder.take(event)
    except _StopError as stop:
        return None, [*builder.diagnostics, stop.diagnostic]
    return builder.root, builder.diagnostics


def _events(source: SourceText) -> Iterator[ev.Event]:
    parser = _PARSER(source.text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except yaml.MarkedYAMLError as error:
        raise _StopError(_syntax(source, error)) from None
    except yaml.YAMLError as error:  # the reader's own errors carry no mark
        raise _StopError(problem("PG104", str(error).split("\n")[0], source.place())) from None
    except RecursionError:
        raise _StopError(problem("PG110", "nested too deeply", source.place())) from None
    finally:
        parser.dispose()


def _syntax(source: SourceText, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Returns a parser's error as a diagnostic that says what to do."""
    said = error.problem or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    place = source.place(line, column)
    if _tab_indents(source, line):
        tabbed = source.lines[line - 1].index("\t") + 1
        return problem("PG105", "a tab indents this line", source.place(line, tabbed), "use spaces, two for each level")
    if "mapping values are not allowed" in said:
        return problem("PG111", "a colon inside a text", place, _quote_the_value(place.text))
    if "end of stream" in said and error.context and "quoted" in error.context and error.context_mark:
        opened = source.place(error.context_mark.line + 1, error.context_mark.column + 1)
        return problem("PG104", "this quote is not closed", opened, "add the closing quote")
    if "cannot start any token" in said:
        found = place.text[column - 1 : column]
        return problem("PG104", f"a text cannot begin with {found}", place, _quote_the_value(place.text))
    return _swallowed_bracket(source, error) or problem("PG104", said, place, _hint(error))


def _swallowed_bracket(source: SourceText, error: yaml.MarkedYAMLError) -> Diagnostic | None:
    """Returns the true cause of an open bracket where a # behind it made a comment of the closing one."""
    if not (error.context and "flow" in error.context and error.context_mark and error.problem_mark):
        return None
    for number in range(error.context_mark.line, min(error.problem_mark.line + 1, len(source.lines))):
        if found := re.search(r"\s(#[^\"']*[\]}].*)$", source.lines[number]):
            place = source.place(number + 1, found.start(1) + 1, len(found[1]))
            return problem("PG112", "YAML takes the rest of the line for a comment", place, "put the text in quotes")
    return None


def _tab_indents(source: SourceText, line: int) -> bool:
    return 0 < line <= len(source.lines) and "\t" in re.match(r"[ \t-]*", source.lines[line - 1]).group()  # type: ignore[union-attr]


def _quote_the_value(line: str) -> str:
    found = re.match(r"^(\s*(?:- )*)([\w-]+: )(.+)$", line)
    if not found:
        return "put the text in quotes"
    value = found[3].replace("\\", "\\\\").replace('"', '\\"')
    return f'put the text in quotes: {found[2]}"{value}"'


def _hint(error: yaml.MarkedYAMLError) -> str:
    context = error.context or ""
    if "flow" in context:
        begun = f" in line {error.context_mark.line + 1}" if error.context_mark else ""
        return f"look for a bracket or brace opened{begun} and not closed, or for a missing comma"
    if "block" in context:
        return "align the line with its neighbours: keys of one level begin in one column, list items with a dash"
    return "compare the line with its neighbours"


def dump(value: object) -> str:
    """Returns plain values as YAML, every text quoted as it needs."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
