"""The record of edits: what was told beside the dates and was told otherwise later, as a function of the history."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.edits.chain import chained
from portalgen.analysis.edits.entry import Edit, EditKind
from portalgen.analysis.edits.watched import EditFact, Watched
from portalgen.analysis.ledger.chain import Opening
from portalgen.analysis.ledger.chronicle import drafts_on, entering_on
from portalgen.analysis.ledger.lineage import Lineages
from portalgen.analysis.showings import NEVER_SHOWN, FirstShown, of_edits
from portalgen.model.record.ledger import Redaction
from portalgen.model.record.past import History, PastProject, Reach, Revision
from portalgen.model.record.seal import NO_HEAD
from portalgen.model.record.showing import Reached, Showings
from portalgen.model.record.statement import Thing

ORDER = {thing: at for at, thing in enumerate(Thing)}
Placed = list[tuple[Revision, dict[int, PastProject]]]


@dataclass(frozen=True, slots=True)
class ToldEdit:
    """An edit as it is told: of which project and thing, by the ids that they have now.

    `item` is None where the thing is the project, or where the client sees it no longer. `day` is that of the commit;
    `shown_on` that of the publication which first showed it, where that is known. Texts are what they say, what
    took them out, or None where there is none, or where they were withdrawn. `was_seen` tells that the client saw, as
    far as is known, what it said before.
    """

    n: int
    project: str
    kind: EditKind
    thing: Thing
    item: str | None
    field: str | None
    since: date
    day: date
    shown_on: date | None
    before: str | Redaction | None
    after: str | Redaction | None
    is_withdrawn: bool
    was_seen: bool

    @property
    def told_on(self) -> date:
        """The day on which the client was told: that of the publication, else that of the commit."""
        return self.shown_on or self.day


@dataclass(frozen=True)
class Edits:
    """The edits of a client, oldest first. `facts` are what they were made of.

    `removed` holds each redaction by the digest of the text that it took out.
    """

    entries: tuple[Edit, ...] = ()
    openings: Mapping[str, Opening] = field(default_factory=dict)
    removed: Mapping[str, Redaction] = field(default_factory=dict)
    facts: tuple[EditFact, ...] = ()
    projects: tuple[str, ...] = ()
    showings: Showings = ()
    first_shown: FirstShown = NEVER_SHOWN

    @property
    def head(self) -> str:
        """The hash of the last entry; 64 zeros without entries."""
        if not self.entries:
            return NO_HEAD
        return self.entries[-1].hash

    @property
    def reached(self) -> Reached | None:
        """How far it goes; None without entries."""
        if not self.entries:
            return None
        return Reached(len(self.entries), self.head)

    @property
    def shown(self) -> Showings:
        """The publications that are known to have had edits, as showings of this record."""
        return self.first_shown.showings

    def with_showings(self, showings: Showings, on: date | None) -> "Edits":
        """Returns the same, knowing the publications so far, with the one that is made for a day, if any is."""
        hashes = [each.hash for each in self.entries]
        own = of_edits(showings, hashes)
        return replace(
            self,
            showings=showings,
            first_shown=FirstShown(own, on),
        )

    def without(self, digests: Collection[str]) -> "Edits":
        """Returns the same without some texts, by their digests; no entry changes."""
        kept = {}
        for digest, opening in self.openings.items():
            if digest not in digests:
                kept[digest] = opening
        return replace(self, openings=kept)

    def on_pages(self, published: Mapping[str, Collection[str]]) -> "Edits":
        """Returns the same without the texts of what no page shows today; no entry changes.

        `published` are the pages of each project that the client sees, by its id. What the history tells of that is
        enough unless a file cannot be read.
        """
        closed: set[str] = set()
        for entry, project in zip(
            self.entries,
            self.projects,
            strict=True,
        ):
            page = entry.thing.page
            pages = published.get(project)
            if pages is None or (page and page not in pages):
                closed.update(each for each in entry.texts.by_name.values() if each)
        return self.without(closed)

    def told(self, project_id: str | None = None) -> Iterator[ToldEdit]:
        """Yields the edits in order, of all projects or of one by its present id."""
        whole = zip(
            self.entries,
            self.facts,
            self.projects,
            strict=True,
        )
        for entry, fact, project in whole:
            if project_id in {None, project}:
                yield self._told(
                    entry,
                    fact,
                    project,
                )

    def _told(
        self,
        entry: Edit,
        fact: EditFact,
        project: str,
    ) -> ToldEdit:
        course = fact.course
        item = None
        if course.is_in_view:
            item = course.statement.id or fact.texts.item
        return ToldEdit(
            n=entry.n,
            project=project,
            kind=entry.kind,
            thing=entry.thing,
            item=item,
            field=entry.field,
            since=entry.since,
            day=entry.recorded_on,
            shown_on=self.first_shown.day(entry.n),
            before=self._text(entry.texts.before),
            after=self._text(entry.texts.after),
            is_withdrawn=self._is_withdrawn(entry),
            was_seen=self._was_seen(entry),
        )

    def _text(self, digest: str | None) -> str | Redaction | None:
        if digest is None:
            return None
        opening = self.openings.get(digest)
        if opening:
            return opening.text
        return self.removed.get(digest)

    def _is_withdrawn(self, edit: Edit) -> bool:
        """Tells whether any of its texts cannot be read, and was not taken out openly."""
        for digest in edit.texts.by_name.values():
            if digest and digest not in self.openings and digest not in self.removed:
                return True
        return False

    def _was_seen(self, edit: Edit) -> bool:
        """Tells whether the client may have seen what was edited.

        What did not stand until another day was seen only where a publication of that day is known that lacks the edit.
        Most publications add nothing to the records and are not known: so a day is enough otherwise.
        """
        if edit.since < edit.recorded_on:
            return True
        for each in self.showings:
            reached = each.edits.n if each.edits else 0
            if each.on == edit.recorded_on and reached < edit.n:
                return True
        return False


NO_EDITS = Edits()


def edits_of(
    history: History,
    client_id: str,
    redactions: Iterable[Redaction] = (),
    as_of: date | None = None,
) -> Edits:
    """Returns a client's edits; none where git's history is missing or was cut.

    A project that goes live after `as_of` is not in it, and nothing is from the revision on at which that project will
    enter, so that a later record goes on with this one.
    """
    if history.reach is not Reach.WHOLE:
        return NO_EDITS
    watched, facts = _facts(history, as_of)
    key = history.salt or client_id
    named = {(each.entry, each.field.value): each for each in redactions}
    digests = {place: each.digest for place, each in named.items()}
    entries, openings = chained(facts, key, digests)
    removed = {}
    for each in named.values():
        if is_of(each, entries):
            removed[each.digest] = each
            openings.pop(each.digest, None)
    return Edits(
        tuple(entries),
        openings,
        removed,
        tuple(facts),
        tuple(watched[id(fact.course)] for fact in facts),
    )


def is_of(redaction: Redaction, entries: Sequence[Edit]) -> bool:
    """Tells whether a redaction names an edit, a text that it carries, and that text's digest."""
    if redaction.entry > len(entries):
        return False
    texts = entries[redaction.entry - 1].texts.by_name
    return texts.get(redaction.field.value) == redaction.digest


