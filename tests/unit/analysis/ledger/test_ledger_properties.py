"""What holds for any sequence of edits: the ledger leads to the current dates, only grows, and cannot be forged."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portalgen.analysis.ledger.entry import CARRIES
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.exports.ledger import ledger_json
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import (
    UNDATED,
    History,
    PastForecast,
    PastMilestone,
    PastMove,
    PastProject,
    Reach,
    Revision,
)
from tests.unit.analysis.histories import SALT, START, unrecorded
from tests.unit.analysis.independent import problems, rechained, replayed, salt, sha256

Key = tuple[str, str]
days = st.integers(0, 40).map(lambda n: date(2026, 6, 1) + timedelta(days=n))
texts = st.sampled_from(
    ["Loyalty points", "Käännös myöhässä", "供应商", "Zoë 🙂", "a\u2028b"]
)
people = st.sampled_from([None, "Timo Laine", "Åsa Öberg"])
causes = st.sampled_from(
    ["client_wait", "estimate", "correction", "to_follow", "no such cause", None]
)
forecasts: st.SearchStrategy[PastForecast | None] = st.one_of(
    st.none(),
    days,
    st.just(UNDATED),
    st.tuples(days, days).map(lambda two: (min(two), max(two))),
)
moves = st.builds(
    PastMove,
    st.none() | days,
    st.none() | days,
    st.none() | days,
    causes,
    st.none() | texts,
    people,
)


@dataclass
class Files:
    """A client's files as somebody edits them; `formerly` leads from each id that was given up to the one after it."""

    projects: dict[str, dict[str, PastMilestone]] = field(
        default_factory=lambda: {"webshop": {}}
    )
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: set[Key] = field(default_factory=set)
    formerly: dict[Key, Key] = field(default_factory=dict)
    count: int = 0

    def fresh(self) -> str:
        self.count += 1
        return f"m-{self.count}"

    def seen(self) -> tuple[PastProject, ...]:
        """Returns what a client sees of the files."""
        return tuple(
            PastProject(
                id_,
                self.names.get(id_, ()),
                None,
                tuple(
                    each
                    for each in milestones.values()
                    if (id_, each.id) not in self.hidden
                ),
            )
            for id_, milestones in self.projects.items()
        )


Edit = Callable[[st.DataObject, Files, str, str], None]


def _set(name: str, values: st.SearchStrategy[Any]) -> Edit:
    def edit(data: st.DataObject, files: Files, project: str, milestone: str) -> None:
        found = files.projects[project][milestone]
        files.projects[project][milestone] = replace(
            found, **{name: data.draw(values, label=name)}
        )

    return edit


def _explain(data: st.DataObject, files: Files, project: str, milestone: str) -> None:
    found = files.projects[project][milestone]
    kept = found.moves[: data.draw(st.integers(0, len(found.moves)))]
    files.projects[project][milestone] = replace(found, moves=(*kept, data.draw(moves)))


def _declare_older(
    data: st.DataObject, files: Files, project: str, milestone: str
) -> None:
    found = files.projects[project][milestone]
    files.projects[project][milestone] = replace(
        found, moves=(data.draw(moves), *found.moves)
    )


def _move_with_reason(
    data: st.DataObject, files: Files, project: str, milestone: str
) -> None:
    found, to = files.projects[project][milestone], data.draw(days)
    said = replace(data.draw(moves), before=found.promised_date, after=to)
    files.projects[project][milestone] = replace(
        found, promised_date=to, moves=(*found.moves, said)
    )


def _toggle(data: st.DataObject, files: Files, project: str, milestone: str) -> None:
    del data
    files.hidden ^= {(project, milestone)}


def _delete(data: st.DataObject, files: Files, project: str, milestone: str) -> None:
    del data
    del files.projects[project][milestone]


def _rename(data: st.DataObject, files: Files, project: str, milestone: str) -> None:
    new = files.fresh()
    found = files.projects[project].pop(milestone)
    files.projects[project][new] = replace(
        found, id=new, formerly=(*found.formerly, milestone)
    )
    files.formerly[project, milestone] = (project, new)
    if (project, milestone) in files.hidden:
        files.hidden ^= {(project, milestone), (project, new)}
    del data


