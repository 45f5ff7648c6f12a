"""Health by all that is on record of a project: its promises as they are judged, by every reading of its progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.analysis.dates.agreement import Witnesses
from portalgen.analysis.dates.known_moves import Account
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.forecast.forecast import ProjectForecast, forecast
from portalgen.analysis.forecast.streams import series_of
from portalgen.analysis.health.cadence import reporting
from portalgen.analysis.health.health import ProjectHealth, health
from portalgen.analysis.held.agreement import with_agreed_changes
from portalgen.analysis.held.items import with_items_as_published
from portalgen.analysis.held.promises import judged
from portalgen.analysis.held.standing import Standing, standing
from portalgen.analysis.ledger.records import Records
from portalgen.model.client import Agency
from portalgen.model.project import Project


@dataclass(frozen=True)
class Held:
    """A project with the changes that the client agreed to, and all else that its health depends on but its dates."""

    project: Project
    agency: Agency
    client_id: str
    records: Records
    goes_by: Standing
    witnesses: Witnesses


def held_against(
    project: Project,
    agency: Agency,
    client_id: str,
    records: Records,
    known: Witnesses,
    as_of: date,
) -> Held:
    """Returns a project with what its health is held against on a day."""
    agreed = with_agreed_changes(project, known)
    published = records.of(project.id)
    goes_by = standing(agreed, agency, published, as_of)
    return Held(agreed, agency, client_id, records, goes_by, known)


def health_on_record(
    held: Held,
    dates: Sequence[Promise],
    accounts: Mapping[str, Account],
    shown: ProjectForecast,
) -> ProjectHealth:
    """Returns the health of a project by its dates; `shown` is the forecast that its pages show."""
    goes_by = held.goes_by
    promises = judged(
        held.project,
        dates,
        accounts,
        held.records,
        held.witnesses,
        goes_by.cadence_days,
        goes_by.as_of,
    )
    forecasts = [shown]
    for reading in goes_by.readings:
        forecasts += _simulated(
            held,
            promises,
            reading,
        )
    rhythm = reporting(
        goes_by.project,
        held.agency,
        goes_by.reported_until,
    )
    return health(
        held.project,
        promises,
        forecasts,
        rhythm,
        goes_by,
    )


def _simulated(
    held: Held,
    promises: Sequence[Promise],
    reading: Project,
) -> list[ProjectForecast]:
    """Returns the forecasts of a reading: with the items of today, and with those that were published."""
    series = series_of(reading.progress)
    if not series.whole:
        return []
    known = held.records.of(held.project.id)
    last = series.whole[-1]
    as_published = with_items_as_published(
        promises,
        held.project,
        known,
        last.scope,
    )
    found = []
    for each in (promises, as_published):
        simulated = forecast(
            held.client_id,
            reading,
            each,
            series,
        )
        found.append(simulated)
    return found
