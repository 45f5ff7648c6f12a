"""What the pages of a project are about."""

from dataclasses import dataclass

from portalgen.analysis.findings import Findings, ProjectFindings
from portalgen.model.client import Client
from portalgen.model.project import PageName, Project
from portalgen.pages.parts.edits import ProjectEdits, project_edits
from portalgen.words import Words


@dataclass(frozen=True, slots=True)
class Subject:
    """One project with its client, what is derived from both, the words to say it, and the pages that it publishes."""

    client: Client
    project: Project
    findings: Findings
    words: Words
    published: tuple[PageName, ...]

    @property
    def found(self) -> ProjectFindings:
        """What is derived from the project."""
        return self.findings.projects[self.project.id]

    @property
    def edits(self) -> ProjectEdits:
        """What the project told otherwise than before."""
        return project_edits(
            self.findings.edits,
            self.project.id,
            self.words,
            self.published,
        )

    def publishes(self, page: PageName) -> bool:
        """Tells whether the project has a page."""
        return page in self.published
