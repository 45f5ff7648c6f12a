"""Ids that changed without a word: a record would begin anew, and its first promise with it."""

from collections.abc import Iterable, Iterator

from portalgen.analysis.ledger.identity import Unlinked, former_clients
from portalgen.analysis.ledger.records import Records
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client
from portalgen.model.record.ledger import LedgerFile, Removal
from portalgen.model.record.past import History, PastProject
from portalgen.model.record.seal import NO_HEAD


def identity(
    client: Client,
    known: Records,
    history: History,
    current: tuple[PastProject, ...],
    declared: LedgerFile,
) -> Iterator[Diagnostic]:
    """Yields all that would let a client's record begin anew; `current` are its projects as its files have them."""
    yield from renamed(client, known)
    yield from new_folder(client, former_clients(history, current))
    yield from lost_past(history, declared)


def renamed(client: Client, known: Records) -> Iterator[Diagnostic]:
    """Yields projects and milestones that seem to have had another id, unless that one is said to have been dropped."""
    former_ids = _former_ids(client)
    for each in known.present.unlinked:
        if any(_is_of(removal, each) for removal in known.present.removals):
            continue
        if each.milestone is None:
            yield _project(each, former_ids)
        else:
            yield _milestone(each, former_ids)


def new_folder(client: Client, former: Iterable[str]) -> Iterator[Diagnostic]:
    """Yields the ids that a client's folder seems to have had and that client.yml does not name."""
    for id_ in former:
        if id_ in client.formerly:
            continue
        ids = ", ".join([*client.formerly, id_])
        yield problem(
            "PG606",
            f"the client {id_} is gone, and {client.id} came with its dates",
            "",
            f"add to client.yml: formerly: [{ids}]",
        )


def lost_past(history: History, declared: LedgerFile) -> Iterator[Diagnostic]:
    """Yields that the past of the clients' folder cannot be found, unless a restart says that there is none."""
    is_said = any(each.previous == NO_HEAD for each in declared.restarts)
    if not history.lost or is_said:
        return
    folders = " or ".join(each or "the top folder" for each in history.lost)
    yield problem(
        "PG607",
        f"the folder of the clients came from {folders}, and what was promised there is not read",
        "",
        "move it by git mv, in a change of its own; or, if it is a copy, add to ledger.yml: "
        f"restarts: [{{on, because, previous: {NO_HEAD}}}]",
    )


def _former_ids(client: Client) -> dict[str, tuple[str, ...]]:
    """Returns the former ids that projects and milestones say to have had, by their pointers."""
    found = {}
    for project in client.projects:
        found[f"/{project.id}"] = project.formerly
        for milestone in project.milestones:
            found[f"/{project.id}/milestones/{milestone.id}"] = milestone.formerly
    return found


def _is_of(removal: Removal, each: Unlinked) -> bool:
    if removal.project != each.was_project:
        return False
    return removal.milestone in {None, each.was_milestone}


def _project(
    each: Unlinked,
    former_ids: dict[str, tuple[str, ...]],
) -> Diagnostic:
    at = f"/{each.project}"
    ids = ", ".join([*former_ids.get(at, ()), each.was_project])
    return problem(
        "PG606",
        f"the project {each.was_project} is gone, and {each.project} came with its milestones",
        at,
        f"add to project.yml: formerly: [{ids}]; if it was dropped, say so in ledger.yml: "
        f"removals: [{{project: {each.was_project}, on, because}}]",
    )


def _milestone(
    each: Unlinked,
    former_ids: dict[str, tuple[str, ...]],
) -> Diagnostic:
    at = f"/{each.project}/milestones/{each.milestone}"
    ids = ", ".join([*former_ids.get(at, ()), str(each.was_milestone)])
    return problem(
        "PG606",
        f"the milestone {each.was_milestone} is gone, and {each.milestone} looks like it",
        at,
        f"add to the milestone: formerly: [{ids}]; if it was dropped, say so in ledger.yml: "
        f"removals: [{{project: {each.was_project}, milestone: {each.was_milestone}, on, because}}]",
    )
