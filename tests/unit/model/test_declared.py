"""Nothing of the model is left unsaid: every field says what it is, and every key has a reader."""

import ast
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

import jinja2
from jinja2 import nodes
from pydantic.fields import FieldInfo

from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.base import Item, Noun
from portalgen.model.fields.marks import (
    HasHappened,
    IsIdIn,
    IsMoney,
    IsOnEitherSide,
    IsPerson,
    IsPlanned,
    IsQuantity,
    Mark,
    NotBefore,
    RefersTo,
    ShownOn,
    marks_of,
)
from portalgen.model.fields.scalars import parse_slug
from portalgen.model.fields.schema import all_nouns, noun_of
from portalgen.model.project import PageName, Project
from portalgen.model.record.ledger import LedgerFile
from tests.conftest import ROOT

ROOTS = (Client, Agency, Delivery, LedgerFile)
NOUNS = list(dict.fromkeys(noun for root in ROOTS for noun in all_nouns(root)))
DAY_MARKS = (HasHappened, IsPlanned, IsOnEitherSide)
# Ids of things themselves, not of others.
OWN_IDS = {"id", "formerly"}
# Ids of what is there no longer: no list holds them.
GONE = {"Removal.project", "Removal.milestone"}
# What is read through an answer of the model, or by a name that stands in a value: each with what asks for it.
READ_THROUGH = {
    "Client.legal_note": "note",
    "Agency.legal_note": "note",
    "Health.budget": "of",
    "Release.added": "RELEASE_SECTIONS",
    "Release.deprecated": "RELEASE_SECTIONS",
    "Release.fixed": "RELEASE_SECTIONS",
    "Release.security": "RELEASE_SECTIONS",
    "Rules.unexplained_moves": "rules",
    "Rules.brighter_health": "rules",
    "Rules.back_dated": "rules",
}
# What nothing reads yet, each with what will.
WITHOUT_A_READER = {
    "Project.contract": "read by budget health, which is to come",
    "Tolerance.budget_percent": "read by budget health, which is to come",
}


def fields() -> Iterator[tuple[str, type[Noun], str, FieldInfo]]:
    """Yields each field of the model: how a failure names it, its noun, its name, and what it is."""
    for noun in NOUNS:
        for name, field in noun.model_fields.items():
            yield f"{noun.__name__}.{name}", noun, name, field


def has_type(annotation: object, wanted: type) -> bool:
    """Tells whether a type stands anywhere in an annotation, outside of nouns."""
    return annotation is wanted or any(
        has_type(each, wanted) for each in typing.get_args(annotation)
    )


def is_marked(field: FieldInfo, *kinds: type[Mark]) -> bool:
    return any(isinstance(mark, kinds) for mark in marks_of(field))


def takes_an_id(field: FieldInfo) -> bool:
    return parse_slug.__name__ in f"{field.annotation}{field.metadata}"


def unmarked(wanted: type, *kinds: type[Mark]) -> list[str]:
    """Returns the fields of a type that have none of some marks."""
    return [
        said
        for said, _, _, field in fields()
        if has_type(field.annotation, wanted) and not is_marked(field, *kinds)
    ]


def test_every_day_says_whether_it_is_a_fact_or_a_plan() -> None:
    assert unmarked(date, *DAY_MARKS) == []


def test_every_number_says_whether_it_is_money() -> None:
    assert unmarked(Decimal, IsMoney, IsQuantity) == []


def test_every_id_of_something_else_says_which_list_holds_it() -> None:
    silent = [
        said
        for said, _, name, field in fields()
        if takes_an_id(field) and name not in OWN_IDS and not is_marked(field, IsIdIn)
    ]
    assert set(silent) == GONE


def test_every_text_that_says_who_is_a_person() -> None:
    silent = [
        said
        for said, _, _, field in fields()
        if (field.description or "").startswith("who ")
        and has_type(field.annotation, str)
        and not is_marked(field, IsPerson)
    ]
    assert silent == []


def test_every_list_of_a_project_says_which_page_shows_it() -> None:
    silent = [
        name
        for name, field in Project.model_fields.items()
        if typing.get_origin(field.annotation) is tuple
        and noun_of(field.annotation)
        and not is_marked(field, ShownOn)
    ]
    assert silent == []


def test_items_with_ids_stand_in_lists_of_a_project_or_a_client() -> None:
    deeper = [
        said
        for said, noun, _, field in fields()
        if noun not in {Project, Client}
        and issubclass(noun_of(field.annotation) or Noun, Item)
    ]
    assert deeper == []


def test_marks_name_lists_keys_and_pages_that_there_are() -> None:
    for said, noun, _, field in fields():
        for mark in marks_of(field):
            if isinstance(mark, RefersTo):
                assert mark.list in Project.model_fields, said
            elif isinstance(mark, NotBefore):
                assert mark.key in noun.model_fields, said
            elif isinstance(mark, HasHappened):
                assert not mark.key or mark.key in noun.model_fields, said
            elif isinstance(mark, ShownOn):
                assert mark.page is None or mark.page in set(PageName), said


def test_a_reference_may_be_left_out() -> None:
    """What refers to a list on a hidden page loses the reference, so that it must stand without it."""
    needed = [
        said
        for said, _, _, field in fields()
        if is_marked(field, RefersTo) and field.is_required()
    ]
    assert needed == []


@cache
def read_outside_of_the_model() -> frozenset[str]:
    """Returns the names that code outside of the model, or a template, reads."""
    found: set[str] = set()
    for path in (ROOT / "portalgen").rglob("*.py"):
        if "model" not in path.relative_to(ROOT).parts:
            found |= names_in_code(path.read_text(encoding="utf-8"))
    for path in (ROOT / "site_templates" / "pages").glob("*.j2"):
        template = jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
        found |= {each.attr for each in template.find_all(nodes.Getattr)}
    return frozenset(found)


def names_in_code(text: str) -> set[str]:
    tree = list(ast.walk(ast.parse(text)))
    attributes = {each.attr for each in tree if isinstance(each, ast.Attribute)}
    constants = {each.id for each in tree if isinstance(each, ast.Name)}
    return attributes | {each for each in constants if each.isupper()}


def test_every_key_has_a_reader() -> None:
    read = read_outside_of_the_model()
    silent = [
        said
        for said, _, name, _ in fields()
        if name not in read and READ_THROUGH.get(said) not in read
    ]
    assert sorted(silent) == sorted(WITHOUT_A_READER)


def test_what_is_read_through_an_answer_is_read_no_other_way() -> None:
    known = {said: name for said, _, name, _ in fields()}
    read = read_outside_of_the_model()
    assert [said for said in READ_THROUGH if known.get(said) in {None, *read}] == []