def _facts(
    history: History,
    as_of: date | None,
) -> tuple[dict[int, str], list[EditFact]]:
    """Returns what each revision tells otherwise, in order, and the present id of the project of each course."""
    lineages = Lineages()
    placed: Placed = []
    live_from: dict[int, date | None] = {}
    for revision in history.revisions:
        visible = lineages.follow(revision.projects)
        placed.append((revision, visible))
        for number, project in visible.items():
            live_from[number] = project.live_from
    drafts = drafts_on(live_from, as_of)
    projects: dict[int, Watched] = {}
    facts: list[EditFact] = []
    for revision, visible in placed:
        if entering_on(drafts, visible, revision.recorded_on):
            break
        facts += _revised(
            projects,
            revision,
            visible,
            live_from,
            history,
        )
    return _present_ids(projects), facts


def _revised(
    projects: dict[int, Watched],
    revision: Revision,
    visible: Mapping[int, PastProject],
    live_from: Mapping[int, date | None],
    history: History,
) -> list[EditFact]:
    """Returns what a revision tells otherwise, by project, kind of thing and its id."""
    day = revision.recorded_on
    told: list[EditFact] = []
    for number in visible:
        watched = projects.setdefault(number, Watched())
        start = live_from[number]
        if start is None or day >= start:
            watched.has_entered = True
    for number, watched in projects.items():
        if watched.has_entered:
            told += watched.told(
                visible.get(number),
                day,
                history.update_texts,
                revision.agency,
            )
    told.sort(key=_place)
    return told


def _place(fact: EditFact) -> tuple[str, int, str]:
    return fact.project, ORDER[fact.thing], fact.texts.item or ""


def _present_ids(projects: Mapping[int, Watched]) -> dict[int, str]:
    """Returns the id of the project that a course is of, as it was last, by the identity of the course."""
    found = {}
    for watched in projects.values():
        for courses in watched.courses.values():
            for course in courses.values():
                found[id(course)] = watched.id
    return found
