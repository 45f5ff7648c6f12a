"""portalgen init: a workspace that builds, with one invented client."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import click

from portalgen import __version__
from portalgen.atomic import create_all
from portalgen.authoring.new.requirement import origin_of_this, requirement
from portalgen.authoring.new.starter import starter
from portalgen.cli.terminal.options import now
from portalgen.cli.write.new import SALT_BYTES
from portalgen.errors import PortalgenError
from portalgen.source.files.folder import DiskFolder
from portalgen.source.load.agency import client_ids

CLIENTS = "projects/"


@click.command()
@click.argument(
    "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False)
)
def init(folder: Path) -> int:
    """Write a workspace into DIR: an invented client, settings, pipelines, a page for project managers.

    What is there already is left as it is and named, and the exit code is 1.
    """
    own = requirement(origin_of_this(), __version__)
    files = starter(now().date(), secrets.token_hex(SALT_BYTES), own)
    known, _ = client_ids(DiskFolder(folder / CLIENTS))
    if known:
        files = _without_client(files)
        click.echo(f"left out: the invented client, since there is {known[0]}")
    left = [path for path in files if os.path.lexists(folder / path)]
    new = {folder / path: each for path, each in files.items() if path not in left}
    _create(new, folder)
    for path in left:
        click.echo(f"left as it is: {(folder / path).as_posix()}", err=True)
    click.echo(f"{len(files) - len(left)} files written to {folder.as_posix()}")
    if left:
        return 1
    there = ""
    if folder != Path():
        there = f"go to {folder.as_posix()}, "
    click.echo(
        f"next: {there}put it under git, then portalgen check and portalgen build"
    )
    return 0


def _without_client(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files of a workspace without those of the invented client."""
    kept = {}
    for path, content in files.items():
        below = path.removeprefix(CLIENTS)
        is_of_a_client = below != path and "/" in below
        if not is_of_a_client:
            kept[path] = content
    return kept


def _create(files: Mapping[Path, bytes], folder: Path) -> None:
    """Writes new files, all or none. Raises PortalgenError where they cannot be written."""
    try:
        create_all(files)
    except OSError as error:
        where = error.filename or folder.as_posix()
        reason = error.strerror or error
        raise PortalgenError(f"{where} could not be written: {reason}") from error
