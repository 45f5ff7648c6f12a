"""Reads the files of one project folder: the union of its YAML files, progress.csv and updates/."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.document import document_named
from portalgen.model.fields.scalars import Typed, nearest_day, parse_day, shown
from portalgen.model.fields.schema import keys
from portalgen.model.progress import ProgressRow
from portalgen.model.update import Update
from portalgen.source.files.folder import Entry, EntryKind, Folder
from portalgen.source.files.strays import link, unused
from portalgen.source.files.text import SourceText
from portalgen.source.formats.csv import parse_progress
from portalgen.source.formats.documents import DocumentFiles, read_documents
from portalgen.source.formats.markdown import front_matter, relative_links
from portalgen.source.load.data_file import parse_data, read_data
from portalgen.source.nouns.hiding import published_file_called_internal
from portalgen.source.nouns.hiding_comments import lines_that_hide_nothing
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.nouns.validation import validated_part
from portalgen.source.nouns.visibility import Secret, Split
from portalgen.source.yaml.reader import read_text
from portalgen.source.yaml.tree import Mapping, Scalar

PROJECT_FILE = "project.yml"
PROGRESS_FILE = "progress.csv"
UPDATES = "updates"
DOCUMENTS = "documents"
INTERNAL = "internal"
FOLDERS = (UPDATES, DOCUMENTS, INTERNAL)
MOVE_IT = f"move it to {DOCUMENTS}/ for the client, or to {INTERNAL}/"
YAML_ENDS = (".yml", ".yaml")
UPDATE_KEYS = set(keys(Update)) - {"period_end", "body"}


@dataclass
class ProjectFiles:
    """What the files of a project hold, before the model has judged it."""

    place: Place
    tree: Mapping
    progress: list[ProgressRow] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    places: dict[str, Mapping] = field(default_factory=dict)
    documents: DocumentFiles = field(default_factory=DocumentFiles)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_project(
    folder: Folder,
    path: str,
    split: Split,
) -> ProjectFiles:
    """Returns a project's files; internal updates are set aside at once, `internal/` is never opened."""
    place = Place(folder.shown(path))
    files = ProjectFiles(place, Mapping({}, place))
    for entry in folder.list(path):
        if not entry.name.startswith("."):
            _read_entry(
                folder,
                path,
                entry,
                files,
                split,
            )
    files.updates.sort(key=lambda update: update.period_end, reverse=True)
    return files


def _read_entry(
    folder: Folder,
    path: str,
    entry: Entry,
    files: ProjectFiles,
    split: Split,
) -> None:
    inside = f"{path}/{entry.name}"
    here = Place(folder.shown(inside))
    if entry.kind is EntryKind.OTHER:
        files.diagnostics.append(link(entry.name, here))
    elif entry.kind is EntryKind.FOLDER:
        if entry.name == UPDATES:
            _read_updates(folder, inside, files, split)
        elif entry.name == DOCUMENTS:
            files.documents = read_documents(folder, inside)
            files.diagnostics += files.documents.diagnostics
        elif entry.name != INTERNAL:
            help_ = did_you_mean(entry.name, FOLDERS, otherwise=MOVE_IT)
            files.diagnostics.append(unused(entry.name, here, help_))
    elif entry.name.lower().endswith(YAML_ENDS):
        tree, wrong = read_data(folder, inside)
        place = Place(folder.shown(inside))
        misnamed = published_file_called_internal(entry.name, tree, place)
        if misnamed:
            wrong.append(misnamed)
        _join(
            files,
            tree,
            wrong,
            is_main=entry.name == PROJECT_FILE,
        )
    elif entry.name == PROGRESS_FILE:
        _read_progress(folder, inside, files)
    else:
        known = [PROGRESS_FILE, PROJECT_FILE]
        help_ = did_you_mean(entry.name, known, otherwise=MOVE_IT)
        files.diagnostics.append(unused(entry.name, here, help_))


def _join(
    files: ProjectFiles,
    tree: Mapping,
    diagnostics: list[Diagnostic],
    is_main: bool,
) -> None:
    """Adds the keys of one more file. What the project lacks is missing in its main file."""
    files.diagnostics += diagnostics
    files.tree.readable = files.tree.readable and tree.readable
    if is_main:
        files.tree.place = tree.place
    for key, value in tree.values.items():
        if key in files.tree.values:
            first = files.tree.keys[key]
            place = tree.keys[key]
            says = f"{shown(key)} stands already in {first.file}:{first.line}"
            wrong = problem(
                "PG114",
                says,
                place,
                "merge the two",
            )
            files.diagnostics.append(wrong)
        else:
            files.tree.values[key] = value
            files.tree.keys[key] = tree.keys.get(key, value.place)


