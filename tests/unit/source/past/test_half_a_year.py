"""Half a year of two people and their git: pulls, merges, squashes, a move, renames; published each time, one record.

What should be on record is told by the story itself: on which day which date was published.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from portalgen.analysis.ledger.entry import Kind
from portalgen.analysis.ledger.ledger import Ledger, ledger
from portalgen.model.record.past import Lack, Origin
from portalgen.source.git.repository import Repository
from portalgen.source.past.history import histories
from tests.kit.files.repositories import Made, Snapshot, imported, milestones

BEGUN = date(2026, 1, 5)
WEEKS = 26
SALT = "5f1c0000000000000000000000000000"


@dataclass(frozen=True)
class Said:
    """All that the files say: where they lie, what things are called, and two people's work."""

    folder: str = "projects"
    client: str = "acme"
    project: str = "webshop"
    milestone: str = "launch"
    promised: date = date(2026, 9, 1)
    built: int = 0

    def files(self) -> dict[str, str]:
        former = {"acme-oy": "acme", "shop": "webshop", "go-live": "launch"}
        names = {
            each: f"formerly: [{former.get(each, '')}]"
            for each in (self.client, self.project, self.milestone)
        }
        launch = f"id: {self.milestone}, name: Launch, promised_date: {self.promised}, {names[self.milestone]}"
        parts = [f"id: part-{n}, name: Part {n}" for n in range(self.built + 1)]
        shop = f"{self.client}/{self.project}"
        return {
            f"{self.client}/client.yml": f"name: Acme\nledger_salt: {SALT}\n{names[self.client]}\n",
            f"{shop}/project.yml": f"name: Webshop\n{names[self.project]}\n",
            f"{shop}/milestones.yml": milestones(launch),
            f"{self.client}/app/milestones.yml": milestones(*parts),
        }


@dataclass
class Story:
    """The commits, those that were published with what they say, and the days on which the launch was promised anew."""

    pull: str
    snapshots: list[Snapshot] = field(default_factory=list)
    published: list[tuple[int, Said]] = field(default_factory=list)
    promises: list[tuple[date, date]] = field(default_factory=list)
    said: Said = Said()
    head: int = 0

    def commit(
        self, said: Said, day: date, *parents: int, message: str = "work"
    ) -> int:
        at = datetime.combine(day, time(12), UTC)
        self.snapshots.append(
            Snapshot(said.files(), parents, at, message=message, folder=said.folder)
        )
        return len(self.snapshots) - 1

    def publish(self, said: Said, day: date, at: int) -> None:
        if not self.promises or self.promises[-1][1] != said.promised:
            self.promises.append((day, said.promised))
        self.published.append((at, said))
        self.said, self.head = said, at

    def plain(self, day: date) -> None:
        said = self.moved()
        self.publish(said, day, self.commit(said, day, self.head))

    def moved(self) -> Said:
        return replace(self.said, promised=self.said.promised + timedelta(days=7))

    def caught_up(self, day: date, message: str) -> None:
        """One publishes while the other still works, who then merges what was published and publishes that."""
        built = self.said.built + 1
        own = self.commit(replace(self.said, built=built), day, self.head)
        self.plain(day + timedelta(days=1))
        both = replace(self.said, built=built)
        later = day + timedelta(days=3)
        merge = self.commit(both, later, own, self.head, message=message)
        self.publish(both, later, merge)

    def squashed(self, day: date) -> None:
        said = replace(self.moved(), built=self.said.built + 2)
        branch = self.commit(replace(said, promised=date(2030, 1, 1)), day, self.head)
        self.commit(said, day, branch)
        self.publish(said, day, self.commit(said, day, self.head))

    def requested(self, day: date) -> None:
        branch = self.commit(self.moved(), day, self.head)
        said, later = self.moved(), day + timedelta(days=2)
        message = "Merge pull request #7 from maria/dates"
        self.publish(
            said, later, self.commit(said, later, self.head, branch, message=message)
        )

    def renamed(self, day: date, changed: dict[str, Any]) -> None:
        said = replace(self.said, **changed)
        self.publish(said, day, self.commit(said, day, self.head))


