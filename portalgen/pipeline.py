"""load -> analyse -> render -> stage -> build -> verify -> install."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from portalgen import __version__
from portalgen.analysis.checks.check import check
from portalgen.analysis.findings import Findings, analyse
from portalgen.analysis.ledger.continuity import broken_continuity
from portalgen.analysis.ledger.records import Records, records
from portalgen.analysis.ledger.redactions import wrong_redactions
from portalgen.diagnostics import Diagnostic, Place, in_order, problem
from portalgen.errors import InstallError, UsageError
from portalgen.exports.ledger import LEDGER_FILE, ledger_json
from portalgen.exports.seal import SEAL_FILE, read_seal, seal
from portalgen.exports.status import status
from portalgen.model.client import Agency, Client
from portalgen.model.fields.schema import texts
from portalgen.model.record.past import History, Reach
from portalgen.model.record.seal import Seal
from portalgen.pages.document import Document, document
from portalgen.pages.links import DocumentLinks
from portalgen.pages.render import render
from portalgen.site.csp import headers_file
from portalgen.site.engine.cache import SiteCache
from portalgen.site.engine.engine import Engine
from portalgen.site.files import write_all
from portalgen.site.inspect.leaks import Reference, leaks, reference
from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.verify import Flaw, verify
from portalgen.site.install.install import (
    discard,
    install,
    is_moved_aside,
    recover,
    workplace,
)
from portalgen.site.install.lock import held
from portalgen.site.stage.settings import not_taken_over, settings, site_address
from portalgen.site.stage.staging import (
    Staged,
    originals,
    shipped,
    stage,
    write,
    write_beside,
)
from portalgen.site.stage.templates import Templates, load_templates
from portalgen.source.files.folder import DiskFolder, Folder
from portalgen.source.git.commit_folder import GitFolder
from portalgen.source.git.repository import Repository
from portalgen.source.load.loaded import Loaded
from portalgen.source.load.loader import client_ids, load, load_agency
from portalgen.source.load.neighbours import (
    Names,
    claimed_ids,
    names_of_clients,
    neighbours,
    read_clients,
)
from portalgen.source.past.history import histories
from portalgen.source.past.present import present
from portalgen.source.yaml.reader import read_keys
from portalgen.source.yaml.tree import Mapping as Keys
from portalgen.words import Words
from portalgen.words.catalogue import sentences


@dataclass(frozen=True)
class Workspace:
    """The folder of an agency: `projects/`, and beside it mkdocs.yml and site_templates/."""

    projects: Path

    @property
    def root(self) -> Path:
        """The workspace's own folder."""
        is_by_name = self.projects.name not in {"", ".."}
        return self.projects.parent if is_by_name else self.projects / ".."

    @property
    def name(self) -> str:
        """How the folder of the clients is called, even where it is given as a dot or a link."""
        return Path(os.path.abspath(self.projects)).name  # noqa: PTH100 - links stay

    @property
    def cache(self) -> Path:
        """Where what can be made anew is kept. Safe to delete at any time."""
        return self.root / ".portalgen" / "cache"

    def folder(self) -> Folder:
        """Returns the reader of `projects/`. Raises UsageError where there is no such folder."""
        if not self.projects.is_dir():
            raise UsageError(
                f"{self.projects} is not a folder; go to the workspace, or name its folder with --projects"
            )
        return DiskFolder(self.projects)


@dataclass(frozen=True)
class Request:
    """What to build and for which day. `now` is the only clock there is."""

    workspace: Workspace
    out: Path
    now: datetime
    as_of: date | None = None
    site_url: str | None = None
    cache: Path | None = None
    previous_seal: Path | None = None

    def seal_of(self, client_id: str) -> Seal | None:
        """Returns the seal of the last published ledger: as named, else the installed site's; None where there is none.

        Raises SealError where it cannot be read.
        """
        named = self.previous_seal
        places = [self.out / client_id / SEAL_FILE]
        if named:
            if named.is_file():
                places = [named]
            else:
                places = [named / client_id / SEAL_FILE, named / SEAL_FILE]
        found = next((place for place in places if place.is_file()), None)
        return read_seal(found.read_bytes()) if found else None

    def day(self, client: Client | None) -> date:
        """Returns the day that a client's portal speaks for: as asked, else today in the client's time zone."""
        return (
            self.as_of
            or self.now.astimezone(
                ZoneInfo(client.timezone if client else "UTC")
            ).date()
        )


