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
    client = _folder_name(
        str(answers["name"]),
        wanted,
        [entry.name for entry in folder.list("")],
        "client",
    )
    values: dict[str, Value] = {
        "language": "en",
        "timezone": "UTC",
    }
    values |= {
        key: answers[key]
        for key in ("name", "language", "timezone", "currency", "access")
        if key in answers
    }
    if contact := _contact(answers):
        values["contacts"] = [contact]
    return Draft(
        f"{client}/{CLIENT_FILE}",
        filled(
            "client.yml",
            {
                **values,
                "ledger_salt": salt,
            },
        ),
    )


def _contact(answers: Answers) -> dict[str, Value]:
    name = answers.get("contact_name")
    if name is None:
        lost = [key for key in ("contact_email", "reply_within") if key in answers]
        if lost:
            raise UsageError(
                f"missing: --contact-name, whose --{lost[0].replace('_', '-')} it is"
            )
        return {}
    found = {
        "email": answers.get("contact_email"),
        "reply_within": answers.get("reply_within"),
    }
    known = {key: value for key, value in found.items() if value is not None}
    return {
        "id": slugified(str(name)) or "contact",
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
    taken = [entry.name for entry in folder.list(find_client(folder, client))]
    project = _folder_name(str(answers["name"]), wanted, taken, "project")
    return Draft(f"{client}/{project}/{PROJECT_FILE}", filled("project.yml", answers))


def new_item(
    place: ProjectPlace,
    kind: ItemKind,
    answers: Answers,
    wanted: str | None,
) -> tuple[Draft, str]:
    """Returns an item as a change of the file that holds the list, or as a new file, and the item's id.

    Raises UsageError for an id that is taken, SpliceError where the file cannot be changed.
    """
    name = _item_id(place, kind, str(answers[kind.title]), wanted)
    item: dict[str, Value] = {
        "id": name,
        **answers,
        **kind.first,
    }
    if kind.key == "milestones" and "promised_date" not in answers:
        item["forecast"] = "undated"
    path = place.holder(kind.key) or _file_for(place, kind)
    if path in place.files:
        before = place.content(path)
    else:
        before = None
    if before is None:
        content = scaffold(kind.scaffold).encode()
    else:
        content = before
    return Draft(
        path, with_item(place.folder.shown(path), content, (kind.key,), item), before
    ), name


def _file_for(place: ProjectPlace, kind: ItemKind) -> str:
    """Returns where a list begins: in its own file, but in project.yml where the project keeps its lists there."""
    own = f"{place.path}/{kind.scaffold}"
    main = f"{place.path}/{PROJECT_FILE}"
    keeps_all = main in place.files and any(
        each.key in place.files[main].values for each in ITEMS
    )
    if keeps_all and own not in place.files:
        return main
    return own


def _item_id(
    place: ProjectPlace,
    kind: ItemKind,
    title: str,
    wanted: str | None,
) -> str:
    taken = [name.casefold() for name in place.ids()]
    if wanted is not None:
        if wanted in taken:
            raise UsageError(
                f"the id {wanted} is taken in {place.path}; {_free(wanted, taken)} is free"
            )
        return wanted
    if kind.is_counted:
        counted = _counted(list(place.ids(kind.key)), taken)
    else:
        counted = None
    return counted or _free(slugified(title) or kind.name, taken)


def _counted(neighbours: Collection[str], taken: Collection[str]) -> str | None:
    """Returns the next id where all items of a list are counted, as in cr-1, cr-2; else None."""
    counted = [re.fullmatch(r"([a-z]{1,5}-)(\d{1,6})", name) for name in neighbours]
    starts = {found[1] if found else None for found in counted}
    if len(starts) != 1 or None in starts:
        return None
    number = max(int(found[2]) for found in counted if found) + 1
    return _free(f"{starts.pop()}{number}", taken)


def _free(name: str, taken: Iterable[str]) -> str:
    """Returns a name, or the first with a number behind it that is not taken."""
    names = set(taken)
    found = name
    number = 1
    while found in names:
        number += 1
        end = f"-{number}"
        found = name[: 63 - len(end)].rstrip("-") + end
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
    if found in {each.casefold() for each in taken}:
        raise PortalgenError(
            f"there is a {kind} called {found} already; --id chooses another id"
        )
    wrong = wrong_folder_name(found, Place(found))
    if wrong or found in FOLDERS:
        if wrong:
            why = f"{wrong[0].message}; {wrong[0].help}"
        else:
            why = f"{found} means something else here"
        raise UsageError(f"--id: {why}")
    return found
