"""Agreement: what was agreed in writing, and the other documents."""

from dataclasses import dataclass

from portalgen.model.document import Agreement, Amendment, Document
from portalgen.model.project import PageName
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement or an amendment with its file."""

    signed: Agreement | Amendment
    file: Document | None


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement with its amendments, oldest first. The id is that of its anchor."""

    id: str
    terms: Terms
    amendments: tuple[Terms, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage(View):
    """The agreements, and the documents that are not part of any."""

    agreements: tuple[AgreementShown, ...]
    documents: tuple[Document, ...]


def agreement_page(subject: Subject) -> AgreementPage:
    """Returns the view of what was agreed."""
    project = subject.project
    files = {each.name: each for each in project.documents}
    agreements: list[AgreementShown] = []
    agreed: set[str | None] = set()
    for each in project.agreements:
        agreements.append(_shown(each, files))
        agreed.update(_file_names(each))
    others = [each for each in project.documents if each.name not in agreed]
    return AgreementPage(tuple(agreements), tuple(others))


def _shown(agreement: Agreement, files: dict[str, Document]) -> AgreementShown:
    amendments = [_terms(each, files) for each in agreement.amendments]
    return AgreementShown(
        id=agreement.id,
        terms=_terms(agreement, files),
        amendments=tuple(amendments),
    )


def _terms(signed: Agreement | Amendment, files: dict[str, Document]) -> Terms:
    file: Document | None = None
    if signed.document:
        file = files[signed.document]
    return Terms(signed, file)


def _file_names(agreement: Agreement) -> list[str | None]:
    """Returns the names of the files of an agreement and of its amendments."""
    amended = [each.document for each in agreement.amendments]
    return [agreement.document, *amended]


PAGE = ProjectPage(
    name=PageName.AGREEMENT,
    view=AgreementPage,
    make=agreement_page,
)
