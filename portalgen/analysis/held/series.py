"""The series of progress that a project is judged by: what was told of a day stays told, and the scope is not cut."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from portalgen.analysis.held.agreement import released_on
from portalgen.model.change import Term
from portalgen.model.progress import ProgressRow
from portalgen.model.project import Project
from portalgen.model.record.published import Published
from portalgen.model.record.terms import PastRow

Rows = tuple[ProgressRow, ...]


def series_to_judge(
    project: Project,
    known: Published,
) -> Iterator[Rows]:
    """Yields every series that counts, each once: the one of the files, and those that were published and that it does
    not go on with, each with the rows that came later. In all of them the scope of a stream falls only where the client
    agreed.
    """
    released = released_on(project, Term.PROGRESS)
    today = tuple(sorted(project.progress, key=_place))
    rows_of = _Rows(today)
    found = [today]
    for each in known.series:
        if released and each.since < released:
            continue
        published = tuple(rows_of.row(past) for past in each.value)
        later = tuple(rows_of.row(past) for past in known.rows)
        found.append(
            _gone_on_with(
                published,
                later,
                today,
            )
        )
    seen: list[Rows] = []
    for rows in found:
        whole = tuple(_without_cuts(rows, released))
        if whole not in seen:
            seen.append(whole)
            yield whole


class _Rows:
    """Makes rows of published ones: the file's own, where it still says the same."""

    def __init__(
        self,
        today: Rows,
    ) -> None:
        self._today = {_says(row): row for row in today}

    def row(
        self,
        past: PastRow,
    ) -> ProgressRow:
        """Returns a row as it was published."""
        row = ProgressRow.model_construct(
            on=past.on,
            scope=past.scope,
            done=past.done,
            stream=past.stream,
        )
        return self._today.get(_says(row), row)


def _says(row: ProgressRow) -> tuple[object, ...]:
    return row.on, row.stream, row.scope, row.done


def _gone_on_with(
    published: Rows,
    later: Rows,
    today: Rows,
) -> Rows:
    """Returns a published series with all rows of later days, as they were first told."""
    if not published:
        return today
    last = published[-1].on
    added: dict[tuple[str | None, date], ProgressRow] = {}
    for row in (*later, *today):
        if row.on > last:
            added.setdefault((row.stream, row.on), row)
    rows = sorted(added.values(), key=_place)
    return (*published, *rows)


def _without_cuts(
    rows: Rows,
    released: date | None,
) -> Iterator[ProgressRow]:
    """Yields rows of which none has less scope than one before it of its stream, from the last agreement on."""
    highest: dict[str | None, Decimal] = {}
    for row in rows:
        if released and row.on <= released:
            highest[row.stream] = row.scope
        most = max(row.scope, highest.get(row.stream, row.scope))
        highest[row.stream] = most
        if most == row.scope:
            yield row
        else:
            yield row.model_copy(update={"scope": most})


def _place(row: ProgressRow) -> tuple[date, str]:
    return row.on, row.stream or ""
