"""Random projects with a history, and random edits of anything that a project publishes.

What is edited is found by a walk over the model's own fields, so that a new field is tried without a line here. No edit
agrees to anything and none reports work: what that is stands in `_BY_THE_CLIENT`, `_WORK` and `_without_work`.
"""

import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any

import yaml

from portalgen.analysis.analyse import analyse_project
from portalgen.analysis.findings import ProjectFindings
from portalgen.analysis.ledger.records import records
from portalgen.model.calendar import Calendar, Freeze
from portalgen.model.client import Agency
from portalgen.model.fields.base import Noun
from portalgen.model.health import Dimension, Health, Rag
from portalgen.model.milestone import Cause, Milestone, Move, StreamItems, Undated
from portalgen.model.progress import ProgressRow
from portalgen.model.project import ALWAYS_PUBLISHED, PageName, Project, Tolerance
from portalgen.model.record.past import History, PastProject, Reach, Revision
from portalgen.model.record.terms import PastAgency, PastRow
from portalgen.model.risk import Impact, Probability, Risk
from portalgen.model.update import Update
from portalgen.source.past.past_terms import shown_terms
from portalgen.source.past.projection import past_file, past_project

AS_OF = date(2026, 6, 1)
DARKNESS = {
    Rag.GREEN: 0,
    Rag.ON_HOLD: 1,
    Rag.GREY: 1,
    Rag.AMBER: 2,
    Rag.RED: 3,
}
# What the client does, or the seal holds: no edit of the agency's.
_BY_THE_CLIENT = {"agreed_by", "decided_by", "evidence", "live_from"}
# What is done, and told as it is done.
_WORK = {"actual_date", "accepted_on"}
_WORDS = (
    "TODO",
    "Launch",
    "m-0",
    "m-1",
    "m-2",
    "none",
    "A second provider is prepared",
)
_NUMBERS = (0, 1, 2, 5, 7, 14, 30, 400, 3650)


@dataclass(frozen=True)
class World:
    """A project as its files are today, with what was published before, and the agency's part."""

    project: Project
    agency: Agency
    history: History
    is_internal: bool = False

    def committed(self) -> "World":
        """Returns the same with the files of today as one more revision."""
        shown = () if self.is_internal else (as_published(self.project),)
        revision = Revision("c", AS_OF, "maria", shown)
        history = replace(
            self.history,
            revisions=(*self.history.revisions, revision),
            agency=(*self.history.agency, _told(self.agency, AS_OF)),
        )
        return replace(self, history=history)

    def found(self) -> ProjectFindings:
        """Returns what the project's data and its records give."""
        known = records(self.history, "acme", (), (as_published(self.project),), AS_OF)
        shown = without_hidden(self.project)
        return analyse_project(shown, self.agency, AS_OF, "acme", known)


def _told(agency: Agency, on: date) -> PastAgency:
    return PastAgency(on, agency.tolerance.schedule_days, agency.cadence_days)


def without_hidden(project: Project) -> Project:
    """Returns a project without what only pages show that are not published."""
    return project.model_copy(update=dict.fromkeys(project.hidden_lists, ()))


def as_published(project: Project) -> PastProject:
    """Returns a project as the reader of the past has it, from the YAML that would say it."""
    left_out = {"id", "progress", "updates", "documents"}
    said = project.model_dump(
        mode="json", by_alias=True, exclude=left_out, exclude_defaults=True
    )
    file = past_file(yaml.safe_dump(said, allow_unicode=True).encode())
    past = past_project(project.id, [file])
    assert past is not None
    rows = tuple(
        PastRow(row.on, row.scope, row.done, row.stream)
        for row in sorted(project.progress, key=lambda row: (row.on, row.stream or ""))
    )
    days = [update.period_end for update in project.updates]
    terms = shown_terms(past.terms, rows, max(days, default=None))
    return replace(past, terms=terms)


