"""Examines a client: all that is known of it without rendering. There is no other way to look at one.

What is looked at is a `View` (`pipeline/views`). Findings are always made with git's records, so that a preview of a
change says what the page will say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from portalgen.analysis import analyse as analysis
from portalgen.analysis.checks.check import check
from portalgen.analysis.checks.days import future_facts
from portalgen.analysis.checks.identity import identity
from portalgen.analysis.checks.record import wrong_record
from portalgen.analysis.edits.continuity import Recorded, broken_record
from portalgen.analysis.edits.edits import Edits, edits_of
from portalgen.analysis.findings import Findings, OlderVersions, ProjectFindings
from portalgen.analysis.ledger.continuity import standing
from portalgen.analysis.ledger.records import Records, records
from portalgen.diagnostics import Diagnostic
from portalgen.model.client import Client
from portalgen.model.fields.walk import as_known_on
from portalgen.model.project import Project
from portalgen.model.record.past import History, PastProject, Reach
from portalgen.model.record.seal import Seal
from portalgen.model.record.showing import Showings
from portalgen.pipeline.stand_ins import load_standing
from portalgen.pipeline.views import View
from portalgen.source.load import loader
from portalgen.source.load.loaded import Loaded
from portalgen.source.past.present import present

NO_HISTORY = History(Reach.NONE)


@dataclass(frozen=True)
class Dossier:
    """A client with what its data and its records give: all that pages are made from.

    `history` is the one that the records come from.
    """

    loaded: Loaded
    client: Client
    findings: Findings
    history: History = NO_HISTORY

    @property
    def recorded(self) -> Recorded:
        """All that is on record, and is sealed."""
        return Recorded(self.findings.records.recorded, self.findings.edits)

    def project_on(
        self,
        project: Project,
        day: date,
    ) -> ProjectFindings:
        """Returns what a project's data gives on another day, with the same records."""
        client = self.client
        known = self.findings.records
        return analysis.analyse_project(
            project,
            client.agency,
            day,
            client.id,
            known,
            client.contacts,
        )


@dataclass(frozen=True)
class Examined:
    """What came of looking at a client. There is no `dossier` where the client cannot be read at all."""

    loaded: Loaded
    as_of: date
    dossier: Dossier | None = None
    is_judged_by_defaults: bool = False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is wrong with the client's data."""
        return self.loaded.diagnostics

    @property
    def sound(self) -> Dossier | None:
        """The dossier where nothing of its data, or of the agency's, is broken: what may be published."""
        if self.loaded.is_broken or self.is_judged_by_defaults:
            return None
        return self.dossier

    @property
    def refusal(self) -> str:
        """Why nothing sound came of it, in a sentence."""
        broken = f"the data of {self.loaded.id} is broken"
        if not self.loaded.is_broken:
            broken = "portal.yml is broken, and holds for every client"
        return f"{broken}: run portalgen check"

    def with_problems(self, found: Iterable[Diagnostic]) -> "Examined":
        """Returns the same with further diagnostics."""
        loaded = self.loaded.with_problems(found)
        if self.dossier:
            dossier = replace(self.dossier, loaded=loaded)
        else:
            dossier = None
        return replace(
            self,
            loaded=loaded,
            dossier=dossier,
        )


def examine(view: View, client_id: str) -> Examined:
    """Loads and analyses a client."""
    return analyse(view, load(view, client_id))


def load(view: View, client_id: str) -> Loaded:
    """Returns a client as it can be shown: a project that is broken as it last could be read."""
    return load_standing(view.folder, client_id, view.agency, view.versions)


def load_as_typed(view: View, client_id: str) -> Loaded:
    """Returns a client as its files have it today, without the projects that are broken."""
    return loader.load(view.folder, client_id, view.agency)


def told_by_newcomer(view: View, client_id: str) -> list[Diagnostic]:
    """Returns what a client's names mean for all the others of a workspace."""
    if view.fence is None:
        return []
    others = []
    for each in view.fence.names:
        if each != client_id:
            others.append(load(view, each))
    if not others:
        return []
    return list(view.fence.around_newcomer(client_id, others, view.folder))


def analyse(view: View, loaded: Loaded) -> Examined:
    """Returns a client with what its data and its records give on the view's day, and what is wrong with them."""
    as_of = view.day(loaded.client)
    if view.fence:
        loaded = view.fence.around(loaded, view.folder, as_of)
    else:
        loaded = loaded.on(as_of)
    client = loaded.client
    if client is None:
        return Examined(loaded, as_of, None, view.is_broken)
    history = _history(view, loaded)
    current = _present(view, loaded, history)
    declared = loaded.ledger_file
    edits = edits_of(history, loaded.id, declared.redactions, as_of)
    edits = edits.on_pages({each.id: each.pages for each in client.projects})
    if view.fence:
        edits = view.fence.around_edits(loaded, edits)
    known = _records(view, loaded, history, current, as_of, edits)
    older = OlderVersions(loaded.read_on, loaded.left_out)
    findings = analysis.analyse(client, as_of, known, older)
    edits = edits.with_showings(known.showings, as_of)
    findings = replace(findings, edits=edits)
    dossier = Dossier(loaded, as_known_on(client, as_of), findings, history)
    wrong = [
        *check(client, findings),
        *identity(client, known, history, current, declared),
        *wrong_record(dossier.recorded, declared, view.seals.get(loaded.id)),
        *future_facts(declared, "/ledger.yml", as_of),
    ]
    examined = Examined(loaded, as_of, dossier, view.is_broken)
    return examined.with_problems(wrong)


def _records(
    view: View,
    loaded: Loaded,
    history: History,
    current: tuple[PastProject, ...],
    as_of: date,
    edits: Edits,
) -> Records:
    """Returns what is on record of a client until a day, and when it was shown."""
    declared = loaded.ledger_file
    showings: Showings = ()
    seal = view.seals.get(loaded.id)
    if seal:
        showings = seal.showings
    return records(
        history,
        loaded.id,
        declared.redactions,
        current,
        as_of,
        declared.removals,
        showings,
        edits.reached,
    )


def continuing(examined: Examined, seal: Seal | None) -> Examined:
    """Returns the same, broken where its ledger does not go on from the last published one."""
    if examined.dossier is None:
        return examined
    broken = broken_record(examined.dossier.recorded, seal)
    return examined.with_problems([broken] if broken else [])


def _history(view: View, loaded: Loaded) -> History:
    """Returns what git has of a client's dates, along the line of commits that was published."""
    history = view.histories.get(loaded.id, History(Reach.NONE))
    redactions = loaded.ledger_file.redactions
    return standing(history, loaded.id, redactions, view.seals.get(loaded.id))


def _present(
    view: View,
    loaded: Loaded,
    history: History,
) -> tuple[PastProject, ...]:
    """Returns the dates of a client as the view's own files have them: one more revision."""
    last = None
    if history.revisions:
        last = history.revisions[-1]
    return present(view.folder, loaded.id, last)
