"""One walk: to each value of a marked field, with the pointer at which its file has it."""

from datetime import date
from decimal import Decimal

import pytest

from portalgen.model.ask import Ask
from portalgen.model.fields.marks import (
    HasHappened,
    IsDocument,
    IsIdIn,
    IsMoney,
    IsPerson,
    Mark,
    NotBefore,
    RefersTo,
)
from portalgen.model.fields.walk import marked, without_references
from portalgen.model.project import PageName, Project, shown_on
from tests.kit.files.memory import PROJECT, loaded

FILES = {
    "webshop/project.yml": PROJECT
    + """since: 2026-11-01
health: {owner: maria, next_checkpoint: 2026-12-01}
milestones:
  - id: launch
    name: Launch
    forecast: {from: 2026-12-01, to: 2026-12-20}
    depends_on: [design]
    moves:
      - {on: 2026-10-02, from: 2026-11-01, to: 2026-12-01, cause: scope_change, because: More.,
         agreed_by: timo, change_request: cr-3}
  - {id: design, name: Design, actual_date: 2026-10-01, accepted_on: 2026-10-05}
asks:
  - {id: photos, what: Photos, asked_on: 2026-10-01, due_on: 2026-10-09, decider: timo, blocks: [launch, design]}
change_requests:
  - {id: cr-3, name: Points, cost_impact: 8200, requested_by: timo}
releases:
  - {version: 0.1.0, on: 2026-09-01}
  - {version: 0.2.0, on: 2026-10-01}
agreements:
  - id: sow
    name: Statement of work
    document: sow.pdf
    amendments: [{name: More, document: more.pdf}]
""",
    "webshop/progress.csv": "date,scope,done\n2026-11-06,40,10\n2026-11-13,40,12\n",
    "webshop/updates/2026-11-13.md": "---\nheadline: Checkout works\nquiet: true\n---\n",
}
FOUND: dict[type[Mark], list[tuple[str, object]]] = {
    IsPerson: [
        ("/health/owner", "maria"),
        ("/milestones/launch/moves/0/agreed_by", "timo"),
        ("/asks/photos/decider", "timo"),
        ("/change_requests/cr-3/requested_by", "timo"),
    ],
    IsIdIn: [
        ("/milestones/launch/depends_on/0", "design"),
        ("/milestones/launch/moves/0/change_request", "cr-3"),
        ("/asks/photos/blocks/0", "launch"),
        ("/asks/photos/blocks/1", "design"),
    ],
    IsDocument: [
        ("/agreements/sow/document", "sow.pdf"),
        ("/agreements/sow/amendments/0/document", "more.pdf"),
    ],
    IsMoney: [("/change_requests/cr-3/cost_impact", Decimal(8200))],
    HasHappened: [
        ("/since", date(2026, 11, 1)),
        ("/milestones/launch/moves/0/on", date(2026, 10, 2)),
        ("/milestones/design/actual_date", date(2026, 10, 1)),
        ("/milestones/design/accepted_on", date(2026, 10, 5)),
        ("/asks/photos/asked_on", date(2026, 10, 1)),
        ("/releases/0/on", date(2026, 9, 1)),
        ("/releases/1/on", date(2026, 10, 1)),
        ("/progress/1/date", date(2026, 11, 6)),
        ("/progress/2/date", date(2026, 11, 13)),
        ("/updates/2026-11-13/period_end", date(2026, 11, 13)),
    ],
    NotBefore: [
        ("/milestones/design/accepted_on", date(2026, 10, 5)),
        ("/asks/photos/due_on", date(2026, 10, 9)),
    ],
}


def webshop() -> Project:
    client = loaded(FILES).client
    assert client is not None
    return client.projects[0]


@pytest.mark.parametrize("kind", FOUND, ids=lambda kind: kind.__name__)
def test_the_walk_finds_every_value_with_a_mark_in_the_order_of_the_model(
    kind: type[Mark],
) -> None:
    found = [(each.pointer, each.value) for each in marked(webshop(), "", kind)]
    assert found == FOUND[kind]


def test_pointers_are_those_of_the_files() -> None:
    locations = loaded(FILES).locations
    pointers = [
        each.pointer for kind in FOUND for each in marked(webshop(), "/webshop", kind)
    ]
    assert [each for each in pointers if each not in locations] == []


def test_the_walk_hands_over_the_noun_that_has_the_field() -> None:
    (document, _) = marked(webshop(), "", IsDocument)
    assert document.noun == webshop().agreements[0]


def test_a_paused_project_s_day_is_no_fact_and_a_closed_one_s_is() -> None:
    paused = Project(id="a", name="A", state="paused", since="2026-11-01")
    closed = Project(id="a", name="A", state="closed", since="2026-11-01")
    facts = [
        each.mark.holds(each.noun)
        for project in (paused, closed)
        for each in marked(project, "", HasHappened)
    ]
    assert facts == [False, True]


def test_references_into_lists_that_are_not_published_are_taken_off() -> None:
    project = without_references(webshop(), {"change_requests", "documents"})
    left = [each.value for each in marked(project, "", RefersTo)]
    assert left == ["design", "launch", "design"]


def test_what_refers_to_nothing_hidden_stays_as_it_is() -> None:
    assert without_references(webshop(), {"risks"}) == webshop()
    ask = Ask(id="photos", what="Photos", blocks=("launch",))
    assert without_references(ask, {"milestones"}).blocks == ()


def test_a_page_knows_its_lists() -> None:
    shown = {page: shown_on(page) for page in PageName if shown_on(page)}
    assert shown == {
        PageName.NEEDS: ("asks", "owed"),
        PageName.CHANGED: ("updates",),
        PageName.DATES: ("milestones",),
        PageName.PROGRESS: ("progress",),
        PageName.CHANGES: ("change_requests", "releases"),
        PageName.RISKS: ("risks",),
        PageName.AGREEMENT: ("agreements", "documents"),
    }
