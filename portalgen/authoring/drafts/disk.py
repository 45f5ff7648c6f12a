"""Writes drafts into a workspace: a file changes at once or not at all, and a new one never takes another's place.

One command writes at a time, so that what one has read and another has changed meanwhile is noticed, whoever is faster.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_state_path

from portalgen.atomic import ChangedError, create, replace
from portalgen.authoring.drafts.draft import Draft
from portalgen.errors import PortalgenError

PATIENCE = 60.0  # seconds; a file takes a moment


def write(root: Path, draft: Draft, patience: float = PATIENCE) -> Path:
    """Writes a draft below the folder of the clients and returns the file.

    Raises PortalgenError where the file is no longer as it was read, where a new one exists already, or where another
    command writes for longer than `patience` seconds.
    """
    path = root / draft.path
    shown = path.as_posix()
    try:
        with _alone(root, patience):
            _put(path, draft)
    except FileExistsError:
        raise PortalgenError(
            f"{shown} exists already, and is not overwritten"
        ) from None
    except ChangedError:
        raise PortalgenError(
            f"{shown} was changed meanwhile; look at it, and run the command again"
        ) from None
    except OSError as error:
        reason = error.strerror or error
        raise PortalgenError(f"{shown} could not be written: {reason}") from error
    return path


def _put(path: Path, draft: Draft) -> None:
    """Writes a draft. Raises FileExistsError, ChangedError, OSError."""
    if draft.before is None:
        create(path, draft.after)
    else:
        replace(
            path,
            draft.after,
            synced=True,
            before=draft.before,
        )


@contextmanager
def _alone(root: Path, patience: float) -> Iterator[None]:
    """Holds the lock of a folder, which the system lets go of when its owner dies.

    It lies among the user's own files: a workspace holds what its people wrote there. Where the system takes no lock,
    nobody waits. Raises PortalgenError where another command keeps it.
    """
    lock = _lock_of(root)
    with ExitStack() as held:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(FileLock(lock, timeout=patience))
        except Timeout:
            raise PortalgenError(
                "another command is writing here; run it again when that one is done"
            ) from None
        except OSError:
            pass
        yield


def _lock_of(root: Path) -> Path:
    whole = os.fsencode(root.resolve())
    digest = sha256(whole).hexdigest()
    return user_state_path("portalgen") / "locks" / f"{digest}.lock"
