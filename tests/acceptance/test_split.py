"""Nothing internal of the sample is rendered; with the split switched off on purpose, the same search finds it."""

from datetime import UTC, datetime

import pytest

from portalgen.pages.render import render
from portalgen.pipeline.examine import examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.source.nouns.visibility import Split
from portalgen.source.yaml.tree import Mapping
from portalgen.words import Words
from tests.conftest import ROOT, SAMPLE_DAY

# Words that stand in internal places of projects/ alone.
INTERNAL = ("unbilled", "hosting discount", "developer-leaves")


def staged_text(client_id: str) -> str:
    """Returns all that is rendered for a client."""
    workspace = Workspace(ROOT / "projects")
    shared = read_shared(workspace)
    look = Look(workspace, datetime(2026, 11, 20, tzinfo=UTC), SAMPLE_DAY)
    dossier = examine(current_view(look, shared), client_id).dossier
    assert dossier is not None
    portal = render(
        dossier.client,
        dossier.findings,
        Words(dossier.client.language, SAMPLE_DAY),
        shared.templates.pages,
    )
    return "\n".join(
        [
            *(page.html for page in portal.pages),
            *(each.content.decode() for each in portal.assets),
        ]
    )


def found_in(text: str) -> list[str]:
    return [word for word in INTERNAL if word in text]


def test_the_words_stand_in_the_sample() -> None:
    files = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "projects/acme").rglob("*.yml")
    )
    assert found_in(files) == list(INTERNAL)


def test_nothing_internal_is_rendered() -> None:
    assert found_in(staged_text("acme")) == []


def test_with_the_split_switched_off_an_internal_risk_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = Split.part

    def open_door(self: Split, node: Mapping) -> tuple[Mapping, Mapping]:
        whole, _ = honest(self, node)
        return whole, whole

    monkeypatch.setattr(Split, "part", open_door)
    assert found_in(staged_text("acme")) == ["developer-leaves"]
