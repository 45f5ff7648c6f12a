"""New clients, projects and items, each valid as it is written."""

import re
from collections.abc import Collection, Iterable, Mapping

from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import ProjectPlace, find_client
from portalgen.authoring.edit.splice import with_item
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.new.kinds import ITEMS, ItemKind
from portalgen.authoring.new.scaffold import filled, scaffold
from portalgen.diagnostics import Place
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.fields.scalars import slugified
from portalgen.source.files.folder import Folder
from portalgen.source.files.names import wrong_folder_name
from portalgen.source.load.loader import CLIENT_FILE
from portalgen.source.load.project_files import (
    DOCUMENTS,
    INTERNAL,
    PROJECT_FILE,
    UPDATES,
)

Answers = Mapping[str, Value]
_COUNTED = re.compile(r"([a-z]{1,5}-)(\d{1,6})")
LONGEST_ID = 63
MANAGER = "account_manager"
FOLDERS = (
    INTERNAL,
    UPDATES,
    DOCUMENTS,
)  # names that mean something inside a client or a project


def new_client(
    folder: Folder,
    answers: Answers,
    wanted: str | None,
    salt: str,
) -> Draft:
    """Returns a new client's main file; `salt` is 32 random hex digits. Raises UsageError for an id that cannot be."""
    taken = [entry.name for entry in folder.list("")]
    name = str(answers["name"])
    client = _folder_name(
        name,
        wanted,
        taken,
        "client",
    )
    values: dict[str, Value] = {
        "language": "en",
        "timezone": "UTC",
    }
    for key in ("name", "language", "timezone", "currency", "access"):
        if key in answers:
            values[key] = answers[key]
    contact = _contact(answers)
    if contact:
        values["contacts"] = [contact]
    values["ledger_salt"] = salt
    path = f"{client}/{CLIENT_FILE}"
    content = filled("client.yml", values)
    return Draft(path, content)


def _contact(answers: Answers) -> dict[str, Value]:
    name = answers.get("contact_name")
    if name is None:
        lost = [key for key in ("contact_email", "reply_within") if key in answers]
        if lost:
            flag = lost[0].replace("_", "-")
            raise UsageError(f"missing: --contact-name, whose --{flag} it is")
        return {}
    found = {
        "email": answers.get("contact_email"),
        "reply_within": answers.get("reply_within"),
    }
    known = {key: value for key, value in found.items() if value is not None}
    id_ = slugified(str(name))
    return {
        "id": id_ or "contact",
        "name": name,
        "role": MANAGER,
        **known,
    }


def new_project(
    folder: Folder,
    client: str,
    answers: Answers,
    wanted: str | None,
) -> Draft:
    """Returns a new project's main file. Raises UsageError for a client that is none, or an id that cannot be."""
    entries = folder.list(find_client(folder, client))
    taken = [entry.name for entry in entries]
    name = str(answers["name"])
    project = _folder_name(
        name,
        wanted,
        taken,
        "project",
    )
    path = f"{client}/{project}/{PROJECT_FILE}"
    content = filled("project.yml", answers)
    return Draft(path, content)


def new_item(
    place: ProjectPlace,
    kind: ItemKind,
    answers: Answers,
    wanted: str | None,
) -> tuple[Draft, str]:
    """Returns an item as a change of the file that holds the list, or as a new file, and the item's id.

    Raises UsageError for an id that is taken, SpliceError where the file cannot be changed.
    """
    title = str(answers[kind.title])
    name = _item_id(
        place,
        kind,
        title,
        wanted,
    )
    item: dict[str, Value] = {
        "id": name,
        **answers,
        **kind.first,
    }
    if kind.key == "milestones" and "promised_date" not in answers:
        item["forecast"] = "undated"
    path = place.holder(kind.key) or _file_for(place, kind)
    before = None
    if path in place.files:
        before = place.content(path)
        content = before
    else:
        content = scaffold(kind.scaffold).encode()
    file = place.folder.shown(path)
    after = with_item(
        file,
        content,
        (kind.key,),
        item,
    )
    draft = Draft(path, after, before)
    return draft, name


def _file_for(place: ProjectPlace, kind: ItemKind) -> str:
    """Returns where a list begins: in its own file, but in project.yml where the project keeps its lists there."""
    own = f"{place.path}/{kind.scaffold}"
    main = f"{place.path}/{PROJECT_FILE}"
    if own in place.files or main not in place.files:
        return own
    held = place.files[main].values
    keeps_lists = any(each.key in held for each in ITEMS)
    if keeps_lists:
        return main
    return own


def _item_id(
    place: ProjectPlace,
    kind: ItemKind,
    title: str,
    wanted: str | None,
) -> str:
    taken = [name.casefold() for name in place.ids()]
    if wanted in taken:
        free = _free(wanted, taken)
        raise UsageError(f"the id {wanted} is taken in {place.path}; {free} is free")
    if wanted is not None:
        return wanted
    if kind.is_counted:
        neighbours = list(place.ids(kind.key))
        counted = _counted(neighbours, taken)
        if counted:
            return counted
    name = slugified(title) or kind.name
    return _free(name, taken)


def _counted(neighbours: Collection[str], taken: Collection[str]) -> str | None:
    """Returns the next id where all items of a list are counted, as in cr-1, cr-2; else None."""
    starts = set()
    numbers = []
    for name in neighbours:
        found = _COUNTED.fullmatch(name)
        if not found:
            return None
        starts.add(found[1])
        numbers.append(int(found[2]))
    if len(starts) != 1:
        return None
    start = starts.pop()
    number = max(numbers) + 1
    return _free(f"{start}{number}", taken)


def _free(name: str, taken: Iterable[str]) -> str:
    """Returns a name, or the first with a number behind it that is not taken."""
    names = set(taken)
    found = name
    number = 1
    while found in names:
        number += 1
        end = f"-{number}"
        longest = LONGEST_ID - len(end)
        start = name[:longest].rstrip("-")
        found = f"{start}{end}"
    return found


def _folder_name(
    name: str,
    wanted: str | None,
    taken: Collection[str],
    kind: str,
) -> str:
    """Returns the id of a new client or project: as wanted, else made from its name."""
    if wanted is not None:
        found = wanted
    else:
        found = slugified(name)
    if not found:
        raise UsageError(f"no id can be made from {name}; missing: --id")
    names = {each.casefold() for each in taken}
    if found in names:
        raise PortalgenError(
            f"there is a {kind} called {found} already; --id chooses another id"
        )
    wrong = wrong_folder_name(found, Place(found))
    if wrong:
        first = wrong[0]
        raise UsageError(f"--id: {first.message}; {first.help}")
    if found in FOLDERS:
        raise UsageError(f"--id: {found} means something else here")
    return found
