"""What holds for any project: re-dating never brightens, and the same input gives the same findings."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.analysis.analyse import analyse, analyse_project
from portalgen.model.client import Agency
from portalgen.model.fields.marks import HasHappened
from portalgen.model.fields.walk import marked
from portalgen.model.health import Rag
from portalgen.model.milestone import Cause, Milestone
from portalgen.model.project import Project
from tests.kit.clients.nouns import (
    AGREED,
    PROOF,
    PROVEN,
    client,
    milestone,
    move,
    project,
)
from tests.kit.clients.weekly_progress import rows

START = date(2026, 1, 1)
AS_OF = START + timedelta(days=60)
days = st.integers(0, 120).map(lambda n: START + timedelta(days=n))
# A correction takes a typing error back; whether it comes in time is a rule of `check`.
causes = st.sampled_from(
    [cause.value for cause in Cause if cause is not Cause.CORRECTION]
)


# Eight weeks and more of work and growth, with open items at the end.
progress = st.builds(
    rows,
    st.lists(
        st.tuples(st.integers(0, 8), st.sampled_from([0, 0, 2])),
        min_size=8,
        max_size=12,
    ),
    st.integers(24, 60),
    st.just(AS_OF),
)


@st.composite
def milestones(draw: st.DrawFn, id_: str) -> Milestone:
    """Returns a milestone with any history of moves, one after another."""
    dates = draw(st.lists(days, min_size=1, max_size=4))
    moves = [
        move(
            str(one),
            str(two),
            draw(causes),
            **(AGREED if draw(st.booleans()) else {}),
        )
        for one, two in itertools.pairwise(dates)
    ]
    forecast = draw(st.one_of(st.none(), days.map(str), st.just("undated")))
    met = draw(st.one_of(st.none(), st.none(), days.map(str)))
    items = draw(st.one_of(st.none(), st.integers(0, 20).map(str)))
    optional = {"forecast": forecast, "actual_date": met, "items": items}
    return milestone(
        id_,
        promised_date=str(dates[-1]),
        moves=moves,
        leads="true" if draw(st.booleans()) else "false",
        **{key: value for key, value in optional.items() if value},
    )


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Returns a project with up to four milestones and fresh data, perhaps with a series to simulate from."""
    count = draw(st.integers(1, 4))
    made = [draw(milestones(f"m-{n}")) for n in range(count)]
    declared = draw(st.sampled_from([{}, {"schedule": "green"}, {"scope": "amber"}]))
    series = draw(st.one_of(st.just([]), progress))
    return project(
        *made,
        updates=[{"period_end": AS_OF, "headline": "Fine"}],
        health=declared,
        progress=series,
        **PROVEN,
    )


# What an agency may write down without its client: a name, its own, the client's with a file that is not there.
FORGED: list[dict[str, Any]] = [
    {},
    {"agreed_by": "Nobody At All", "evidence": PROOF},
    {"agreed_by": "?"},
    {"agreed_by": "not agreed", "evidence": "Signed"},
    {"agreed_by": "maria", "evidence": PROOF},
    {"agreed_by": "timo", "evidence": "Steering call"},
    {"agreed_by": "timo", "evidence": {"document": "minutes.pdf"}},
    {"agreed_by": "timo", "evidence": {**PROOF, "sha256": "cd" * 32}},
]


def redated(one: Milestone, to: date, cause: str, **forged: Any) -> Milestone:
    """Returns a milestone whose promise moved once more, on nobody's agreement."""
    moved = move(str(one.promised_date), str(to), cause, **forged)
    values: dict[str, Any] = one.model_dump(by_alias=True)
    return Milestone.model_validate(
        {**values, "promised_date": str(to), "moves": [*values["moves"], moved]}
    )


def health_of(of: Project) -> Rag:
    return analyse_project(of, Agency(), AS_OF).health.overall


def is_brighter(after: Rag, before: Rag) -> bool:
    """Tells whether a colour looks better than another; unknown is better than bad news, and worse than good news."""
    order = [Rag.GREEN, Rag.GREY, Rag.AMBER, Rag.RED]
    return order.index(after) < order.index(before)


