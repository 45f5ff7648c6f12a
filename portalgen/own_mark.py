"""What this user's own builds left in a cache, told from what somebody else put there.

A cache is a folder like any other: it is restored in pipelines, copied, shared. So what is kept in it carries a keyed
digest, and the key lies outside, in the user's own folder for state. Whoever can write into the cache alone makes none.
"""

import hmac
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_state_path

from portalgen.atomic import replace

KEY_FILE = "cache-key"
LENGTH = 32  # bytes of the key, and of a mark
# Machines that are made anew for each run share a cache by a key that a pipeline keeps secret.
VARIABLE = "PORTALGEN_CACHE_KEY"
SHORTEST = 32  # of the characters of such a key: a shorter one could be tried out


@dataclass(frozen=True)
class OwnMark:
    """Marks content by a key of `LENGTH` random bytes."""

    key: bytes

    def of(
        self,
        name: str,
        content: bytes,
    ) -> bytes:
        """Returns the mark of content that is kept under a name."""
        about = name.encode()
        length = len(about).to_bytes(8)
        return hmac.digest(self.key, length + about + content, sha256)

    def holds(
        self,
        mark: bytes,
        name: str,
        content: bytes,
    ) -> bool:
        """Tells whether a mark is that of content under a name."""
        own = self.of(name, content)
        return hmac.compare_digest(mark, own)


def own_mark() -> OwnMark | None:
    """Returns this user's mark, by the key in `VARIABLE`, else by one that is made at the first call and kept.

    None where the system keeps no key for the user.
    """
    given = os.environ.get(VARIABLE, "")
    if len(given) >= SHORTEST:
        return OwnMark(sha256(given.encode()).digest())
    folder = user_state_path("portalgen")
    if not folder.is_absolute():  # a user without a home
        return None
    try:
        return OwnMark(_key(folder))
    except OSError:
        return None


def _key(folder: Path) -> bytes:
    """Returns the key that lies in a folder; a new one where there is none, or no whole one."""
    file = folder / KEY_FILE
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.is_file():
        key = file.read_bytes()
        if len(key) == LENGTH:
            return key
    replace(file, secrets.token_bytes(LENGTH))
    return file.read_bytes()
