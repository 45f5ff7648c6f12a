"""Which files below `projects/` the history reads, by their paths."""

import re

from portalgen.source.past.projection import ID

PORTAL_FILE = "portal.yml"
_DATA_FILE = re.compile(
    rf"({ID})/(?!internal/)({ID})/([^/.][^/]*\.(?i:ya?ml))",
    re.DOTALL,
)
_LEDGER = re.compile(rf"({ID})/ledger\.yml")
_CLIENT = re.compile(rf"({ID})/client\.yml")


def data_file(path: str) -> tuple[str, str, str] | None:
    """Returns the folder of the client, that of the project and the name of a project's file; None of any other."""
    match = _DATA_FILE.fullmatch(path)
    if match is None:
        return None
    folder, project, name = match.groups()
    return folder, project, name


def ledger_folder(path: str) -> str | None:
    """Returns the client's folder of a file that may declare restarts; None of any other."""
    match = _LEDGER.fullmatch(path)
    return match[1] if match else None


def client_folder(path: str) -> str | None:
    """Returns the client's folder of a file that says which pages its projects publish; None of any other."""
    match = _CLIENT.fullmatch(path)
    return match[1] if match else None


def is_read(path: str) -> bool:
    """Tells whether the history reads a file of a project at this path."""
    return data_file(path) is not None


def is_ledger(path: str) -> bool:
    """Tells whether a file at this path may declare restarts."""
    return ledger_folder(path) is not None


def is_client(path: str) -> bool:
    """Tells whether a file at this path says which pages a client's projects publish."""
    return client_folder(path) is not None


def is_portal(path: str) -> bool:
    """Tells whether a file at this path says what holds for every client."""
    return path == PORTAL_FILE
