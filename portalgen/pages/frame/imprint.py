"""Who publishes for whom, and as of when: the foot of every page, and the name of who speaks."""

from dataclasses import dataclass
from datetime import date

from portalgen.analysis.findings import Findings
from portalgen.model.client import Client


@dataclass(frozen=True, slots=True)
class Imprint:
    """The names of client and agency (empty where none is given), the agency's address, the note, the portal's day.

    `left_out` are the names of projects that the portal should have and has not, since their data cannot be read.
    `is_of_the_past` tells that it is the portal as it stood on its day, `is_on_file` that publications are on file.
    """

    client: str
    agency: str
    email: str | None
    note: str | None
    as_of: date
    left_out: tuple[str, ...]
    is_of_the_past: bool
    is_on_file: bool

    @property
    def speaker(self) -> str:
        """Whose statements the pages report: the agency's, else the client's."""
        return self.agency or self.client


def imprint(client: Client, findings: Findings) -> Imprint:
    """Returns the imprint of a client's portal."""
    agency = client.agency.agency
    name = ""
    email: str | None = None
    if agency:
        name = agency.name
        email = agency.email
    return Imprint(
        client=client.name,
        agency=name,
        email=email,
        note=client.note,
        as_of=findings.as_of,
        left_out=findings.left_out,
        is_of_the_past=findings.is_of_the_past,
        is_on_file=bool(findings.records.showings),
    )
