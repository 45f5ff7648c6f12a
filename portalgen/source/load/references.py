"""References between the items of a project: they lead somewhere, they are visible, they make no circle."""

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client
from portalgen.model.document import Agreement, Amendment
from portalgen.model.fields.scalars import SLUG_PATTERN, shown
from portalgen.model.project import Project
from portalgen.source.nouns.validation import did_you_mean
from portalgen.source.yaml.tree import Mapping, Scalar, Sequence

ITEM_LISTS = ("milestones", "asks", "owed", "risks", "change_requests", "agreements")


def repeated_ids(tree: Mapping) -> Iterator[Diagnostic]:
    """Yields ids that two items of a project share, once case and look-alike characters are set aside."""
    yield from _repeated(tree, ITEM_LISTS)
    yield from _repeated(tree, ("contacts",))


def _repeated(tree: Mapping, lists: Collection[str]) -> Iterator[Diagnostic]:
    first: dict[str, Scalar] = {}
    for scalar in _ids(tree, lists):
        folded = unicodedata.normalize("NFKC", str(scalar.text)).casefold()
        if folded in first:
            place = first[folded].place
            if place.file != scalar.place.file:
                where = f"{place.file}:{place.line}"
            else:
                where = f"line {place.line}"
            what = f"the id {shown(scalar.text)} stands already in {where}"
            yield problem("PG301", what, scalar.place, "choose another id")
        first.setdefault(folded, scalar)


def _ids(tree: Mapping, lists: Collection[str]) -> Iterator[Scalar]:
    for name in lists:
        items = tree.values.get(name)
        for item in items.items if isinstance(items, Sequence) else ():
            if not isinstance(item, Mapping):
                continue
            own = item.values.get("id")
            former = item.values.get("formerly")
            for scalar in (
                own,
                *(former.items if isinstance(former, Sequence) else ()),
            ):
                if isinstance(scalar, Scalar) and scalar.text is not None:
                    yield scalar


def wrong_references(
    project: Project, internal: Collection[str]
) -> Iterator[Diagnostic]:
    """Yields references of visible items that lead nowhere or to something internal."""
    milestones = {each.id for each in project.milestones}
    changes = {each.id for each in project.change_requests}
    for pointer, name, known in _references(project, milestones, changes):
        if name in known:
            continue
        if name in internal:
            yield problem(
                "PG303",
                f"{name} is internal",
                pointer,
                "make this item internal too, or drop the reference",
            )
        else:
            if known:
                help_ = did_you_mean(name, known)
            else:
                help_ = "there are none here: add it, or drop the reference"
            yield problem("PG302", f"{name} does not exist", pointer, help_)


def _references(
    project: Project, milestones: set[str], changes: set[str]
) -> Iterator[tuple[str, str, set[str]]]:
    for each in project.milestones:
        at = f"/{project.id}/milestones/{each.id}"
        for index, name in enumerate(each.depends_on):
            yield f"{at}/depends_on/{index}", name, milestones
        for index, move in enumerate(each.moves):
            if move.change_request:
                yield f"{at}/moves/{index}/change_request", move.change_request, changes
    for ask in project.asks:
        for index, name in enumerate(ask.blocks):
            yield f"/{project.id}/asks/{ask.id}/blocks/{index}", name, milestones


def internal_people(
    project: Project, internal: Collection[str]
) -> Iterator[Diagnostic]:
    """Yields people of visible items that are internal contacts."""
    for pointer, person in people(project):
        if person in internal:
            yield problem(
                "PG303",
                f"{person} is internal",
                pointer,
                "name somebody whom the client may know",
            )


def people(project: Project) -> Iterator[tuple[str, str]]:
    """Yields each pointer at which a project names a person, with the name or contact id."""
    at = f"/{project.id}"
    found: list[tuple[str, str | None]] = [(f"{at}/health/owner", project.health.owner)]
    for milestone in project.milestones:
        for index, move in enumerate(milestone.moves):
            found.append(
                (
                    f"{at}/milestones/{milestone.id}/moves/{index}/agreed_by",
                    move.agreed_by,
                )
            )
    found += [(f"{at}/asks/{each.id}/decider", each.decider) for each in project.asks]
    found += [(f"{at}/owed/{each.id}/owner", each.owner) for each in project.owed]
    found += [(f"{at}/risks/{each.id}/owner", each.owner) for each in project.risks]
    for change in project.change_requests:
        found.append(
            (f"{at}/change_requests/{change.id}/requested_by", change.requested_by)
        )
        found.append(
            (f"{at}/change_requests/{change.id}/decided_by", change.decided_by)
        )
    for pointer, person in found:
        if person:
            yield (pointer, person)


def agreed_documents(project: Project) -> Iterator[Diagnostic]:
    """Yields agreements whose document is missing, or is another one than the one that was signed."""
    published = {each.name: each.sha256 for each in project.documents}
    for pointer, agreed in _agreed(project):
        if agreed.document is not None and agreed.document not in published:
            help_ = did_you_mean(
                agreed.document,
                published,
                otherwise=f"put it into {project.id}/documents/",
            )
            yield problem(
                "PG302",
                f"there is no document {shown(agreed.document)}",
                f"{pointer}/document",
                help_,
            )
        elif (
            agreed.document
            and agreed.sha256
            and agreed.sha256 != published[agreed.document]
        ):
            help_ = "put the signed file back, or record the new one under amendments:"
            what = (
                f"{shown(agreed.document)} has the digest {published[agreed.document]}"
            )
            yield problem("PG307", what, f"{pointer}/sha256", help_)


def _agreed(project: Project) -> Iterator[tuple[str, Agreement | Amendment]]:
    for each in project.agreements:
        at = f"/{project.id}/agreements/{each.id}"
        yield at, each
        for index, amendment in enumerate(each.amendments):
            yield (f"{at}/amendments/{index}", amendment)


def circles(project: Project) -> Iterator[Diagnostic]:
    """Yields one diagnostic for each circle of milestones that wait for each other."""
    waits = {each.id: each.depends_on for each in project.milestones}
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
    amounts = (
        f"/{project.id}/change_requests/{change.id}/cost_impact"
        for project in client.projects
        for change in project.change_requests
        if change.cost_impact is not None
    )
    for pointer in [] if client.currency else itertools.islice(amounts, 1):
        help_ = "add a line such as currency: EUR to client.yml"
        yield problem(
            "PG217", "an amount, and the client has no currency", pointer, help_
        )


def unknown_people(project: Project, contacts: Collection[str]) -> Iterator[Diagnostic]:
    """Yields people who are spelt like a contact's id and are none: probably a slip."""
    for pointer, person in people(project):
        if person not in contacts and re.fullmatch(SLUG_PATTERN, person):
            if contacts:
                help_ = did_you_mean(person, contacts)
            else:
                help_ = "write the full name, or add it to the contacts"
            yield problem("PG503", f"no contact is called {person}", pointer, help_)
