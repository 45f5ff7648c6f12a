"""Keeps what the days of a client answered, so that a later run works out no day twice.

What is damaged, of another version, or kept by anybody else is not there. Safe to delete at any time.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from portalgen import __version__
from portalgen.analysis.retold.kept import NOTHING_KEPT, Kept, KeptAnswer
from portalgen.atomic import replace
from portalgen.own_mark import own_mark

_FORM = TypeAdapter(dict[str, KeptAnswer])


class AnswersCache:
    """Keeps the answers of one client of a workspace. Without a folder to keep them in, nothing is kept."""

    def __init__(
        self,
        folder: Path | None,
        client_id: str,
    ) -> None:
        self.path: Path | None = None
        if folder:
            digest = hashlib.sha256(os.fsencode(client_id))
            name = digest.hexdigest()[:16]
            self.path = folder / f"answers-{name}.json"

    def fetch(self) -> Kept:
        """Returns the answers that were kept, by their keys; none where there are none that can be used."""
        if self.path is None:
            return NOTHING_KEPT
        try:
            content = self.path.read_bytes()
            header, _, body = content.partition(b"\n")
            if header != _header(self.path.name, body):
                return NOTHING_KEPT
            return _FORM.validate_json(body)
        except (OSError, ValueError):
            return NOTHING_KEPT

    def keep(self, answers: Mapping[str, KeptAnswer]) -> None:
        """Keeps answers in place of those before, whole or not at all; a folder that cannot be written keeps none."""
        if self.path is None:
            return
        body = _FORM.dump_json(dict(answers))
        header = _header(self.path.name, body)
        if header is None:
            return
        with suppress(OSError):
            replace(self.path, header + b"\n" + body)


def _header(name: str, body: bytes) -> bytes | None:
    """Returns the first line: the version that worked them out, and the mark of this user's own; None without one."""
    mark = own_mark()
    if mark is None:
        return None
    signed = mark.of(name, body).hex()
    header = f"portalgen answers {__version__} {signed}"
    return header.encode()
