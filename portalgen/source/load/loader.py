"""Reads one client's folder into the model; every file is read, and all that is wrong is told in one run."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from portalgen.diagnostics import Diagnostic, Place, in_order, problem
from portalgen.model.client import Agency, Client, Delivery
from portalgen.model.fields.scalars import shown
from portalgen.model.fields.schema import keys
from portalgen.model.project import Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.files.folder import Entry, EntryKind, Folder
from portalgen.source.files.names import wrong_folder_name
from portalgen.source.files.strays import link, unused
from portalgen.source.formats.pictures import is_picture
from portalgen.source.load import references
from portalgen.source.load.listed_pages import PAGES, listed_pages
from portalgen.source.load.loaded import Loaded
from portalgen.source.load.logo import read_logo
from portalgen.source.load.project_files import INTERNAL
from portalgen.source.load.projects import read_projects
from portalgen.source.load.reading import Reading
from portalgen.source.load.unsearched import with_allowed
from portalgen.source.nouns.suggestions import did_you_mean
from portalgen.source.nouns.validation import validated, validated_part
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.source.yaml.tree import locations

CLIENT_FILE = "client.yml"
LEDGER_FILE = "ledger.yml"
DELIVERY_KEYS = set(keys(Delivery))
# Keys of client.yml that are no keys of the model's client.
ELSEWHERE = DELIVERY_KEYS | {PAGES}
CLIENT_KEYS = set(keys(Client)) - {"id", "projects", "agency"} | ELSEWHERE
_LEDGER_ENTRY = Entry(LEDGER_FILE, EntryKind.FILE)
# What stands beside client.yml and is no project: read elsewhere, or never.
_NOT_PROJECTS = (_LEDGER_ENTRY, Entry(INTERNAL, EntryKind.FOLDER))


def load(
    folder: Folder,
    client_id: str,
    agency: Agency,
) -> Loaded:
    """Returns a client with its projects. Nothing of another client's folder is opened."""
    reading = Reading(folder, client_id)
    return with_allowed(_Loader(reading, agency).load())


