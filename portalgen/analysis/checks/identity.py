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
        removals = known.present.removals
        if any(_is_of(removal, each) for removal in removals):
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
        line = _line(id_, client.formerly)
        yield problem(
            "PG606",
            f"the client {id_} is gone, and {client.id} came with its dates",
            "",
            f"add to client.yml: {line}",
        )


def lost_past(history: History, declared: LedgerFile) -> Iterator[Diagnostic]:
    """Yields that the past of the clients' folder cannot be found, unless a restart says that there is none."""
    is_said = any(each.previous == NO_HEAD for each in declared.restarts)
    if not history.lost or is_said:
        return
    folders = " or ".join(each or "the top folder" for each in history.lost)
    yield problem(
        "PG607",
        f"the client's folder came from {folders}, and what was promised there is not read",
        "",
        "move the whole folder of the clients, by git mv; or, where no past is to be kept, add to ledger.yml: "
        f"restarts: [{{on, because, previous: {NO_HEAD}}}]",
    )


def _former_ids(client: Client) -> dict[str, tuple[str, ...]]:
    """Returns the former ids that projects and milestones say to have had, by their pointers."""
    found = {}
    for project in client.projects:
        at = f"/{project.id}"
        found[at] = project.formerly
        for milestone in project.milestones:
            here = f"{at}/milestones/{milestone.id}"
            found[here] = milestone.formerly
    return found


def _is_of(removal: Removal, each: Unlinked) -> bool:
    if removal.project != each.was_project:
        return False
    return removal.milestone in {None, each.was_milestone}


def _project(
    each: Unlinked,
    former_ids: dict[str, tuple[str, ...]],
) -> Diagnostic:
    was = each.was_project
    at = f"/{each.project}"
    line = _line(was, former_ids.get(at, ()))
    return problem(
        "PG606",
        f"the project {was} is gone, and {each.project} came with its milestones",
        at,
        f"add to project.yml: {line}; {_or_else(was)}",
    )


def _milestone(
    each: Unlinked,
    former_ids: dict[str, tuple[str, ...]],
) -> Diagnostic:
    was = str(each.was_milestone)
    at = f"/{each.project}/milestones/{each.milestone}"
    line = _line(was, former_ids.get(at, ()))
    dropped = f"{each.was_project}, milestone: {was}"
    return problem(
        "PG606",
        f"the milestone {was} is gone, and {each.milestone} looks like it",
        at,
        f"add to the milestone: {line}; {_or_else(dropped)}",
    )


def _line(was: str, former: tuple[str, ...]) -> str:
    """Returns the line that says what something was, with the former ids that it says already."""
    ids = ", ".join([*former, was])
    return f"formerly: [{ids}]"


def _or_else(dropped: str) -> str:
    """Returns what to do where something was dropped, and not renamed."""
    removal = f"{{project: {dropped}, on, because}}"
    return f"if it was dropped, say so in ledger.yml: removals: [{removal}]"
