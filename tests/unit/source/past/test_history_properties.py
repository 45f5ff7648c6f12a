"""Any sequence of edits: no false move, none missed, and a walk that goes on ends where one from the beginning does.

The edits are made to a model that knows nothing of files; what the history should say is computed from that model,
what it does say is read back from a repository that git made of the files.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.model.record.past import History
from tests.kit.files.repositories import Snapshot, imported, milestones

FIRST = date(2026, 1, 1)
NAMES = ("launch", "payment")
EXAMPLES = settings().max_examples * 2 // 5  # each makes a repository
View = dict[str, dict[str, date | None]]


@dataclass(frozen=True)
class Thing:
    """A milestone: what it is promised for, and whether it is internal."""

    promised: date | None
    is_internal: bool = False


@dataclass(frozen=True)
class Job:
    """A project: its id and former ids, its milestones, how it lies in files, and whether these can be read."""

    id: str
    formerly: tuple[str, ...] = ()
    things: tuple[tuple[str, Thing], ...] = ()
    is_internal: bool = False
    is_broken: bool = False
    layout: int = 0

    def view(self) -> dict[str, date | None]:
        return (
            {}
            if self.is_internal
            else {
                name: each.promised
                for name, each in self.things
                if not each.is_internal
            }
        )

    def files(self) -> dict[str, str]:
        """Returns the project's files; what they say does not depend on the layout."""
        head = f"name: Job\nformerly: [{', '.join(self.formerly)}]\n"
        if self.is_internal:
            head += "visibility: internal\n"
        items = [
            f"id: {name}, promised_date: {each.promised or '~'}{', visibility: internal' if each.is_internal else ''}"
            for name, each in self.things
        ]
        body = milestones(*(reversed(items) if self.layout == 3 else items))
        if self.is_broken:
            body += "  - [\n"
        return [
            {"project.yml": head + body},
            {"project.yml": head, "milestones.yml": body},
            {"a.yaml": body, "b.YML": head},
            {"project.yml": body + head},
        ][self.layout]


@dataclass
class World:
    """A client's projects, and what could be seen of each when it last could be read; the last name is its id."""

    jobs: list[Job] = field(default_factory=list)
    seen: dict[str, tuple[str, Job]] = field(
        default_factory=dict
    )  # by the first id: under which client, and what
    names: list[str] = field(default_factory=lambda: ["acme"])
    made: int = 0

    def look(self) -> View:
        """Returns what the client can see: of a project that cannot be read, what it saw last."""
        for job in self.jobs:
            if not job.is_broken:
                self.seen[first_id(job)] = self.names[-1], job
        new = [job for job in self.jobs if not self.was_read(job)]
        alive = {first_id(job) for job in self.jobs}
        if not new:
            self.seen = {
                name: each for name, each in self.seen.items() if name in alive
            }
        return {job.id: job.view() for _, job in self.seen.values()}

    def was_read(self, job: Job) -> bool:
        """Tells whether a project could be read where it lies now."""
        client, seen = self.seen.get(first_id(job), ("", job))
        return (client, seen.id) == (self.names[-1], job.id)

    def files(self) -> dict[str, str]:
        client = self.names[-1]
        found = {
            f"{client}/{job.id}/{name}": text
            for job in self.jobs
            for name, text in job.files().items()
        }
        found[f"{client}/client.yml"] = (
            f"name: Acme\nformerly: [{', '.join(self.names[:-1])}]\n"
        )
        return found


def first_id(job: Job) -> str:
    return (*job.formerly, job.id)[0]


@dataclass(frozen=True)
class Edit:
    """One commit's worth of work: what is done, to which project and milestone, with which number."""

    kind: str
    job: int
    thing: int
    number: int
    merges: bool


KINDS = (
    "move",
    "move",
    "unpromise",
    "hide item",
    "hide",
    "break",
    "lay out",
    "rename",
    "rename client",
    "add",
    "delete",
    "nothing",
)
EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(KINDS),
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(0, 5),
        st.sampled_from([False] * 3 + [True]),
    ),
    min_size=1,
    max_size=14,
)


