"""Cutting a YAML file by its own lines."""

from dataclasses import dataclass, field

import pytest

from portalgen.source.files.text import SourceText
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping
from samples.layout import Changes, Pointer, rewritten

TEXT = """\
# The shop
name: Shop   # its working title
health:
  schedule: red
  reason: >
    The bank
    is late.

# What is promised
milestones:
  # The first one
  - id: launch
    name: Launch
    promised_date: 2026-06-15
    tags: [a, b]
    moves:
      - on: 2026-03-02
        cause: early

      - on: 2026-04-02
        cause: estimate

  # The last one
  - id: close
    name: Close

releases:
  - {version: 1, on: 2026-05-01}
  - {version: 2, on: 2026-06-01}
"""


@dataclass
class Differing:
    """A past given as values by their mapping's path, and by the texts of items that were not there."""

    values: dict[Pointer, Changes] = field(default_factory=dict)
    absent: tuple[str, ...] = ()

    def changes(self, path: Pointer, node: Mapping) -> Changes:
        assert isinstance(node, Mapping)
        return self.values.get(path, {})

    def stood(self, item: Mapping) -> bool:
        return not any(item.text(key) in self.absent for key in ("id", "on"))


def was(text: str = TEXT, absent: tuple[str, ...] = (), **values: Changes) -> str:
    """Returns a text as it was; a path's steps are joined by two underscores."""
    source = SourceText("", text)
    tree, wrong = parse(source)
    assert isinstance(tree, Mapping)
    assert wrong == []
    by_path = {
        tuple(path.split("__")) if path != "top" else (): each
        for path, each in values.items()
    }
    return rewritten(source, tree, Differing(by_path, absent))


def test_a_file_of_which_nothing_differed_keeps_every_byte() -> None:
    assert was() == TEXT


def test_a_value_is_exchanged_in_its_line() -> None:
    found = was(milestones__launch={"promised_date": "2026-06-01"})
    assert found == TEXT.replace("2026-06-15", "2026-06-01")


def test_a_value_of_several_lines_is_exchanged_as_a_whole() -> None:
    found = was(health={"reason": "The bank is late."})
    assert found == TEXT.replace(
        "reason: >\n    The bank\n    is late.\n", "reason: The bank is late.\n"
    )


def test_a_line_that_was_not_there_is_left_out() -> None:
    assert was(milestones__launch={"promised_date": None}) == TEXT.replace(
        "    promised_date: 2026-06-15\n", ""
    )


def test_an_item_goes_with_the_comment_and_the_blank_line_above_it() -> None:
    gone = "\n  # The last one\n  - id: close\n    name: Close\n"
    assert was(absent=("close",)) == TEXT.replace(gone, "")


def test_no_blank_line_stays_at_the_top_of_a_list() -> None:
    gone = "      - on: 2026-03-02\n        cause: early\n\n"
    assert was(absent=("2026-03-02",)) == TEXT.replace(gone, "")


def test_a_list_goes_with_its_last_item() -> None:
    found = was(absent=("2026-03-02", "2026-04-02"))
    assert "moves:" not in found
    assert found.endswith(
        "    tags: [a, b]\n\n  # The last one\n" + TEXT.partition("# The last one\n")[2]
    )


def test_an_item_in_brackets_can_go_too() -> None:
    assert was(absent=("2026-06-01",)) == TEXT.replace(
        "  - {version: 2, on: 2026-06-01}\n", ""
    )


def test_a_key_at_the_top_goes_with_all_below_it() -> None:
    found = was(top={"health": None, "milestones": None})
    assert (
        found
        == "# The shop\nname: Shop   # its working title\n\nreleases:\n"
        + TEXT.partition("releases:\n")[2]
    )


def test_a_file_of_which_nothing_was_there_is_empty() -> None:
    assert (
        was("releases:\n  - {version: 1, on: 2026-05-01}\n", absent=("2026-05-01",))
        == ""
    )


def test_a_file_does_not_begin_with_a_blank_line() -> None:
    text = "asks:\n  - on: 2026-05-01\n\nowed:\n  - on: 2026-06-01\n"
    assert was(text, absent=("2026-05-01",)) == "owed:\n  - on: 2026-06-01\n"


def test_a_comment_can_be_younger_than_its_item() -> None:
    assert was(milestones__close={"#": None}) == TEXT.replace("  # The last one\n", "")


@pytest.mark.parametrize(
    ("key", "text", "above"),
    [
        ("forecast", "undated", "    promised_date: 2026-06-15\n"),
        ("visibility", "internal", "    name: Launch\n"),
    ],
)
def test_a_line_that_is_gone_stood_where_it_would_be_written(
    key: str, text: str, above: str
) -> None:
    found = was(milestones__launch={key: text})
    assert found == TEXT.replace(above, f"{above}    {key}: {text}\n")


def test_a_value_can_differ_deep_inside() -> None:
    found = was(milestones__launch__moves__1={"cause": "to_follow"})
    assert found == TEXT.replace("cause: estimate", "cause: to_follow")
