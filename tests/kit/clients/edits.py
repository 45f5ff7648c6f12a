"""Random edits of a client's dates, a commit each, for what must hold of any history."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

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
from tests.kit.clients.histories import SALT, START

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
