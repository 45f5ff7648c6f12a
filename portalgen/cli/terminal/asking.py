"""Asks on a terminal for what the flags leave out; elsewhere what is missing is wrong usage."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from portalgen.authoring.edit.writing import Value
from portalgen.authoring.new.questions import AnswerError, Question
from portalgen.cli.terminal.options import DayType
from portalgen.errors import UsageError

Answers = dict[str, Value]


class MaybeDayType(click.ParamType[date | None]):
    """A day, or nothing: forms pass every field, also those that were left empty."""

    name = DayType.name

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date | None:
        """Returns the day, or None for an empty text; fails with the reader's own words."""
        if isinstance(value, str) and not value.strip():
            return None
        return DayType().convert(value, param, ctx)


no_input_option = click.option(
    "--no-input",
    is_flag=True,
    help="Never ask; what is missing is wrong usage.",
)


def can_ask(no_input: bool) -> bool:
    """Tells whether somebody sits at a terminal who can answer."""
    if no_input:
        return False
    told = os.environ.get("CI", "")
    in_ci = told.lower() not in {"", "0", "false"}
    return not in_ci and sys.stdin.isatty()


def answers(
    questions: Sequence[Question],
    given: Mapping[str, str | None],
    no_input: bool,
    defaults: Mapping[str, Value] | None = None,
) -> Answers:
    """Returns the answers to questions by their names, unanswered ones left out.

    A flag with an empty value counts as none, so that a form can pass all its fields. On a terminal everything is asked
    where no flag was given, else only what is needed. Raises UsageError for a flag
    whose value cannot be read, and for what is missing where nobody can be asked.
    """
    defaults = defaults or {}
    typed = _typed(questions, given)
    missing = [each for each in questions if each.name not in typed]
    known = _known(defaults, typed)
    if can_ask(no_input):
        wanted = [each for each in missing if each.is_needed or not typed]
        asked = _asked(wanted, defaults)
        known.update(asked)
    _refuse_silence(missing, known)
    return {each.name: known[each.name] for each in questions if each.name in known}


def _known(defaults: Mapping[str, Value], typed: Answers) -> Answers:
    """Returns what is known before anything is asked: the defaults that there are, and what flags say."""
    known: Answers = {}
    for name, value in defaults.items():
        if value is not None:
            known[name] = value
    known.update(typed)
    return known


def _refuse_silence(missing: Sequence[Question], known: Answers) -> None:
    """Raises UsageError for the questions that need an answer and have none."""
    silent = []
    for each in missing:
        if each.is_needed and each.name not in known:
            silent.append(each.flag)
    if silent:
        flags = ", ".join(silent)
        raise UsageError(f"missing: {flags}")


def _typed(questions: Sequence[Question], given: Mapping[str, str | None]) -> Answers:
    """Returns what flags say, by their questions' names."""
    typed: Answers = {}
    for question in questions:
        text = given.get(question.name) or ""
        if text.strip():
            typed[question.name] = answer(question, text)
    return typed


def _asked(questions: Sequence[Question], defaults: Mapping[str, Value]) -> Answers:
    """Returns what is answered on the terminal, by the questions' names."""
    answered: Answers = {}
    for question in questions:
        default = defaults.get(question.name)
        value = _prompted(question, default)
        if value is not None:
            answered[question.name] = value
    return answered


def answer(question: Question, typed: str) -> Value:
    """Returns what a flag says. Raises UsageError where it cannot be read."""
    try:
        return question.read(typed)
    except AnswerError as error:
        raise UsageError(f"{question.flag}: {error}") from None


def _prompted(question: Question, default: Value) -> Value:
    """Returns an answer from the terminal, asked for again until it can be read; None where it was left out."""

    def read(typed: str) -> Value:
        if not typed.strip() and not question.is_needed:
            return None
        try:
            return question.read(typed)
        except AnswerError as error:
            says = str(error)
            raise click.UsageError(says) from None

    if default is not None:
        first = str(default)
    elif question.is_needed:
        first = None
    else:
        first = ""
    return click.prompt(
        _label(question),
        default=first,
        value_proc=read,
        show_default=bool(first),
    )


def _label(question: Question) -> str:
    words = question.name.replace("_", " ")
    name = words.capitalize()
    meaning = question.meaning
    if question.is_list:
        meaning = f"{meaning}, separated by commas"
    return f"{name} ({meaning})"
