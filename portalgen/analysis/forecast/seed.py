"""The seed of a project's draws: of its ids and its series, so that the same data gives the same simulation."""

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal

from portalgen.model.progress import ProgressPoint


class Seed:
    """The seed of a series that grows: each point is taken once, and the seed is known after any of them.

    It knows no date but the series' own: one that knew promised dates would shake the chances a little whenever a date
    moves.
    """

    def __init__(self, client_id: str, project_id: str) -> None:
        ids = json.dumps([client_id, project_id])
        begun = ids.removesuffix("]")
        self._hash = hashlib.sha256(f"{begun}, [".encode())
        self._between = ""

    def take(self, points: Iterable[ProgressPoint]) -> None:
        """Takes the next points of the series."""
        for point in points:
            row = (point.on.isoformat(), _plain(point.scope), _plain(point.done))
            text = f"{self._between}{json.dumps(row)}"
            self._hash.update(text.encode())
            self._between = ", "

    @property
    def number(self) -> int:
        """The seed, 128 bits: SHA-256 of the JSON list of the ids and the rows so far, cut in half."""
        whole = self._hash.copy()
        whole.update(b"]]")
        return int.from_bytes(whole.digest()[:16], "big")


def seed_of(
    client_id: str,
    project_id: str,
    points: Iterable[ProgressPoint],
) -> int:
    """Returns the seed of a whole series."""
    seed = Seed(client_id, project_id)
    seed.take(points)
    return seed.number


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