@dataclass
class _Loader:
    """Reads one client, a step a method."""

    reading: Reading
    agency: Agency

    def load(self) -> Loaded:
        reading = self.reading
        reading.locations[""] = reading.place(CLIENT_FILE)
        entries = self.entries()
        if not any(entry.name == CLIENT_FILE for entry in entries):
            missing = self.no_client_file(entries)
            return Loaded(reading.client_id, None, diagnostics=(missing,))
        tree = self.read_client_file()
        whole, visible = reading.split.part_block(tree)
        delivery = self.deliver(whole)
        pages, wrong = listed_pages(whole)
        reading.diagnostics += wrong
        ids = self.project_ids(entries)
        projects = read_projects(ids, pages, reading)
        client = self.client(whole, visible, projects)
        declared = self.ledger_file(entries)
        diagnostics = [*reading.diagnostics, *reading.split.diagnostics]
        loaded = Loaded(
            id=reading.client_id,
            client=client,
            delivery=delivery,
            secrets=tuple(reading.split.secrets),
            diagnostics=tuple(in_order(diagnostics)),
            locations=reading.locations,
            files=reading.files,
            ledger_file=declared,
            refused=reading.refused,
        )
        if client is None:
            return loaded
        if tree.readable:
            # Else whom a name means may stand in what cannot be read.
            internal = reading.split.internal_ids
            found = references.cross_checks(client, internal)
            loaded = loaded.with_problems(found)
        return loaded.published()

    def entries(self) -> list[Entry]:
        listed = self.reading.folder.list(self.reading.client_id)
        entries = []
        for entry in listed:
            if not entry.name.startswith("."):
                entries.append(entry)
        return entries

    def no_client_file(self, entries: Sequence[Entry]) -> Diagnostic:
        names = []
        for entry in entries:
            names.append(entry.name)
        near = difflib.get_close_matches(
            CLIENT_FILE,
            names,
            n=1,
            cutoff=0.7,
        )
        if near:
            nearest = near[0]
            help_ = f"rename {shown(nearest)} to {CLIENT_FILE}"
        else:
            help_ = "add it with a line name: …"
        folder = self.reading.folder
        place = Place(folder.shown(self.reading.client_id))
        return problem(
            "PG119",
            f"{CLIENT_FILE} is missing",
            place,
            help_,
        )

    def read_client_file(self) -> Keys:
        tree = self.reading.read_keys(CLIENT_FILE)
        self.reading.locations.update(locations(tree, ""))
        return tree

    def deliver(self, tree: Keys) -> Delivery:
        """Returns the delivery part of client.yml."""
        others = set(tree.values) - DELIVERY_KEYS
        part = tree.without(*others)
        delivery, wrong = validated(Delivery, part)
        self.reading.diagnostics += wrong
        if delivery and delivery.ledger_salt:
            salt = part.values["ledger_salt"]
            self.reading.split.keep(salt)
        elif delivery and tree.readable:
            self.reading.diagnostics.append(self.no_salt())
        return delivery or Delivery()

    def no_salt(self) -> Diagnostic:
        help_ = "add ledger_salt: … with 32 hex digits that nobody can guess, as portalgen new client does"
        place = self.reading.locations[""]
        return problem(
            "PG504",
            "ledger_salt is missing",
            place,
            help_,
        )

    def project_ids(self, entries: Sequence[Entry]) -> list[str]:
        """Returns the folders that are projects; what else lies beside client.yml and is not used is reported."""
        ids = []
        for entry in entries:
            if entry in _NOT_PROJECTS or entry.name == CLIENT_FILE:
                continue
            wrong = self.strange(entry)
            self.reading.diagnostics += wrong
            if entry.kind is EntryKind.FOLDER and not wrong:
                ids.append(entry.name)
        return ids

    def strange(self, entry: Entry) -> list[Diagnostic]:
        """Returns what is wrong with a file or folder beside client.yml, or nothing."""
        place = self.reading.place(entry.name)
        if entry.kind is EntryKind.OTHER:
            return [link(entry.name, place)]
        if entry.kind is EntryKind.FOLDER:
            return wrong_folder_name(entry.name, place)
        if is_picture(entry.name):
            return []
        help_ = did_you_mean(entry.name, [CLIENT_FILE, LEDGER_FILE])
        return [unused(entry.name, place, help_)]

    def client(
        self,
        whole: Keys,
        visible: Keys,
        projects: list[Project],
    ) -> Client | None:
        """Returns the client with what its portal may show; None where client.yml is wrong."""
        reading = self.reading
        reading.diagnostics += references.repeated_ids(whole)
        made = {
            "id": reading.client_id,
            "agency": self.agency,
            "projects": projects,
        }
        ours = whole.without(*ELSEWHERE)
        if visible is whole:
            seen = ours
        else:
            seen = visible.without(*ELSEWHERE)
        client, wrong = validated_part(
            Client,
            ours,
            seen,
            made,
            CLIENT_KEYS,
        )
        reading.diagnostics += wrong
        if client and client.branding.logo:
            read_logo(client.branding.logo, reading)
        return client

    def ledger_file(self, entries: Sequence[Entry]) -> LedgerFile:
        """Returns what ledger.yml declares; nothing where there is no such file. Its pointers begin with its name."""
        if _LEDGER_ENTRY not in entries:
            return LedgerFile()
        tree = self.reading.read_keys(LEDGER_FILE)
        whole, _ = self.reading.split.part_block(tree)
        placed = locations(whole, f"/{LEDGER_FILE}")
        self.reading.locations.update(placed)
        declared, wrong = validated(LedgerFile, whole)
        self.reading.diagnostics += wrong
        return declared or LedgerFile()
