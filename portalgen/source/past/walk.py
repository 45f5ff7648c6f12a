"""What each client could see of its dates, commit by commit: the state of a walk along a line of commits.

Nothing here runs git or opens a file: commits come in as values, contents as what was projected of them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.model.record.past import (
    Departed,
    PastProject,
    Reach,
    Revision,
)
from portalgen.model.record.statement import UpdateText
from portalgen.model.record.terms import NO_PAGES, PastAgency, PastPages
from portalgen.source.git.log import Change
from portalgen.source.past.past_terms import shown_terms
from portalgen.source.past.paths import (
    client_folder,
    data_file,
    is_portal,
    ledger_folder,
)
from portalgen.source.past.projection import PastFile, past_project
from portalgen.source.past.reports import (
    NO_REPORTS,
    Place,
    Reports,
    Rewritten,
    place_of,
)
from portalgen.source.past.steps import Contents, Mark, Restarts, Step, first_from


@dataclass
class ClientWalk:
    """One client's files, what could be seen of them, and the revisions up to here.

    A place whose files cannot be read keeps the view that it had; one that never could be read has none. Until it
    can, projects that went away stay in view: they may be what it was renamed from.
    `positions` are those of the revisions' commits on the line.
    """

    id: str
    files: dict[Place, dict[str, str]] = field(default_factory=dict)
    views: dict[Place, PastProject] = field(default_factory=dict)
    restarts: dict[str, Restarts] = field(default_factory=dict)
    skipped: int = 0
    revisions: list[Revision] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    reports: dict[Place, Reports] = field(default_factory=dict)
    rewritten: Rewritten = field(default_factory=Rewritten)
    agency: PastAgency | None = None
    pages: dict[str, PastPages] = field(default_factory=dict)

    def take(
        self,
        step: Step,
        position: int,
        changes: Sequence[Change],
        contents: Contents,
    ) -> None:
        """Takes what one commit changed, and keeps a revision where the client could see a difference."""
        touched = set()
        self.rewritten.note(changes, self.reports)
        for change in changes:
            self._declare(change, contents)
            self._report(change, contents)
            place = self._put(change)
            if place:
                touched.add(place)
            touched |= self._publish(change, contents)
        still_there = touched & self.files.keys()
        for place in sorted(still_there):
            self._look(place, contents)
        self._let_go()
        for place in self.views:
            self._show(place)
        self._record(step, position)

    def with_entries(self, days: Sequence[Mark]) -> tuple[Revision, ...]:
        """Returns the revisions, and those at which a project enters without any change.

        A project enters at the first commit of the line that is dated on or after its live_from; what was promised by
        then has to be on record, even where nothing was touched for long.
        """
        placed = dict(zip(self.positions, self.revisions, strict=True))
        for mark in self._entries(days):
            at = mark.position
            earlier = bisect_right(self.positions, at)
            is_placed = at in placed and placed[at].adds
            if earlier and not is_placed:
                before = self.revisions[earlier - 1]
                placed[at] = replace(
                    before,
                    commit=mark.commit,
                    recorded_on=mark.day,
                    by=mark.by,
                    adds=True,
                )
        in_order = sorted(placed)
        return tuple(placed[at] for at in in_order)

    def departed(self) -> Iterator[Departed]:
        """Yields the client as it was before its folder went away; nothing where it never promised anything."""
        for revision in reversed(self.revisions):
            if revision.projects:
                commit = None
                if not self.files:
                    commit = self.revisions[-1].commit
                yield Departed(self.id, commit, revision.projects)
                return

    def _entries(self, days: Sequence[Mark]) -> set[Mark]:
        """Returns the commits at which projects enter."""
        starts = set()
        for revision in self.revisions:
            for project in revision.projects:
                if project.live_from:
                    starts.add(project.live_from)
        entries = set()
        for start in starts:
            mark = first_from(start, days)
            if mark:
                entries.add(mark)
        return entries

    def _put(self, change: Change) -> Place | None:
        """Notes a change of a project's file; returns the place of the project that it touches."""
        found = data_file(change.path)
        if found is None:
            return None
        folder, project, name = found
        place = (folder, project)
        files = self.files.setdefault(place, {})
        if change.blob:
            files[name] = change.blob
        else:
            files.pop(name, None)
        if not files:
            del self.files[place]
        return place

    def _report(self, change: Change, contents: Contents) -> None:
        """Notes a change of progress.csv or of an update."""
        place = place_of(change.path)
        if place:
            before = self.reports.get(place, NO_REPORTS)
            self.reports[place] = before.after(change, contents.rows)

    def _declare(self, change: Change, contents: Contents) -> None:
        """Notes the restarts that a change of ledger.yml declares."""
        folder = ledger_folder(change.path)
        if folder is None:
            return
        declared = contents.restarts[change.blob] if change.blob else ()
        if declared is None:
            self.skipped += 1
        else:
            self.restarts[folder] = declared

    def _publish(self, change: Change, contents: Contents) -> set[Place]:
        """Notes which pages client.yml publishes; returns the places that say nothing of their own and can be read."""
        folder = client_folder(change.path)
        if folder is None:
            return set()
        said = NO_PAGES
        if change.blob:
            said = contents.pages.get(change.blob) or self.pages.get(folder, NO_PAGES)
        if said == self.pages.get(folder, NO_PAGES):
            return set()
        self.pages[folder] = said
        return {place for place in self.views if place[0] == folder}

    def _look(self, place: Place, contents: Contents) -> None:
        """Looks anew at a project that a commit touched."""
        _, project = place
        blobs = self.files[place]
        files = []
        for name in sorted(blobs):
            blob = blobs[name]
            files.append(contents.files[blob])
        seen = past_project(project, files)
        if seen is None:
            self.skipped += 1
            return
        folder, _ = place
        pages = self.pages.get(folder, NO_PAGES).pages
        if seen.terms.pages is None and pages is not None:
            seen = replace(seen, terms=replace(seen.terms, pages=pages))
        self.views[place] = seen

    def _show(self, place: Place) -> None:
        """Lets a view hold what the client could see of the project's reports."""
        seen = self.views[place]
        reports = self.reports.get(place, NO_REPORTS)
        terms = shown_terms(
            seen.terms,
            reports.rows,
            reports.newest,
            reports.updates,
        )
        if terms != seen.terms:
            self.views[place] = replace(seen, terms=terms)

    def _let_go(self) -> None:
        """Lets go of what went away, unless a project that never could be read may be what it was renamed to."""
        present = self.files.keys()
        seen = self.views.keys()
        gone = seen - present
        if gone and not present <= seen:
            gone = self._renamed(gone)
        for place in gone:
            del self.views[place]

    def _renamed(self, gone: Set[Place]) -> set[Place]:
        """Returns those that went away whose former id one that is still there has."""
        former_ids: set[str] = set()
        for place, view in self.views.items():
            if place not in gone:
                former_ids.update(view.formerly)
        renamed = set()
        for place in gone:
            _, project = place
            if project in former_ids:
                renamed.add(place)
        return renamed

    def _projects(self) -> tuple[PastProject, ...]:
        """Returns projects by id; where two folders have one, the client's own folder counts."""
        by_id: dict[str, PastProject] = {}
        for place in sorted(self.views, key=self._weight):
            _, project = place
            by_id[project] = self.views[place]
        in_order = sorted(by_id)
        return tuple(by_id[project] for project in in_order)

    def _weight(self, place: Place) -> tuple[bool, Place]:
        """Returns what places are sorted by: the client's own folder comes last."""
        folder, _ = place
        return folder == self.id, place

    def _restarts(self) -> Restarts:
        """Returns the restarts; where two folders declare some, the client's own folder counts."""
        own = self.restarts.get(self.id)
        if own:
            return own
        for folder in sorted(self.restarts, reverse=True):
            declared = self.restarts[folder]
            if declared:
                return declared
        return ()

    def _record(self, step: Step, position: int) -> None:
        """Keeps a revision where the client sees something else than in the last one."""
        projects = self._projects()
        restarts = self._restarts()
        adds = not self._is_as_before(projects, restarts)
        if not adds and not self._has_other_terms(projects):
            return
        revision = Revision(
            commit=step.commit,
            recorded_on=step.recorded_on,
            by=step.by,
            projects=projects,
            restarts=restarts,
            adds=adds,
            agency=self.agency,
        )
        self.revisions.append(revision)
        self.positions.append(position)

    def _is_as_before(
        self,
        projects: tuple[PastProject, ...],
        restarts: Restarts,
    ) -> bool:
        if not self.revisions:
            return not projects and not restarts
        before = self.revisions[-1]
        return before.projects == projects and before.restarts == restarts

    def _has_other_terms(self, projects: tuple[PastProject, ...]) -> bool:
        """Tells whether projects of the same dates differ in their terms from those of the last revision."""
        if not self.revisions:
            return False
        last = self.revisions[-1]
        if last.agency != self.agency:
            return True
        pairs = zip(last.projects, projects, strict=True)
        return any(stood.terms != stands.terms for stood, stands in pairs)


