"""The system's Chromium."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """Returns the path of Chromium, as CHROMIUM names it or as the system has it; None where there is none."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