def apply(world: World, edit: Edit) -> None:
    """Changes a world as an edit says."""
    if edit.kind == "rename client":
        world.names.append(f"acme-{len(world.names)}")
        return
    if edit.kind == "add" or not world.jobs:
        things = tuple((name, Thing(FIRST + timedelta(edit.number))) for name in NAMES)
        world.jobs.append(
            Job(f"job-{world.made}", things=things, layout=edit.number % 4)
        )
        world.made += 1
        return
    at = edit.job % len(world.jobs)
    job = world.jobs.pop(at)
    if edit.kind != "delete":
        world.jobs.insert(at, changed(job, edit, world))


def changed(job: Job, edit: Edit, world: World) -> Job:
    name = NAMES[edit.thing]
    thing = dict(job.things)[name]
    if edit.kind == "move":
        return with_thing(
            job, name, replace(thing, promised=FIRST + timedelta(days=edit.number))
        )
    if edit.kind == "unpromise":
        return with_thing(job, name, replace(thing, promised=None))
    if edit.kind == "hide item":
        return with_thing(job, name, replace(thing, is_internal=not thing.is_internal))
    if edit.kind == "hide":
        return replace(job, is_internal=not job.is_internal)
    if edit.kind == "break":
        return replace(job, is_broken=not job.is_broken)
    if edit.kind == "lay out":
        return replace(job, layout=edit.number % 4)
    if edit.kind == "rename":
        world.made += 1
        return replace(
            job, id=f"job-{world.made - 1}", formerly=(*job.formerly, job.id)
        )
    return job


def with_thing(job: Job, name: str, thing: Thing) -> Job:
    return replace(
        job,
        things=tuple(
            (each, thing if each == name else old) for each, old in job.things
        ),
    )


@dataclass(frozen=True)
class Moment:
    """A commit of the line: all files, the client's id then, what it can see, and whether a branch is merged."""

    files: dict[str, str]
    client: str
    view: View
    merges: bool


def line(edits: list[Edit]) -> Iterator[Moment]:
    """Yields what stands after each edit."""
    world = World()
    for edit in edits:
        apply(world, edit)
        yield Moment(world.files(), world.names[-1], world.look(), edit.merges)


def planned(moments: list[Moment]) -> tuple[list[Snapshot], list[int]]:
    """Returns the commits to be, and the numbers of those on the first-parent line.

    A side branch moves every date elsewhere before it is merged: followed, it would be seen at once.
    """
    made: list[Snapshot] = []
    main: list[int] = []
    for moment in moments:
        parents = main[-1:]
        if moment.merges and parents:
            elsewhere = {
                f"{moment.client}/elsewhere/m.yml": milestones(
                    "id: x, promised_date: 2030-01-01"
                )
            }
            made.append(Snapshot(elsewhere, parents))
            parents = [*parents, len(made) - 1]
        made.append(Snapshot(moment.files, parents))
        main.append(len(made) - 1)
    return made, main


def views(history: History) -> list[View]:
    return [
        {
            project.id: {each.id: each.promised_date for each in project.milestones}
            for project in revision.projects
        }
        for revision in history.revisions
    ]


@settings(max_examples=EXAMPLES)
@given(EDITS)
def test_each_difference_is_told_once_and_nothing_else(edits: list[Edit]) -> None:
    moments = list(line(edits))
    expected: list[View] = [{}]
    for moment in moments:
        if moment.view != expected[-1]:
            expected.append(moment.view)
    with TemporaryDirectory() as temporary:
        made, _ = imported(Path(temporary) / "made", planned(moments)[0])
        assert views(made.history(moments[-1].client)) == expected[1:]


@settings(max_examples=EXAMPLES)
@given(EDITS, st.data())
def test_a_walk_that_goes_on_ends_where_one_from_the_beginning_does(
    edits: list[Edit], data: st.DataObject
) -> None:
    moments = list(line(edits))
    snapshots, main = planned(moments)
    stops = data.draw(
        st.lists(st.sampled_from(range(len(main))), min_size=1, max_size=3)
    )
    with TemporaryDirectory() as temporary:
        made, names = imported(Path(temporary) / "made", snapshots)
        cache = Path(temporary) / "cache"
        for stop in stops:  # forwards and backwards: a history may be rewritten
            made.git("update-ref", "refs/heads/main", names[main[stop]])
            client = moments[stop].client
            assert made.history(client, cache=cache) == made.history(client)
