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

    def __init__(
        self,
        published: str,
        machine: Iterable[Path],
    ) -> None:
        self._addresses = set(addresses_in(published))
        paths = set()
        for path in machine:
            name = str(path)
            is_telling = len(path.parts) >= FEWEST_PARTS
            if is_telling and name not in published:
                paths.add(name)
        self._paths = tuple(paths)

    def found_in(self, readings: Iterable[str]) -> Iterator[str]:
        """Yields what is wrong, each once."""
        texts = list(readings)
        has_address = any(self._has_strange_address(text) for text in texts)
        if has_address:
            yield "it holds an e-mail address that neither the client's data nor portal.yml holds"
        has_path = any(self._has_path(text) for text in texts)
        if has_path:
            yield "it holds a path of the machine that built it"

    def _has_strange_address(self, text: str) -> bool:
        found = addresses_in(text)
        return any(address not in self._addresses for address in found)

    def _has_path(self, text: str) -> bool:
        return any(path in text for path in self._paths)


def addresses_in(text: str) -> Iterator[str]:
    """Yields the e-mail addresses in a text, in small letters."""
    at = text.find("@")
    while at >= 0:
        address = _address_around(text, at)
        if address:
            yield address
        at = text.find("@", at + 1)


def _address_around(text: str, at: int) -> str | None:
    """Returns the address that has its @ at an offset of a text; None where it has none, or was cut short."""
    start = max(0, at - LONGEST_LOCAL)
    before = _ESCAPE.sub(" ", text[start:at])
    local = _LOCAL.search(before)
    domain = _DOMAIN.match(text, at + 1)
    if not local or not domain:
        return None
    if text.startswith("…", domain.end()):  # a label of a chart
        return None
    address = f"{local[0]}@{domain[0]}"
    return address.lower()