def world(random: Random) -> World:
    """Returns a random project that published some versions of itself before the one of today."""
    project = _project(random)
    agency = Agency(
        cadence_days=random.choice((7, 14)),
        tolerance=Tolerance(schedule_days=random.choice((0, 7, 14))),
    )
    first = AS_OF - timedelta(days=100)
    start = History(Reach.WHOLE, agency=(_told(agency, first),))
    whole = World(project, agency, start)
    revisions = []
    for days in sorted(random.sample(range(4, 90), random.randint(0, 2)), reverse=True):
        day = AS_OF - timedelta(days=days)
        then = project
        for _ in range(random.randint(0, 2)):
            then = edited(replace(whole, project=then), random)[0].project
        revisions.append(
            Revision("b", day, "maria", (as_published(_until(then, day)),))
        )
    last = AS_OF - timedelta(days=random.randint(0, 3))
    revisions.append(Revision("b", last, "maria", (as_published(project),)))
    return replace(whole, history=replace(start, revisions=tuple(revisions)))


def _until(project: Project, day: date) -> Project:
    """Returns a project with the reports that there were on a day."""
    return project.model_copy(
        update={
            "progress": tuple(row for row in project.progress if row.on <= day),
            "updates": tuple(
                each for each in project.updates if each.period_end <= day
            ),
        }
    )


def _project(random: Random) -> Project:
    milestones = tuple(
        _milestone(random, f"m-{n}") for n in range(random.randint(1, 4))
    )
    risks = tuple(_risk(random, f"r-{n}") for n in range(random.choice((0, 0, 1))))
    return Project(
        id="webshop",
        name="Webshop",
        milestones=milestones,
        risks=risks,
        tolerance=random.choice((None, None, Tolerance(schedule_days=7))),
        cadence_days=random.choice((None, None, 7)),
        calendar=random.choice((Calendar(), _calendar(random))),
        health=random.choice((Health(), _declared(random))),
        progress=random.choice(((), _rows(random))),
        updates=_updates(random),
    )


def _milestone(random: Random, id_: str) -> Milestone:
    promised = AS_OF + timedelta(days=random.choice((-40, -5, 10, 30, 60, 90)))
    forecast = random.choice(
        (None, None, Undated.UNDATED, promised + timedelta(days=random.randint(-5, 30)))
    )
    met = None
    if random.random() < 0.2:
        met = min(promised, AS_OF - timedelta(days=1))
    return Milestone(
        id=id_,
        name=id_.capitalize(),
        promised_date=promised,
        forecast=forecast,
        actual_date=met,
        items=random.choice((None, random.randint(0, 20))),
        leads=random.random() < 0.2,
    )


def _risk(random: Random, id_: str) -> Risk:
    return Risk(
        id=id_,
        name=id_,
        probability=random.choice(tuple(Probability)),
        impact=random.choice((Impact.MINOR, Impact.SEVERE)),
        mitigation=random.choice((None, "A second provider is prepared")),
    )


def _calendar(random: Random) -> Calendar:
    start = AS_OF + timedelta(days=random.randint(-30, 20))
    end = start + timedelta(days=random.randint(0, 20))
    return Calendar(freezes=(Freeze(start=start, end=end),))


def _declared(random: Random) -> Health:
    colour = random.choice(("green", "amber", "red"))
    return Health.model_validate({random.choice(tuple(Dimension)).value: colour})


def _rows(random: Random) -> tuple[ProgressRow, ...]:
    scope = random.randint(30, 60)
    pace = random.choice((0, 1, 2, 3))
    done = 0
    rows = []
    for week in range(12):
        day = AS_OF - timedelta(days=2 + 7 * (11 - week))
        rows.append(ProgressRow(on=day, scope=Decimal(scope), done=Decimal(done)))
        done = min(scope, done + random.randint(0, 5) + pace)
        scope += random.choice((0, 0, 2))
    return tuple(rows)


def _updates(random: Random) -> tuple[Update, ...]:
    newest = AS_OF - timedelta(days=random.choice((0, 1, 2, 5, 30)))
    days = (newest, newest - timedelta(days=7))
    return tuple(Update(period_end=day, headline="News") for day in days)