# References by the digest of the site that they were read from: equal keys, equal values.
_REFERENCES: dict[str, Reference] = {}
NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Shared:
    """What all clients of a workspace have in common, read once."""

    ids: tuple[str, ...]
    agency: Agency
    base: Keys
    templates: Templates
    names: Names = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one client."""

    client_id: str
    site: Path | None
    as_of: date
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: str = ""
    pages: int = 0

    @property
    def is_built(self) -> bool:
        """Tells whether the new site is in its place."""
        return self.site is not None


def read_shared(workspace: Workspace, cache: Path | None = None) -> Shared:
    """Returns what all clients share, with what is wrong with it. What git tells is kept in the cache."""
    folder = workspace.folder()
    ids, strays = client_ids(folder)
    agency, wrong = load_agency(folder)
    base, more = _base_settings(workspace)
    clients = read_clients(folder, ids)
    names = names_of_clients(folder, clients)
    found = tuple(in_order([*strays, *wrong, *more, *claimed_ids(clients)]))
    past = histories(
        Repository.around(workspace.projects), workspace.projects, ids, cache
    )
    return Shared(
        tuple(ids), agency, base, load_templates(workspace.root), names, past, found
    )


def _base_settings(workspace: Workspace) -> tuple[Keys, list[Diagnostic]]:
    if not (workspace.root / "mkdocs.yml").exists():
        return Keys({}, Place("mkdocs.yml")), []
    shown = (workspace.root / "mkdocs.yml").as_posix()
    base, wrong = read_keys(
        DiskFolder(workspace.root, shown.removesuffix("mkdocs.yml")), "mkdocs.yml"
    )
    return base, [*wrong, *not_taken_over(base)]


def examine(
    request: Request, shared: Shared, client_id: str
) -> tuple[Loaded, Findings | None]:
    """Loads and analyses one client: all that is known without rendering."""
    folder = request.workspace.folder()
    loaded = load(folder, client_id, shared.agency)
    if loaded.client is None:
        return loaded, None
    as_of = request.day(loaded.client)
    loaded = loaded.on(as_of)
    history = shared.histories.get(client_id, History(Reach.NONE))
    current = present(
        folder, client_id, history.revisions[-1] if history.revisions else None
    )
    known = records(history, client_id, loaded.ledger_file.redactions, current, as_of)
    return analysed(loaded, as_of, known)


def examine_past(
    request: Request, client_id: str, revision: str
) -> tuple[Loaded, Findings | None]:
    """Loads and analyses one client as a commit has it, on that commit's day in the client's time zone.

    `revision` is what git calls a commit, or a day: the last commit of the line that was made by then. Raises
    UsageError where there is none.
    """
    repository = Repository.around(request.workspace.projects)
    commit = repository.find(revision) if repository else None
    if repository is None or commit is None:
        raise UsageError(
            f"git knows no commit {revision} here, and none that was made by then, if that is a day"
        )
    folder = GitFolder(
        repository,
        commit.id,
        repository.prefix(request.workspace.projects),
        f"{revision}:",
    )
    agency, _ = load_agency(folder)
    loaded = load(folder, client_id, agency)
    made = datetime.fromtimestamp(commit.committed_at, UTC)
    as_of = replace(request, now=made, as_of=None).day(loaded.client)
    past = histories(repository.at(commit.id), request.workspace.projects, [client_id])[
        client_id
    ]
    current = past.revisions[-1].projects if past.revisions else ()
    return analysed(
        loaded.on(as_of),
        as_of,
        records(past, client_id, loaded.ledger_file.redactions, current, as_of),
    )


def analysed(
    loaded: Loaded, as_of: date, known: Records
) -> tuple[Loaded, Findings | None]:
    """Returns a loaded client with what its data and its records give on a day, and with what is wrong about them."""
    if loaded.client is None:
        return loaded, None
    findings = analyse(loaded.client, as_of, known)
    wrong = wrong_redactions(known.recorded, loaded.ledger_file.redactions)
    return loaded.with_problems([*check(loaded.client, findings), *wrong]), findings


def build_client(
    request: Request, shared: Shared, client_id: str, engine: Engine
) -> Outcome:
    """Builds one client's portal and installs it. Where anything is wrong, the last good site stays."""
    _bring_back(request.out / client_id)
    loaded, findings = examine(request, shared, client_id)
    if findings and (
        broken := broken_continuity(
            findings.records.recorded, request.seal_of(client_id)
        )
    ):
        loaded = loaded.with_problems([broken])
    client, as_of = loaded.client, request.day(loaded.client)
    if client is None or findings is None or loaded.is_broken:
        return Outcome(client_id, None, as_of, loaded.diagnostics, "the data is broken")
    site_url = site_address(request.site_url or client.agency.site_url, client_id)
    if site_url:
        diagnostics = loaded.diagnostics
    else:
        diagnostics = (*loaded.diagnostics, _no_address(loaded))
    staged, pages = _stage(client, findings, shared, site_url, loaded.files)
    target = request.out / client_id
    try:
        with held(target):
            prepared = workplace(target)
            _build(staged, prepared, engine, as_of, request.cache)
            flaws = inspect(prepared, request, shared, loaded, engine)
            if flaws:
                discard(target)
                return Outcome(client_id, None, as_of, diagnostics, unfit(flaws))
            install(prepared, target)
    except OSError as error:
        raise InstallError(f"{target} could not be written: {error}") from error
    return Outcome(client_id, target, as_of, diagnostics, pages=pages)


def _bring_back(target: Path) -> None:
    """Brings back a site that a broken run moved aside, so that it stands whatever becomes of this one."""
    if is_moved_aside(target):
        with held(target):
            recover(target)


