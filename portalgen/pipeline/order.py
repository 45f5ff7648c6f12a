"""What is asked for: a look at clients on a day, or a site in a folder."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.client import Agency, Client
from portalgen.model.record.seal import Seal
from portalgen.pipeline.workspace import Workspace
from portalgen.site.stage.settings import site_address


def address_meant(
    asked: str | None,
    agency: Agency,
    client_id: str,
    told: str | None,
) -> str | None:
    """Returns where a finished site is to be read: as asked, else as portal.yml says, else as its pages tell."""
    return site_address(asked or agency.site_url or told, client_id)


@dataclass(frozen=True)
class Look:
    """Whose clients are looked at, and for which day. `now` is the only clock there is."""

    workspace: Workspace
    now: datetime
    as_of: date | None = None

    def day(self, client: Client | None) -> date:
        """Returns the day that a client's portal speaks for: as asked, else today in the client's time zone."""
        if self.as_of:
            return self.as_of
        if client:
            timezone = client.timezone
        else:
            timezone = "UTC"
        return self.now.astimezone(ZoneInfo(timezone)).date()


@dataclass(frozen=True)
class Order(Look):
    """A look of which a site is to be made: where it goes, and at which address it will be read.

    `previous_seal` names the seal of the last published ledger, or the folder that has it.
    """

    out: Path = Path("site")
    site_url: str | None = None
    previous_seal: Path | None = None

    def target(self, client_id: str) -> Path:
        """Returns the folder of a client's site."""
        return self.out / client_id

    def address(self, client: Client) -> str | None:
        """Returns the address of a client's site: as ordered, else as portal.yml says; None where nobody says it."""
        return site_address(self.site_url or client.agency.site_url, client.id)

    def seal_of(self, client_id: str) -> Seal | None:
        """Returns the seal of the last published ledger: as named, else the installed site's; None where there is none.

        Raises SealError where it cannot be read.
        """
        for place in self._seals_of(client_id):
            if place.is_file():
                return read_seal(place.read_bytes())
        return None

    def _seals_of(self, client_id: str) -> list[Path]:
        """Returns where the seal may lie, the likeliest first."""
        named = self.previous_seal
        if named is None:
            return [self.target(client_id) / SEAL_FILE]
        if named.is_file():
            return [named]
        return [named / client_id / SEAL_FILE, named / SEAL_FILE]
