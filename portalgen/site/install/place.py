"""Where a site may go: never into, over or around what portals are made from, and never over what no build wrote."""

from collections.abc import Iterable
from pathlib import Path

from portalgen.errors import InstallError
from portalgen.exports.seal import SEAL_FILE


def check_place(target: Path, sources: Iterable[Path]) -> None:
    """Refuses a place for a site. Raises InstallError, and nothing was changed.

    `sources` are files and folders that sites are made from. A link is no place: to follow it is to write elsewhere.
    """
    if target.is_symlink():
        help_ = "delete the link, or name another folder with --out"
        raise InstallError(f"{target} is a link, and a site is a folder; {help_}")
    check_apart(target, sources)
    if not _is_ours(target):
        help_ = "move them, or name another folder with --out"
        raise InstallError(f"{target} holds files that no build wrote; {help_}")


def check_apart(place: Path, sources: Iterable[Path]) -> None:
    """Refuses a file or folder that lies in, over or around a source. Raises InstallError."""
    place_in_full = place.resolve()
    for source in sources:
        source_in_full = source.resolve()
        is_inside = place_in_full.is_relative_to(source_in_full)
        is_around = source_in_full.is_relative_to(place_in_full)
        if is_inside:
            where = "lies in"
        elif is_around:
            where = "is around"
        else:
            continue
        says = f"{place} {where} {source}, which portals are made from"
        help_ = "name a folder elsewhere with --out"
        raise InstallError(f"{says}; {help_}")


def _is_ours(target: Path) -> bool:
    """Tells whether a place is free, empty, or holds a site: only a build writes a seal."""
    if not target.exists():
        return True
    if not target.is_dir():
        return False
    marker = target / SEAL_FILE
    if marker.is_file():
        return True
    entries = target.iterdir()
    return not any(entries)
