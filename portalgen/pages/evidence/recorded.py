"""Points of the record: what each entry says, when it was committed, and which publication first showed it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from portalgen.analysis.ledger.entry import Entry, Kind
from portalgen.analysis.ledger.promise_history import signed_move
from portalgen.analysis.showings import FirstShown
from portalgen.model.record.past import UNDATED, Agreement, PastForecast
from portalgen.model.record.showing import Showing, Showings
from portalgen.pages.evidence.point import Case, Point, Quote
from portalgen.pages.evidence.proof import Proof, proofs_of, recorded_proof


def recorded(case: Case) -> Iterator[Point]:
    """Yields a point for each entry of the project, and for each that says that the record began anew."""
    first_shown = FirstShown(case.showings)
    names = {each.id: each.name for each in case.project.milestones}
    for n, milestone in numbered(case):
        entry = case.record.entries[n - 1]
        name = names.get(milestone, milestone)
        yield Point(
            said=_said(case, entry, name),
            stated=entry.on,
            recorded=entry.recorded_on,
            shown=first_shown.day(n),
            about=frozenset({milestone}),
            entry=entry,
            quotes=tuple(_quotes(case, entry)),
            proofs=tuple(_proofs(case, entry)),
        )
    for entry in case.record.entries:
        if entry.kind is Kind.RESTARTED:
            yield Point(
                said=case.words.html("evidence.restarted"),
                stated=entry.on,
                recorded=entry.recorded_on,
                shown=first_shown.day(entry.n),
                entry=entry,
                quotes=tuple(_quotes(case, entry)),
                is_of_all=True,
            )


def numbered(case: Case) -> list[tuple[int, str]]:
    """Returns the numbers of the project's entries, each with the id that its milestone has now, or had last."""
    found: list[tuple[int, str]] = []
    for milestone in case.record.records:
        if milestone.project == case.project.id:
            for n in milestone.numbers:
                found.append((n, milestone.milestone))
    return sorted(found)


def published(case: Case) -> Iterator[Point]:
    """Yields a point for each publication that first showed something of the project."""
    dates = numbered(case)
    edits = [each.n for each in case.edits.told(case.project.id)]
    before, edits_before = 0, 0
    for showing in case.showings:
        reached = showing.edits.n if showing.edits else edits_before
        new = [id_ for n, id_ in dates if n in range(before + 1, showing.n + 1)]
        edited = [n for n in edits if n in range(edits_before + 1, reached + 1)]
        count = len(new) + len(edited)
        if count:
            yield _publication(
                case,
                showing,
                frozenset(new),
                count,
            )
        before, edits_before = showing.n, reached


def _publication(
    case: Case,
    showing: Showing,
    about: frozenset[str],
    count: int,
) -> Point:
    return Point(
        said=case.words.html("evidence.published", count=count),
        stated=showing.on,
        shown=showing.on,
        about=about,
        showing=showing,
    )


def shown_as(showings: Showings, n: int) -> str:
    """Returns the day on which an entry was first shown, as a program compares it; `-` where none is known.

    What the first publication that is known shows, it may not have been the first to show.
    """
    if not showings or n > showings[-1].n:
        return "-"
    day = FirstShown(showings).day(n)
    if day is None:
        return f"<={showings[0].on}"
    return str(day)


def _said(case: Case, entry: Entry, name: str) -> Markup:
    """Returns what an entry says, in a sentence."""
    words = case.words
    kind = entry.kind
    if kind in {Kind.PROMISED, Kind.MOVED}:
        return _promise(case, entry, name)
    if kind is Kind.FORECAST:
        return _forecast(case, entry, name)
    if kind is Kind.AGREED:
        return _agreement(case, entry, name)
    if kind is Kind.MET and isinstance(entry.after, date):
        return words.html("evidence.met", name=name, day=entry.after)
    if kind is Kind.OBJECTED:
        return words.html("evidence.objected", name=name, client=case.client.name)
    if kind is Kind.WITHDRAWN:
        return words.html("evidence.withdrawn", name=name, client=case.client.name)
    what = words.text(f"record.kind.{kind}")
    return words.html("evidence.of", name=name, what=what)


def _promise(case: Case, entry: Entry, name: str) -> Markup:
    words = case.words
    before = entry.before
    after = entry.after
    if not isinstance(after, date):
        if entry.kind is Kind.PROMISED:
            return words.html("evidence.entered", name=name)
        return words.html("event.unpromised", name=name)
    if entry.kind is Kind.PROMISED and isinstance(before, date):
        return words.html(
            "evidence.promised_before", name=name, day=after, before=before
        )
    if isinstance(before, date):
        moved = words.html("event.moved", name=name, before=before, after=after)
        return Markup("{} ({})").format(moved, words.days(entry.days or 0))
    return words.html("event.promised", name=name, day=after)


def _forecast(case: Case, entry: Entry, name: str) -> Markup:
    words = case.words
    after: PastForecast | None = entry.after
    if isinstance(after, tuple):
        start, end = after
        return words.html(
            "evidence.forecast_range",
            name=name,
            start=start,
            end=end,
        )
    if isinstance(after, date):
        return words.html(
            "evidence.forecast",
            name=name,
            day=after,
        )
    if after == UNDATED:
        return words.html("evidence.forecast_undated", name=name)
    return words.html("evidence.forecast_gone", name=name)


def _agreement(case: Case, entry: Entry, name: str) -> Markup:
    """Returns who agreed: as the client can check it, or as the agency states it."""
    words = case.words
    by = case.record.text(entry, "agreed_by")
    given = Agreement(by if isinstance(by, str) else None, entry.evidence)
    if entry.moves:
        about = case.record.entries[entry.moves[0] - 1]
        given = replace(given, move=signed_move(about))
    who = case.client.name
    if given.by:
        who = case.person(given.by)
    if case.found.witnesses.is_confirmed(given):
        return words.html(
            "evidence.agreed",
            name=name,
            who=who,
        )
    return words.html(
        "evidence.agreed_stated",
        name=name,
        who=who,
        agency=case.agency,
    )


def _quotes(case: Case, entry: Entry) -> Iterator[Quote]:
    """Yields the words of an entry: a reason is the agency's, what is said against a move the client's."""
    because = case.record.text(entry, "because")
    if because is None:
        return
    whose = case.agency
    if entry.kind is Kind.OBJECTED:
        by = case.record.text(entry, "name")
        whose = case.person(by) if isinstance(by, str) else case.client.name
    if isinstance(because, str):
        yield Quote(
            because,
            whose,
            "because",
        )
        return
    taken_out = case.words.text(
        "dates.removed",
        day=because.on,
        reason=because.reason,
    )
    yield Quote(taken_out, case.agency)


def _proofs(case: Case, entry: Entry) -> Iterator[Proof]:
    """Yields what an agreement is checked by, as the files name it where they still do."""
    evidence = entry.evidence
    if evidence is None:
        return
    named = [proofs for proofs in _named(case) if proofs[0].digest == evidence.digest]
    if named:
        yield from named[0]
        return
    names = {each.sha256: each.name for each in case.project.documents}
    yield recorded_proof(evidence, names.get(evidence.digest, ""))


def _named(case: Case) -> Iterator[list[Proof]]:
    """Yields what each move of the files names as evidence."""
    for milestone in case.project.milestones:
        for move in milestone.moves:
            proofs = list(proofs_of(move.evidence, case.project.documents))
            if proofs:
                yield proofs
