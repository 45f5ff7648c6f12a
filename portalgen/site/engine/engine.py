"""The seam behind which a site generator works: a staged folder in, a finished folder out."""

from datetime import date
from pathlib import Path
from typing import Protocol


class Engine(Protocol):
    """Builds staged sites. `version` belongs to the address of what it builds."""

    version: str

    def build(
        self,
        staged: Path,
        site: Path,
        as_of: date,
    ) -> None:
        """Builds a staged folder into `site`, dated `as_of`. Raises BuildError with all that it complained of."""
