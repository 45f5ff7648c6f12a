"""What is looked at: files as they are, were or would be, always with git's records."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portalgen.errors import UsageError
from portalgen.pipeline.examine import examine
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import View, current_view, past_view
from portalgen.pipeline.workspace import Workspace, read_shared
from tests.kit.files.memory import CLIENT
from tests.kit.files.repositories import Made

PROJECT = "name: Webshop\nmilestones:\n  - {id: a, name: A, promised_date: %s}\n"
GOOD = {
    "acme/client.yml": CLIENT,
    "acme/webshop/project.yml": PROJECT % "2026-12-01",
}
TODAY = date(2026, 11, 20)


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Returns a look at a client whose promise was moved by a commit."""
    made = Made(tmp_path)
    made.commit(GOOD, at="2026-09-01T12:00:00Z")
    later = {"acme/webshop/project.yml": PROJECT % "2026-12-20"}
    made.commit(later, at="2026-10-01T12:00:00Z")
    return Look(Workspace(made.projects), datetime(2026, 11, 20, 12, tzinfo=UTC))


def first_and_current(view: View) -> tuple[date | None, date | None]:
    dossier = examine(view, "acme").dossier
    assert dossier is not None
    promise = dossier.findings.projects["webshop"].promise("a")
    return promise.first, promise.current


def test_every_view_has_the_records_until_then(look: Look) -> None:
    shared = read_shared(look.workspace)
    begun, moved = date(2026, 12, 1), date(2026, 12, 20)
    assert first_and_current(current_view(look, shared)) == (begun, moved)
    assert first_and_current(past_view(look, "acme", "2026-09-15")) == (begun, begun)
    assert first_and_current(past_view(look, "acme", "HEAD")) == (begun, moved)
    draft = (PROJECT % "2027-01-10").encode()
    trial = current_view(look, shared).with_files({"acme/webshop/project.yml": draft})
    assert first_and_current(trial) == (begun, date(2027, 1, 10))


def test_the_past_speaks_for_the_day_of_its_commit(look: Look) -> None:
    assert examine(past_view(look, "acme", "2026-09-15"), "acme").as_of == date(
        2026, 9, 1
    )


@pytest.mark.parametrize("revision", ["2026-08-01", "no-such-branch", "--all"])
def test_a_past_that_is_none_is_wrong_usage(look: Look, revision: str) -> None:
    with pytest.raises(UsageError, match="git knows no commit"):
        past_view(look, "acme", revision)
