"""Keeps a walk through the history, so that a later run reads only what came after it.

The form is JSON, with each milestone, project and commit written once and then named by its number: histories are long
and their values few. What is damaged, or of another version, is not there. Safe to delete at any time.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from portalgen.model.record.past import (
    PastForecast,
    PastMilestone,
    PastMove,
    PastProject,
    PastRestart,
    Reach,
    Revision,
)
from portalgen.source.past.projection import (
    LEDGER_VERSION,
    PROJECTION_VERSION,
    PastFile,
)
from portalgen.source.past.walk import ClientWalk, Mark, Walk

FORM = 2  # of the file itself
VERSION = hashlib.sha256(
    json.dumps([LEDGER_VERSION, PROJECTION_VERSION, FORM]).encode()
).hexdigest()
Row = list[Any]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Kept:
    """A walk as far as it came: up to the commit `head`, from `oldest`, the oldest one known, of the day `since`."""

    head: str
    oldest: str
    since: date
    reach: Reach
    walk: Walk
    files: Mapping[str, PastFile | None]


class HistoryCache:
    """Keeps the walk through one folder's history. Without a folder to keep it in, nothing is kept."""

    def __init__(self, folder: Path | None, prefix: str) -> None:
        name = hashlib.sha256(os.fsencode(prefix)).hexdigest()[:16]
        self.path = folder / f"history-{name}.json" if folder else None

    def fetch(self) -> Kept | None:
        """Returns the walk that was kept, or None where there is none that can be used."""
        try:
            header, _, body = (
                self.path.read_bytes().partition(b"\n")
                if self.path
                else (b"", b"", b"")
            )
            return _kept(json.loads(body)) if header == _header(body) else None
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            return None

    def keep(self, kept: Kept) -> None:
        """Keeps a walk in place of the one before, whole or not at all; a folder that cannot be written keeps none."""
        if self.path is None:
            return
        body = json.dumps(_written(kept), separators=(",", ":")).encode()
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, part = tempfile.mkstemp(
                prefix=f".{self.path.name}.", dir=self.path.parent
            )
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_header(body) + b"\n" + body)
                Path(part).replace(self.path)
            except OSError:
                Path(part).unlink(missing_ok=True)


def _header(body: bytes) -> bytes:
    return f"portalgen history {VERSION} {hashlib.sha256(body).hexdigest()}".encode()


class _Numbers(Generic[T]):
    """Numbers values in the order in which they first come; equal ones have one number."""

    def __init__(self) -> None:
        self.values: dict[T, int] = {}
        self._met: dict[
            int, int
        ] = {}  # by identity: most values come again as themselves, and hashing them takes long

    def of(self, value: T) -> int:
        number = self._met.get(id(value))
        if number is None:
            number = self._met[id(value)] = self.values.setdefault(
                value, len(self.values)
            )
        return number


class _Writer:
    """Writes values as rows; a milestone or a project that comes again is written as its number."""

    def __init__(self) -> None:
        self.milestones = _Numbers[PastMilestone]()
        self.projects = _Numbers[PastProject]()

    def file(self, file: PastFile | None) -> Row | None:
        if file is None:
            return None
        return [
            file.is_internal,
            file.formerly,
            _number(file.live_from),
            self.numbers(file.milestones),
        ]

    def numbers(self, milestones: Iterable[PastMilestone]) -> list[int]:
        return [self.milestones.of(each) for each in milestones]

    def client(self, client: ClientWalk) -> Row:
        files = [[*place, names] for place, names in client.files.items()]
        views = [
            [*place, self.projects.of(view)] for place, view in client.views.items()
        ]
        restarts = [
            [folder, _restarts(declared)]
            for folder, declared in client.restarts.items()
        ]
        revisions = [
            [each.commit, _number(each.recorded_on), each.by, [self.projects.of(one) for one in each.projects],
             _restarts(each.restarts)]
            for each in client.revisions
        ]  # fmt: skip
        return [
            client.id,
            files,
            views,
            restarts,
            client.skipped,
            client.positions,
            revisions,
        ]

    def tables(self) -> dict[str, list[Row]]:
        projects = [
            [
                each.id,
                each.formerly,
                _number(each.live_from),
                self.numbers(each.milestones),
            ]
            for each in self.projects.values
        ]
        return {
            "projects": projects,
            "milestones": [_milestone(each) for each in self.milestones.values],
        }