@dataclass
class Walk:
    """The state of a walk: each client's by its id. `owners` names the client of a folder that was renamed.

    `in_force` is what portal.yml says, or said when it could be read last.
    """

    owners: Mapping[str, str]
    clients: dict[str, ClientWalk] = field(default_factory=dict)
    length: int = 0
    days: list[Mark] = field(default_factory=list)
    agency: list[PastAgency] = field(default_factory=list)
    in_force: PastAgency | None = None

    def take(self, step: Step, contents: Contents) -> None:
        """Takes one more commit."""
        self.length += 1
        self._mark(step)
        self._agency(step, contents)
        changed = self._by_client(step.changes)
        for client_id in self._concerned(step):
            changed.setdefault(client_id, [])
        for client_id, changes in changed.items():
            client = self.clients.get(client_id)
            if client is None:
                client = ClientWalk(client_id)
            client.agency = self.in_force
            client.take(step, self.length, changes, contents)
            is_known = client.files or client.revisions or client.reports
            if is_known or client.skipped:
                self.clients[client_id] = client

    def paths(self) -> set[str]:
        """Returns the paths of all files of projects that are there."""
        found: set[str] = set()
        for client in self.clients.values():
            for (folder, project), names in client.files.items():
                for name in names:
                    path = f"{folder}/{project}/{name}"
                    found.add(path)
        return found

    def _mark(self, step: Step) -> None:
        """Marks a commit that is dated later than all before it."""
        day = step.recorded_on
        if self.days and day <= self.days[-1].day:
            return
        mark = Mark(
            position=self.length,
            commit=step.commit,
            day=day,
            by=step.by,
        )
        self.days.append(mark)

    def _agency(self, step: Step, contents: Contents) -> None:
        """Notes what portal.yml says from a commit on."""
        for change in step.changes:
            if not is_portal(change.path):
                continue
            read = contents.agency.get(change.blob or "")
            says = read or PastAgency(step.recorded_on)
            says = replace(says, recorded_on=step.recorded_on)
            self.agency.append(says)
            is_clear = read is not None or not change.blob
            if is_clear and not says.is_as(self.in_force):
                self.in_force = says

    def _concerned(self, step: Step) -> list[str]:
        """Returns the clients that are there and that a change of portal.yml concerns."""
        if not any(is_portal(change.path) for change in step.changes):
            return []
        return [client.id for client in self.clients.values() if client.files]

    def _by_client(self, changes: Iterable[Change]) -> dict[str, list[Change]]:
        changed: dict[str, list[Change]] = {}
        for change in changes:
            folder = change.path.partition("/")[0]
            client_id = self.owners.get(folder, folder)
            changed.setdefault(client_id, []).append(change)
        return changed


@dataclass(frozen=True)
class Kept:
    """A walk as far as it came: up to the commit `head`, from `oldest`, the oldest one known, of the day `since`.

    `lost` holds the clients whose folders may have been moved from others, with those, where that past is not read.
    `update_texts` are by blob what updates say that did not stay as they were.
    """

    head: str
    oldest: str
    since: date
    reach: Reach
    walk: Walk
    files: Mapping[str, PastFile | None]
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    update_texts: Mapping[str, UpdateText] = field(default_factory=dict)
