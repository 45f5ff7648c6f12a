"""Values that do not fit their keys: told in our words, quoted as they were typed, with the cure."""

import pytest

from portalgen.source.nouns.suggestions import did_you_mean
from tests.kit.files.memory import PROJECT, loaded, told

RELEASE = "releases:\n  - version: 0.4.0\n    on: 2026-11-02\n"


@pytest.mark.parametrize(
    ("text", "where", "message", "help_"),
    [
        (
            "milestones: launch\n",
            "2:13 PG209",
            "expected a list, found launch",
            "[launch]",
        ),
        (
            "milestones: {launch: 1}\n",
            "2:1 PG209",
            "expected a list, found a block of keys",
            "dash",
        ),
        (
            "milestones: [launch]\n",
            "2:14 PG209",
            "expected keys with values, found launch",
            "key: value",
        ),
        (
            "milestones:\n  -\n",
            "3:4 PG209",
            "expected keys with values, found nothing",
            "key: value",
        ),
        (
            "milestones:\n  - - a\n",
            "3:5 PG209",
            "expected keys with values, found a list",
            "key: value",
        ),
        (
            "health: [green]\n",
            "2:1 PG209",
            "expected keys with values, found a list",
            "key: value",
        ),
        ("formerly: shop, web\n", "2:11 PG209", "found shop, web", "[shop, web]"),
        (
            RELEASE + "    added: Guest checkout\n",
            "5:12 PG209",
            "found Guest checkout",
            "- Guest checkout",
        ),
        (RELEASE + "    added: [{a: b}]\n", "5:13 PG111", "a colon", '"a: b"'),
        ("summary: [a]\n", "2:1 PG205", "expected a text, found a list", "quotes"),
        (
            "summary: {a: {b: c}}\n",
            "2:1 PG205",
            "expected a text, found a block of keys",
            "quotes",
        ),
        (
            "summary: {a}\n",
            "2:1 PG205",
            "expected a text, found a block of keys",
            "quotes",
        ),
        ("summary:\n  a: b\n", "2:1 PG111", "a colon", '"a: b"'),
        ("summary: ''\n", "2:10 PG208", "empty", "delete the line"),
        (
            "state: on hold\n",
            "2:8 PG206",
            "on hold is not one of the words",
            "active, paused, closed, cancelled",
        ),
        ("state: cancel\n", "2:8 PG206", "cancel is not", "did you mean cancelled?"),
        ("state:\n", "2:7 PG208", "empty", "active, paused, closed, cancelled"),
        (
            "state: [active]\n",
            "2:1 PG206",
            "a list is not",
            "active, paused, closed, cancelled",
        ),
        (
            "started_on: [2026-11-02]\n",
            "2:1 PG203",
            "a list is not a date",
            "YEAR-MONTH-DAY",
        ),
        (
            "started_on: {a: b}\n",
            "2:1 PG203",
            "a block of keys is not a date",
            "YEAR-MONTH-DAY",
        ),
        ("cadence_days: [7]\n", "2:1 PG204", "a list is not a number", "digits"),
        ("live_from: x" + "y" * 90 + "\n", "2:12 PG203", "y…", "YEAR-MONTH-DAY"),
        (
            "risks: [{id: a, name: A, probability: often, impact: 1}]\n",
            "2:39 PG206",
            "often is not",
            "rare, unlikely",
        ),
        (
            "risks: [{id: a, name: A, probability: 6, impact: 1}]\n",
            "2:39 PG206",
            "6 is not",
            "rare, unlikely",
        ),
        (
            "contacts: [{id: a, name: A, email: [x]}]\n",
            "2:29 PG215",
            "a list is not",
            "maria@",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_told_once(
    text: str, where: str, message: str, help_: str
) -> None:
    found = loaded({"webshop/project.yml": PROJECT + text}).diagnostics
    assert told(found) == [where]
    assert message in found[0].message
    assert help_ in found[0].help


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Almost certain", "almost_certain"),
        ("almost-certain", "almost_certain"),
        ("LIKELY", "likely"),
        ("5", "almost_certain"),
    ],
)
def test_words_are_read_as_people_write_them(typed: str, meant: str) -> None:
    found = loaded(
        {
            "webshop/a.yml": f"risks: [{{id: a, name: A, probability: {typed}, impact: 1}}]\n"
        }
    )
    assert found.client
    assert found.client.projects[0].risks[0].probability == meant


@pytest.mark.parametrize(
    ("word", "known", "help_"),
    [
        ("blok", ["blocks", "name"], "did you mean blocks?"),
        ("BLOCKS", ["blocks"], "did you mean blocks?"),
        ("started", ["started_on", "state"], "did you mean started_on?"),
        ("zzz", ["b", "a"], "known here: a, b"),
        ("x" * 1_000_000, ["a"], "known here: a"),
        ("zzz", [], "known here: "),
    ],
)
def test_the_nearest_known_word_is_offered_else_all(
    word: str, known: list[str], help_: str
) -> None:
    assert did_you_mean(word, known) == help_


@pytest.mark.parametrize(
    ("text", "key", "help_"),
    [
        (
            "milestones: [{id: a, name: A, moves: [{cause: early, before: 2026-01-01}]}]\n",
            "before",
            "known here: ",
        ),
        (
            "milestones: [{id: a, name: A, forecast: {start: 2026-01-01, to: 2026-01-02}}]\n",
            "start",
            "mean from?",
        ),
        (
            "calendar: {freezes: [{from: 2026-01-01, end: 2026-01-02}]}\n",
            "end",
            "mean to?",
        ),
    ],
)
def test_the_models_own_names_are_no_second_spelling_of_keys(
    text: str, key: str, help_: str
) -> None:
    (found,) = loaded({"webshop/a.yml": text}).diagnostics
    assert (found.code, found.message.partition(",")[0]) == (
        "PG202",
        f"unknown key {key}",
    )
    assert help_ in found.help
