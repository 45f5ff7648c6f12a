"""Names of folders and files that the tool reads meaning from."""

import re

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.scalars import SLUG_PATTERN, shown, slugified

# Windows cannot hold folders with these names, and a workspace is cloned on any machine.
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")
LONGEST_NAME = 100


def wrong_folder_name(name: str, place: Place) -> list[Diagnostic]:
    """Returns what is wrong with the name of a client's or project's folder."""
    if RESERVED.match(name.lower()):
        return [
            problem(
                "PG118",
                f"Windows reserves the name {shown(name)}",
                place,
                "choose another name",
            )
        ]
    if not re.fullmatch(SLUG_PATTERN, name):
        nearest = slugified(name)
        if nearest:
            help_ = f"rename it, for example to {nearest}"
        else:
            help_ = "use small letters a–z, digits and hyphens"
        return [
            problem(
                "PG118",
                f"{shown(name)} cannot be an id",
                place,
                help_,
            )
        ]
    return []


def wrong_file_name(name: str, place: Place) -> list[Diagnostic]:
    """Returns what is wrong with the name of a file that clients download: it must work on any system and host."""
    if RESERVED.match(name.partition(".")[0].lower()):
        return [
            problem(
                "PG118",
                f"Windows reserves the name {shown(name)}",
                place,
                "choose another name",
            )
        ]
    if (
        len(name) > LONGEST_NAME
        or not name.isprintable()
        or re.search(r'[<>:"\\|?*#%]', name)
        or name[-1] in ". "
    ):
        help_ = "use letters, digits, spaces, points and hyphens, at most 100"
        return [
            problem(
                "PG118",
                f"{shown(name)} cannot be a file's name on every system",
                place,
                help_,
            )
        ]
    return []
