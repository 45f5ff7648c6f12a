"""Records of an export as items: an id, days, a size, a stream. No other word of a record goes any further."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from portalgen.authoring.trackers.mapping import Test, Times, TrackerMap
from portalgen.authoring.trackers.records import (
    ExportError,
    Record,
    alike,
    without_words,
)
from portalgen.model.fields.scalars import YEARS

LONGEST_ID = 80
_ID = re.compile(
    r"(?=.*\d)[\w#][\w.#:/@+-]*"
)  # no blanks, and a digit: a title is none
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+")  # as a spreadsheet shows 16 digits
_HOURS = re.compile(r"PT(\d{1,7})H(\d{1,2})M(\d{1,2})S")
_NUMBER = re.compile(
    r"\d{1,9}(\.\d{1,6}|,(?!\d{3}$)\d{1,6})?"
)  # 1,000 could be a thousand, or one


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a tracker. `created`, `done` and `dropped` are days; what has none is not so."""

    id: str
    created: date
    done: date | None = None
    dropped: date | None = None
    weight: Decimal = Decimal(1)
    stream: str | None = None

    def counts_on(self, day: date) -> bool:
        """Tells whether the item belongs to the scope on a day."""
        if self.dropped is not None and self.dropped <= day:
            return False
        return self.created <= day

    def is_done_on(self, day: date) -> bool:
        """Tells whether the item counts and is done on a day."""
        if self.done is None or self.done > day:
            return False
        return self.counts_on(day)


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as an export shows it: where that gives no day for what it says, the day is that of the export.

    `is_work` is false for what has a date and is no work, such as a milestone of the tracker.
    """

    item: Item
    has_created: bool
    has_done: bool
    has_dropped: bool
    due: date | None
    is_work: bool


@dataclass
class Reading:
    """What was read, and what is to be told of it."""

    seen: dict[str, Seen] = field(default_factory=dict)
    passed_over: int = 0
    without_weight: int = 0
    strange_streams: int = 0


def read_items(
    records: Sequence[Record],
    mapping: TrackerMap,
    zone: tzinfo,
    on: date,
) -> Reading:
    """Returns the items of an export made on a day, with days in a zone. The last of several with one id counts.

    Raises ExportError, with the record's number, where an id or a day cannot be read.
    """
    _check_fields(records, mapping)
    reading = Reading()
    for record in records:
        if not _is_wanted(record, mapping):
            reading.passed_over += 1
            continue
        found = _Reader(
            record,
            mapping,
            zone,
            on,
        )
        seen = found.seen()
        reading.without_weight += found.lacks_weight
        reading.strange_streams += found.has_strange_stream
        reading.seen[seen.item.id] = seen
    return reading


def _is_wanted(record: Record, mapping: TrackerMap) -> bool:
    """Tells whether a record passes all tests of `only`, and none of `skip`."""
    if any(not _passes(each, record) for each in mapping.only):
        return False
    return not any(_passes(each, record) for each in mapping.skip)


def _check_fields(records: Sequence[Record], mapping: TrackerMap) -> None:
    """Raises ExportError where no record has a field for ids: then the mapping is that of another tracker."""
    if records and not any(record.first(mapping.id) for record in records):
        # Not what there is: the first line of a table without a header is a record.
        names = " or ".join(mapping.id)
        raise ExportError(
            f"no record has a field {names}; is it an export of this tracker?"
        )


def _passes(test: Test, record: Record) -> bool:
    wanted = {alike(word) for word in test.words}
    for name in test.field:
        texts = {alike(text) for text in record.all(name)}
        if texts & wanted:
            return True
    return False


@dataclass
class _Reader:
    record: Record
    mapping: TrackerMap
    zone: tzinfo
    on: date
    lacks_weight: bool = False
    has_strange_stream: bool = False

    def seen(self) -> Seen:
        mapping = self.mapping
        name = self.id()
        if mapping.created_in_id:
            created = self.time_in(name)
        else:
            created = self.day(mapping.created)
        done, dropped = self.done()
        begun = min(filter(None, (created, done)), default=self.on)
        item = Item(
            id=name,
            created=begun,
            done=done,
            dropped=dropped,
            weight=self.weight(),
            stream=self.stream(),
        )
        is_work = True
        if mapping.dates_only:
            is_work = not _passes(mapping.dates_only, self.record)
        return Seen(
            item=item,
            has_created=created is not None,
            has_done=self.day(mapping.done) is not None,
            has_dropped=self.day(mapping.dropped) is not None,
            due=self.day(mapping.due),
            is_work=is_work,
        )

    def id(self) -> str:
        found = self.record.first(self.mapping.id)
        if found is None:
            raise self.wrong("it has no id", self.mapping.id)
        if _ROUNDED.fullmatch(found):
            raise self.wrong(f"a spreadsheet has rounded the id to {found}; export it again, and do not open it there",
                             self.mapping.id)  # fmt: skip
        if len(found) > LONGEST_ID or not _ID.fullmatch(found):
            what = (
                f"{without_words(found)} cannot be an id, "
                f"which has a digit, no blanks and {LONGEST_ID} signs at most"
            )
            raise self.wrong(what, self.mapping.id)
        return found

    def done(self) -> tuple[date | None, date | None]:
        """Returns when the item was done and when it was given up. What `done_when` says is done is not given up."""
        mapping = self.mapping
        done = self.day(mapping.done)
        dropped = self.day(mapping.dropped)
        if mapping.done_when:
            is_done = _passes(mapping.done_when, self.record)
            if is_done:
                return done or self.on, None
            done = None
        if mapping.dropped_when and _passes(mapping.dropped_when, self.record):
            dropped = dropped or done or self.on
        if dropped:
            return None, dropped
        return done, None

    def weight(self) -> Decimal:
        if not self.mapping.weight:
            return Decimal(1)
        text = self.record.first(self.mapping.weight)
        if text is None:
            self.lacks_weight = True
            return Decimal(1)
        # As the table of items keeps it, so that an item is the same the next time.
        found = self.number(text)
        return round(found, 2)

    def number(self, text: str) -> Decimal:
        """Returns a size as it is written: a number, or hours and minutes."""
        duration = _HOURS.fullmatch(text)
        if duration:
            hours = Decimal(int(duration[1]))
            minutes = Decimal(int(duration[2]))
            return hours + minutes / 60
        if not _NUMBER.fullmatch(text):
            what = f"{without_words(text)} is not a number"
            raise self.wrong(what, self.mapping.weight)
        pointed = text.replace(",", ".")
        return Decimal(pointed)

    def stream(self) -> str | None:
        streams = self.mapping.streams
        if streams is None:
            return None
        names = {alike(word): name for word, name in streams.names.items()}
        words = self.record.all(streams.field)
        for word in words:
            name = names.get(alike(word))
            if name is not None:
                return name
        self.has_strange_stream = bool(words)
        return None

    def day(self, names: Iterable[str]) -> date | None:
        text = self.record.first(names)
        if text is None or text == "NA":
            return None
        found = _day(text, self.mapping.dates, self.moment)
        if found is None:
            what = f"{without_words(text)} is not a date that the mapping knows"
            help_ = 'name its form under dates: in the mapping, for example "%d/%m/%Y"'
            raise self.wrong(f"{what}; {help_}", names)
        if found.year not in YEARS:
            raise self.wrong(f"{found} is too far from today to be meant", names)
        return found

    def time_in(self, name: str) -> date | None:
        """Returns the day in an id that begins with eight hex digits of a time, as MongoDB's do."""
        found = re.match(r"[0-9a-f]{8}(?=[0-9a-f]{16}$)", name)
        if not found:
            return None
        seconds = int(found[0], 16)
        moment = datetime.fromtimestamp(seconds, UTC)
        return self.moment(moment)

    def moment(self, moment: datetime) -> date:
        if moment.tzinfo is None and self.mapping.times is Times.UTC:
            moment = moment.replace(tzinfo=UTC)
        elif moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.zone)
        here = moment.astimezone(self.zone)
        return here.date()

    def wrong(
        self,
        what: str,
        names: Iterable[str],
    ) -> ExportError:
        where = " or ".join(names)
        return ExportError(f"record {self.record.number}, {where}: {what}")


