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
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | None:
        """Returns the day, or None for an empty text; fails with the reader's own words."""
        if isinstance(value, str) and not value.strip():
            return None
        return DayType().convert(value, param, ctx)


no_input_option = click.option(
    "--no-input", is_flag=True, help="Never ask; what is missing is wrong usage."
)


def can_ask(no_input: bool) -> bool:
    """Tells whether somebody sits at a terminal who can answer."""
    in_ci = os.environ.get("CI", "").lower() not in {"", "0", "false"}
    return not no_input and not in_ci and sys.stdin.isatty()


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
    found = {
        each.name: answer(each, typed)
        for each in questions
        if (typed := given.get(each.name) or "").strip()
    }
    missing = [each for each in questions if each.name not in found]
    if can_ask(no_input):
        wanted = [each for each in missing if each.is_needed or not found]
        found |= {
            each.name: value
            for each in wanted
            if (value := _asked(each, defaults.get(each.name))) is not None
        }
    found |= {
        name: value
        for name, value in defaults.items()
        if name not in found and value is not None
    }
    silent = [
        each.flag for each in missing if each.is_needed and each.name not in found
    ]
    if silent:
        raise UsageError(f"missing: {', '.join(silent)}")
    return {each.name: found[each.name] for each in questions if each.name in found}


def answer(question: Question, typed: str) -> Value:
    """Returns what a flag says. Raises UsageError where it cannot be read."""
    try:
        return question.read(typed)
    except AnswerError as error:
        raise UsageError(f"{question.flag}: {error}") from None


def _asked(question: Question, default: Value) -> Value:
    """Returns an answer from the terminal, asked for again until it can be read; None where it was left out."""

    def read(typed: str) -> Value:
        if not typed.strip() and not question.is_needed:
            return None
        try:
            return question.read(typed)
        except AnswerError as error:
            raise click.UsageError(str(error)) from None

    label = question.name.replace("_", " ").capitalize()
    shown = f"{label} ({question.meaning}{', separated by commas' if question.is_list else ''})"
    first = str(default) if default is not None else None if question.is_needed else ""
    return click.prompt(shown, default=first, value_proc=read, show_default=bool(first))
