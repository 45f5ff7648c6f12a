"""Whether a finished site is the one that was built: every file there, none besides, each byte for byte.

Two things can be asked. Its own `files.json` tells what was damaged on the way; whoever changes a page can change that
list too. What the data gives, built again, tells what was changed on purpose.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portalgen.exports.manifest import FILES_FILE, read_manifest
from portalgen.site.files import digests_of
from portalgen.site.inspect.verify import Flaw

MOST_TOLD = 10  # of files that differ: a site from other data differs in nearly all
WELL_KNOWN = ".well-known/"
_HOST_NAME = re.compile(rb"[a-z0-9.-]{1,253}\s*")


@dataclass(frozen=True)
class _Complaints:
    """How it is said that a file is not the one that is wanted, is missing, or is one too many."""

    changed: str
    missing: str
    besides: str


_BY_ITS_LIST = _Complaints(
    changed=f"it is not the file that was built: {FILES_FILE} has another digest",
    missing=f"it is missing: {FILES_FILE} names it",
    besides=f"no build made it: {FILES_FILE} does not name it",
)
_BY_THE_DATA = _Complaints(
    changed="it is not what the data gives: build the site again",
    missing="it is missing, and the data gives it: build the site again",
    besides="no build makes it from the data: remove it, or build the site again",
)


def damage(site: Path) -> Iterator[Flaw]:
    """Yields what in a site is not as its own list of files has it."""
    try:
        content = (site / FILES_FILE).read_bytes()
        wanted = read_manifest(content)
    except OSError:
        yield Flaw(FILES_FILE, "it is missing: nothing tells whether the site is whole")
        return
    except ValueError as error:
        yield Flaw(FILES_FILE, str(error))
        return
    found = without_host_files(site, digests_of(site))
    found.pop(FILES_FILE)
    yield from _differences(found, wanted, _BY_ITS_LIST)


def forgeries(found: Mapping[str, str], made: Mapping[str, str]) -> Iterator[Flaw]:
    """Yields what in a site is not what the data gives; both as digests by path."""
    yield from _differences(found, made, _BY_THE_DATA)


def without_host_files(site: Path, digests: Mapping[str, str]) -> dict[str, str]:
    """Returns the digests of a site's files without what its host keeps beside them.

    That is the empty `.nojekyll`, `CNAME` with one host name, and what lies in `.well-known/`.
    """
    own = {}
    for name, digest in digests.items():
        if not _is_of_the_host(site, name):
            own[name] = digest
    return own


def _is_of_the_host(site: Path, name: str) -> bool:
    if name == ".nojekyll":
        return not (site / name).read_bytes()
    if name == "CNAME":
        content = (site / name).read_bytes()
        return _HOST_NAME.fullmatch(content) is not None
    return name.startswith(WELL_KNOWN)


def _differences(
    found: Mapping[str, str],
    wanted: Mapping[str, str],
    complaints: _Complaints,
) -> Iterator[Flaw]:
    """Yields a flaw for each file that differs, up to `MOST_TOLD`, and then how many more there are."""
    flaws = []
    for name in sorted({*found, *wanted}):
        if name not in found:
            flaws.append(Flaw(name, complaints.missing))
        elif name not in wanted:
            flaws.append(Flaw(name, complaints.besides))
        elif found[name] != wanted[name]:
            flaws.append(Flaw(name, complaints.changed))
    yield from flaws[:MOST_TOLD]
    more = len(flaws) - MOST_TOLD
    if more > 0:
        yield Flaw("…", f"and {more} more files differ")
