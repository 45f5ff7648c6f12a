"""Questions to a project manager: one a key of the model, in the model's own words, each with a flag."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from portalgen.authoring.edit.writing import Value
from portalgen.diagnostics import Place
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import Typed
from portalgen.source.nouns.validation import validated
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence, plain


class AnswerError(ValueError):
    """An answer that the model does not take, with what to do."""


@dataclass(frozen=True)
class Question:
    """Asks for a key of a noun. `ask` replaces the name of the key, where several nouns have one of that name."""

    noun: type[Noun]
    key: str
    is_needed: bool = False
    ask: str = ""

    @property
    def name(self) -> str:
        """Its name among all questions of a command."""
        return self.ask or self.key

    @property
    def flag(self) -> str:
        """The option that answers it."""
        name = self.name.replace("_", "-")
        return f"--{name}"

    @cached_property
    def field(self) -> FieldInfo:
        """The key as the model describes it."""
        for name, field in self.noun.model_fields.items():
            written_as = field.alias or name
            if written_as == self.key:
                return field
        raise KeyError(self.key)

    @property
    def meaning(self) -> str:
        """What the key means."""
        return self.field.description or self.key

    @property
    def is_list(self) -> bool:
        """Tells whether several values are asked for."""
        return get_origin(self.field.annotation) is tuple

    def read(self, typed: str) -> Value:
        """Returns the value that an answer means; commas separate several. Raises AnswerError."""
        if not typed.strip():
            raise AnswerError("nothing is written")
        node = self._node(typed)
        self._check(node)
        annotation = self.field.rebuild_annotation()
        adapter: TypeAdapter[Any] = TypeAdapter(annotation)
        value = adapter.validate_python(plain(node))
        return _written(value)

    def _check(self, node: Node) -> None:
        """Raises AnswerError for an answer that the model does not take."""
        whole = Mapping(
            {self.key: node},
            node.place,
            readable=False,
        )
        _, wrong = validated(
            self.noun,
            whole,
            known={self.key},
        )
        if not wrong:
            return
        first = wrong[0]
        said = first.message.removeprefix(f"{self.key}: ")
        if first.help:
            said = f"{said}; {first.help}"
        raise AnswerError(said)

    def _node(self, typed: str) -> Node:
        place = Place(self.flag)
        if not self.is_list:
            text = Typed(typed.strip())
            return Scalar(text, place)
        items: list[Node] = []
        for each in typed.split(","):
            text = Typed(each.strip())
            if not text:
                continue
            item = Scalar(text, place)
            items.append(item)
        return Sequence(items, place)


def _written(value: Any) -> Value:
    """Returns a value of the model as it is written into a file."""
    written: Value = value
    if isinstance(value, tuple):
        written = list(value)
    return written
