"""An export becomes rows of `progress.csv`: read, merge with what is known, count week by week, write what is new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import ProjectPlace
from portalgen.authoring.trackers.due import Apart, differing_dates
from portalgen.authoring.trackers.items import Item, Reading, merged, read_items
from portalgen.authoring.trackers.mapping import TrackerMap, Weekday
from portalgen.authoring.trackers.progress import (
    Differing,
    ProgressFile,
    differing,
    falling,
    line_of,
    progress_file,
    with_rows,
)
from portalgen.authoring.trackers.records import LARGEST_EXPORT, ExportError, Record
from portalgen.authoring.trackers.series import Standing, standing, week_ends
from portalgen.authoring.trackers.store import read_stored, store_path, written_items
from portalgen.authoring.trackers.tables import read_csv, read_workbook
from portalgen.authoring.trackers.trees import read_json, read_xml
from portalgen.model.fields.scalars import LONGEST_STRETCH
from portalgen.model.milestone import Milestone
from portalgen.source.load.project_files import PROGRESS_FILE

WEEKDAYS = list(Weekday)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items an export brought: new ones, ones that differ from what was known, ones as they were."""

    new: int
    changed: int
    same: int
    missing: int  # known, and not in this export


@dataclass(frozen=True)
class Imported:
    """An import that is ready to be written, and what is to be told of it."""

    drafts: tuple[Draft, ...]
    counts: Counts
    reading: Reading
    rows: tuple[str, ...]
    differing: tuple[Differing, ...]
    falling: tuple[Differing, ...]
    apart: tuple[Apart, ...]


