"""Writes drafts into a workspace: a file changes at once or not at all, and a new one never takes another's place."""

from pathlib import Path

from portalgen.atomic import ChangedError, create, replace
from portalgen.authoring.drafts.draft import Draft
from portalgen.errors import PortalgenError


def write(root: Path, draft: Draft) -> Path:
    """Writes a draft below a folder and returns the file.

    Raises PortalgenError where the file is no longer as it was read, or where a new one exists already.
    """
    path = root / draft.path
    shown = path.as_posix()
    try:
        if draft.before is None:
            create(path, draft.after)
        else:
            replace(
                path,
                draft.after,
                synced=True,
                before=draft.before,
            )
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
