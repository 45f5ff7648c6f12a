"""What stands at the top of `projects/`: the agency's own file, and a folder for each client."""

from portalgen.diagnostics import Diagnostic, Place, in_order
from portalgen.model.client import Agency
from portalgen.source.files.folder import EntryKind, Folder
from portalgen.source.files.names import wrong_folder_name
from portalgen.source.files.strays import link, unused
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.nouns.validation import validated
from portalgen.source.yaml.reader import read_keys, without_format

PORTAL_FILE = "portal.yml"


def client_ids(folder: Folder) -> tuple[list[str], list[Diagnostic]]:
    """Returns the ids of all clients of a workspace, and the folders and files that are none."""
    ids = []
    diagnostics = []
    for entry in folder.list(""):
        if entry.name.startswith(".") or entry.name == PORTAL_FILE:
            continue
        place = Place(folder.shown(entry.name))
        if entry.kind is EntryKind.FOLDER:
            wrong = wrong_folder_name(entry.name, place)
            diagnostics += wrong
            if not wrong:
                ids.append(entry.name)
        elif entry.kind is EntryKind.OTHER:
            diagnostics.append(link(entry.name, place))
        else:
            help_ = did_you_mean(entry.name, [PORTAL_FILE])
            diagnostics.append(unused(entry.name, place, help_))
    return ids, diagnostics


def load_agency(folder: Folder) -> tuple[Agency, list[Diagnostic]]:
    """Returns what portal.yml says, or the defaults where it is missing or wrong."""
    entries = folder.list("")
    if not any(entry.name == PORTAL_FILE for entry in entries):
        return Agency(), []
    read = read_keys(folder, PORTAL_FILE)
    tree, diagnostics = without_format(*read)
    agency, wrong = validated(Agency, tree)
    ordered = in_order([*diagnostics, *wrong])
    return agency or Agency(), ordered