@dataclass(frozen=True)
class Import:
    """An export as somebody imports it: with which mapping, into which project, on which day."""

    name: str
    mapping: TrackerMap
    place: ProjectPlace
    milestones: tuple[Milestone, ...]
    on: date
    zone: tzinfo
    revise: bool = False

    def of(self, content: bytes) -> Imported:
        """Returns what an export's content brings. Raises ExportError where it cannot be used."""
        reading = self.read(content)
        stored_in = self.place.folder.shown(self.store)
        known = read_stored(stored_in, self.stored)
        items = merged(
            known,
            reading,
            self.on,
            self.mapping.complete,
        )
        table = self.table()
        new = list(self.new_rows(table, items))
        meant = list(self.old_rows(table, items))
        others = differing(table, meant)
        revised = []
        falls = []
        if self.revise:
            revised = others
        else:
            falls = falling(table, new)
        drafts = self.drafts(
            table,
            items,
            new,
            revised,
        )
        rows = [line_of(table.header, each) for each in new]
        apart = differing_dates(self.milestones, self.name, reading.seen)
        return Imported(
            drafts=tuple(drafts),
            counts=_counts(known, items, reading),
            reading=reading,
            rows=tuple(rows),
            differing=tuple(others),
            falling=tuple(falls),
            apart=tuple(apart),
        )

    def read(self, content: bytes) -> Reading:
        """Returns the items of an export's content. Raises ExportError where it cannot be used."""
        records = read_records(content, self.mapping)
        reading = read_items(
            records,
            self.mapping,
            self.zone,
            self.on,
        )
        if self.mapping.complete and not reading.seen:
            raise ExportError(
                "it has no items, and a complete export without items would give all of them up"
            )
        return reading

    def drafts(
        self,
        table: ProgressFile,
        items: Mapping[str, Item],
        new: list[Standing],
        revised: list[Differing],
    ) -> Iterator[Draft]:
        """Yields the files that change: what the client reads first, then what is known of the items."""
        if new or revised:
            before = None
            if not table.is_new:
                before = table.content
            content = with_rows(table, new, revised)
            yield Draft(self.path, content, before)
        after = written_items(items)
        if after != self.stored:
            yield Draft(self.store, after, self.stored)

    @property
    def store(self) -> str:
        """Where the project's items are kept."""
        return store_path(self.place.path, self.name)

    @property
    def stored(self) -> bytes | None:
        """The items as they were kept by the last import."""
        return self.place.folder.read(self.store, LARGEST_EXPORT)

    @property
    def path(self) -> str:
        """The project's table of progress."""
        return f"{self.place.path}/{PROGRESS_FILE}"

    def table(self) -> ProgressFile:
        """Returns the project's table. Raises ExportError where it does not count as the mapping does."""
        folder = self.place.folder
        file = folder.shown(self.path)
        content = folder.read(self.path)
        by_stream = self.mapping.streams is not None
        table = progress_file(file, content, by_stream)
        if self.mapping.streams and not table.by_stream:
            raise ExportError(
                f"{file} has no column stream, and the mapping {self.name} names streams"
            )
        if not self.mapping.streams and table.streams - {None}:
            raise ExportError(
                f"{file} counts by streams, and the mapping {self.name} names none"
            )
        return table

    def new_rows(
        self,
        table: ProgressFile,
        items: Mapping[str, Item],
    ) -> Iterator[Standing]:
        """Yields the rows of the weeks that ended since the last row."""
        if not items:
            return
        last = table.last_day()
        begun = min(item.created for item in items.values())
        if last is None and self.on - begun > timedelta(days=LONGEST_STRETCH):
            raise ExportError(
                f"an item of it was added on {begun}, which is too long ago to be meant"
            )
        for day in week_ends(
            self.weekday(last),
            last,
            begun,
            self.on,
        ):
            for stream in self.streams(items):
                yield standing(items.values(), day, stream)

    def weekday(self, last: date | None) -> int:
        """Returns the day on which weeks end: as the mapping says, else the last row's, else Friday; 0 is Monday."""
        if self.mapping.week_ends:
            return WEEKDAYS.index(self.mapping.week_ends)
        if last:
            return last.weekday()
        return WEEKDAYS.index(Weekday.FRIDAY)

    def streams(self, items: Mapping[str, Item]) -> list[str | None]:
        """Returns the streams that items have, in the mapping's order, those without one last."""
        named: list[str] = []
        if self.mapping.streams:
            named += self.mapping.streams.names.values()
        found = {item.stream for item in items.values()}
        stale = found - {None, *named}
        if stale:
            names = ", ".join(sorted(filter(None, stale)))
            store = self.place.folder.shown(self.store)
            unnamed = f"items are kept under the stream {names}, which the mapping {self.name} no longer names"
            raise ExportError(f"{unnamed}: name it there, or delete {store}")
        in_order = [*dict.fromkeys(named), None]
        return [each for each in in_order if each in found]

    def old_rows(
        self,
        table: ProgressFile,
        items: Mapping[str, Item],
    ) -> Iterator[Standing]:
        """Yields how the items stood on the day of each row that they reach back to, in the row's stream."""
        begun = min((item.created for item in items.values()), default=self.on)
        for row, _ in table.rows:
            if begun <= row.on <= self.on:
                yield standing(items.values(), row.on, row.stream)


def read_records(content: bytes, mapping: TrackerMap) -> list[Record]:
    """Returns the records of an export, whatever kind of file it is. Raises ExportError."""
    if len(content) > LARGEST_EXPORT:
        most = LARGEST_EXPORT // 1024 // 1024
        raise ExportError(f"it is larger than {most} MiB")
    begins = content[:64].replace(b"\0", b"")  # in UTF-8 and UTF-16 alike
    written = begins.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")
    start = written[:1]
    if content.startswith(b"PK\x03\x04"):
        return read_workbook(content)
    if start in (b"{", b"["):
        return read_json(content, mapping.items, mapping.lookups)
    if start == b"<":
        return read_xml(content, mapping.items)
    return read_csv(content)


def _counts(
    known: Mapping[str, Item],
    items: Mapping[str, Item],
    reading: Reading,
) -> Counts:
    new = 0
    changed = 0
    for name, item in items.items():
        if name not in known:
            new += 1
        elif known[name] != item:
            changed += 1
    same = len(items) - new - changed
    missing = sum(name not in reading.seen for name in known)
    return Counts(
        new,
        changed,
        same,
        missing,
    )
