"""Reads one client's folder into the model; every file is read, and all that is wrong is told in one run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from portalgen.diagnostics import Diagnostic, Place, in_order, problem
from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.project import ALWAYS_PUBLISHED, PageName, Project
from portalgen.model.scalars import shown
from portalgen.model.schema import keys
from portalgen.source import references
from portalgen.source.folder import Entry, EntryKind, Folder
from portalgen.source.loaded import Loaded, locate
from portalgen.source.names import wrong_folder_name
from portalgen.source.pages import hidden_texts
from portalgen.source.project_files import ProjectFiles, read_project
from portalgen.source.reading import read_keys
from portalgen.source.text import LARGEST_FILE
from portalgen.source.tree import Mapping, Scalar, locations
from portalgen.source.tree import Sequence as Items
from portalgen.source.validation import N, did_you_mean, unknown_key, validated
from portalgen.source.visibility import Secret, Split

PORTAL_FILE = "portal.yml"
CLIENT_FILE = "client.yml"
FROM_FOLDERS = {"id", "projects", "agency"}
PROJECT_FROM_FOLDERS = {"id", "progress", "updates"}
FORMAT = "1"


def client_ids(folder: Folder) -> tuple[list[str], list[Diagnostic]]:
    """Returns the ids of all clients of a workspace, and the folders and files that are none."""
    ids, diagnostics = [], []
    for entry in folder.list(""):
        if entry.name.startswith(".") or (entry.name == PORTAL_FILE and entry.kind is EntryKind.FILE):
            continue
        place = Place(folder.shown(entry.name))
        if entry.kind is EntryKind.FOLDER:
            wrong = wrong_folder_name(entry.name, place)
            diagnostics += wrong
            if not wrong:
                ids.append(entry.name)
        elif entry.kind is EntryKind.OTHER:
            diagnostics.append(problem("PG117", f"{shown(entry.name)} is a link or a device", place))
        else:
            diagnostics.append(_unused(entry, place, [PORTAL_FILE]))
    return ids, diagnostics


def load_agency(folder: Folder) -> tuple[Agency, list[Diagnostic]]:
    """Returns what portal.yml says, or the defaults where it is missing or wrong."""
    if not any(entry.name == PORTAL_FILE for entry in folder.list("")):
        return Agency(), []
    tree, diagnostics = read_keys(folder, PORTAL_FILE)
    agency, wrong = _checked(Agency, tree, set(keys(Agency)))
    return agency or Agency(), in_order([*diagnostics, *wrong])


def load(folder: Folder, client_id: str, agency: Agency) -> Loaded:
    """Returns a client with its projects. Nothing of another client's folder is opened."""
    return _Loader(folder, client_id, agency).load()