# --- edits ---


def edited(before: World, random: Random) -> tuple[World, str]:
    """Returns a world after one random edit without agreement and without work, and what was edited."""
    kind = random.random()
    if kind < 0.08:
        agency, label = _edited_noun(before.agency, "portal", random)
        return replace(before, agency=agency), label
    after, label = _edited_noun(before.project, "project", random)
    return replace(before, project=_without_work(before, after)), label


def _edited_noun(noun: Any, at: str, random: Random) -> tuple[Any, str]:
    """Returns a noun with one field of it, or of a noun in it, edited."""
    by_key: dict[str | int, list[tuple[Path, str]]] = {}
    for path, pointer in _places(noun, at):
        by_key.setdefault(path[0], []).append((path, pointer))
    key = random.choice(list(by_key))
    path, pointer = random.choice(by_key[key])
    return _put(noun, path, random), pointer


Path = tuple[str | int, ...]


def _places(noun: Noun, at: str, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yields every field of a noun and of the nouns in it."""
    for name, field in type(noun).model_fields.items():
        if name in _BY_THE_CLIENT or name in _WORK:
            continue
        if at == "project" and name == "id":
            continue
        here = (*path, name)
        pointer = f"{at}/{name}"
        yield here, pointer
        value = getattr(noun, name)
        del field
        if isinstance(value, Noun):
            yield from _places(value, pointer, here)
        elif isinstance(value, tuple):
            for number, each in enumerate(value):
                if isinstance(each, Noun):
                    yield from _places(each, pointer, (*here, number))


def _put(noun: Any, path: Path, random: Random) -> Any:
    name, *rest = path
    assert isinstance(name, str)
    value = getattr(noun, name)
    if not rest:
        annotation = type(noun).model_fields[name].annotation
        return noun.model_copy(update={name: _other(value, annotation, random)})
    if isinstance(rest[0], int):
        at, *within = rest
        assert isinstance(at, int)
        items = list(value)
        items[at] = _put(items[at], tuple(within), random)
        return noun.model_copy(update={name: tuple(items)})
    return noun.model_copy(update={name: _put(value, tuple(rest), random)})


def _other(value: Any, annotation: Any, random: Random) -> Any:
    """Returns another value of a field; of a list often the same less an item."""
    if isinstance(value, tuple) and value and random.random() < 0.7:
        items = list(value)
        how = random.randrange(4)
        if how == 0:
            return ()
        if how == 1:
            items.append(_value(_item(annotation), random))
            return tuple(items)
        del items[random.randrange(len(items))]
        return tuple(items)
    return _value(annotation, random)


def _item(annotation: Any) -> Any:
    for argument in typing.get_args(annotation):
        if argument is not Ellipsis:
            return argument
    return str


def _value(annotation: Any, random: Random) -> Any:
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        return _value(arguments[0], random)
    if origin in {typing.Union, types.UnionType}:
        return _value(random.choice(arguments), random)
    if origin is tuple:
        count = random.choice((0, 1, 2))
        return tuple(_value(_item(annotation), random) for _ in range(count))
    if annotation is type(None) or annotation is None:
        return None
    return _plain(annotation, random)


def _plain(kind: Any, random: Random) -> Any:
    if kind is date:
        return AS_OF + timedelta(
            days=random.choice((-400, -60, -20, -5, 0, 5, 20, 60, 400))
        )
    if kind is Decimal:
        return Decimal(random.choice(_NUMBERS))
    if kind is bool:
        return random.random() < 0.5
    if kind is int:
        return random.choice(_NUMBERS)
    if kind is str:
        return random.choice(_WORDS)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return random.choice(tuple(kind))
    if isinstance(kind, type) and issubclass(kind, Noun):
        return _noun(kind, random)
    if kind is StreamItems:
        streams = random.sample(_WORDS, random.choice((1, 2)))
        return StreamItems(tuple((each, random.choice(_NUMBERS)) for each in streams))
    raise TypeError(f"no value of {kind}")


def _noun(kind: type[Noun], random: Random) -> Noun:
    values = {}
    for name, field in kind.model_fields.items():
        if name not in _BY_THE_CLIENT and name not in _WORK:
            values[name] = _value(field.annotation, random)
        else:
            values[name] = None
    return kind.model_construct(**values)


def _without_work(before: World, after: Project) -> Project:
    """Returns an edited project without what would be work: rows and updates of new days; and without corrections,
    which have a rule of their own.
    """
    rows = [row.on for row in before.project.progress]
    days = [update.period_end for update in before.project.updates]
    for revision in before.history.revisions:
        for past in revision.projects:
            rows += [row.on for row in past.terms.rows]
            days += [past.terms.reported] if past.terms.reported else []
    newest = max([*rows, *days], default=date.min)
    open_ones = {each.id for each in before.project.milestones if not each.is_met}
    milestones = []
    seen: set[str] = set()
    for each in after.milestones:
        if each.id not in seen:
            seen.add(each.id)
            moves = tuple(_no_correction(move) for move in each.moves)
            changed: dict[str, Any] = {"moves": moves}
            if (
                each.id in open_ones
            ):  # one that took the id of another is not met by that
                changed |= {"actual_date": None, "accepted_on": None}
            milestones.append(each.model_copy(update=changed))
    freezes = tuple(each for each in after.calendar.freezes if each.start <= each.end)
    pages = {*after.pages, *ALWAYS_PUBLISHED}
    return after.model_copy(
        update={
            "milestones": tuple(milestones),
            "calendar": after.calendar.model_copy(update={"freezes": freezes}),
            "pages": tuple(page for page in PageName if page in pages),
            "progress": _distinct(row for row in after.progress if row.on <= newest),
            "updates": tuple(
                each for each in after.updates if each.period_end <= newest
            ),
        }
    )


def _no_correction(move: Move) -> Move:
    if move.cause is Cause.CORRECTION:
        return move.model_copy(update={"cause": Cause.ESTIMATE})
    return move


def _distinct(rows: Iterator[ProgressRow]) -> tuple[ProgressRow, ...]:
    """Returns rows without a second one of a day and stream, and with no more done than there is."""
    found: dict[tuple[date, str | None], ProgressRow] = {}
    for row in rows:
        most = min(row.scope, row.done)
        found.setdefault((row.on, row.stream), row.model_copy(update={"done": most}))
    return tuple(found.values())


# --- what must hold ---


def late(found: ProjectFindings) -> int:
    """Returns how many promises past the date that counts a project tells of, those no longer shown included."""
    told = [
        each for each in (*found.promises, *found.health.withdrawn) if not each.is_met
    ]
    over = [each for each in told if each.measured_from and each.measured_from < AS_OF]
    return len(over)


def brightened(seed: int, edits: int = 6) -> Sequence[str]:
    """Returns the edits of a random sequence after which a project looks better than before; none where none does."""
    random = Random(seed)  # noqa: S311 - the same seed, the same edits
    now = world(random)
    before = now.found()
    made: list[str] = []
    for _ in range(random.randint(1, edits)):
        now, label = edited(now, random)
        made.append(label)
        if random.random() < 0.5:
            now = now.committed()
            made.append("commit")
        after = now.found()
        is_brighter = DARKNESS[after.health.overall] < DARKNESS[before.health.overall]
        if is_brighter:
            colours = f"{before.health.overall} -> {after.health.overall}"
            return [*made, colours, before.health.rule.id]
        if late(after) < late(before):
            return [*made, "a late promise is told no longer"]
    return ()


def edited_fields(edits: int) -> set[str]:
    """Returns the names of the fields that so many random edits reach."""
    random = Random(0)  # noqa: S311 - the same seed, the same edits
    reached = set()
    for _ in range(edits):
        now = world(random)
        for path, _ in _places(now.project, "project"):
            reached.add(str(path[-1]))
    return reached
