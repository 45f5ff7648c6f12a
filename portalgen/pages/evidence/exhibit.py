"""Exhibits: what points are checked by, numbered as the points name them, and the file of each in a bundle."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from portalgen.model.record.past import MAIL
from portalgen.pages.evidence.point import Point
from portalgen.pages.evidence.proof import Proof

FOLDER = "exhibits"
_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document, a mail or a key record with its number.

    `file` is its path in the bundle, None where its digest alone is there.
    """

    number: int
    proof: Proof
    file: str | None

    @property
    def name(self) -> str:
        """What it is called: a document by its own name; a mail by its day, and whose domain signed it."""
        if not self.proof.is_kept_apart:
            return self.proof.name
        day = self.proof.on or ""
        return f"{self.proof.domain or ''} {day}".strip()


def exhibits(points: Iterable[Point], held: Collection[str]) -> list[Exhibit]:
    """Returns what points are checked by, once each; `held` are the digests of those whose bytes are in the bundle."""
    proofs: dict[str, Proof] = {}
    for point in points:
        for proof in point.proofs:
            known = proofs.get(proof.digest)
            if known is None or not known.name:
                proofs[proof.digest] = proof
    found: list[Exhibit] = []
    for number, proof in enumerate(proofs.values(), 1):
        file: str | None = None
        if proof.digest in held:
            file = _file(number, proof)
        found.append(
            Exhibit(
                number,
                proof,
                file,
            )
        )
    return found


def _file(number: int, proof: Proof) -> str:
    """Returns the path of an exhibit, which tells nothing of where a mail is kept."""
    name = proof.name.rpartition("/")[2]
    if proof.is_kept_apart:
        end = "eml" if proof.kind == MAIL else "key.txt"
        name = f"mail-{proof.on or number}.{end}"
    plain = _ODD.sub("-", name).lstrip(".-")
    return f"{FOLDER}/{number:03}-{plain}"
