"""Reads the files of one project folder: the union of its YAML files, progress.csv and updates/."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.progress import ProgressRow
from portalgen.model.scalars import Typed, parse_day, shown
from portalgen.model.schema import keys
from portalgen.model.update import Update
from portalgen.source.csv import parse_progress
from portalgen.source.folder import Entry, EntryKind, Folder
from portalgen.source.markdown import front_matter
from portalgen.source.reading import parse_keys, read_keys, read_text
from portalgen.source.tree import Mapping, Scalar, texts
from portalgen.source.validation import did_you_mean, unknown_key, validated
from portalgen.source.visibility import Secret, Split

PROGRESS_FILE = "progress.csv"
UPDATES, DOCUMENTS, INTERNAL = "updates", "documents", "internal"
YAML_ENDS = (".yml", ".yaml")


@dataclass
class ProjectFiles:
    """What the files of a project hold, before the model has judged it."""

    place: Place
    tree: Mapping
    progress: list[ProgressRow] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    places: dict[str, Mapping] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """Yields every text of the project's files."""
        yield from (text for text, _ in texts(self.tree))
        for update in self.updates:
            yield from (update.headline, update.body)


def read_project(folder: Folder, path: str, split: Split) -> ProjectFiles:
    """Returns a project's files; internal updates are set aside at once, `internal/` is never opened."""
    place = Place(folder.shown(path))
    files = ProjectFiles(place, Mapping({}, place))
    for entry in folder.list(path):
        if not entry.name.startswith("."):
            _read_entry(folder, path, entry, files, split)
    files.updates.sort(key=lambda update: update.period_end, reverse=True)
    return files


def _read_entry(folder: Folder, path: str, entry: Entry, files: ProjectFiles, split: Split) -> None:
    inside = f"{path}/{entry.name}"
    if entry.kind is EntryKind.OTHER:
        wrong = problem("PG117", f"{shown(entry.name)} is a link or a device", Place(folder.shown(inside)))
        files.diagnostics.append(wrong)
    elif entry.kind is EntryKind.FOLDER:
        if entry.name == UPDATES:
            _read_updates(folder, inside, files, split)
        elif entry.name not in {DOCUMENTS, INTERNAL}:
            files.diagnostics.append(_unused(folder, inside, entry, [UPDATES, DOCUMENTS, INTERNAL]))
    elif entry.name.lower().endswith(YAML_ENDS):
        _join(files, *read_keys(folder, inside))
    elif entry.name == PROGRESS_FILE:
        _read_progress(folder, inside, files)
    else:
        files.diagnostics.append(_unused(folder, inside, entry, [PROGRESS_FILE, "project.yml"]))


def _join(files: ProjectFiles, tree: Mapping, diagnostics: list[Diagnostic]) -> None:
    """Adds the keys of one more file."""
    files.diagnostics += diagnostics
    files.tree.readable = files.tree.readable and tree.readable
    for key, value in tree.values.items():
        if key == "format":
            files.tree.values.setdefault(key, value)
        elif key in files.tree.values:
            first = files.tree.keys[key]
            place = tree.keys[key]
            wrong = problem("PG114", f"{key} stands already in {first.file}:{first.line}", place, "merge the two")
            files.diagnostics.append(wrong)
        else:
            files.tree.values[key] = value
            files.tree.keys[key] = tree.keys.get(key, value.place)


def _read_progress(folder: Folder, path: str, files: ProjectFiles) -> None:
    source = read_text(folder, path)
    if isinstance(source, Diagnostic):
        files.diagnostics.append(source)
        return
    rows, wrong = parse_progress(source)
    files.diagnostics += wrong
    files.progress = [row for row, _ in rows]
    files.places["progress"] = Mapping({}, source.place())
    for row, node in rows:
        files.places[f"progress/{files.progress.index(row) + 1}"] = node


def _read_updates(folder: Folder, path: str, files: ProjectFiles, split: Split) -> None:
    for entry in folder.list(path):
        if entry.name.startswith("."):
            continue
        inside = f"{path}/{entry.name}"
        place = Place(folder.shown(inside))
        stem, _, end = entry.name.rpartition(".")
        if entry.kind is not EntryKind.FILE:
            files.diagnostics.append(problem("PG117", f"{shown(entry.name)} is not a plain file", place))
        elif end != "md":
            files.diagnostics.append(_unused(folder, inside, entry, ["2026-03-20.md"]))
        elif not _is_day(stem):
            help_ = "name it by the last day of its period, for example 2026-03-20.md"
            files.diagnostics.append(problem("PG118", f"{shown(stem)} is not a date", place, help_))
        else:
            _read_update(folder, inside, stem, files, split)


def _read_update(folder: Folder, path: str, day: str, files: ProjectFiles, split: Split) -> None:
    source = read_text(folder, path)
    parts = source if isinstance(source, Diagnostic) else front_matter(source)
    if isinstance(parts, Diagnostic):
        files.diagnostics.append(parts)
        return
    head, body = parts
    tree, wrong = parse_keys(head)
    whole, visible = split.part(tree)
    known = set(keys(Update)) - {"period_end", "body"}
    strange = [key for key in whole.values if key not in known]
    wrong += [unknown_key(key, known, whole.keys.get(key, whole.place)) for key in strange if key[0:1] != "\0"]
    period_end = parse_day(day)
    update, more = validated(Update, whole.without(*strange), {"period_end": period_end, "body": body})
    files.diagnostics += [*wrong, *more]
    if visible is None:
        split.secrets.append(Secret(body, tree.place))
        return
    if update is not None and not wrong:
        update, _ = validated(Update, visible, {"period_end": period_end, "body": body})
    if update is not None:
        files.updates.append(update)
        visible.values["period_end"] = Scalar(Typed(day), Place(folder.shown(path)))
        files.places[f"updates/{day}"] = visible


def _is_day(stem: str) -> bool:
    try:
        parse_day(stem)
    except ValueError:
        return False
    return True


def _unused(folder: Folder, path: str, entry: Entry, known: list[str]) -> Diagnostic:
    return problem(
        "PG120",
        f"{shown(entry.name)} is not used",
        Place(folder.shown(path)),
        did_you_mean(entry.name, known),
    )
