"""The zip: the page that checks itself, the record, the exhibits, a list of all files and how to check them by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portalgen.errors import PortalgenError
from portalgen.exports.bundle import BUNDLE_MANIFEST, bundle_manifest
from portalgen.pages.evidence.exhibit import Exhibit, exhibits
from portalgen.pages.evidence.page import evidence_page
from portalgen.pages.evidence.point import Case, Point
from portalgen.pipeline.evidence.case import Asked, case_of, limits_of, points_of
from portalgen.pipeline.evidence.contents import contents_of, exhibited, record_of
from portalgen.pipeline.examine import Dossier, examine
from portalgen.pipeline.inspect import Inspector, unfit
from portalgen.pipeline.views import current_view
from portalgen.publish.archive import packed

EVIDENCE_FILE = "evidence.html"
README_FILE = "README.txt"


@dataclass(frozen=True)
class Bundle:
    """A zip, the day that it speaks for, how many points it has, and how many entries are not in git yet."""

    content: bytes
    as_of: date
    points: int
    uncommitted: int
    is_shown_known: bool


def evidence(
    inspector: Inspector,
    client_id: str,
    asked: Asked,
) -> Bundle:
    """Returns the evidence of a project as a zip: the same bytes for the same data, git history and day.

    Raises PortalgenError where the client does not see the project, where its data is broken, where its record does not
    go on from the published one, or where anything must not be shown; UsageError where there is no such milestone.
    """
    view = current_view(inspector.order, inspector.shared)
    examined = examine(view, client_id)
    dossier = examined.sound
    if dossier is None:
        raise PortalgenError(examined.refusal)
    kept = inspector.order.seal_of(dossier.loaded, inspector.shared)
    case = case_of(dossier, asked.project, kept)
    points = points_of(case, asked)
    contents = contents_of(view, dossier, points, asked)
    found = exhibits(points, contents.keys())
    files = record_of(dossier, kept)
    page = _page(inspector, dossier, case, points, found, asked, files)
    files |= exhibited(found, contents)
    files[README_FILE] = case.words.text("evidence.readme").encode()
    files[EVIDENCE_FILE] = page.encode()
    _inspect(inspector, dossier, files, found)
    path = f"{client_id}/{asked.project}"
    files[BUNDLE_MANIFEST] = bundle_manifest(files, path, case.found.as_of)
    records = dossier.findings.records
    return Bundle(
        content=packed(files, f"{client_id}-{asked.project}-evidence"),
        as_of=case.found.as_of,
        points=len(points),
        uncommitted=len(records.present.entries) - records.count,
        is_shown_known=bool(case.showings),
    )


def _page(
    inspector: Inspector,
    dossier: Dossier,
    case: Case,
    points: Sequence[Point],
    found: Sequence[Exhibit],
    asked: Asked,
    record: Mapping[str, bytes],
) -> str:
    templates = inspector.shared.templates
    return evidence_page(
        case,
        dossier.findings,
        points,
        found,
        list(limits_of(case, asked, points)),
        record,
        templates.pages,
        templates.assets,
    )


def _inspect(
    inspector: Inspector,
    dossier: Dossier,
    files: Mapping[str, bytes],
    found: Sequence[Exhibit],
) -> None:
    """Raises PortalgenError where anything in a bundle must not appear.

    The record is one chain, and stands whole in the page too: it names the client's other projects, which are its own.
    """
    as_their_authors_made_them = {each.file for each in found if each.file}
    flaws = inspector.leaks_in(
        files,
        dossier,
        as_their_authors_made_them,
    )
    if flaws:
        raise PortalgenError(unfit(flaws))
