"""What nobody meant to publish: e-mail addresses that neither the client's data nor portal.yml holds, and paths of the
machine that built the site.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# What stands before and behind an @; a picture for fine screens is called `name@2x.png`.
_LOCAL = re.compile(r"[a-z0-9._%+-]+$", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+(?!(?:png|jpe?g|webp|svg)\b)[a-z]{2,}", re.IGNORECASE
)
LONGEST_LOCAL = 64  # RFC 5321
# What is left of an escape would grow onto an address: `\\nmaria@…` in JSON.
_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|.)|%[0-9a-f]{2}", re.IGNORECASE)
# `/root` or `C:\\` alone stand in many texts; from two names on, a path is this machine's own.
FEWEST_PARTS = 3


class Traces:
    """Finds traces in what a file may be read as. `published` is all text that a site may hold."""

    def __init__(self, published: str, machine: Iterable[Path]) -> None:
        self._addresses = set(addresses_in(published))
        paths = {str(path) for path in machine if len(path.parts) >= FEWEST_PARTS}
        self._paths = tuple(path for path in paths if path not in published)

    def found_in(self, readings: Iterable[str]) -> Iterator[str]:
        """Yields what is wrong, each once."""
        readings = list(readings)
        if any(
            each not in self._addresses
            for text in readings
            for each in addresses_in(text)
        ):
            yield "it holds an e-mail address that neither the client's data nor portal.yml holds"
        if any(path in text for text in readings for path in self._paths):
            yield "it holds a path of the machine that built it"


def addresses_in(text: str) -> Iterator[str]:
    """Yields the e-mail addresses in a text, in small letters."""
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(_ESCAPE.sub(" ", text[max(0, at - LONGEST_LOCAL) : at]))
        domain = _DOMAIN.match(text, at + 1)
        is_cut = (
            domain is not None and text[domain.end() : domain.end() + 1] == "…"
        )  # a label of a chart
        if local and domain and not is_cut:
            yield f"{local[0]}@{domain[0]}".lower()
        at = text.find("@", at + 1)
