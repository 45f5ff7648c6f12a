"""The catalogues: every sentence that is asked for exists in every language, and none is left over."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from string import Formatter

import pytest
from babel.messages.catalog import Message

from portalgen.analysis.dates.known_moves import Origin
from portalgen.analysis.forecast.progress import Measure
from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.told.verdict import COMPARED
from portalgen.model import change, client, contact, health, milestone, project, risk
from portalgen.model.change import RELEASE_SECTIONS, ChangeState, Term
from portalgen.model.client import LANGUAGES
from portalgen.model.fields.scalars import Word
from portalgen.model.health import Dimension, Rag
from portalgen.model.milestone import Cause
from portalgen.model.project import PageName, ProjectState
from portalgen.model.record.statement import Thing
from portalgen.model.risk import Impact, Probability, Response, RiskState
from portalgen.pages.evidence.page import CHECKS
from portalgen.pages.parts.edits import LOST
from portalgen.pages.parts.people import ROLES
from portalgen.words.catalogue import catalogue, sentence
from tests.kit.pages.sentences import constants, python_calls, template_calls

ENDED = [state for state in ProjectState if state is not ProjectState.ACTIVE]
EDITED = (
    *("headline", "done", "results", "why", "budget_and_schedule", "next", "quiet"),
    *("body", "name", "acceptance", "weight", "leads", "what", "due_on", "done_on"),
    *("cost_impact", "schedule_impact_days", "probability", "impact", "mitigation"),
    *("tolerance_days", "cadence_days", "state", "pages", "days_off", "rows"),
)
# What stands for * in an id that is put together.
FAMILIES: dict[str, list[str]] = {
    "event.risk_*": [
        f"event.risk_{state}" for state in RiskState if state is not RiskState.OPEN
    ],
    "event.change_*": ["event.change_approved", "event.change_rejected"],
    "verdict.on_time.*": [f"verdict.on_time.{each}" for each in COMPARED.values()],
    "verdict.*.*": [
        f"verdict.{when}.{each}"
        for when, each in product(("late", "early"), COMPARED.values())
    ],
    "verdict.*_since": [f"verdict.{state}_since" for state in ENDED],
    "verdict.*": [f"verdict.{state}" for state in ENDED],
    "page.*": [f"page.{page}" for page in PageName],
    "role.*": [f"role.{role}" for role in ROLES],
    "release.*": [f"release.{section}" for section in RELEASE_SECTIONS],
    "how.percent_*": [f"how.percent_{measure}" for measure in Measure],
    "dates.origin.*": [
        f"dates.origin.{origin}" for origin in (Origin.NOT_YET, Origin.BEFORE_RECORDS)
    ],
    "record.kind.*": [f"record.kind.{kind}" for kind in Kind],
    "edits.field.*": [f"edits.field.{field}" for field in EDITED],
    "edits.lost.*": [f"edits.lost.{thing}" for thing in LOST],
    "evidence.lost.*": [f"evidence.lost.{thing}" for thing in LOST],
    "evidence.thing.*": [f"evidence.thing.{thing}" for thing in Thing],
    "evidence.edited.*": [f"evidence.edited.{end}" for end in ("from", "to")],
    "evidence.check.*": [f"evidence.check.{check}" for check in CHECKS],
    "progress.of_*": [f"progress.of_{measure}" for measure in Measure],
}
SHOWN_WORDS = (
    Rag,
    Dimension,
    ProjectState,
    Cause,
    ChangeState,
    Term,
    Probability,
    Impact,
    Response,
    RiskState,
)
WORDS = [
    f"{kind.__name__.lower()}.{word.value}" for kind in SHOWN_WORDS for word in kind
]
NO_SENTENCES = re.compile(r"\.(csv|html|json|md|yml|js|css|svg|png|j2)$")


@cache
def entries(language: str) -> dict[str, Message]:
    return {_id(each): each for each in catalogue(language) if each.id}


def _id(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def forms(entry: Message) -> tuple[str, ...]:
    return (
        (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    )


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def asked_for() -> Iterator[tuple[str, str]]:
    """Yields (place, id) for every sentence that code or templates ask for."""
    for call in (*python_calls(), *template_calls()):
        yield from ((call.where, id_) for id_ in FAMILIES.get(call.id, [call.id]))
    yield from (("a word of the model", id_) for id_ in WORDS)
    # Ids that travel in a variable: texts that look like one, by the first part of those that exist.
    groups = {id_.split(".")[0] for id_ in entries("en") if "." in id_}
    for where, text in constants():
        if (
            re.fullmatch(r"[a-z]+(\.[a-z_]*[a-z])+", text)
            and text.split(".")[0] in groups
            and not NO_SENTENCES.search(text)
        ):
            yield where, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_asked_for_exists(language: str) -> None:
    known = entries(language).keys()
    assert {(where, id_) for where, id_ in asked_for() if id_ not in known} == set()


def test_a_sentence_that_does_not_exist_would_be_found() -> None:
    asked = {id_ for _, id_ in asked_for()}
    assert {
        "verdict.late.agreed",
        "nav.light",
        "chart.timeline.early",
        "dates.none",
        "rag.grey",
        "reply",
    } <= asked
    assert "verdict.late.nobody" not in asked


def test_every_family_of_ids_is_enumerated_and_every_one_enumerated_is_used() -> None:
    families = {
        call.id for call in (*python_calls(), *template_calls()) if "*" in call.id
    }
    assert families == FAMILIES.keys()


def test_no_sentence_is_left_over() -> None:
    assert entries("en").keys() - {id_ for _, id_ in asked_for()} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_sentences(language: str) -> None:
    assert entries(language).keys() == entries("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_are_filled_in_in_every_language(language: str) -> None:
    def values(entry: Message) -> set[str]:
        return set[str]().union(*(fields(form) for form in forms(entry)))

    english = entries("en")
    assert {id_: values(each) for id_, each in entries(language).items()} == {
        id_: values(each) for id_, each in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_sentence_is_written_and_leaves_out_at_most_the_count(
    language: str,
) -> None:
    plurals = catalogue(language).num_plurals
    for id_, entry in entries(language).items():
        written = forms(entry)
        assert all(form.strip() for form in written), id_
        assert len(written) == (plurals if entry.pluralizable else 1), id_
        assert all(
            fields(written[-1]) - fields(form) <= {"count"} for form in written
        ), id_
        assert not entry.fuzzy, id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_sentences_have_a_plural_in_every_language(language: str) -> None:
    assert {id_ for id_, each in entries(language).items() if each.pluralizable} == {
        id_ for id_, each in entries("en").items() if each.pluralizable
    }


def test_every_call_gives_the_values_that_its_sentence_names_and_a_count_where_it_has_a_plural() -> (
    None
):
    known = entries("en")
    for call in (*python_calls(), *template_calls()):
        if call.values is None:
            continue
        for id_ in FAMILIES.get(call.id, [call.id]):
            needed = set[str]().union(*(fields(form) for form in forms(known[id_])))
            assert needed <= call.values, f"{call.where} {id_}"
            assert bool(known[id_].pluralizable) == ("count" in call.values), (
                f"{call.where} {id_}"
            )


def test_a_word_that_pages_show_has_all_its_sentences_and_any_other_none() -> None:
    modules = (change, client, contact, health, milestone, project, risk)
    kinds = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type)
    }
    silent = {
        each for each in kinds if issubclass(each, Word) and each is not Word
    } - set(SHOWN_WORDS)
    known = entries("en")
    assert [
        id_
        for kind in silent
        for id_ in known
        if id_.startswith(f"{kind.__name__.lower()}.")
    ] == []
    assert [id_ for id_ in WORDS if id_ not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [None, 0, 1, 2, 5, 21])
def test_a_missing_sentence_is_a_bug_and_never_a_blank(
    language: str, count: int | None
) -> None:
    with pytest.raises(KeyError, match=r"no sentence for now\.nothing"):
        sentence(language, "now.nothing_of_the_kind", count)


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 0, "days"),
        ("en", 1, "day"),
        ("en", 2, "days"),
        ("fi", 0, "päivää"),
        ("fi", 1, "päivä"),
        ("fi", 2, "päivää"),
    ],
)
def test_the_plural_follows_the_count(language: str, count: int, expected: str) -> None:
    last_word = re.search(r"\w+$", sentence(language, "unit.days", count).strip())
    assert last_word is not None
    assert last_word[0] == expected
