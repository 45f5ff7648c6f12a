"""Reads one client's folder into the model; every file is read, and all that is wrong is told in one run."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portalgen.diagnostics import Diagnostic, Place, in_order, problem
from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import keys, texts
from portalgen.model.project import ALWAYS_PUBLISHED, PageName, Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.files.folder import Entry, EntryKind, Folder
from portalgen.source.files.names import wrong_folder_name
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.formats.pictures import (
    UnreadablePictureError,
    is_picture,
    published_picture,
)
from portalgen.source.load import references
from portalgen.source.load.hidden_pages import hidden_texts
from portalgen.source.load.loaded import Loaded, locate
from portalgen.source.load.project_files import DOCUMENTS, ProjectFiles, read_project
from portalgen.source.nouns.validation import did_you_mean, validated
from portalgen.source.nouns.visibility import Secret, Split
from portalgen.source.yaml.reader import COPY_IT, read_keys, without_format
from portalgen.source.yaml.tree import Mapping, Scalar, locations
from portalgen.source.yaml.tree import Sequence as Items

PORTAL_FILE = "portal.yml"
CLIENT_FILE = "client.yml"
LEDGER_FILE = "ledger.yml"
DELIVERY_KEYS = set(keys(Delivery))
CLIENT_KEYS = (
    set(keys(Client)) - {"id", "projects", "agency"} | DELIVERY_KEYS | {"pages"}
)
PROJECT_KEYS = set(keys(Project)) - {"id", "progress", "updates", "documents"}


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
            diagnostics.append(
                problem(
                    "PG117",
                    f"{shown(entry.name)} is a link or a device",
                    place,
                    COPY_IT,
                )
            )
        else:
            diagnostics.append(_unused(entry, place, [PORTAL_FILE]))
    return ids, diagnostics


def load_agency(folder: Folder) -> tuple[Agency, list[Diagnostic]]:
    """Returns what portal.yml says, or the defaults where it is missing or wrong."""
    if not any(entry.name == PORTAL_FILE for entry in folder.list("")):
        return Agency(), []
    tree, diagnostics = without_format(*read_keys(folder, PORTAL_FILE))
    agency, wrong = validated(Agency, tree)
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
    files: dict[str, bytes] = field(default_factory=dict)
    readable: bool = True

    def load(self) -> Loaded:
        entries = [
            each
            for each in self.folder.list(self.client_id)
            if not each.name.startswith(".")
        ]
        self.locations[""] = Place(self.folder.shown(f"{self.client_id}/{CLIENT_FILE}"))
        if not any(entry.name == CLIENT_FILE for entry in entries):
            return Loaded(
                self.client_id, None, diagnostics=(self.no_client_file(entries),)
            )
        tree, wrong = without_format(
            *read_keys(self.folder, f"{self.client_id}/{CLIENT_FILE}")
        )
        self.diagnostics += wrong
        self.readable = tree.readable
        self.locations.update(locations(tree, ""))
        whole, visible = self.split.part(tree, top=False)
        delivery = self.deliver(whole)
        pages = _pages(whole, self.diagnostics)
        projects = list(self.projects(entries, pages))
        client = self.client(whole, visible or whole, projects)
        self.read_logo(client)
        declared = self.ledger_file(entries)
        loaded = Loaded(
            self.client_id,
            client,
            delivery,
            tuple(self.split.secrets),
            tuple(in_order([*self.diagnostics, *self.split.diagnostics])),
            self.locations,
            self.files,
            declared,
        )
        if client:
            return loaded.with_problems(self.cross_checks(client)).published()
        return loaded

    def no_client_file(self, entries: Sequence[Entry]) -> Diagnostic:
        near = difflib.get_close_matches(
            CLIENT_FILE, [entry.name for entry in entries], n=1, cutoff=0.7
        )
        if near:
            help_ = f"rename {shown(near[0])} to {CLIENT_FILE}"
        else:
            help_ = "add it with a line name: …"
        return problem(
            "PG119",
            f"{CLIENT_FILE} is missing",
            Place(self.folder.shown(self.client_id)),
            help_,
        )

    def deliver(self, tree: Mapping) -> Delivery:
        """Returns the delivery part of client.yml."""
        part = tree.without(*set(tree.values) - DELIVERY_KEYS)
        delivery, wrong = validated(Delivery, part)
        self.diagnostics += wrong
        if delivery and delivery.ledger_salt:
            self.split.keep(part.values["ledger_salt"])
        elif delivery and tree.readable:
            help_ = "add ledger_salt: … with 32 hex digits that nobody can guess, as portalgen new client does"
            self.diagnostics.append(
                problem("PG504", "ledger_salt is missing", self.locations[""], help_)
            )
        return delivery or Delivery()

    def client(
        self, whole: Mapping, visible: Mapping, projects: list[Project]
    ) -> Client | None:
        elsewhere = DELIVERY_KEYS | {"pages"}
        made = {"id": self.client_id, "agency": self.agency, "projects": projects}
        self.diagnostics += references.repeated_ids(whole)
        client, wrong = validated(Client, whole.without(*elsewhere), made, CLIENT_KEYS)
        self.diagnostics += wrong
        return (
            client
            and validated(Client, visible.without(*elsewhere), made, CLIENT_KEYS)[0]
        )

    def read_logo(self, client: Client | None) -> None:
        """Reads the picture that client.yml names; a missing one is reported."""
        if client is None or client.branding.logo is None:
            return
        name = client.branding.logo
        content = self.folder.read(f"{self.client_id}/{name}")
        place = locate(self.locations, "/branding/logo")
        if content is None:
            self.diagnostics.append(
                problem("PG119", f"{name} is missing", place, "add the picture")
            )
        elif len(content) > LARGEST_FILE:
            self.diagnostics.append(
                problem(
                    "PG101", f"{name} is larger than 1 MiB", place, "make it smaller"
                )
            )
        else:
            self.keep_logo(name, content, place)

    def keep_logo(self, name: str, content: bytes, place: Place) -> None:
        """Keeps a logo as it is published, or reports that it is no picture."""
        try:
            self.files[name] = published_picture(name, content)
        except UnreadablePictureError:
            help_ = "save it anew as PNG, JPEG or WebP"
            self.diagnostics.append(
                problem(
                    "PG122", f"{name} is not a whole picture of its kind", place, help_
                )
            )

    def ledger_file(self, entries: Sequence[Entry]) -> LedgerFile:
        """Returns what ledger.yml declares; nothing where there is no such file. Its pointers begin with its name."""
        if Entry(LEDGER_FILE, EntryKind.FILE) not in entries:
            return LedgerFile()
        tree, wrong = without_format(
            *read_keys(self.folder, f"{self.client_id}/{LEDGER_FILE}")
        )
        whole, _ = self.split.part(tree, top=False)
        self.locations.update(locations(whole, f"/{LEDGER_FILE}"))
        declared, more = validated(LedgerFile, whole)
        self.diagnostics += [*wrong, *more]
        return declared or LedgerFile()

    def projects(
        self, entries: Sequence[Entry], pages: tuple[PageName, ...] | None
    ) -> Iterator[Project]:
        for entry in entries:
            path = f"{self.client_id}/{entry.name}"
            place = Place(self.folder.shown(path))
            if entry.name == CLIENT_FILE or entry == Entry(LEDGER_FILE, EntryKind.FILE):
                continue
            if entry.kind is EntryKind.OTHER:
                self.diagnostics.append(
                    problem(
                        "PG117",
                        f"{shown(entry.name)} is a link or a device",
                        place,
                        COPY_IT,
                    )
                )
            elif entry.kind is EntryKind.FOLDER and entry.name == "internal":
                continue
            elif entry.kind is EntryKind.FOLDER:
                wrong = wrong_folder_name(entry.name, place)
                self.diagnostics += wrong
                project = None if wrong else self.project(entry.name, pages)
                if project:
                    yield project
            elif not is_picture(entry.name):
                self.diagnostics.append(
                    _unused(entry, place, [CLIENT_FILE, LEDGER_FILE])
                )

    def project(
        self, project_id: str, client_pages: tuple[PageName, ...] | None
    ) -> Project | None:
        """Returns the part of a project that the client may see; None where it is internal or broken."""
        files = read_project(self.folder, f"{self.client_id}/{project_id}", self.split)
        self.diagnostics += files.diagnostics
        self.readable = self.readable and files.tree.readable
        self.locations.update(_project_locations(project_id, files))
        self.files |= {
            f"{project_id}/{DOCUMENTS}/{name}": each
            for name, each in files.documents.contents.items()
        }
        pages = _pages(files.tree, self.diagnostics) or client_pages or tuple(PageName)
        tree = files.tree.without("pages")
        self.diagnostics += references.repeated_ids(tree)
        whole, visible = self.split.part(tree)
        from_folders = {
            "id": project_id,
            "progress": files.progress,
            "updates": files.updates,
            "documents": files.documents.documents,
            "pages": pages,
        }
        project, wrong = validated(Project, whole, from_folders, PROJECT_KEYS)
        self.diagnostics += wrong
        if visible is None:
            self.split.internal_ids.add(project_id)
            self.split.secrets.extend(
                Secret(text, files.place)
                for text in texts((*files.updates, *files.progress))
            )
            return None
        if project is None or not files.tree.readable:
            return None  # what a broken file would have held might speak against anything said of the project
        seen, _ = validated(Project, visible, from_folders, PROJECT_KEYS)
        self.split.secrets.extend(
            Secret(text, files.place) for text in (hidden_texts(seen) if seen else ())
        )
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
            yield from references.agreed_documents(project)
            known = {
                each.id for each in (*client.contacts, *project.contacts)
            } | internal
            yield from references.unknown_people(project, known)
        yield from references.money_without_currency(client)


def _pages(tree: Mapping, diagnostics: list[Diagnostic]) -> tuple[PageName, ...] | None:
    """Returns the pages that a file lists, or None where it lists none."""
    node = tree.values.get("pages")
    if node is None or (isinstance(node, Scalar) and node.text is None):
        return None
    if not isinstance(node, Items):
        diagnostics.append(
            problem(
                "PG209",
                "pages: expected a list",
                node.place,
                "for example [now, dates, how]",
            )
        )
        return None
    listed: set[PageName] = set()
    for item in node.items:
        name = str(item.text) if isinstance(item, Scalar) else "this"
        if name in {page.value for page in PageName}:
            listed.add(PageName(name))
        else:
            diagnostics.append(
                problem(
                    "PG206",
                    f"{shown(name)} is not a page",
                    item.place,
                    did_you_mean(name, PageName),
                )
            )
    if hidden := [page for page in PageName if page in ALWAYS_PUBLISHED - listed]:
        help_ = f"add {', '.join(hidden)} to the list"
        diagnostics.append(
            problem(
                "PG306",
                f"{' and '.join(hidden)} cannot be hidden",
                tree.keys["pages"],
                help_,
            )
        )
    return tuple(page for page in PageName if page in listed | ALWAYS_PUBLISHED)


def _project_locations(project_id: str, files: ProjectFiles) -> dict[str, Place]:
    base = f"/{project_id}"
    found = dict(locations(files.tree, base))
    found[base] = files.place
    for name, node in files.places.items():
        found.update(locations(node, f"{base}/{name}"))
    return found


def _unused(entry: Entry, place: Place, known: Iterable[str]) -> Diagnostic:
    return problem(
        "PG120",
        f"{shown(entry.name)} is not used",
        place,
        did_you_mean(entry.name, known),
    )
