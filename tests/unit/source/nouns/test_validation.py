"""A part of a noun is published where the whole was judged to be right."""

from typing import ClassVar

import pytest
from pydantic import model_validator

from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import Line
from portalgen.source.nouns.validation import validated_part
from portalgen.source.yaml.reader import parse_keys
from tests.kit.files.memory import source, told


class Counted(Noun):
    """A noun that counts how often it is judged."""

    judged: ClassVar[list[str]] = []
    name: Line

    @model_validator(mode="after")
    def _count(self) -> "Counted":
        self.judged.append(self.name)
        return self


def test_what_was_not_split_is_judged_once() -> None:
    tree, _ = parse_keys(source("name: Whole\n"))
    part, _ = parse_keys(source("name: Part\n"))
    Counted.judged.clear()
    once, _ = validated_part(Counted, tree, tree, {})
    twice, _ = validated_part(Counted, tree, part, {})
    assert (once, twice) == (Counted(name="Whole"), Counted(name="Part"))
    assert Counted.judged == ["Whole", "Whole", "Part", "Whole", "Part"]


@pytest.mark.parametrize("text", ["nme: A\nother: B\n", "name: [A]\n"])
def test_of_a_whole_that_is_wrong_no_part_is_published(text: str) -> None:
    tree, _ = parse_keys(source(text))
    part, _ = parse_keys(source("name: A\n"))
    made, wrong = validated_part(Counted, tree, part, {})
    assert made is None
    assert wrong != []


def test_of_what_may_not_be_seen_nothing_is_published_and_all_that_is_wrong_is_told() -> (
    None
):
    tree, _ = parse_keys(source("name: A\nother: B\n"))
    made, wrong = validated_part(Counted, tree, None, {})
    assert made is None
    assert told(wrong) == ["2:1 PG202"]
