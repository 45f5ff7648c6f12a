"""Questions on a terminal, and flags where there is none."""

import sys
from collections.abc import Iterator

import click
import pytest

from portalgen.authoring.new.questions import Question
from portalgen.cli.terminal.asking import answers, can_ask
from portalgen.errors import UsageError
from portalgen.model.ask import Ask
from portalgen.model.risk import Risk

QUESTIONS = (
    Question(Risk, "name", is_needed=True),
    Question(Risk, "impact", is_needed=True),
    Question(Risk, "owner"),
)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns a list; what it holds is what somebody at a terminal types, line by line."""
    lines: list[str] = []

    def line(prompt: str = "") -> str:
        return lines.pop(0)

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click.termui, "visible_prompt_func", line)
    return lines


def test_on_a_terminal_everything_is_asked_where_no_flag_is_given(
    typed: list[str],
) -> None:
    typed += ["Late boat", "severe", "maria"]
    assert answers(QUESTIONS, {}, no_input=False) == {
        "name": "Late boat",
        "impact": "severe",
        "owner": "maria",
    }


def test_an_empty_answer_leaves_out_what_is_not_needed(typed: list[str]) -> None:
    typed += ["Late boat", "severe", ""]
    assert answers(QUESTIONS, {}, no_input=False) == {
        "name": "Late boat",
        "impact": "severe",
    }


def test_an_answer_that_cannot_be_read_is_asked_for_again(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += ["Late boat", "huge", "severe", ""]
    assert answers(QUESTIONS, {}, no_input=False)["impact"] == "severe"
    assert "huge is not one of the words known here" in capsys.readouterr().out


def test_with_a_flag_only_what_is_needed_is_asked(typed: list[str]) -> None:
    typed += ["severe"]
    assert answers(QUESTIONS, {"name": "Late boat"}, no_input=False) == {
        "name": "Late boat",
        "impact": "severe",
    }
    assert answers(QUESTIONS, {"name": "A", "impact": "5"}, no_input=False) == {
        "name": "A",
        "impact": "severe",
    }


def test_a_default_is_taken_by_an_empty_answer(typed: list[str]) -> None:
    typed += ["", "severe", ""]
    found = answers(QUESTIONS, {}, no_input=False, defaults={"name": "Storm"})
    assert found == {"name": "Storm", "impact": "severe"}


def test_several_answers_are_separated_by_commas(typed: list[str]) -> None:
    typed += ["launch, payment"]
    assert answers([Question(Ask, "blocks")], {}, no_input=False) == {
        "blocks": ["launch", "payment"]
    }


@pytest.fixture(params=["no input", "ci", "no terminal"])
def nobody(
    request: pytest.FixtureRequest, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[bool]:
    """Yields whether input is forbidden, where nobody can be asked for one of three reasons."""
    if request.param == "ci":
        monkeypatch.setenv("CI", "true")
    if request.param == "no terminal":
        monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    yield request.param == "no input"
    assert typed == []


def test_without_a_terminal_flags_answer_and_what_is_missing_is_listed(
    nobody: bool,
) -> None:
    assert not can_ask(nobody)
    assert answers(QUESTIONS, {"name": "A", "impact": "minor"}, nobody) == {
        "name": "A",
        "impact": "minor",
    }
    with pytest.raises(UsageError) as error:
        answers(QUESTIONS, {"owner": "maria"}, nobody)
    assert str(error.value) == "missing: --name, --impact"


def test_a_default_is_taken_where_nobody_is_asked(nobody: bool) -> None:
    assert answers(QUESTIONS[:1], {}, nobody, {"name": "Storm"}) == {"name": "Storm"}


def test_a_flag_that_cannot_be_read_is_wrong_usage(nobody: bool) -> None:
    with pytest.raises(
        UsageError, match="--impact: huge is not one of the words known here"
    ):
        answers(QUESTIONS, {"name": "A", "impact": "huge"}, nobody)
