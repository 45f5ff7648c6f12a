"""Findings with what the client was told of each project before: by the files and the record of each day.

Each day is answered as today is, from the revision that was shown then and from the record as it was cut there. The
formulas are those of today: a portal that was made by older ones may have said otherwise.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from portalgen.analysis.answer import answer_of
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.ledger.ledger import counts_of
from portalgen.analysis.ledger.records import Records, records
from portalgen.analysis.retold.days import Occasion, occasions
from portalgen.analysis.retold.kept import (
    NOTHING_KEPT,
    Kept,
    KeptAnswer,
    kept_answer,
    key_of,
)
from portalgen.analysis.retold.reading import Reading, telling_of_today
from portalgen.analysis.retold.then import agency_then, project_then
from portalgen.analysis.told.telling import Tellings
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.model.record.ledger import Removal
from portalgen.model.record.past import History, Reach, Revision
from portalgen.model.record.showing import Showings

MOST_TOLD = 26  # days of a project, today among them: half a year of weeks


@dataclass(frozen=True, slots=True)
class Retold:
    """Findings with the tellings of each project, and the answers that they were made from, for the next time."""

    findings: Findings
    kept: Kept


def retold(
    client: Client,
    findings: Findings,
    history: History,
    kept: Kept = NOTHING_KEPT,
) -> Retold:
    """Returns findings with the tellings of each project; none where git has no whole history.

    `history` is the one that the records of the findings came from. What is kept is not worked out anew.
    """
    if history.reach is not Reach.WHOLE or not history.revisions:
        return Retold(findings, NOTHING_KEPT)
    past = _Past(client, findings, history, kept)
    found = {}
    for project in client.projects:
        of = findings.projects[project.id]
        found[project.id] = replace(of, tellings=past.tellings(project, of))
    return Retold(replace(findings, projects=found), past.used)


@dataclass
class _Past:
    """A client's history, with what is known of its records at each revision that was told."""

    client: Client
    findings: Findings
    history: History
    kept: Kept
    used: dict[str, KeptAnswer] = field(default_factory=dict)
    _records: dict[tuple[int, date], Records] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counts = counts_of(self.history, self.findings.as_of)
        self.days = [each.recorded_on for each in self.history.revisions]
        self.digests = _digests(self.history.revisions)

    @property
    def showings(self) -> Showings:
        """The publications that are of the record as it is."""
        return self.findings.records.recorded.first_shown.showings

    def tellings(
        self,
        project: Project,
        found: ProjectFindings,
    ) -> Tellings:
        """Returns what was told of a project; `found` is what is told of it today."""
        published = self.findings.records.of(project.id)
        before = occasions(
            published.snapshots,
            self.counts,
            self.days,
            self.showings,
            found.as_of,
        )
        shown = before[-(MOST_TOLD - 1) :]
        reading = Reading(project, self.findings.records)
        told = [reading.telling(each, self._answer(project, each)) for each in shown]
        told.append(telling_of_today(project, found, self.showings))
        return Tellings(tuple(told), len(before) - len(shown))

    def _answer(
        self,
        project: Project,
        occasion: Occasion,
    ) -> KeptAnswer:
        """Returns what a project answered on a day before: as it was kept, else as it is worked out."""
        client = self.client
        on = occasion.on
        revision = occasion.snapshot.revision
        then = project_then(project, occasion.snapshot, on)
        agency = agency_then(client.agency, self.history.agency, on)
        showings, removals = self._showings_by(on), self._removals_by(on)
        key = key_of(
            client.id,
            on,
            then,
            agency,
            client.contacts,
            self.digests[revision],
            showings,
            removals,
        )
        answer = self.kept.get(key)
        if answer is None:
            known = self._records_at(revision, on)
            found = answer_of(then, agency, on, client.id, known, client.contacts)
            answer = kept_answer(then.state.value, found)
        self.used[key] = answer
        return answer

    def _showings_by(self, on: date) -> Showings:
        return tuple(each for each in self.showings if each.on <= on)

    def _removals_by(self, on: date) -> tuple[Removal, ...]:
        removals = self.findings.records.recorded.removals
        return tuple(each for each in removals if each.on <= on)

    def _records_at(self, revision: int, on: date) -> Records:
        """Returns a client's records as they were at a revision, on the day on which it was told."""
        key = (revision, on)
        if key not in self._records:
            self._records[key] = self._cut(revision, on)
        return self._records[key]

    def _cut(self, revision: int, on: date) -> Records:
        recorded = self.findings.records.recorded
        revisions = self.history.revisions[: revision + 1]
        agency = [each for each in self.history.agency if each.recorded_on <= on]
        cut = replace(
            self.history,
            revisions=revisions,
            agency=tuple(agency),
        )
        return records(
            cut,
            self.client.id,
            tuple(recorded.removed.values()),
            revisions[-1].projects,
            on,
            self._removals_by(on),
            self._showings_by(on),
        )


def _digests(revisions: Sequence[Revision]) -> list[str]:
    """Returns for each revision a digest of its commit and of all before it."""
    digests = []
    so_far = hashlib.sha256()
    for each in revisions:
        so_far.update(f"{each.commit}\n".encode())
        digests.append(so_far.hexdigest())
    return digests
