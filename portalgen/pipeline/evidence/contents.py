"""The bytes behind the points of a bundle: published documents, mails where they are asked for, and the record."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain

from portalgen.errors import PortalgenError
from portalgen.exports.ledger import LEDGER_FILE, ledger_json
from portalgen.exports.publications import PUBLICATIONS_FILE, publications
from portalgen.exports.seal import SEAL_FILE, seal
from portalgen.model.record.seal import Seal
from portalgen.pages.evidence.exhibit import Exhibit
from portalgen.pages.evidence.point import Point
from portalgen.pipeline.evidence.case import Asked
from portalgen.pipeline.examine import Dossier
from portalgen.pipeline.views import View
from portalgen.source.load.project_files import INTERNAL

AGREEMENTS = "agreements"
LARGEST_MAIL = 10 * 1024 * 1024


def contents_of(
    view: View,
    dossier: Dossier,
    points: Iterable[Point],
    asked: Asked,
) -> dict[str, bytes]:
    """Returns the bytes of what points name, by digest: published documents, and mails where they are asked for."""
    folder = f"{asked.project}/documents/"
    published: dict[str, bytes] = {}
    for path, content in dossier.loaded.files.items():
        if path.startswith(folder):
            published[sha256(content).hexdigest()] = content
    found: dict[str, bytes] = {}
    for proof in chain.from_iterable(point.proofs for point in points):
        if proof.digest in published:
            found[proof.digest] = published[proof.digest]
        elif proof.is_kept_apart and asked.with_mails:
            place = f"{dossier.client.id}/{asked.project}"
            found[proof.digest] = _kept_apart(view, place, proof.name, proof.digest)
    return found


def _kept_apart(
    view: View,
    project: str,
    name: str,
    digest: str,
) -> bytes:
    """Returns a mail, or its key record, as portalgen agree kept it.

    Raises PortalgenError where it is not there as it was.
    """
    is_plain = name and "/" not in name and "\\" not in name
    path = f"{project}/{INTERNAL}/{AGREEMENTS}/{name}"
    content = view.folder.read(path, LARGEST_MAIL) if is_plain else None
    if content is None:
        raise PortalgenError(f"{view.folder.shown(path)}: there is no such file")
    if sha256(content).hexdigest() != digest:
        raise PortalgenError(
            f"{view.folder.shown(path)}: it is not what its digest in the files says"
        )
    return content


def record_of(
    dossier: Dossier,
    kept: Seal | None,
) -> dict[str, bytes]:
    """Returns the record with the seal and the publications that were made of it; no seal where there was none."""
    findings = dossier.findings
    record = ledger_json(
        findings.records.recorded,
        dossier.client.note,
        findings.edits,
    )
    files = {LEDGER_FILE: record}
    if kept:
        files[SEAL_FILE] = seal(
            kept.as_of,
            kept.n,
            kept.head,
            kept.origin,
            kept.edits,
        )
        files[PUBLICATIONS_FILE] = publications(kept.showings)
    return files


def exhibited(
    found: Iterable[Exhibit],
    contents: Mapping[str, bytes],
) -> Iterator[tuple[str, bytes]]:
    for each in found:
        if each.file:
            yield each.file, contents[each.proof.digest]
