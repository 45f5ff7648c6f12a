"""The sample's months as commits: who wrote what on which day, on the main line and on branches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from samples.repository import Commit, Identity
from samples.story import Entry, PullRequest
from samples.workspace import PROJECTS, Files, Sample, SampleError


@dataclass
class History:
    """The commits so far, parents first, and those of them that stand on the main line."""

    sample: Sample
    commits: list[Commit] = field(default_factory=list, repr=False)
    line: list[Commit] = field(default_factory=list, repr=False)

    def written(self) -> list[Commit]:
        """Returns all commits, in the order of the days on which they reached the main line."""
        for step in steps(self.sample):
            tip = self.line[-1:]
            if isinstance(step, PullRequest):
                made = self.merged(step)
            else:
                made = self.commit(step, tuple(tip))
            self.line.append(made)
        if self.line[-1].files != self.sample.files:
            raise SampleError(
                f"the story ends otherwise than the files: {', '.join(self.differing())}"
            )
        return self.commits

    def differing(self) -> list[str]:
        """Returns the paths at which the last commit is not what the files are."""
        last = self.line[-1].files
        present = self.sample.files
        return sorted(
            path
            for path in last.keys() | present.keys()
            if last.get(path) != present.get(path)
        )

    def commit(self, entry: Entry, parents: tuple[Commit, ...]) -> Commit:
        """Adds one client's commit on top of another one."""
        files = self.sample.on(entry.client, entry.when.date(), entry.values)
        base = parents[0].files if parents else self.sample.shared
        return self.add(
            parents,
            entry.when,
            self.identity(entry),
            entry.message,
            _with(base, entry.client, files),
        )

    def merged(self, pull: PullRequest) -> Commit:
        """Adds the commits of a branch and the bot's merge of it."""
        (*_, branch) = (
            each for each in self.line if each.when.date() <= pull.branched_after
        )
        for entry in pull.entries:
            branch = self.commit(entry, (branch,))
        theirs = _of(branch.files, pull.client)
        tip = self.line[-1]
        message = f"Merge pull request #{pull.number} from northlight/{pull.client}-{pull.when:%m-%d}"
        bot = Identity(*self.sample.story.bot)
        return self.add(
            (tip, branch),
            pull.when,
            bot,
            message,
            _with(tip.files, pull.client, theirs),
        )

    def add(
        self,
        parents: tuple[Commit, ...],
        when: datetime,
        by: Identity,
        message: str,
        files: Files,
    ) -> Commit:
        """Adds a commit."""
        self.commits.append(Commit(parents, when, by, message, files))
        return self.commits[-1]

    def identity(self, entry: Entry) -> Identity:
        """Returns the contact of a client who made a commit."""
        return Identity(*self.sample.contacts(entry.client)[entry.by])


def steps(sample: Sample) -> list[Entry | PullRequest]:
    """Returns what reached the main line, oldest first: each client's commits of the week, slips, pull requests."""
    story = sample.story
    pulled = {(each.client, each.when.date()) for each in story.pull_requests}
    weekly = [
        each
        for each in _weekly(sample)
        if (each.client, each.when.date()) not in pulled
    ]
    return sorted(
        [*weekly, *story.slips, *story.pull_requests],
        key=lambda step: (step.when, step.client),
    )


def _weekly(sample: Sample) -> Iterator[Entry]:
    told = {(each.client, each.when.date()): each for each in sample.story.commits}
    for client in sample.clients:
        by, at = sample.story.reports[client]
        extra = {day for of, day in told if of == client}
        for day in sample.report_days(client) | extra:
            when = datetime.combine(day, at, UTC)
            yield told.get((client, day)) or Entry(
                client, when, by, f"{client}: week to {day}"
            )


def _of(files: Mapping[str, bytes], client: str) -> Files:
    """Returns the files of one client."""
    return {
        path: content
        for path, content in files.items()
        if path.startswith(f"{PROJECTS}/{client}/")
    }


def _with(files: Mapping[str, bytes], client: str, own: Files) -> Files:
    """Returns files with one client's exchanged."""
    return {
        path: files[path] for path in files.keys() - _of(files, client).keys()
    } | own
