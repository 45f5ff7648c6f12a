"""Keys that are missing, unknown, or misspelt, which are both at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.fields.base import Noun
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import keys, noun_at
from portalgen.source.nouns.faults import MISSING, UNKNOWN, Fault, Path
from portalgen.source.nouns.hiding import cure_at, key_that_hides_nothing
from portalgen.source.nouns.suggestions import did_you_mean, nearest
from portalgen.source.yaml.tree import Mapping, key_place, node_at, place_at

# Keys that the split takes off before anything is validated.
VISIBILITY = "visibility"
EVERYWHERE = ("internal", VISIBILITY)


def wrong_keys(
    noun: type[Noun],
    node: Mapping,
    faults: Sequence[Fault],
    known: Collection[str],
) -> Iterator[Diagnostic]:
    """Yields what is wrong with the keys of a tree; `known` are those that it may have at its top."""
    missing = _of_kind(faults, MISSING)
    hiding = list(_hiding(noun, node, faults))
    told = {path for path, _ in hiding}
    unknown = [each for each in _of_kind(faults, UNKNOWN) if each.path not in told]
    meant = _meant(unknown, missing)
    yield from _missing_keys(node, missing, meant)
    for _, wrong in hiding:
        yield wrong
    for fault in unknown:
        place = key_place(node, fault.path)
        if fault.path in meant:
            yield _misspelt_key(fault.name, meant[fault.path], place)
        else:
            yield _unknown_key(noun, fault, known, place)


def _hiding(
    noun: type[Noun],
    node: Mapping,
    faults: Iterable[Fault],
) -> Iterator[tuple[Path, Diagnostic]]:
    """Yields the unknown keys that were meant to hide something, each with what is wrong and how it is hidden."""
    for fault in _of_kind(faults, UNKNOWN):
        if fault.name == VISIBILITY and noun.holds_internal:
            continue
        wrong = key_that_hides_nothing(
            fault.name,
            node_at(node, fault.path),
            cure_at(noun, fault.parent),
            key_place(node, fault.path),
        )
        if wrong:
            yield fault.path, wrong


def _of_kind(faults: Iterable[Fault], kind: str) -> list[Fault]:
    found = []
    for fault in faults:
        if fault.kind == kind:
            found.append(fault)
    return found


def _missing_keys(
    node: Mapping,
    missing: Iterable[Fault],
    meant: dict[Path, str],
) -> Iterator[Diagnostic]:
    """Yields the keys that are missing, but for those that were written and misspelt."""
    written = set()
    for path, key in meant.items():
        written.add((*path[:-1], key))
    for fault in missing:
        if fault.path in written:
            continue
        is_at_the_top = len(fault.path) == 1
        if is_at_the_top and not node.readable:
            # What a broken file would have held is not missing.
            continue
        place = place_at(node, fault.parent)
        yield _missing_key(fault.name, place)


def _meant(unknown: Iterable[Fault], missing: Iterable[Fault]) -> dict[Path, str]:
    """Returns the missing key that each misspelt one stands for, by the path of the misspelt one."""
    strangers = _by_parent(unknown)
    left = _by_parent(missing)
    meant: dict[Path, str] = {}
    for parent, names in strangers.items():
        left_here = left[parent]
        for name in names:
            key = _key_meant(name, len(names), left_here)
            if key:
                path = (*parent, name)
                meant[path] = key
                left_here.remove(key)
    return meant


def _by_parent(faults: Iterable[Fault]) -> dict[Path, list[str]]:
    """Returns the keys that faults name, by the mapping in which they are missing or stand."""
    found: dict[Path, list[str]] = defaultdict(list)
    for fault in faults:
        found[fault.parent].append(fault.name)
    return found


def _key_meant(
    name: str,
    strangers: int,
    missing: list[str],
) -> str | None:
    """Returns the missing key that an unknown one stands for: the nearest, or one missing for one unknown."""
    near = nearest(name, missing)
    if near is None and strangers == len(missing) == 1:
        return missing[0]
    return near


def _missing_key(name: str, place: Place) -> Diagnostic:
    _, _, file = place.file.rpartition("/")
    help_ = f"add a line {name}: …"
    is_folder = "." not in file
    if is_folder:
        help_ = f"{help_} to project.yml"
    return problem(
        "PG201",
        f"{name} is missing",
        place,
        help_,
    )


def _misspelt_key(
    name: str,
    meant: str,
    place: Place,
) -> Diagnostic:
    says = f"unknown key {shown(name)}, and {meant} is missing"
    help_ = f"did you mean {meant}?"
    return problem(
        "PG202",
        says,
        place,
        help_,
    )


def _unknown_key(
    noun: type[Noun],
    fault: Fault,
    known: Collection[str],
    place: Place,
) -> Diagnostic:
    if fault.name == VISIBILITY:
        says = "no visibility can stand here"
        help_ = "list items, updates and projects have a visibility; put what is internal here into an internal: block"
        return problem(
            "PG305",
            says,
            place,
            help_,
        )
    owner = noun_at(noun, fault.parent)
    help_ = _belongs(noun, owner, fault)
    if not help_:
        is_at_the_top = not fault.parent
        if is_at_the_top:
            choices = known
        else:
            choices = _keys_of(owner)
        help_ = did_you_mean(fault.name, choices, EVERYWHERE)
    says = f"unknown key {shown(fault.name)}"
    return problem(
        "PG202",
        says,
        place,
        help_,
    )


def _keys_of(noun: type[Noun] | None) -> Collection[str]:
    if noun:
        return keys(noun)
    return ()


def _belongs(
    noun: type[Noun],
    owner: type[Noun] | None,
    fault: Fault,
) -> str:
    """Returns where a key belongs that stands on a wrong level, or nothing."""
    if fault.parent and fault.name in keys(noun):
        return "it belongs at the beginning of a line, without spaces before it"
    if fault.name in keys(noun):
        return "it is read from files of its own; one for yourselves goes into a folder internal/"
    if not owner:
        return ""
    above = _holders(owner, fault.name)
    if not above:
        return ""
    holders = " or ".join(above)
    return f"it belongs below {holders}, indented"


def _holders(owner: type[Noun], name: str) -> list[str]:
    """Returns the keys of a noun below which a key is known."""
    holders = []
    for key, below in keys(owner).items():
        if name in _keys_of(below):
            holders.append(key)
    return holders
