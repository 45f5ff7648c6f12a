"""Compares what a client reads with what it read: what is known of it, and what its pages say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from portalgen.analysis.difference import Difference, differences, in_order
from portalgen.model.client import Client
from portalgen.pages.comparison import file_differences, page_differences
from portalgen.pipeline.examine import Dossier, Examined, analyse, load
from portalgen.pipeline.stage import render
from portalgen.pipeline.views import View
from portalgen.pipeline.workspace import Shared


@dataclass(frozen=True, slots=True)
class Past:
    """A client at a commit: judged for that commit's day, and for the day of what it is compared with."""

    then: Examined
    today: Examined


def examine_past(
    view: View,
    client_id: str,
    day: date,
) -> Past:
    """Returns a client as a view of the past has it, judged for the view's own day and for another."""

    def today(client: Client | None) -> date:
        return day

    loaded = load(view, client_id)
    return Past(analyse(view, loaded), analyse(replace(view, day=today), loaded))


def compared(
    past: Past,
    after: Dossier,
    shared: Shared,
) -> tuple[Difference, ...]:
    """Returns what the client will see change, worst first.

    Dates, health and terms are compared with what stood on the commit's day; pages with those that its files would make
    for the same day, for time alone changes words too: "3 days overdue". Pages of broken data are not compared.
    """
    then = past.then.dossier
    known = None
    if then:
        known = (then.client, then.findings)
    found = [*differences(known, (after.client, after.findings))]
    if past.today.sound:
        found += _on_pages(past.today.sound, after, shared)
    return in_order(found)


def _on_pages(
    before: Dossier,
    after: Dossier,
    shared: Shared,
) -> Iterator[Difference]:
    # Pages are a function of these two, and most clients of an agency have not changed.
    is_same = before.client == after.client and before.findings == after.findings
    if not is_same:
        yield from page_differences(render(before, shared), render(after, shared))
    yield from file_differences(before.loaded.files, after.loaded.files)
