"""Documents: which digests and which links name one."""

import pytest
from pydantic import ValidationError

from portalgen.model.document import Agreement, Document, Signature, document_named

DIGEST = "ab" * 32


def test_a_digest_is_read_as_programs_print_it() -> None:
    typed = " ".join([DIGEST[:32], DIGEST[32:]]).upper()
    said = {"id": "sow", "name": "Contract", "sha256": typed}
    assert Agreement.model_validate(said).sha256 == DIGEST


@pytest.mark.parametrize("typed", ["ab", "zz" * 32, DIGEST + "0"])
def test_anything_else_is_no_digest(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Agreement.model_validate({"id": "sow", "name": "Contract", "sha256": typed})
    assert refused.value.errors()[0]["type"] == "PG220"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("documents/a.pdf", "a.pdf"),
        ("./documents/a%20b.pdf#page=2", "a b.pdf"),
        ("../documents/sub/a.pdf", "sub/a.pdf"),
        ("../../documents/a.pdf", None),
        ("https://acme.example/documents/a.pdf", None),
    ],
)
def test_a_link_names_a_document_where_it_leads_below_documents(
    target: str, name: str | None
) -> None:
    assert document_named(target) == name


def test_a_document_proves_nothing_but_where_it_is_a_signature() -> None:
    plain = Document(name="a.pdf", size=1, sha256=DIGEST)
    assert plain.signature is None
    proves = Signature(statement="I agree", key=DIGEST)
    assert Document(name="a.sig", size=1, sha256=DIGEST, signature=proves).signature
    assert proves.flaw == ""