def _day(
    text: str,
    forms: Sequence[str],
    local: Callable[[datetime], date],
) -> date | None:
    """Returns the day that a text names, as ISO 8601 or in one of some forms; None where it names none."""
    text = re.sub(r"\s*\([^)]*\)$", "", text)
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return local(moment)
    except (ValueError, OverflowError):
        pass
    for form in forms:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is added below
            if re.search(r"%[HIMSz]", form):
                return local(found)
            return found.date()
        except (ValueError, OverflowError, re.error):
            continue
    return None


def merged(
    known: dict[str, Item],
    reading: Reading,
    on: date,
    is_complete: bool,
) -> dict[str, Item]:
    """Returns all items by id after an export of a day.

    What an export gives counts. A day that it does not give is the one that was noted when that was first seen. What it
    lacks stays, or is given up where the export is complete.
    """
    found = {}
    for seen in reading.seen.values():
        if seen.is_work:
            name = seen.item.id
            before = known.get(name)
            found[name] = _after(before, seen)
    for name, item in known.items():
        if name in reading.seen:
            continue
        if is_complete and not item.dropped:
            found[name] = replace(item, dropped=on)
        else:
            found[name] = item
    by_id = sorted(found.items())
    return dict(by_id)


def _after(before: Item | None, seen: Seen) -> Item:
    item = seen.item
    if before is None:
        return item
    created = item.created
    if not seen.has_created:
        created = min(before.created, item.created)
    done = item.done
    if done and not seen.has_done:
        done = before.done or done
    dropped = item.dropped
    if dropped and not seen.has_dropped:
        dropped = before.dropped or dropped
    return replace(
        item,
        created=created,
        done=done,
        dropped=dropped,
    )
