"""The sample workspace as it stood on a day, made from its present files and the story."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from portalgen.diagnostics import Diagnostic
from portalgen.model.fields.scalars import parse_day
from portalgen.source.files.text import SourceText, decode
from portalgen.source.yaml.parser import parse
from portalgen.source.yaml.tree import Mapping as Node
from portalgen.source.yaml.tree import plain
from samples.facts import changed, day_of, was_there
from samples.layout import Changes, Pointer, rewritten
from samples.story import Story, Values

Files = dict[str, bytes]
PROJECTS = "projects"
SHARED = ("projects/portal.yml", "mkdocs.yml")


class SampleError(Exception):
    """The sample's files and its story do not fit together."""


@dataclass(frozen=True)
class Past:
    """What a project's values were on a day: as the files' own days tell, as the story tells, as somebody mistyped."""

    project: str
    day: date
    story: Story
    typed: Values

    def changes(self, path: Pointer, node: Node) -> Changes:
        """Returns the keys of a mapping that had another value, as YAML text; None where there was no such line."""
        pointer = (self.project, *path)
        return (
            changed(path, node, self.day)
            | self.story.changes(pointer, self.day)
            | self.typed.get(pointer, {})
        )

    def stood(self, item: Node) -> bool:
        """Tells whether an item of a list was there."""
        return was_there(item, self.day)


@dataclass(frozen=True)
class Sample:
    """The present files by their paths, and the story."""

    files: Mapping[str, bytes] = field(repr=False)
    story: Story = field(repr=False)

    @cached_property
    def parsed(self) -> dict[str, tuple[SourceText, Node]]:
        """The YAML files of projects, with their trees."""
        return {
            path: _parsed(path, content)
            for path, content in self.files.items()
            if _is_yaml(path)
        }

    @property
    def clients(self) -> list[str]:
        """The ids of all clients."""
        return sorted(
            {path.split("/")[1] for path in self.files if path.endswith("/client.yml")}
        )

    @property
    def shared(self) -> Files:
        """The files that are no client's."""
        return {path: self.files[path] for path in SHARED}

    def contacts(self, client: str) -> dict[str, tuple[str, str]]:
        """Returns name and address of each of a client's contacts by their ids."""
        path = f"{PROJECTS}/{client}/client.yml"
        listed = plain(_parsed(path, self.files[path])[1])["contacts"]
        return {each["id"]: (each["name"], each["email"]) for each in listed}

    def projects(self, client: str) -> Iterator[tuple[str, date]]:
        """Yields each project of a client, as `client/project`, with the day on which it started."""
        for path, (_, node) in self.parsed.items():
            _, of, project, name = path.split("/")
            if of == client and name == "project.yml":
                yield f"{client}/{project}", day_of(node, "started_on") or date.min

    def report_days(self, client: str) -> set[date]:
        """Returns the days of a client's updates and rows of progress."""
        days = set()
        for project, _ in self.projects(client):
            for path, content in self._below(project):
                if path.startswith("updates/"):
                    days.add(parse_day(Path(path).stem))
                elif path == "progress.csv":
                    days |= {_row_day(row) for row in content.decode().splitlines()[1:]}
        return days

    def on(self, client: str, day: date, typed: Values) -> Files:
        """Returns a client's files as they stood on a day; empty before its first project."""
        files: Files = {}
        for project, started_on in self.projects(client):
            if started_on <= day:
                files |= self._project_on(project, day, typed)
        name = f"{PROJECTS}/{client}/client.yml"
        return {name: self.files[name], **files} if files else {}

    def _project_on(self, project: str, day: date, typed: Values) -> Files:
        past = Past(project, day, self.story, typed)
        files = {
            f"{PROJECTS}/{project}/{path}": self._file_on(path, content, past)
            for path, content in self._below(project)
        }
        for each in self.story.joined:
            file = f"{PROJECTS}/{each.file}"
            into = f"{PROJECTS}/{each.into}"
            if file in files and day < each.until:
                files[into] += files.pop(file)
        return {path: content for path, content in files.items() if content}

    def _file_on(self, path: str, content: bytes, past: Past) -> bytes:
        """Returns a file's content on a day; empty where there was none."""
        whole = f"{PROJECTS}/{past.project}/{path}"
        if path.startswith("updates/"):
            return content if parse_day(Path(path).stem) <= past.day else b""
        if path == "progress.csv":
            return _rows_until(content, past.day)
        if whole in self.parsed:
            return rewritten(*self.parsed[whole], past).encode()
        if self.story.added.get(f"{past.project}/{path}", date.min) <= past.day:
            return content
        return b""

    def _below(self, project: str) -> Iterator[tuple[str, bytes]]:
        start = f"{PROJECTS}/{project}/"
        return (
            (path.removeprefix(start), content)
            for path, content in self.files.items()
            if path.startswith(start)
        )


def read_sample(root: Path, story: Story) -> Sample:
    """Returns the sample workspace of a repository. Hidden files are no part of it."""
    paths = sorted(path for path in (root / PROJECTS).rglob("*") if path.is_file())
    names = [path.relative_to(root) for path in paths]
    kept = [
        name for name in names if not any(part.startswith(".") for part in name.parts)
    ]
    return Sample(
        {
            name.as_posix(): (root / name).read_bytes()
            for name in [*kept, Path("mkdocs.yml")]
        },
        story,
    )


def _is_yaml(path: str) -> bool:
    """Tells whether a path is a YAML file at the top of a project's folder."""
    return path.count("/") == 3 and path.endswith(".yml")


def _parsed(path: str, content: bytes) -> tuple[SourceText, Node]:
    source = decode(path, content)
    if isinstance(source, Diagnostic):
        raise SampleError(f"{path}: {source.message}")
    node, wrong = parse(source)
    if wrong or not isinstance(node, Node):
        raise SampleError(f"{path} cannot be read: run portalgen check")
    return source, node


def _row_day(row: str) -> date:
    return parse_day(row.partition(",")[0])


def _rows_until(content: bytes, day: date) -> bytes:
    header, *rows = content.decode().splitlines(keepends=True)
    kept = [row for row in rows if _row_day(row) <= day]
    return "".join([header, *kept]).encode() if kept else b""