def _rename_project(
    data: st.DataObject, files: Files, project: str, milestone: str
) -> None:
    new = files.fresh()
    del data, milestone
    files.projects[new] = files.projects.pop(project)
    files.names[new] = (*files.names.pop(project, ()), project)
    files.hidden = {
        (new if each == project else each, name) for each, name in files.hidden
    }
    # One that was deleted in the commit of the rename is withdrawn under the new name.
    ever = [f"m-{number}" for number in range(1, files.count + 1)]
    files.formerly |= {
        (project, name): (new, name)
        for name in ever
        if (project, name) not in files.formerly
    }
    moved = {
        key: value
        for key, value in files.formerly.items()
        if value[0] == project and key[0] == project
    }
    files.formerly |= {
        (new, name): (new, value[1]) for (_, name), value in moved.items()
    }


EDITS: list[Edit] = [
    _set("promised_date", st.none() | days),
    _set("promised_date", days),
    _set("forecast", forecasts),
    _set("actual_date", st.none() | days),
    _set("baseline_date", st.none() | days),
    _explain,
    _declare_older,
    _move_with_reason,
    _toggle,
    _delete,
    _rename,
    _rename_project,
]


@st.composite
def edited(draw: st.DrawFn) -> tuple[History, Files]:
    """Returns a history of up to 8 commits of one or more edits, and the files as they are at its end."""
    files, data, revisions = Files(), draw(st.data()), []
    for _ in range(draw(st.integers(1, 8))):
        for _ in range(draw(st.integers(1, 3))):
            here = [
                (project, name)
                for project, names in files.projects.items()
                for name in names
            ]
            if not here or draw(st.integers(0, 4)) == 0:
                project = draw(st.sampled_from(sorted(files.projects)))
                name = files.fresh()
                made = PastMilestone(
                    name,
                    (),
                    draw(st.none() | texts),
                    None,
                    draw(st.none() | days),
                    None,
                    None,
                    (),
                )
                files.projects[project][name] = made
            else:
                project, name = draw(st.sampled_from(sorted(here)))
                draw(st.sampled_from(EDITS))(data, files, project, name)
        revisions.append(
            Revision(
                "", START + timedelta(days=draw(st.integers(0, 60))), "", files.seen()
            )
        )
    return History(Reach.WHOLE, tuple(revisions), salt=SALT), files


def part(of: History, count: int) -> History:
    return replace(of, revisions=of.revisions[:count])


def exported(of: Ledger) -> dict[str, Any]:
    value = json.loads(ledger_json(of))
    assert isinstance(value, dict)
    return value


def _said(value: PastForecast | None) -> object:
    if isinstance(value, tuple):
        return [str(day) for day in value]
    return None if value is None else str(value)


@given(edited())
def test_replaying_the_ledger_gives_the_current_dates(
    made: tuple[History, Files],
) -> None:
    history, files = made
    current = {
        f"{project.id}/{each.id}": {
            "promised": _said(each.promised_date),
            "forecast": _said(each.forecast),
            "actual": _said(each.actual_date),
        }
        for project in history.revisions[-1].projects
        for each in project.milestones
    }
    assert (
        replayed(exported(ledger(history, "acme"))["entries"], files.formerly)
        == current
    )


@given(edited())
def test_a_new_commit_only_appends(made: tuple[History, Files]) -> None:
    history, _ = made
    whole = ledger(history, "acme")
    for count in range(len(history.revisions) + 1):
        before = ledger(part(history, count), "acme")
        assert whole.entries[: len(before.entries)] == before.entries


@given(edited())
def test_the_ledger_verifies_by_the_design_alone(made: tuple[History, Files]) -> None:
    assert problems(ledger_json(ledger(made[0], "acme"))) == []


