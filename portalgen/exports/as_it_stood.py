"""as-it-stood.json: says of a site that it is a portal as it stood on a day, and none to publish."""

import json
from datetime import date

AS_IT_STOOD_FILE = "as-it-stood.json"
VERSION = 1


def as_it_stood(on: date) -> bytes:
    """Returns the file."""
    value = {
        "version": VERSION,
        "on": on.isoformat(),
    }
    text = json.dumps(value)
    return f"{text}\n".encode()
