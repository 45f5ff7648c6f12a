"""Names of folders and files that the tool reads meaning from."""

import re

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.scalars import SLUG_PATTERN, shown, slugified

# Windows cannot hold folders with these names, and a workspace is cloned on any machine.
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")


def wrong_folder_name(name: str, place: Place) -> list[Diagnostic]:
    """Returns what is wrong with the name of a client's or project's folder."""
    if RESERVED.match(name.lower()):
        return [problem("PG118", f"Windows reserves the name {shown(name)}", place, "choose another name")]
    if not re.fullmatch(SLUG_PATTERN, name):
        nearest = slugified(name)
        help_ = f"rename it, for example to {nearest}" if nearest else "use small letters a–z, digits and hyphens"
        return [problem("PG118", f"{shown(name)} cannot be an id", place, help_)]
    return []