@given(edited())
def test_an_equal_history_gives_the_same_bytes(made: tuple[History, Files]) -> None:
    apart = replace(
        made[0], revisions=tuple(deepcopy(each) for each in made[0].revisions)
    )
    assert ledger_json(ledger(made[0], "acme")) == ledger_json(ledger(apart, "acme"))


FORGERIES: dict[str, Callable[[Any], Any]] = {
    "n": lambda n: n + 1,
    "kind": lambda kind: "met" if kind == "moved" else "moved",
    "to": lambda to: None if to else "2026-12-24",
    "days": lambda days: (days or 0) - 7,
    "explained": lambda explained: not explained,
    "texts": lambda texts: {**texts, "because": "a1" * 32},
    **dict.fromkeys(
        ["project", "milestone", "on", "recorded_on", "from", "cause", "of"],
        lambda value: f"{value}!",
    ),
}


@given(edited(), st.data(), st.sampled_from(sorted(FORGERIES)))
def test_a_change_of_any_entry_shows_and_changes_the_head(
    made: tuple[History, Files], data: st.DataObject, key: str
) -> None:
    value = exported(ledger(made[0], "acme"))
    entries = value["entries"]
    if not entries:
        return
    at = data.draw(st.integers(0, len(entries) - 1))
    forged = [
        {**each, key: FORGERIES[key](each[key])} if n == at else each
        for n, each in enumerate(entries)
    ]
    found = problems(json.dumps({**value, "entries": forged, "openings": {}}).encode())
    assert found[-1] == f"{at + 1}: hash"
    # Nor does it help to make all later hashes anew: the head, which readers keep, is another one.
    assert rechained(entries)[-1]["hash"] == value["head"]
    assert rechained(forged)[-1]["hash"] != value["head"]


@given(edited(), st.data())
def test_a_redaction_takes_out_a_text_and_changes_no_hash(
    made: tuple[History, Files], data: st.DataObject
) -> None:
    whole = ledger(made[0], "acme")
    told = [
        (each, name)
        for each in whole.entries
        for name in CARRIES.get(each.kind, ())
        if whole.text(each, name)
    ]
    if not told:
        return
    entry, name = data.draw(st.sampled_from(told))
    digest = getattr(entry.texts, name)
    redaction = Redaction.model_validate(
        {
            "entry": entry.n,
            "field": name,
            "on": START,
            "reason": "Personal data",
            "digest": digest,
        }
    )
    found = ledger(made[0], "acme", [redaction])
    assert (found.entries, found.head) == (whole.entries, whole.head)
    assert found.text(entry, name) == redaction
    assert found.openings == {
        key: each for key, each in whole.openings.items() if key != digest
    }
    assert problems(ledger_json(found)) == []


@given(edited())
def test_digests_say_nothing_without_their_salt(made: tuple[History, Files]) -> None:
    found = ledger(made[0], "acme")
    other = ledger(replace(made[0], salt="0f" * 16), "acme")
    salts = [each.salt for each in found.openings.values()]
    assert len(set(salts)) == len(salts), (
        "the same text has another digest in every entry and field"
    )
    assert not found.openings.keys() & other.openings.keys()
    plain = {sha256(each.text.encode()) for each in found.openings.values()}
    assert not found.openings.keys() & plain
    for entry in found.entries:
        for name in CARRIES.get(entry.kind, ()):
            if opening := found.openings.get(getattr(entry.texts, name) or ""):
                assert opening.salt == salt(SALT, entry.n, name)


@given(edited())
def test_the_working_tree_would_add_what_its_commit_adds(
    made: tuple[History, Files],
) -> None:
    history, _ = made
    last = history.revisions[-1]
    before = part(history, len(history.revisions) - 1)
    found = unrecorded(before, last.projects, last.recorded_on)
    added = ledger(history, "acme").entries[len(ledger(before, "acme").entries) :]
    assert [
        (each.kind, each.milestone, each.before, each.after, each.of) for each in found
    ] == [
        (each.kind, each.milestone, each.before, each.after, each.of) for each in added
    ]
