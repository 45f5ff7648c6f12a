"""What stands at a target: a portal, the page that says there is nothing, nothing at all, or something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from markupsafe import Markup

from portalgen.errors import PublishError
from portalgen.exports.publications import with_publications
from portalgen.exports.seal import SEAL_FILE, read_seal
from portalgen.model.record.seal import Seal
from portalgen.site.csp import headers_file, policy
from portalgen.words import Words

WELL_KNOWN = ".well-known"
BESIDE = {".nojekyll", "CNAME", WELL_KNOWN}  # what a git host reads beside the site
MOST_TOLD = 5  # of files that would be lost
NO_DAY = date(2000, 1, 1)


class State(StrEnum):
    """What stands at a target."""

    NOTHING = "nothing"
    TAKEN_OUT = "taken out"
    PORTAL = "portal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Present:
    """What stands at a target, with the seal of a portal. `strange` are files beside a portal that are none of it."""

    state: State
    seal: Seal | None = None
    strange: tuple[str, ...] = ()


def present(
    names: frozenset[str],
    seal: bytes | None,
    publications: bytes | None = None,
) -> Present:
    """Returns what files of these names are, with the content of seal.json and of publications.json where there is one.

    Raises SealError.
    """
    if seal is not None:
        sealed = with_publications(read_seal(seal), publications)
        return Present(State.PORTAL, sealed)
    if not names - BESIDE:
        return Present(State.NOTHING)
    return Present(
        State.TAKEN_OUT if names - BESIDE == set(nothing_here("en")) else State.OTHER
    )


def nothing_here(language: str) -> Mapping[str, bytes]:
    """Returns the files of a site that says nothing but that there is nothing here, whatever address is asked for."""
    words = Words(language, NO_DAY)
    page = Markup(
        '<!doctype html>\n<html lang="{language}"><head><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><title>{text}</title></head><body><p>{text}</p></body></html>\n'
    ).format(
        language=language,
        policy=policy(),
        text=words.text("nothing_here"),
    )
    return {
        "index.html": page.encode(),
        "404.html": page.encode(),
        "_headers": headers_file(),
    }


def check_replaceable(found: Present, where: str) -> None:
    """Raises PublishError where a target holds what is no portal: it is somebody's, and would be lost."""
    if found.state is State.OTHER:
        said = f"{where} holds files that are no portal (there is no {SEAL_FILE}), and they would be lost"
        raise PublishError(f"{said}: name another place, or empty this one yourself")
    if found.strange:
        listed = ", ".join(found.strange[:MOST_TOLD])
        said = f"{where} holds files beside the portal that would be lost ({listed})"
        raise PublishError(f"{said}: move them elsewhere, or take them out yourself")


def is_of_host(path: str) -> bool:
    """Tells whether a file beside a portal is its host's: it stays where it is."""
    return path == "CNAME" or path.startswith(f"{WELL_KNOWN}/")