def _written(kept: Kept) -> dict[str, object]:
    writer = _Writer()
    head = [kept.head, kept.oldest, _number(kept.since), kept.reach, kept.walk.owners]
    clients = [writer.client(each) for each in kept.walk.clients.values()]
    days = [
        [each.position, each.commit, _number(each.day), each.by]
        for each in kept.walk.days
    ]
    files = {blob: writer.file(each) for blob, each in kept.files.items()}
    line = [kept.walk.length, days]
    return {
        "head": head,
        "line": line,
        "clients": clients,
        "files": files,
        **writer.tables(),
    }


def _milestone(each: PastMilestone) -> Row:
    return [
        each.id,
        each.formerly,
        each.name,
        _number(each.baseline_date),
        _number(each.promised_date),
        _forecast(each.forecast),
        _number(each.actual_date),
        [[_number(move.on), _number(move.before), _number(move.after), move.cause, move.because, move.agreed_by]
         for move in each.moves],
    ]  # fmt: skip


def _forecast(forecast: PastForecast | None) -> list[int | None] | int | str | None:
    if isinstance(forecast, tuple):
        return [_number(day) for day in forecast]
    if isinstance(forecast, date):
        return _number(forecast)
    return forecast


def _restarts(declared: Iterable[PastRestart]) -> list[Row]:
    return [[_number(each.on), each.because, each.previous] for each in declared]


def _number(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _kept(written: dict[str, Any]) -> Kept:
    """Returns the walk out of what was written. Raises ValueError, TypeError or LookupError where it is not that."""
    head, oldest, since, reach, owners = written["head"]
    milestones = [_read_milestone(*row) for row in written["milestones"]]
    projects = [
        PastProject(
            id_,
            tuple(formerly),
            _day(live_from),
            tuple([milestones[each] for each in shown]),
        )
        for id_, formerly, live_from, shown in written["projects"]
    ]
    clients = {row[0]: _read_client(projects, *row) for row in written["clients"]}
    files = {
        blob: row and _read_file(milestones, *row)
        for blob, row in written["files"].items()
    }
    length, days = written["line"]
    marks = [
        Mark(position, commit, date.fromordinal(day), by)
        for position, commit, day, by in days
    ]
    walk = Walk(owners, clients, length, marks)
    return Kept(head, oldest, date.fromordinal(since), Reach(reach), walk, files)


def _read_milestone(
    id_: str, formerly: list[str], name: str | None, baseline: int | None, promised: int | None,
    forecast: Any, actual: int | None, moves: list[Row],
) -> PastMilestone:  # fmt: skip
    return PastMilestone(
        id_,
        tuple(formerly),
        name,
        _day(baseline),
        _day(promised),
        _read_forecast(forecast),
        _day(actual),
        tuple(
            [
                PastMove(_day(on), _day(before), _day(after), *texts)
                for on, before, after, *texts in moves
            ]
        ),
    )


def _read_forecast(written: Any) -> PastForecast | None:
    if isinstance(written, list):
        start, end = written
        return date.fromordinal(start), date.fromordinal(end)
    return date.fromordinal(written) if isinstance(written, int) else written


def _read_file(
    milestones: list[PastMilestone], is_internal: bool, formerly: list[str], *rest: Any
) -> PastFile:
    live_from, shown = rest
    return PastFile(
        is_internal,
        tuple(formerly),
        _day(live_from),
        tuple([milestones[each] for each in shown]),
    )


def _read_client(projects: list[PastProject], id_: str, *row: Any) -> ClientWalk:
    files, views, restarts, skipped, positions, revisions = row
    return ClientWalk(
        id_,
        {(folder, project): names for folder, project, names in files},
        {(folder, project): projects[number] for folder, project, number in views},
        {folder: _read_restarts(declared) for folder, declared in restarts},
        skipped,
        [
            Revision(
                commit,
                date.fromordinal(day),
                by,
                tuple([projects[each] for each in shown]),
                _read_restarts(said),
            )
            for commit, day, by, shown, said in revisions
        ],
        positions,
    )


def _read_restarts(written: list[Row]) -> tuple[PastRestart, ...]:
    return tuple(
        [PastRestart(_day(on), because, previous) for on, because, previous in written]
    )


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)
