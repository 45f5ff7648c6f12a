"""manifest.json of a bundle of evidence: every file but this one, with its size and the SHA-256 of its bytes."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

VERSION = 1
BUNDLE_MANIFEST = "manifest.json"


def bundle_manifest(
    files: Mapping[str, bytes],
    project: str,
    as_of: date,
) -> bytes:
    """Returns the file. `project` is `CLIENT/PROJECT`."""
    listed: list[dict[str, Any]] = []
    for path, content in sorted(files.items()):
        listed.append(
            {
                "path": path,
                "bytes": len(content),
                "sha256": sha256(content).hexdigest(),
            }
        )
    value = {
        "version": VERSION,
        "project": project,
        "as_of": as_of.isoformat(),
        "files": listed,
    }
    text = json.dumps(value, indent=1)
    return f"{text}\n".encode()