def inspect(
    site: Path, request: Request, shared: Shared, loaded: Loaded, engine: Engine
) -> list[Flaw]:
    """Returns all that keeps a finished site of a loaded client from being published; nothing where it is fit."""
    client = loaded.client
    if client is None:
        return [
            Flaw("", "the client's data is broken, so nothing can be compared with it")
        ]
    known = _reference(client.language, shared, engine, request.cache)
    site_url = site_address(request.site_url or client.agency.site_url, loaded.id)
    return [
        *verify(site, site_url, originals(client)),
        *_leaks(site, request, shared, loaded, known),
    ]


def one_document(
    request: Request,
    shared: Shared,
    loaded: Loaded,
    findings: Findings,
    beside: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Returns all pages of a loaded client as one document, and the files beside it, by their paths.

    With files `beside` it, it is an archive; without, a preview.
    """
    if loaded.client is None:
        raise ValueError("a client that cannot be read has no document")
    made = _document(loaded.client, findings, shared, DocumentLinks(beside is not None))
    return {**made.contents(), **(beside or {})}


def leaks_in(
    files: Mapping[str, bytes],
    request: Request,
    shared: Shared,
    loaded: Loaded,
    engine: Engine,
) -> list[Flaw]:
    """Returns what keeps a loaded client's document, and the files beside it, from anybody's eyes."""
    language = loaded.client.language if loaded.client else "en"
    nobody = _document(
        Client(id="nobody", name="Nobody", language=language),
        None,
        shared,
        DocumentLinks(),
    )
    known = _reference(language, shared, engine, request.cache).with_text(nobody.html)
    with TemporaryDirectory(prefix="portalgen-") as folder:
        write_all(files, Path(folder))
        return list(_leaks(Path(folder), request, shared, loaded, known))


def _document(
    client: Client, findings: Findings | None, shared: Shared, links: DocumentLinks
) -> Document:
    findings = findings or analyse(client, NO_DAY)
    words = Words(client.language, findings.as_of, client.currency)
    return document(
        client, findings, words, shared.templates.pages, shared.templates.assets, links
    )


def _leaks(
    site: Path, request: Request, shared: Shared, loaded: Loaded, known: Reference
) -> Iterator[Flaw]:
    """Yields what the files of a folder hold that the client must not see."""
    client, published = loaded.client, "\n".join(texts(loaded.client))
    secrets = (*loaded.secrets, *neighbours(shared.names, loaded.id))
    traces = Traces(
        published,
        (
            request.workspace.root.resolve(),
            request.out.resolve(),
            Path.home(),
            Path(sys.prefix),
        ),
    )
    yield from leaks(
        site, secrets, published, known, traces, originals(client) if client else ()
    )


def unfit(flaws: Iterable[Flaw]) -> str:
    """Returns what keeps files from being published, a line a flaw."""
    return "\n".join(
        [
            "the finished site is not fit to publish:",
            *(f"  {each.path}: {each.message}" for each in flaws),
        ]
    )


def _stage(
    client: Client,
    findings: Findings,
    shared: Shared,
    site_url: str | None,
    own: Mapping[str, bytes],
) -> tuple[Staged, int]:
    """Returns a client's staged site, and how many pages it has."""
    words = Words(client.language, findings.as_of, client.currency)
    portal = render(client, findings, words, shared.templates.pages)
    ledger = findings.records.recorded
    exports = {
        "status.json": status(client, findings, words),
        LEDGER_FILE: ledger_json(ledger, client.note),
        SEAL_FILE: seal(findings.as_of, len(ledger.entries), ledger.head),
        "_headers": headers_file(),
    }
    configured = settings(client, words, site_url, shared.base)
    return stage(client, portal, exports, shared.templates, configured, own), len(
        portal.pages
    )


def _build(
    staged: Staged, prepared: Path, engine: Engine, as_of: date, cache: Path | None
) -> None:
    """Builds a staged site, or takes it from the cache where the same was built before."""
    kept = SiteCache(cache / "sites") if cache else None
    key = staged.digest(__version__, engine.version, as_of.isoformat())
    if kept and kept.fetch(key, prepared):
        return
    with TemporaryDirectory(prefix="portalgen-") as work:
        write(staged, Path(work))
        engine.build(Path(work), prepared, as_of)
    write_beside(staged, prepared)
    if kept:
        kept.keep(key, prepared)


def _reference(
    language: str, shared: Shared, engine: Engine, cache: Path | None
) -> Reference:
    """Returns what a site in a language holds whoever it is for, from a site built for nobody."""
    nobody = Client(id="nobody", name="Nobody", language=language)
    staged, _ = _stage(nobody, analyse(nobody, NO_DAY), shared, None, {})
    key = staged.digest(engine.version)
    if key not in _REFERENCES:
        with TemporaryDirectory(prefix="portalgen-") as site:
            _build(staged, Path(site), engine, NO_DAY, cache)
            _REFERENCES[key] = reference(
                Path(site), sentences(language), shipped(shared.templates)
            )
    return _REFERENCES[key]


def _no_address(loaded: Loaded) -> Diagnostic:
    help_ = "add a line site_url: https://… to portal.yml, or pass --site-url"
    return problem(
        "PG508",
        "no site_url: no sitemap, and clicks load whole pages",
        loaded.locations[""],
        help_,
    )
