"""A client as it stood on a day: the files of then, read by today's model, with the record as it was published.

What is internal today, or was taken out of the record, must not come back by it: such a day is refused.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from portalgen.analysis.findings import Findings
from portalgen.analysis.ledger.continuity import CURES
from portalgen.analysis.ledger.ledger import Ledger, counts_of
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.record.ledger import LedgerFile
from portalgen.model.record.past import History, Lack, Origin, Reach
from portalgen.model.record.seal import Seal
from portalgen.model.record.showing import Showing
from portalgen.pipeline.examine import Dossier, Examined, analyse, load
from portalgen.pipeline.order import Order
from portalgen.pipeline.then.barred import places_of_barred, taken_out
from portalgen.pipeline.views import View, current_view
from portalgen.pipeline.workspace import Shared
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.git.repository import Repository
from portalgen.source.git.stood import Bounds, line_of, stood
from portalgen.source.git.versions import SHORT, versions
from portalgen.source.load.agency import load_agency
from portalgen.source.load.loaded import Loaded
from portalgen.source.nouns.visibility import Secret
from portalgen.source.past.history import histories


@dataclass(frozen=True)
class _Day:
    """A day of which the portal is asked for, with the client as it is today and what is known of its past."""

    order: Order
    shared: Shared
    today: Loaded
    on: date
    repository: Repository
    history: History
    seal: Seal | None

    @property
    def showing(self) -> Showing | None:
        """The last publication by the day. Raises PortalgenError where the first that is known came later."""
        showings = self.seal.showings if self.seal else ()
        by_then = [each for each in showings if each.on <= self.on]
        if showings and not by_then:
            first = showings[0].on
            raise PortalgenError(
                f"nothing is known to have been published by {self.on}: the first publication on file is that of "
                f"{first}; into a folder without sites (--out) it is built by the days that commits carry"
            )
        return by_then[-1] if by_then else None

    @property
    def bounds(self) -> Bounds:
        """The commit that added the last entry that was published, and the one that added the next."""
        counts = counts_of(self.history, self.on)
        showing = self.showing
        if showing is None:
            return Bounds()
        revisions = self.history.revisions
        least: str | None = None
        for each, count in zip(
            revisions,
            counts,
            strict=False,
        ):
            if count > showing.n:
                return Bounds(least, each.commit)
            if least is None and count == showing.n:
                least = each.commit
        return Bounds(least)


def stood_on(
    order: Order,
    shared: Shared,
    client_id: str,
    on: date,
) -> Dossier:
    """Returns a client as it stood on a day, held against what was published by then.

    Raises PortalgenError where nothing is known of that day, where it shows what must not be shown today, or where the
    record is not the one that was published; SealError where the seal cannot be read.
    """
    day = _day(order, shared, client_id, on)
    view, client_then = _view(day)
    loaded = load(view, client_then)
    removed = tuple(taken_out(day.today, view.histories[client_then], client_then))
    _check_nothing_comes_back(day, loaded, removed)
    fenced = replace(
        loaded,
        secrets=(*loaded.secrets, *day.today.secrets, *removed),
        ledger_file=_with_redactions(loaded, day),
    )
    examined = analyse(view, fenced)
    dossier = _shown(examined, day)
    findings = _of_the_past(dossier.findings, view.seals.get(client_then))
    # What should have been asked then is no question of today; what cannot be read is told.
    broken = [each for each in examined.diagnostics if each.is_broken]
    told = replace(dossier.loaded, diagnostics=tuple(broken))
    return replace(dossier, loaded=told, findings=findings)


def _of_the_past(findings: Findings, seal: Seal | None) -> Findings:
    """Returns findings as those of a portal of the past, with no publications but those that are known by then."""
    showings = seal.showings if seal else ()
    known = replace(findings.records, showings=showings)
    return replace(
        findings,
        records=known,
        is_of_the_past=True,
    )


def _day(
    order: Order,
    shared: Shared,
    client_id: str,
    on: date,
) -> _Day:
    today = load(current_view(order, shared), client_id)
    newest = order.day(today.client)
    if on > newest:
        raise UsageError(f"{on} lies ahead: the portal stood on no day after {newest}")
    if not today.is_whole:
        raise PortalgenError(
            f"the data of {client_id} is broken, so nobody knows what is internal today: run portalgen check"
        )
    history = shared.histories.get(client_id, History(Reach.NONE))
    repository = shared.repository
    if repository is None or history.reach is not Reach.WHOLE:
        lack = history.lack or Lack.NO_REPOSITORY
        raise PortalgenError(
            f"the history of {client_id} is missing: {lack.value}; {CURES[lack]}"
        )
    seal = order.seal_of(today, shared)
    return _Day(order, shared, today, on, repository, history, seal)


def _view(day: _Day) -> tuple[View, str]:
    """Returns the view of the files as they stood, and the id that the client had then."""
    origin = _commit(day)
    repository = day.repository.at(origin.commit)
    projects = day.order.workspace.projects
    prefix = repository.prefix(projects)
    shown_as = f"{origin.commit[:SHORT]}:{prefix.rstrip('/')}"
    folder = GitFolder(repository, origin.commit, prefix, shown_as)
    client_then = _id_then(day, folder)
    agency, wrong = load_agency(folder)
    ids = [entry.name for entry in folder.list("")]
    known = histories(
        repository, projects, {*ids, client_then}, None, {client_then: origin}
    )
    seals = {}
    showing = day.showing
    if day.seal and showing:
        showings = [each for each in day.seal.showings if each.on <= day.on]
        seals[client_then] = Seal(
            showing.on,
            showing.n,
            showing.head,
            origin,
            tuple(showings),
        )
    view = View(
        folder,
        agency,
        known,
        lambda client: day.on,
        any(each.is_broken for each in wrong),
        seals=seals,
        fence=day.shared.fence,
        versions=partial(versions, repository, projects),
    )
    return view, client_then


def _commit(day: _Day) -> Origin:
    line = line_of(day.repository, day.history.origin)
    newest = day.order.day(day.today.client)
    found = stood(
        day.repository,
        line,
        day.on,
        newest,
        day.bounds,
    )
    if found is None:
        raise PortalgenError(f"git has nothing of {day.on}: no commit was made by then")
    return found


def _id_then(day: _Day, folder: GitFolder) -> str:
    """Returns the id that a client had in a commit. Raises PortalgenError where it was not there."""
    former: tuple[str, ...] = ()
    if day.today.client:
        former = day.today.client.formerly
    for name in (day.today.id, *former):
        if folder.list(name):
            return name
    raise PortalgenError(f"{day.today.id} was not there yet on {day.on}")


def _check_nothing_comes_back(
    day: _Day,
    loaded: Loaded,
    removed: tuple[Secret, ...],
) -> None:
    """Raises PortalgenError where the files of then show what must not be shown today, with where it stands today."""
    places = places_of_barred(
        loaded,
        day.today,
        removed,
    )
    if places:
        where = ", ".join(f"{each.file}:{each.line}" for each in places)
        raise PortalgenError(
            f"the portal of {day.on} showed what is internal or was taken out since, and is not shown again: {where}"
        )


def _with_redactions(loaded: Loaded, day: _Day) -> LedgerFile:
    """Returns what was declared of the record then, with what was taken out of it since."""
    declared = loaded.ledger_file
    known = counts_of(day.history, day.on)
    showing = day.showing
    count = showing.n if showing else max(known, default=0)
    since = [
        each
        for each in day.today.ledger_file.redactions
        if each.entry <= count and each not in declared.redactions
    ]
    redactions = (*declared.redactions, *since)
    return declared.model_copy(update={"redactions": redactions})


def _shown(examined: Examined, day: _Day) -> Dossier:
    """Returns what was shown. Raises PortalgenError where nothing was, or where the record is not the published one."""
    client_id = day.today.id
    dossier = examined.sound
    if dossier is None:
        broken = [each for each in examined.diagnostics if each.is_broken]
        why = "portal.yml"
        if broken:
            why = f"{broken[0].place}: {broken[0].message}"
        raise PortalgenError(
            f"the data of {client_id} as it was on {day.on} cannot be read today: {why}"
        )
    if not dossier.client.projects:
        raise PortalgenError(f"nothing of {client_id} was shown on {day.on}")
    showing = day.showing
    recorded = dossier.findings.records.recorded
    if showing and _head(recorded, showing.n) != showing.head:
        raise PortalgenError(_difference(recorded, showing))
    return dossier


def _head(recorded: Ledger, n: int) -> str | None:
    if n != len(recorded.entries):
        return None
    return recorded.head


def _difference(recorded: Ledger, showing: Showing) -> str:
    count = len(recorded.entries)
    return (
        f"the history is not what was published: on {showing.on} the record had {showing.n} entries and the head "
        f"{showing.head}; made from git it has {count} and the head {recorded.head}"
    )