@settings(deadline=None, max_examples=50)
@given(before=projects(), data=st.data(), cause=causes, forged=st.sampled_from(FORGED))
def test_moving_a_promise_to_a_later_date_alone_never_brightens_health(
    before: Project, data: st.DataObject, cause: str, forged: dict[str, Any]
) -> None:
    at = data.draw(st.integers(0, len(before.milestones) - 1))
    promised = before.milestones[at].promised_date
    assert promised
    later = promised + timedelta(days=data.draw(st.integers(1, 60)))
    moved = tuple(
        redated(each, later, cause, **forged) if n == at else each
        for n, each in enumerate(before.milestones)
    )
    after = before.model_copy(update={"milestones": moved})
    assert not is_brighter(health_of(after), health_of(before))


@settings(deadline=None, max_examples=50)
@given(data=st.data(), to=days, cause=causes)
def test_moving_a_promise_anywhere_alone_never_brightens_a_forecast(
    data: st.DataObject, to: date, cause: str
) -> None:
    one = data.draw(milestones("launch").filter(lambda each: each.forecast is not None))
    fresh: dict[str, Any] = {"updates": [{"period_end": AS_OF, "headline": "Fine"}]}
    before, after = project(one, **fresh), project(redated(one, to, cause), **fresh)
    assert not is_brighter(health_of(after), health_of(before))


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(
    before=projects(),
    data=st.data(),
    cause=causes,
    to=days,
    forged=st.sampled_from(FORGED),
)
def test_moving_a_promise_anywhere_alone_never_brightens_health_where_forecasts_are_stated(
    before: Project,
    data: st.DataObject,
    cause: str,
    to: date,
    forged: dict[str, Any],
) -> None:
    stated = [
        each if each.forecast else each.model_copy(update={"forecast": data.draw(days)})
        for each in before.milestones
    ]
    at = data.draw(st.integers(0, len(stated) - 1))
    moved = [
        redated(each, to, cause, **forged) if n == at else each
        for n, each in enumerate(stated)
    ]
    one, other = (
        before.model_copy(update={"milestones": tuple(each)})
        for each in (stated, moved)
    )
    assert not is_brighter(health_of(other), health_of(one))


@settings(deadline=None, max_examples=50)
@given(before=projects(), data=st.data(), cause=causes, to=days)
def test_moving_a_promise_alone_changes_no_simulation_but_of_whole_scopes(
    before: Project, data: st.DataObject, cause: str, to: date
) -> None:
    at = data.draw(st.integers(0, len(before.milestones) - 1))
    moved = tuple(
        redated(each, to, cause) if n == at else each
        for n, each in enumerate(before.milestones)
    )
    one, other = (
        analyse_project(each, Agency(), AS_OF).forecast
        for each in (before, before.model_copy(update={"milestones": moved}))
    )
    assert one.seed == other.seed
    for each in one.milestones:
        assert other.of(each.milestone_id) in {each, None}


def test_an_agreed_move_may_brighten_health() -> None:
    late = milestone(promised_date="2026-02-01", forecast="2026-03-15")
    agreed = milestone(
        promised_date="2026-03-15",
        forecast="2026-03-15",
        moves=[move("2026-02-01", "2026-03-15", **AGREED)],
    )
    fresh: dict[str, Any] = {"updates": [{"period_end": AS_OF, "headline": "Fine"}]}
    assert (
        health_of(project(late, **fresh)),
        health_of(project(agreed, **fresh, **PROVEN)),
    ) == (
        Rag.RED,
        Rag.GREEN,
    )


@settings(deadline=None, max_examples=50)
@given(one=projects(), as_of=days)
def test_findings_are_equal_for_equal_input(one: Project, as_of: date) -> None:
    again = Project.model_validate(one.model_dump(by_alias=True))
    assert again is not one
    assert analyse(client(one), as_of) == analyse(client(again), as_of)


@settings(deadline=None, max_examples=50)
@given(one=projects(), as_of=days)
def test_once_all_facts_have_come_the_day_selects_no_data(
    one: Project, as_of: date
) -> None:
    facts = [each.value for each in marked(one, "", HasHappened)]
    last = max([as_of, *facts])
    found, later = (
        analyse_project(one, Agency(), day)
        for day in (last, last + timedelta(days=400))
    )
    assert (found.events, found.slips, found.points) == (
        later.events,
        later.slips,
        later.points,
    )
    assert [each.first for each in found.promises] == [
        each.first for each in later.promises
    ]
