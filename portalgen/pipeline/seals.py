"""Where the seals of what was published last lie."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portalgen.errors import SealError
from portalgen.exports.publications import PUBLICATIONS_FILE, with_publications
from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.record.seal import Seal


@dataclass(frozen=True)
class Seals:
    """The seals of the sites in a folder, or one that is named itself, or by the folder that has it.

    Before them come the seals of what was `published`, by client, where those were asked for.
    """

    sites: Path
    named: Path | None = None
    published: Mapping[str, Seal] = field(default_factory=dict)

    def of(self, client_id: str, former: Sequence[str] = ()) -> Seal | None:
        """Returns the seal of the last published ledger, which may lie under a former id of the client.

        None where there is none. Raises SealError where it cannot be read.
        """
        if client_id in self.published:
            return self.published[client_id]
        for name in (client_id, *former):
            for place in self._places(name):
                if place.is_file():
                    return _read(place)
        return None

    def readable(self, former: Mapping[str, Sequence[str]]) -> dict[str, Seal]:
        """Returns the seals that can be read, by client, of clients with their former ids.

        Whoever builds a client is told where its own cannot be read.
        """
        found = {}
        for client_id, ids in former.items():
            with suppress(SealError, OSError):
                seal = self.of(client_id, ids)
                if seal:
                    found[client_id] = seal
        return found

    def _places(self, client_id: str) -> list[Path]:
        """Returns where a seal may lie, the likeliest first."""
        named = self.named
        if named is None:
            site = self.sites / client_id
            return [site / SEAL_FILE]
        if named.is_file():
            return [named]
        site = named / client_id
        return [
            site / SEAL_FILE,
            named / SEAL_FILE,
        ]


def _read(place: Path) -> Seal:
    """Returns a seal with the publications that lie beside it. Raises SealError."""
    seal = read_seal(place.read_bytes())
    beside = place.with_name(PUBLICATIONS_FILE)
    content: bytes | None = None
    if beside.is_file():
        content = beside.read_bytes()
    return with_publications(seal, content)