RENAMES: dict[int, dict[str, Any]] = {
    8: {"folder": "portals/projects"},
    12: {"milestone": "go-live"},
    16: {"project": "shop"},
    20: {"client": "acme-oy"},
}


def told(pull: str) -> Story:
    """Returns the story; `pull` is the message of the merges that catch up."""
    story = Story(pull)
    story.publish(story.said, BEGUN, story.commit(story.said, BEGUN))
    for week in range(1, WEEKS):
        day = BEGUN + timedelta(weeks=week)
        if week in RENAMES:
            story.renamed(day, RENAMES[week])
        elif week % 4 == 1:
            story.caught_up(day, pull)
        elif week % 4 == 2:
            story.squashed(day)
        elif week % 4 == 3:
            story.requested(day)
        else:
            story.plain(day)
    return story


GIT_S_OWN = "Merge branch 'main' of https://host.example/north/portals"
BY_HAND = "merged what the others did"


pytestmark = pytest.mark.slow


@pytest.fixture(params=[GIT_S_OWN, BY_HAND])
def story(request: pytest.FixtureRequest) -> Story:
    return told(request.param)


def made_of(story: Story, top: Path) -> tuple[Made, list[str]]:
    made, names = imported(top, story.snapshots)
    made.git("update-ref", "refs/heads/main", names[story.head])
    made.git("reset", "-q", "--hard")
    (made.top / "projects").mkdir(exist_ok=True)
    return made, names


def records(
    story: Story, made: Made, names: list[str], cache: Path
) -> Iterator[tuple[Ledger, str]]:
    """Yields the ledger of each publication, continued from the seal of the one before, and its commit."""
    repository = made.repository
    origin: Origin | None = None
    for at, said in story.published:
        shown = {said.client: origin} if origin else {}
        history = histories(
            repository.at(names[at]),
            made.top / said.folder,
            [said.client],
            cache,
            shown,
        )[said.client]
        origin = history.origin
        yield ledger(history, said.client), names[at]


def of_launch(found: Ledger, said: Said) -> list[tuple[date, object]]:
    record = found.record(said.project, said.milestone)
    assert record is not None
    kinds = {Kind.PROMISED, Kind.MOVED}
    return [
        (each.recorded_on, each.after)
        for each in found.of(record)
        if each.kind in kinds
    ]


def test_every_publication_goes_on_from_the_one_before(
    story: Story, tmp_path: Path
) -> None:
    made, names = made_of(story, tmp_path / "all")
    before: Ledger | None = None
    for found, commit in records(story, made, names, tmp_path / "cache"):
        assert found.unlinked == (), commit
        if before:
            assert found.entries[: len(before.entries)] == before.entries, commit
        before = found
    assert before is not None
    assert of_launch(before, story.said) == story.promises
    assert len(story.promises) > WEEKS // 2


def head(folder: Path, client: str) -> str:
    """Returns the head of a client's ledger in a checkout, without any seal."""
    history = histories(Repository.around(folder), folder, [client])[client]
    return ledger(history, client).head


def test_every_checkout_has_the_record_that_was_published_without_its_seal(
    tmp_path: Path,
) -> None:
    story = told(GIT_S_OWN)
    made, names = made_of(story, tmp_path / "all")
    made.git("config", "uploadpack.allowFilter", "true")
    *_, (published, _) = records(story, made, names, tmp_path / "cache")
    client, folder = story.said.client, story.said.folder
    made.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    outer = Made(tmp_path / "outer")
    outer.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
        str(made.top), "inner",
    )  # fmt: skip
    here = (made.top, tmp_path / "linked", outer.top / "inner")
    assert [head(each / folder, client) for each in here] == [published.head] * 3
    partial = Made(tmp_path / "partial", begin=False)
    made.git("clone", "-q", "--filter=blob:none", made.top.as_uri(), str(partial.top))
    projects = partial.top / folder
    found = histories(Repository.around(projects), projects, [client])[client]
    assert found.lack is Lack.PARTIAL
    partial.git("fetch", "-q", "--refetch", "--no-filter")
    assert head(projects, client) == published.head