@dataclass
class _Loader:
    folder: Folder
    client_id: str
    agency: Agency
    split: Split = field(default_factory=Split)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    locations: dict[str, Place] = field(default_factory=dict)
    readable: bool = True

    def load(self) -> Loaded:
        entries = [each for each in self.folder.list(self.client_id) if not each.name.startswith(".")]
        place = Place(self.folder.shown(self.client_id))
        self.locations[""] = Place(self.folder.shown(f"{self.client_id}/{CLIENT_FILE}"))
        if not any(entry.name == CLIENT_FILE for entry in entries):
            missing = problem("PG119", f"{CLIENT_FILE} is missing", place, "add it with a line name: …")
            return Loaded(self.client_id, None, diagnostics=(missing,))
        tree, wrong = read_keys(self.folder, f"{self.client_id}/{CLIENT_FILE}")
        self.diagnostics += wrong
        self.locations.update(locations(tree, ""))
        delivery, client_tree = self.deliver(tree)
        pages = _pages(client_tree, self.diagnostics)
        projects = list(self.projects(entries, pages))
        client = self.client(client_tree.without("pages"), projects)
        picture = self.logo(client)
        loaded = Loaded(
            self.client_id,
            client,
            delivery,
            tuple(self.split.secrets),
            tuple(in_order([*self.diagnostics, *self.split.diagnostics])),
            self.locations,
            picture,
        )
        return loaded.with_problems(self.cross_checks(client)).published() if client else loaded

    def deliver(self, tree: Mapping) -> tuple[Delivery, Mapping]:
        """Returns the delivery part of client.yml, and the rest of it."""
        names = set(Delivery.model_fields)
        part = Mapping({key: tree.values[key] for key in names & set(tree.values)}, tree.place, tree.keys)
        delivery, wrong = validated(Delivery, part)
        self.diagnostics += wrong
        if delivery and delivery.ledger_salt is None:
            help_ = f"add a line ledger_salt: {'0' * 8}… with 32 random hex digits"
            self.diagnostics.append(problem("PG504", "ledger_salt is missing", self.locations[""], help_))
        return delivery or Delivery(), tree.without(*names)

    def client(self, tree: Mapping, projects: list[Project]) -> Client | None:
        whole, visible = self.split.part(tree, top=False)
        self.diagnostics += references.repeated_ids(tree)
        known = set(keys(Client)) - FROM_FOLDERS
        client, wrong = _checked(Client, whole, known, id=self.client_id, agency=self.agency, projects=projects)
        self.diagnostics += wrong
        if client and visible:
            client, _ = _checked(Client, visible, known, id=self.client_id, agency=self.agency, projects=projects)
        return client

    def logo(self, client: Client | None) -> bytes:
        """Returns the picture that client.yml names; a missing one is reported."""
        if client is None or client.branding.logo is None:
            return b""
        path = f"{self.client_id}/{client.branding.logo}"
        content = self.folder.read(path)
        place = locate(self.locations, "/branding/logo")
        if content is None:
            self.diagnostics.append(problem("PG119", f"{client.branding.logo} is missing", place, "add the picture"))
        elif len(content) > LARGEST_FILE:
            self.diagnostics.append(problem("PG101", f"{client.branding.logo} is larger than 1 MiB", place))
            return b""
        return content or b""

    def projects(self, entries: Sequence[Entry], pages: tuple[PageName, ...] | None) -> Iterator[Project]:
        for entry in entries:
            path = f"{self.client_id}/{entry.name}"
            place = Place(self.folder.shown(path))
            if entry.kind is EntryKind.OTHER:
                self.diagnostics.append(problem("PG117", f"{shown(entry.name)} is a link or a device", place))
            elif entry.kind is EntryKind.FOLDER and entry.name == "internal":
                continue
            elif entry.kind is EntryKind.FOLDER:
                wrong = wrong_folder_name(entry.name, place)
                self.diagnostics += wrong
                project = None if wrong else self.project(entry.name, pages)
                if project:
                    yield project
            elif entry.name != CLIENT_FILE and not _is_picture(entry.name):
                self.diagnostics.append(_unused(entry, place, [CLIENT_FILE]))

    def project(self, project_id: str, client_pages: tuple[PageName, ...] | None) -> Project | None:
        """Returns the part of a project that the client may see; None where it is internal or broken."""
        files = read_project(self.folder, f"{self.client_id}/{project_id}", self.split)
        self.diagnostics += files.diagnostics
        self.readable = self.readable and files.tree.readable
        self.locations.update(_project_locations(project_id, files))
        pages = _pages(files.tree, self.diagnostics) or client_pages or tuple(PageName)
        tree = files.tree.without("pages")
        self.diagnostics += references.repeated_ids(tree)
        whole, visible = self.split.part(tree)
        known = set(keys(Project)) - PROJECT_FROM_FOLDERS | {"pages"}
        from_folders = {
            "id": project_id,
            "progress": files.progress,
            "updates": files.updates,
            "pages": pages,
        }
        project, wrong = _checked(Project, whole, known, **from_folders)
        self.diagnostics += wrong
        if visible is None:
            self.split.internal_ids.add(project_id)
            self.split.secrets.extend(Secret(text, files.place) for text in files.texts())
            return None
        if project is None:
            return None
        seen, wrong = _checked(Project, visible, known, **from_folders)
        self.diagnostics += wrong
        if seen is None:
            return None
        self.split.secrets.extend(Secret(text, files.place) for text in hidden_texts(seen))
        return seen

    def cross_checks(self, client: Client) -> Iterable[Diagnostic]:
        """Yields what is wrong between items, once each item is right by itself."""
        if not self.readable:
            return  # what a reference means may stand in the file that cannot be read
        internal = self.split.internal_ids
        for project in client.projects:
            yield from references.wrong_references(project, internal)
            yield from references.internal_people(project, internal)
            yield from references.circles(project)
            known = {each.id for each in (*client.contacts, *project.contacts)} | internal
            yield from references.unknown_people(project, known)
        yield from references.money_without_currency(client)


def _checked(noun: type[N], tree: Mapping, known: set[str], **extra: Any) -> tuple[N | None, list[Diagnostic]]:
    """Returns a file's noun; keys that nothing reads are reported here, since some come from folders."""
    wrong = [_wrong_format(tree)] if "format" in tree.values else []
    strange = [key for key in tree.values if key not in known and key != "format"]
    wrong += [unknown_key(key, known, tree.keys.get(key, tree.place)) for key in strange if key[0:1] != "\0"]
    made, more = validated(noun, tree.without("format", *strange), extra)
    return made, [each for each in wrong if each] + more


def _wrong_format(tree: Mapping) -> Diagnostic | None:
    if tree.text("format") == FORMAT:
        return None
    return problem("PG206", "format is 1", tree.values["format"].place, "write format: 1, or run portalgen migrate")


def _pages(tree: Mapping, diagnostics: list[Diagnostic]) -> tuple[PageName, ...] | None:
    """Returns the pages that a file lists, or None where it lists none."""
    node = tree.values.get("pages")
    if node is None or (isinstance(node, Scalar) and node.text is None):
        return None
    if not isinstance(node, Items):
        diagnostics.append(problem("PG209", "pages: expected a list", node.place, "for example [now, dates, how]"))
        return None
    listed: set[PageName] = set()
    for item in node.items:
        name = str(item.text) if isinstance(item, Scalar) else "this"
        if name in {page.value for page in PageName}:
            listed.add(PageName(name))
        else:
            diagnostics.append(
                problem("PG206", f"{shown(name)} is not a page", item.place, did_you_mean(name, PageName))
            )
    for page in sorted(ALWAYS_PUBLISHED - listed):
        diagnostics.append(problem("PG306", f"{page} cannot be hidden", tree.keys["pages"], f"add {page} to the list"))
    return tuple(page for page in PageName if page in listed | ALWAYS_PUBLISHED)


def _project_locations(project_id: str, files: ProjectFiles) -> dict[str, Place]:
    base = f"/{project_id}"
    found = dict(locations(files.tree, base))
    found[base] = files.place
    for name, node in files.places.items():
        found.update(locations(node, f"{base}/{name}"))
    return found


def _unused(entry: Entry, place: Place, known: Iterable[str]) -> Diagnostic:
    return problem("PG120", f"{shown(entry.name)} is not used", place, did_you_mean(entry.name, known))


def _is_picture(name: str) -> bool:
    return name.lower().endswith((".svg", ".png", ".jpg", ".jpeg", ".webp"))
