"""The one file of a bundle that people read: the chronology with its exhibits, and a script that checks all of it.

The record, its seal and its publications stand in the file, since a page from disk can read no other file. Beside each
point stands its entry as a program reads it: the script compares that with the record, word for word.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from markupsafe import Markup

from portalgen.analysis.edits.entry import Edit
from portalgen.analysis.edits.entry import written as written_edit
from portalgen.analysis.findings import Findings
from portalgen.analysis.ledger.entry import Entry, written
from portalgen.model.document import Document
from portalgen.model.record.showing import Showing
from portalgen.model.update import Update
from portalgen.pages.composition import composer
from portalgen.pages.document import style_of
from portalgen.pages.evidence.exhibit import Exhibit
from portalgen.pages.evidence.point import Case, Point, Quote
from portalgen.pages.evidence.recorded import shown_as
from portalgen.pages.links import DocumentLinks
from portalgen.pages.parts.prose import prose
from portalgen.pages.project.page import View

RAW = (
    "n",
    "project",
    "milestone",
    "kind",
    "on",
    "recorded_on",
    "from",
    "to",
    "days",
    "cause",
    "explained",
    "of",
    "evidence",
)
RAW_EDIT = (
    "n",
    "project",
    "kind",
    "thing",
    "field",
    "since",
    "recorded_on",
)
# What the script says, by the last part of the id; what it fills in stands in braces.
CHECKS = {
    "holds": ("entries", "publications", "points", "exhibits", "all"),
    "fails": ("n",),
    "shape": (),
    "entry": ("n",),
    "head": (),
    "edit": ("n",),
    "edit_head": (),
    "opening": ("digest",),
    "publication": ("n",),
    "foreign": ("n",),
    "seal": ("n",),
    "point": ("n",),
    "exhibit": ("file", "digest"),
    "unknown": ("file",),
    "unread": ("file",),
    "kept": ("file",),
    "broken": ("file",),
    "rest": ("list",),
    "same": (),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something with what it is called."""

    name: str
    says: Markup


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point with its number and its days; `raw` is its entry or publication as the script compares it.

    `late` says by how long it was shown after the day that it carries, where that is over a cadence.
    """

    number: int
    said: Markup
    days: tuple[Named, ...]
    late: str
    quotes: tuple[Quote, ...]
    exhibits: tuple[Exhibit, ...]
    report: tuple[Named, ...]
    entry: int | None
    edit: int | None
    publication: int | None
    raw: str


@dataclass(frozen=True, slots=True)
class Block:
    """A file of the bundle, or other matter for the script, as a block of JSON that stands in the page."""

    id: str
    json: Markup


@dataclass(frozen=True, slots=True)
class EvidencePage(View):
    """The whole file. `limits` say what of the chronology was asked for, `others` are documents that no point names."""

    template: ClassVar[str] = "evidence.html.j2"

    language: str
    title: str
    policy: str
    style: Markup
    script: Markup
    client: str
    as_of: date
    limits: tuple[str, ...]
    points: tuple[PointShown, ...]
    exhibits: tuple[Exhibit, ...]
    others: tuple[Document, ...]
    blocks: tuple[Block, ...]


def evidence_page(
    case: Case,
    findings: Findings,
    points: Sequence[Point],
    found: Sequence[Exhibit],
    limits: Sequence[str],
    record: Mapping[str, bytes],
    templates: Mapping[str, str],
    assets: Mapping[str, bytes],
) -> str:
    """Returns the file as HTML; `record` are the files of the record by their names, which it holds."""
    words = case.words
    links = DocumentLinks()
    composing = composer(case.client, findings, words, templates, links)
    portal_css = assets["portal.css"].decode("utf-8", "replace")
    own_css = f"{templates['document.css']}\n{templates['evidence.css']}"
    style = style_of(case.client, portal_css, own_css)
    script = templates["evidence.js"]
    numbered = enumerate(points, 1)
    view = EvidencePage(
        language=words.language,
        title=words.text("evidence.title", project=case.project.name),
        policy=policy(style, script),
        style=Markup(style),  # noqa: S704 - stylesheets of ours and a colour
        script=Markup(script),  # noqa: S704 - our own
        client=case.client.name,
        as_of=case.found.as_of,
        limits=tuple(limits),
        points=tuple(_shown(case, n, each, found) for n, each in numbered),
        exhibits=tuple(found),
        others=tuple(_others(case, found)),
        blocks=tuple(_blocks(case, record)),
    )
    return composing.filled(EvidencePage.template, view, composing.frame())


def policy(style: str, script: str) -> str:
    """Returns the file's Content-Security-Policy: its one stylesheet and its one script, and nothing from anywhere."""
    rules = (
        "default-src 'none'",
        f"script-src '{_source(script)}'",
        f"style-src '{_source(style)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def raw_entry(entry: Entry, first_shown: str) -> str:
    """Returns an entry in one line, key by key; the script makes the same of ledger.json and compares."""
    fields = written(entry)
    parts: list[str] = []
    for key in RAW:
        if key in fields:
            parts.append(f"{key}={_flat(fields[key])}")
    parts.append(f"first_shown={first_shown}")
    parts.append(f"hash={entry.hash}")
    return " ".join(parts)


def raw_edit(edit: Edit, first_shown: str) -> str:
    """Returns an entry of the record of edits in one line, as the script makes it of ledger.json."""
    fields = written_edit(edit)
    parts = [f"edit={fields['n']}"]
    for key in RAW_EDIT[1:]:
        parts.append(f"{key}={_flat(fields[key])}")
    parts.append(f"first_shown={first_shown}")
    parts.append(f"hash={edit.hash}")
    return " ".join(parts)


def raw_showing(showing: Showing, number: int) -> str:
    """Returns a publication in one line, as the script makes it of publications.json."""
    return f"publication={number} on={showing.on} n={showing.n} head={showing.head} hash={showing.hash}"


def _flat(value: Any) -> str:
    """Returns a value of JSON without blanks: `-` for none, the parts of a list or an object one after the other."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "..".join(map(_flat, value.values()))
    if isinstance(value, list):
        return "..".join(map(_flat, value))
    return str(value)


def _source(text: str) -> str:
    hashed = hashlib.sha256(text.encode())
    digest = base64.b64encode(hashed.digest()).decode()
    return f"sha256-{digest}"


def _shown(
    case: Case,
    number: int,
    point: Point,
    found: Sequence[Exhibit],
) -> PointShown:
    raw = ""
    publication: int | None = None
    if point.entry:
        raw = raw_entry(point.entry, shown_as(case.showings, point.entry.n))
    if point.edit:
        raw = raw_edit(point.edit, shown_as(case.edits.shown, point.edit.n))
    if point.showing:
        publication = case.showings.index(point.showing) + 1
        raw = raw_showing(point.showing, publication)
    digests = {each.digest for each in point.proofs}
    return PointShown(
        number=number,
        said=point.said,
        days=tuple(_days(case, point)),
        late=_late(case, point),
        quotes=point.quotes,
        exhibits=tuple(each for each in found if each.proof.digest in digests),
        report=tuple(_report(case, point.report)),
        entry=point.entry.n if point.entry else None,
        edit=point.edit.n if point.edit else None,
        publication=publication,
        raw=raw,
    )


def _days(case: Case, point: Point) -> Iterator[Named]:
    """Yields the days of a point with what each is; of what the files alone tell that no commit vouches for it."""
    words = case.words
    if point.showing:
        yield Named(
            words.text("evidence.day.published"),
            words.html("evidence.day", day=point.showing.on),
        )
        return
    if point.edit is None:
        stated = words.html("evidence.no_day")
        if point.stated:
            stated = words.html("evidence.day", day=point.stated)
        yield Named(words.text("evidence.day.stated"), stated)
    recorded = words.html("evidence.unrecorded")
    if point.recorded:
        recorded = words.html("evidence.day", day=point.recorded)
    yield Named(words.text("evidence.day.recorded"), recorded)
    if point.entry or point.edit:
        yield Named(words.text("evidence.day.shown"), _first_shown(case, point))


def _first_shown(case: Case, point: Point) -> Markup:
    words = case.words
    if point.shown:
        return words.html("evidence.day", day=point.shown)
    n, showings = 0, case.showings
    if point.entry:
        n = point.entry.n
    if point.edit:
        n, showings = point.edit.n, case.edits.shown
    if not showings:
        return words.html("evidence.shown_unknown")
    if n > showings[-1].n:
        return words.html("evidence.not_published")
    return words.html("evidence.shown_by", day=showings[0].on)


def _late(case: Case, point: Point) -> str:
    """Returns by how long a point was shown after its day, where that is over a cadence; else nothing."""
    if point.entry is None or point.stated is None or point.shown is None:
        return ""
    days = (point.shown - point.stated).days
    if days <= case.found.reporting.cadence_days:
        return ""
    return case.words.text("evidence.late", count=days)


def _report(case: Case, update: Update | None) -> Iterator[Named]:
    """Yields the parts of a report as the client reads them."""
    if update is None:
        return
    words = case.words
    parts = {
        words.text("report.done"): update.done,
        words.text("report.results"): update.results,
        words.text("report.why"): update.why,
        words.text("report.budget_and_schedule"): update.budget_and_schedule,
        words.text("report.next"): update.next,
    }
    for name, statements in parts.items():
        for statement in statements or ():
            yield Named(name, Markup("<p>{}</p>").format(statement))
    if update.body:
        body = Markup(prose(update.body))  # noqa: S704 - cleaned by nh3
        yield Named("", body)


def _others(case: Case, found: Sequence[Exhibit]) -> Iterator[Document]:
    named = {each.proof.digest for each in found}
    for document in case.project.documents:
        if document.sha256 not in named:
            yield document


def _blocks(case: Case, record: Mapping[str, bytes]) -> Iterator[Block]:
    """Yields the files of the record, each as one text, and the sentences of the script."""
    for name, content in record.items():
        yield Block(name, _json(content.decode()))
    sentences: dict[str, str] = {}
    for id_, values in CHECKS.items():
        blanks: dict[str, Any] = {each: f"{{{each}}}" for each in values}
        sentences[id_] = case.words.text(
            f"evidence.check.{id_}",
            None,
            **blanks,
        )
    yield Block("sentences", _json(sentences))


def _json(value: object) -> Markup:
    """Returns a value as JSON that can stand in a page: no tag can begin in it."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no tag can begin in it
