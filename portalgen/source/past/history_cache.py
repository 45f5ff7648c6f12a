"""Keeps a walk through the history, so that a later run reads only what came after it.

What is damaged, of another version, or kept by anybody else is not there. Safe to delete at any time.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from portalgen.atomic import replace
from portalgen.own_mark import own_mark
from portalgen.source.git.line import AS_GIT_SAYS, Follows
from portalgen.source.past.history_form import read, written
from portalgen.source.past.projection import LEDGER_VERSION, PROJECTION_VERSION
from portalgen.source.past.walk import Kept

FORM = 6  # of the file itself
_VERSIONS = json.dumps([LEDGER_VERSION, PROJECTION_VERSION, FORM])
VERSION = hashlib.sha256(_VERSIONS.encode()).hexdigest()


class HistoryCache:
    """Keeps the walk through one folder's history along one line of commits.

    Without a folder to keep it in, nothing is kept.
    """

    def __init__(
        self,
        folder: Path | None,
        prefix: str,
        follows: Follows = AS_GIT_SAYS,
    ) -> None:
        line = json.dumps(list(follows.items()))
        of = os.fsencode(f"{prefix}\0{line}")
        digest = hashlib.sha256(of).hexdigest()
        name = digest[:16]
        self.path: Path | None = None
        if folder:
            self.path = folder / f"history-{name}.json"

    def fetch(self) -> Kept | None:
        """Returns the walk that was kept, or None where there is none that can be used."""
        if self.path is None:
            return None
        try:
            content = self.path.read_bytes()
            header, _, body = content.partition(b"\n")
            if header != _header(self.path.name, body):
                return None
            return read(body)
        except (OSError, ValueError, LookupError):
            return None

    def keep(self, kept: Kept) -> None:
        """Keeps a walk in place of the one before, whole or not at all; a folder that cannot be written keeps none."""
        if self.path is None:
            return
        body = written(kept)
        header = _header(self.path.name, body)
        if header is None:
            return
        content = header + b"\n" + body
        with suppress(OSError):
            replace(self.path, content)


def _header(name: str, body: bytes) -> bytes | None:
    """Returns the first line of a kept walk: whose form it has, and the mark of this user's own; None without one."""
    mark = own_mark()
    if mark is None:
        return None
    signed = mark.of(name, body).hex()
    header = f"portalgen history {VERSION} {signed}"
    return header.encode()
