"""What is asked for: a look at clients on a day, or a site in a folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from portalgen.model.client import Agency, Client
from portalgen.model.record.seal import Seal
from portalgen.pipeline.seals import Seals
from portalgen.pipeline.workspace import Shared, Workspace
from portalgen.site.stage.settings import site_address
from portalgen.source.load.loaded import Loaded

SITES = Path("site")  # where build puts the sites, unless somebody says otherwise


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

    `previous_seal` names the seal of the last published ledger, or the folder that has it; `published` are the seals of
    what stands at clients' targets, where those were asked for. `at` is the day of which a portal is wanted as it stood
    then: it has a folder of its own, and no address.
    """

    out: Path = SITES
    site_url: str | None = None
    previous_seal: Path | None = None
    published: Mapping[str, Seal] = field(default_factory=dict)
    at: date | None = None

    def target(self, client_id: str) -> Path:
        """Returns the folder of a client's site."""
        if self.at:
            return self.out / f"{client_id}@{self.at}"
        return self.out / client_id

    def address(self, client: Client) -> str | None:
        """Returns the address of a client's site: as ordered, else as portal.yml says; None where nobody says it."""
        if self.at:
            return None
        return site_address(self.site_url or client.agency.site_url, client.id)

    @property
    def seals(self) -> Seals:
        """The seals of what was published last: as named, else those of the installed sites."""
        return Seals(self.out, self.previous_seal, self.published)

    def seal_of(self, loaded: Loaded, shared: Shared) -> Seal | None:
        """Returns the seal of a client's last published ledger; None where there is none. Raises SealError.

        It may lie under a former id, once git has that: what is not committed yet has no record to hold against it.
        """
        former = []
        if loaded.client:
            pending = shared.pending_ids(loaded.client)
            for name in loaded.client.formerly:
                if name not in pending:
                    former.append(name)
        return self.seals.of(loaded.id, former)
