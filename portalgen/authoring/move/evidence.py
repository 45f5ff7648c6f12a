"""What a move's agreement can be checked by: a published document, with the digest that it has now."""

from portalgen.authoring.drafts.places import ProjectPlace
from portalgen.authoring.edit.writing import Value
from portalgen.errors import UsageError
from portalgen.source.formats.documents import read_documents
from portalgen.source.nouns.suggestions import did_you_mean

DOCUMENTS = "documents"


def evidence(place: ProjectPlace, name: str) -> dict[str, Value]:
    """Returns evidence as files write it, of a document of the project by its name.

    Raises UsageError where no such document is published.
    """
    wanted = name.removeprefix(f"{DOCUMENTS}/")
    folder = f"{place.path}/{DOCUMENTS}"
    digests: dict[str, str] = {}
    for each in read_documents(place.folder, folder).documents:
        digests[each.name] = each.sha256
    digest = digests.get(wanted)
    if digest is None:
        put = f"put the file into {place.folder.shown(folder)}/"
        help_ = did_you_mean(wanted, digests, otherwise=put)
        raise UsageError(f"no document {wanted} is published; {help_}")
    return {
        "document": wanted,
        "sha256": digest,
    }
