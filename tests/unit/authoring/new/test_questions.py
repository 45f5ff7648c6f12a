"""Questions in the model's own words, and answers as the model takes them."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.authoring.edit.writing import Value, bare
from portalgen.authoring.new.kinds import CLIENT, ITEMS, PROJECT
from portalgen.authoring.new.questions import AnswerError, Question
from portalgen.model.ask import Ask
from portalgen.model.change import ChangeRequest
from portalgen.model.client import Client
from portalgen.model.contact import Contact
from portalgen.model.milestone import Milestone
from portalgen.model.risk import Risk

ALL = [*CLIENT, *PROJECT, *(each for kind in ITEMS for each in kind.questions)]


@pytest.mark.parametrize(
    ("question", "typed", "value", "text"),
    [
        (Question(Risk, "name"), "  Late   boat ", "Late boat", "Late boat"),
        (
            Question(Risk, "probability"),
            "Almost certain",
            "almost_certain",
            "almost_certain",
        ),
        (Question(Risk, "probability"), "5", "almost_certain", "almost_certain"),
        (Question(Risk, "review_on"), "2026-12-01", date(2026, 12, 1), "2026-12-01"),
        (
            Question(ChangeRequest, "cost_impact"),
            "-8200.50",
            Decimal("-8200.50"),
            "-8200.50",
        ),
        (Question(ChangeRequest, "schedule_impact_days"), "14", 14, "14"),
        (
            Question(Ask, "blocks"),
            "launch, payment,",
            ["launch", "payment"],
            "[launch, payment]",
        ),
        (Question(Milestone, "name"), "Phase #1: go", "Phase #1: go", '"Phase #1: go"'),
        (Question(Client, "language"), "fi", "fi", "fi"),
    ],
)
def test_an_answer_is_read_as_in_a_file(
    question: Question, typed: str, value: Value, text: str
) -> None:
    found = question.read(typed)
    assert found == value
    assert bare(found) == text


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        (
            Question(Risk, "impact"),
            "9",
            "9 is not one of the words known here; one of: minor, moderate",
        ),
        (
            Question(Risk, "review_on"),
            "20.3.2026",
            "20.3.2026 is not a date; is it 2026-03-20?",
        ),
        (Question(Risk, "name"), " ", "nothing is written"),
        (
            Question(ChangeRequest, "cost_impact"),
            "8 200 €",
            "8 200 € is not a number; leave the thousands",
        ),
        (
            Question(Ask, "blocks"),
            "Launch Day",
            "Launch Day is not an id; use small letters",
        ),
        (
            Question(Client, "timezone"),
            "Helsinki",
            "Helsinki is not a time zone; did you mean Europe/Helsinki?",
        ),
        (
            Question(Contact, "email", ask="contact_email"),
            "maria",
            "maria is not an e-mail address; write it as",
        ),
        (
            Question(Risk, "name"),
            "x" * 301,
            "301 characters, and at most 300 fit one line",
        ),
    ],
)
def test_an_answer_that_cannot_be_is_refused_as_check_would(
    question: Question, typed: str, said: str
) -> None:
    with pytest.raises(AnswerError) as error:
        question.read(typed)
    assert str(error.value).startswith(said)


def test_a_question_has_a_flag_of_its_own() -> None:
    assert Question(Risk, "review_on").flag == "--review-on"
    assert Question(Contact, "email", ask="contact_email").flag == "--contact-email"
    for group in (CLIENT, PROJECT, *(kind.questions for kind in ITEMS)):
        assert len({each.flag for each in group}) == len(group)


@pytest.mark.parametrize(
    "question", ALL, ids=lambda each: f"{each.noun.__name__}.{each.key}"
)
def test_every_question_is_about_a_key_of_the_model(question: Question) -> None:
    assert question.meaning == question.field.description


def test_what_a_noun_must_have_is_needed() -> None:
    for kind in ITEMS:
        noun = kind.questions[0].noun
        must = {
            name for name, field in noun.model_fields.items() if field.is_required()
        } - {"id"}
        assert {each.key for each in kind.questions if each.is_needed} == must
