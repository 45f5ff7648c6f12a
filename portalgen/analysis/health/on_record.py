"""Health by all that is on record of a project: its promises as they are judged, by every reading of its progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portalgen.analysis.dates.account import Account
from portalgen.analysis.dates.promises import Promise
from portalgen.analysis.forecast.forecast import ProjectForecast, forecast
from portalgen.analysis.forecast.progress import series
from portalgen.analysis.health.cadence import reporting
from portalgen.analysis.health.health import ProjectHealth, health
from portalgen.analysis.held.items import with_items_as_published
from portalgen.analysis.held.promises import judged
from portalgen.analysis.held.standing import Standing
from portalgen.analysis.ledger.records import Records
from portalgen.model.client import Agency
from portalgen.model.project import Project


@dataclass(frozen=True)
class Held:
    """A project with all that its health depends on besides its dates."""

    project: Project
    agency: Agency
    client_id: str
    records: Records
    goes_by: Standing


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
    points = series(reading)
    if not points:
        return []
    known = held.records.of(held.project.id)
    last = points[-1]
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
            points,
        )
        found.append(simulated)
    return found
