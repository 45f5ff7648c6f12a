"""What nobody meant to publish: e-mail addresses that neither the client's data nor portal.yml holds, and paths of the
machine that built the site.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# A picture for fine screens is called `name@2x.png`.
_ADDRESS = re.compile(r"[a-z0-9._%+-]+@(?:[a-z0-9-]+\.)+(?!(?:png|jpe?g|webp|svg)\b)[a-z]{2,}", re.IGNORECASE)
# What is left of an escape would grow onto an address: `\\nmaria@…` in JSON.
_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|.)|%[0-9a-f]{2}", re.IGNORECASE)
# `/root` or `C:\\` alone stand in many texts; from two names on, a path is this machine's own.
FEWEST_PARTS = 3


class Traces:
    """Finds traces in what a file may be read as. `published` is all text that a site may hold."""

    def __init__(self, published: str, machine: Iterable[Path]) -> None:
        self._addresses = {each.lower() for each in _ADDRESS.findall(published)}
        paths = {str(path) for path in machine if len(path.parts) >= FEWEST_PARTS}
        self._paths = tuple(path for path in paths if path not in published)

    def found_in(self, readings: Iterable[str]) -> Iterator[str]:
        """Yields what is wrong, each once."""
        readings = list(readings)
        addresses = {each.lower() for text in readings for each in _ADDRESS.findall(_ESCAPE.sub(" ", text))}
        if addresses - self._addresses:
            yield "it holds an e-mail address that neither the client's data nor portal.yml holds"
        if any(path in text for text in readings for path in self._paths):
            yield "it holds a path of the machine that built it"
