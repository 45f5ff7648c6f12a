"""References between the items of a project: they lead somewhere, they are visible, they make no circle."""

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.client import Client
from portalgen.model.fields.marks import IsDocument, IsIdIn, IsMoney, IsPerson
from portalgen.model.fields.scalars import SLUG_PATTERN, shown
from portalgen.model.fields.schema import item_lists
from portalgen.model.fields.walk import marked
from portalgen.model.project import Project
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.yaml.tree import Mapping, Node, Scalar, Sequence


def cross_checks(client: Client, internal: Collection[str]) -> Iterator[Diagnostic]:
    """Yields what is wrong between the items of a client, each of which is right by itself.

    `internal` are the ids of what the client may not see.
    """
    for project in client.projects:
        yield from wrong_references(project, internal)
        yield from internal_people(project, internal)
        yield from circles(project)
        yield from agreed_documents(project)
        contacts = set()
        for each in (*client.contacts, *project.contacts):
            contacts.add(each.id)
        yield from unknown_people(project, contacts | set(internal))
    yield from money_without_currency(client)


def repeated_ids(tree: Mapping) -> Iterator[Diagnostic]:
    """Yields ids that two items of a project share, once case and look-alike characters are set aside."""
    for lists in item_lists(Project).values():
        yield from _repeated(tree, lists)


def _repeated(tree: Mapping, lists: Collection[str]) -> Iterator[Diagnostic]:
    first: dict[str, Scalar] = {}
    for scalar in _ids(tree, lists):
        folded = unicodedata.normalize("NFKC", str(scalar.text)).casefold()
        if folded in first:
            yield _stands_already(scalar, first[folded].place)
        else:
            first[folded] = scalar


def _stands_already(scalar: Scalar, place: Place) -> Diagnostic:
    if place.file == scalar.place.file:
        where = f"line {place.line}"
    else:
        where = f"{place.file}:{place.line}"
    says = f"the id {shown(scalar.text)} stands already in {where}"
    return problem("PG301", says, scalar.place, "choose another id")


def _ids(tree: Mapping, lists: Collection[str]) -> Iterator[Scalar]:
    """Yields the ids in some lists, and those that their items had before."""
    for name in lists:
        for item in _items(tree.values.get(name)):
            if isinstance(item, Mapping):
                own = item.values.get("id")
                former = _items(item.values.get("formerly"))
                named = (each for each in (own, *former) if isinstance(each, Scalar))
                yield from (each for each in named if each.text is not None)


def _items(node: Node | None) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    return []


def wrong_references(
    project: Project,
    internal: Collection[str],
) -> Iterator[Diagnostic]:
    """Yields references of visible items that lead nowhere or to something internal."""
    for found in marked(project, f"/{project.id}", IsIdIn):
        known = set()
        for each in getattr(project, found.mark.list):
            known.add(each.id)
        if found.value in known:
            continue
        if found.value in internal:
            says = f"{found.value} is internal"
            help_ = "make this item internal too, or drop the reference"
            yield problem("PG303", says, found.pointer, help_)
        else:
            says = f"{found.value} does not exist"
            yield problem(
                "PG302",
                says,
                found.pointer,
                _help_for_reference(found.value, known),
            )


def _help_for_reference(name: str, known: Collection[str]) -> str:
    if known:
        return did_you_mean(name, known)
    return "there are none here: add it, or drop the reference"


def internal_people(
    project: Project,
    internal: Collection[str],
) -> Iterator[Diagnostic]:
    """Yields people of visible items that are internal contacts."""
    for person in marked(project, f"/{project.id}", IsPerson):
        if person.value in internal:
            says = f"{person.value} is internal"
            help_ = "name somebody whom the client may know"
            yield problem("PG303", says, person.pointer, help_)


def agreed_documents(project: Project) -> Iterator[Diagnostic]:
    """Yields documents that are named and missing, or that are not the ones that were signed."""
    published = {}
    for each in project.documents:
        published[each.name] = each.sha256
    for named in marked(project, f"/{project.id}", IsDocument):
        signed = getattr(named.noun, "sha256", None)
        if named.value not in published:
            missing = f"put it into {project.id}/documents/"
            says = f"there is no document {shown(named.value)}"
            help_ = did_you_mean(named.value, published, otherwise=missing)
            yield problem("PG302", says, named.pointer, help_)
        elif signed and signed != published[named.value]:
            says = f"{shown(named.value)} has the digest {published[named.value]}"
            help_ = "put the signed file back, or record the new one under amendments:"
            pointer = f"{named.pointer.rpartition('/')[0]}/sha256"
            yield problem("PG307", says, pointer, help_)


def circles(project: Project) -> Iterator[Diagnostic]:
    """Yields one diagnostic for each circle of milestones that wait for each other."""
    waits = {}
    for each in project.milestones:
        waits[each.id] = each.depends_on
    while circle := _circle(waits):
        chain = " waits for ".join([*circle, circle[0]])
        pointer = f"/{project.id}/milestones/{circle[0]}/depends_on"
        yield problem("PG304", chain, pointer, "drop one of these")
        waits = {name: others for name, others in waits.items() if name not in circle}


def _circle(waits: dict[str, tuple[str, ...]]) -> list[str]:
    """Returns ids of which each waits for the next and the last for the first, or nothing."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][:0:-1]
        first = next(circle.index(name) for name in waits if name in circle)
        return circle[first:] + circle[:first]
    return []


def money_without_currency(client: Client) -> Iterator[Diagnostic]:
    """Yields the first amount of a client that has no currency."""
    if client.currency:
        return
    amounts = itertools.chain.from_iterable(
        marked(project, f"/{project.id}", IsMoney) for project in client.projects
    )
    for amount in itertools.islice(amounts, 1):
        says = "an amount, and the client has no currency"
        help_ = "add a line such as currency: EUR to client.yml"
        yield problem("PG217", says, amount.pointer, help_)


def unknown_people(project: Project, contacts: Collection[str]) -> Iterator[Diagnostic]:
    """Yields people who are spelt like a contact's id and are none: probably a slip."""
    for person in marked(project, f"/{project.id}", IsPerson):
        is_spelt_like_an_id = re.fullmatch(SLUG_PATTERN, person.value)
        if is_spelt_like_an_id and person.value not in contacts:
            if contacts:
                help_ = did_you_mean(person.value, contacts)
            else:
                help_ = "write the full name, or add it to the contacts"
            says = f"no contact is called {person.value}"
            yield problem("PG503", says, person.pointer, help_)
