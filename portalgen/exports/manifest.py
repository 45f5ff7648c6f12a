"""files.json: what a finished site is made of, every file but this one with the SHA-256 digest of its bytes."""

import json
from collections.abc import Mapping

VERSION = 1
FILES_FILE = "files.json"


def manifest(digests: Mapping[str, str]) -> bytes:
    """Returns the list of a site's files: their digests in hex, by path. It names all but itself."""
    listed = {}
    for path, digest in sorted(digests.items()):
        if path != FILES_FILE:
            listed[path] = digest
    value = {
        "version": VERSION,
        "files": listed,
    }
    text = json.dumps(value, indent=1)
    return f"{text}\n".encode()


def read_manifest(content: bytes) -> dict[str, str]:
    """Returns the digests that a list of files names, by path.

    Raises ValueError where it is none, or where another spelling than ours could hide a line from a reader.
    """
    try:
        listed = json.loads(content)["files"]
        digests = dict(listed)
        is_ours = manifest(digests) == content
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("it is no list of files") from error
    if not is_ours:
        raise ValueError("it is not spelt as a build spells it")
    return digests