def _read_progress(
    folder: Folder,
    path: str,
    files: ProjectFiles,
) -> None:
    source = read_text(folder, path)
    if isinstance(source, Diagnostic):
        files.diagnostics.append(source)
        return
    rows, wrong = parse_progress(source)
    files.diagnostics += wrong
    files.places["progress"] = Mapping({}, source.place())
    for number, (row, node) in enumerate(rows, 1):
        files.progress.append(row)
        files.places[f"progress/{number}"] = node


def _read_updates(
    folder: Folder,
    path: str,
    files: ProjectFiles,
    split: Split,
) -> None:
    for entry in folder.list(path):
        if entry.name.startswith("."):
            continue
        inside = f"{path}/{entry.name}"
        stem, _, end = entry.name.rpartition(".")
        if entry.kind is not EntryKind.FILE:
            wrong = _no_plain_file(folder, inside, entry)
            files.diagnostics.append(wrong)
            continue
        day = _day(stem)
        if end == "md" and day:
            _read_update(
                folder,
                inside,
                day,
                files,
                split,
            )
        else:
            wrong = _misnamed(folder, inside, stem, end)
            files.diagnostics.append(wrong)


def _no_plain_file(
    folder: Folder,
    path: str,
    entry: Entry,
) -> Diagnostic:
    says = f"{shown(entry.name)} is not a plain file"
    place = Place(folder.shown(path))
    help_ = f"put the updates themselves into {UPDATES}/"
    return problem(
        "PG117",
        says,
        place,
        help_,
    )


def _misnamed(
    folder: Folder,
    path: str,
    stem: str,
    end: str,
) -> Diagnostic:
    """Returns what is wrong with a file in updates/ whose name is not a day and `.md`."""
    place = Place(folder.shown(path))
    near = _day(stem) or nearest_day(stem)
    if near:
        help_ = f"name it {near}.md"
    else:
        help_ = "name it by the last day of its period, for example 2026-03-20.md"
    if end == "md":
        return problem(
            "PG118",
            f"{shown(stem)} is not a day",
            place,
            help_,
        )
    return unused(f"{stem}.{end}", place, help_)


def _read_update(
    folder: Folder,
    path: str,
    day: date,
    files: ProjectFiles,
    split: Split,
) -> None:
    source = read_text(folder, path)
    if isinstance(source, Diagnostic):
        files.diagnostics.append(source)
        files.updates.append(_unread(day))
        return
    parts = front_matter(source)
    if isinstance(parts, Diagnostic):
        files.diagnostics.append(parts)
        files.updates.append(_unread(day))
        return
    head, body = parts
    tree, wrong = parse_data(head)
    whole, visible = split.part(tree)
    made = {"period_end": day, "body": body}
    update, more = validated_part(Update, whole, visible, made)
    files.diagnostics += [*wrong, *more]
    if visible is None:
        split.secrets.append(Secret(body, tree.place))
        return
    if update is None or wrong or more:
        update = _unread(day)
    files.updates.append(update)
    files.diagnostics += _links_to_nothing(source, files)
    below = len(head.lines)
    files.diagnostics += lines_that_hide_nothing(source, below)
    named = Scalar(Typed(day.isoformat()), Place(source.file))
    written = Scalar(Typed(body), source.place(below + 1))
    files.places[f"updates/{day}"] = Mapping(
        values={**visible.values, "period_end": named, "body": written},
        place=visible.place,
        keys=visible.keys,
    )


def _links_to_nothing(source: SourceText, files: ProjectFiles) -> Iterator[Diagnostic]:
    for target, place in relative_links(source):
        name = document_named(target)
        if name in files.documents.contents:
            continue
        says = f"{shown(target)} is not on the portal"
        help_ = did_you_mean(
            name or target,
            files.documents.contents,
            otherwise="put the file into documents/",
        )
        yield problem(
            "PG510",
            says,
            place,
            help_,
        )


def _unread(day: date) -> Update:
    """Returns what stands for an update that cannot be read, so that nobody is told that there was no news."""
    return Update(
        period_end=day,
        headline="This update cannot be read",
        quiet=True,
    )


def _day(stem: str) -> date | None:
    try:
        return parse_day(stem)
    except ValueError:
        return None
