"""The sample clients as models and findings, loaded once a process."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from portalgen.analysis.analyse import analyse
from portalgen.analysis.edits.edits import edits_of
from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.analysis.ledger.records import records
from portalgen.analysis.retold.retelling import retold
from portalgen.model.client import Client
from portalgen.model.project import Project
from portalgen.model.record.past import History
from portalgen.source.files.folder import DiskFolder
from portalgen.source.git.repository import Repository
from portalgen.source.load.agency import load_agency
from portalgen.source.load.loader import load
from portalgen.source.past.history import histories
from portalgen.words import Words
from samples.replay import replay
from tests.conftest import ROOT, SAMPLE_DAY

SAMPLES = ROOT / "projects"
CLIENTS = sorted(file.parent.name for file in SAMPLES.glob("*/client.yml"))
PROJECTS = sorted(
    f"{file.parent.parent.name}/{file.parent.name}"
    for file in SAMPLES.glob("*/*/project.yml")
)


@cache
def history() -> dict[str, History]:
    """Returns the history of each sample client, from its six months replayed into a repository."""
    folder = Path(mkdtemp(prefix="portalgen-sample-"))
    try:
        replay(folder / "sample")
        projects = folder / "sample" / "projects"
        return histories(Repository.around(projects), projects, CLIENTS)
    finally:
        rmtree(folder)


@dataclass(frozen=True)
class Sample:
    """A sample client with what is derived from it on the sample's day, and the words of its language."""

    client: Client
    findings: Findings
    words: Words
    files: Mapping[str, bytes]

    def project(self, project_id: str) -> tuple[Project, ProjectFindings]:
        """Returns one of its projects with what is derived from it."""
        (found,) = (each for each in self.client.projects if each.id == project_id)
        return found, self.findings.projects[project_id]


@cache
def sample(client_id: str) -> Sample:
    """Returns a sample client."""
    folder = DiskFolder(SAMPLES)
    loaded = load(folder, client_id, load_agency(folder)[0])
    client = loaded.client
    assert client is not None
    words = Words(client.language, SAMPLE_DAY, client.currency)
    past = history()[client_id]
    known = records(past, client_id, (), past.revisions[-1].projects, SAMPLE_DAY)
    findings = analyse(client, SAMPLE_DAY, known)
    findings = replace(findings, edits=edits_of(past, client_id))
    return Sample(client, findings, words, loaded.files)


@cache
def told_sample(client_id: str) -> Sample:
    """Returns a sample client with what it was told on each day before, as the pages of a site have it."""
    one = sample(client_id)
    found = retold(one.client, one.findings, history()[client_id])
    return replace(one, findings=found.findings)
