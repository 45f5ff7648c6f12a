"""References between the items of a project: they lead somewhere, they are visible, they make no circle."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.model.client import Client
from portalgen.model.evidence import Evidence
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
        yield from unknown_streams(project)
        contacts = set(internal)
        for each in (*client.contacts, *project.contacts):
            contacts.add(each.id)
        yield from unknown_people(project, contacts)
    yield from money_without_currency(client)


def repeated_ids(tree: Mapping) -> Iterator[Diagnostic]:
    """Yields ids that two items of a project share, once case and look-alike characters are set aside."""
    for lists in item_lists(Project).values():
        yield from _repeated(tree, lists)


def _repeated(tree: Mapping, lists: Collection[str]) -> Iterator[Diagnostic]:
    first: dict[str, Scalar] = {}
    for scalar in _ids(tree, lists):
        normal = unicodedata.normalize("NFKC", str(scalar.text))
        folded = normal.casefold()
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
    return problem(
        "PG301",
        says,
        scalar.place,
        "choose another id",
    )


def _ids(tree: Mapping, lists: Collection[str]) -> Iterator[Scalar]:
    """Yields the ids in some lists, and those that their items had before."""
    for name in lists:
        items = tree.values.get(name)
        for item in _items(items):
            if isinstance(item, Mapping):
                yield from _ids_of(item)


def _ids_of(item: Mapping) -> Iterator[Scalar]:
    own = item.values.get("id")
    former = item.values.get("formerly")
    for each in (own, *_items(former)):
        if isinstance(each, Scalar) and each.text is not None:
            yield each


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
            yield problem(
                "PG303",
                f"{found.value} is internal",
                found.pointer,
                "make this item internal too, or drop the reference",
            )
        else:
            yield problem(
                "PG302",
                f"{found.value} does not exist",
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
            yield problem(
                "PG303",
                f"{person.value} is internal",
                person.pointer,
                "name somebody whom the client may know",
            )


def agreed_documents(project: Project) -> Iterator[Diagnostic]:
    """Yields documents that are named and missing, or that are not the ones that were signed."""
    published = {}
    for each in project.documents:
        published[each.name] = each.sha256
    for named in marked(project, f"/{project.id}", IsDocument):
        signed = getattr(named.noun, "sha256", None)
        digest = published.get(named.value)
        if digest is None:
            help_ = did_you_mean(
                named.value,
                published,
                otherwise=f"put it into {project.id}/documents/",
            )
            yield problem(
                "PG302",
                f"there is no document {shown(named.value)}",
                named.pointer,
                help_,
            )
        elif signed and signed != digest:
            noun, _, _ = named.pointer.rpartition("/")
            help_ = "put the signed file back, or record the new one under amendments:"
            if isinstance(named.noun, Evidence):
                help_ = "put the file back by which the agreement was recorded"
            yield problem(
                "PG307",
                f"{shown(named.value)} has the digest {digest}",
                f"{noun}/sha256",
                help_,
            )


def unknown_streams(project: Project) -> Iterator[Diagnostic]:
    """Yields streams that a milestone has items in, and that progress.csv does not know."""
    known = {row.stream for row in project.progress if row.stream}
    if not project.progress:
        return
    for milestone in project.milestones:
        for stream in milestone.streams:
            if stream not in known:
                yield problem(
                    "PG302",
                    f"progress.csv has no stream {shown(stream)}",
                    f"/{project.id}/milestones/{milestone.id}/items",
                    did_you_mean(
                        stream,
                        known,
                        otherwise="add a row of it, with the items that are known",
                    ),
                )


def circles(project: Project) -> Iterator[Diagnostic]:
    """Yields one diagnostic for each circle of milestones that wait for each other."""
    waits = {}
    for each in project.milestones:
        waits[each.id] = each.depends_on
    while circle := _circle(waits):
        first = circle[0]
        yield problem(
            "PG304",
            " waits for ".join([*circle, first]),
            f"/{project.id}/milestones/{first}/depends_on",
            "drop one of these",
        )
        for name in circle:
            del waits[name]


def _circle(waits: dict[str, tuple[str, ...]]) -> list[str]:
    """Returns ids of which each waits for the next and the last for the first, or nothing."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        # It tells the ids backwards, and the last one again at its end.
        circle: list[str] = error.args[1][:0:-1]
        return _from_the_first(circle, waits)
    return []


def _from_the_first(circle: list[str], names: Iterable[str]) -> list[str]:
    """Returns a circle begun at the one that comes first among all names."""
    for name in names:
        if name in circle:
            first = circle.index(name)
            return circle[first:] + circle[:first]
    return circle


def money_without_currency(client: Client) -> Iterator[Diagnostic]:
    """Yields the first amount of a client that has no currency."""
    if client.currency:
        return
    for project in client.projects:
        for amount in marked(project, f"/{project.id}", IsMoney):
            yield problem(
                "PG217",
                "an amount, and the client has no currency",
                amount.pointer,
                "add a line such as currency: EUR to client.yml",
            )
            return


def unknown_people(project: Project, contacts: Collection[str]) -> Iterator[Diagnostic]:
    """Yields people who are spelt like a contact's id and are none: probably a slip."""
    for person in marked(project, f"/{project.id}", IsPerson):
        is_spelt_like_an_id = re.fullmatch(SLUG_PATTERN, person.value)
        if not is_spelt_like_an_id or person.value in contacts:
            continue
        if contacts:
            help_ = did_you_mean(person.value, contacts)
        else:
            help_ = "write the full name, or add it to the contacts"
        yield problem(
            "PG503",
            f"no contact is called {person.value}",
            person.pointer,
            help_,
        )
