"""Which changed files count for a preview, and that saves are gathered: none lost, none told twice."""

from pathlib import Path
from threading import Thread

import pytest

from portalgen.site.live.changes import Changes, Scope

TOP = Path("/workspace")
SCOPE = Scope(TOP / "projects", "acme")


@pytest.mark.parametrize(
    "name",
    [
        "projects/acme",
        "projects/acme/client.yml",
        "projects/acme/webshop/updates/2026-11-20.md",
        "projects/acme/webshop/documents/contract.pdf",
        "projects/portal.yml",
        "mkdocs.yml",
        "site_templates",
        "site_templates/pages/now.html",
    ],
)
def test_what_a_portal_is_made_of_counts(name: str) -> None:
    assert SCOPE.name(TOP / name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "README.md",
        "site/acme/index.html",
        "projects",
        "projects/acme-2/client.yml",
        "projects/harbour/client.yml",
        "projects/portal.yml.orig",
        "projects/acme/webshop/internal/notes.md",
        "projects/acme/webshop/internal",
        ".portalgen/cache/history",
        ".git/index",
    ],
)
def test_what_lies_elsewhere_and_what_is_internal_does_not_count(name: str) -> None:
    assert SCOPE.name(TOP / name) is None


def test_only_data_can_be_internal() -> None:
    assert (
        SCOPE.name(TOP / "site_templates/internal/part.html.j2")
        == "site_templates/internal/part.html.j2"
    )
    of_internal = Scope(TOP / "projects", "internal")
    assert (
        of_internal.name(TOP / "projects/internal/client.yml")
        == "projects/internal/client.yml"
    )
    assert of_internal.name(TOP / "projects/internal/site/internal/notes.md") is None


@pytest.mark.parametrize(
    "name",
    [
        ".milestones.yml.swp",
        "milestones.yml~",
        "#milestones.yml#",
        "4913",
        "___jb_tmp___",
        "milestones.yml.tmp",
    ],
)
def test_what_editors_leave_beside_a_file_does_not_count(name: str) -> None:
    assert SCOPE.name(TOP / "projects/acme/webshop" / name) is None


def test_a_path_outside_the_workspace_does_not_count() -> None:
    assert SCOPE.name(Path("/elsewhere/projects/acme/client.yml")) is None


def test_a_save_of_several_files_is_one_change() -> None:
    changes = Changes(quiet=0)
    for name in ("b.yml", "a.yml", "b.yml"):
        changes.note(name)
    assert changes.take() == ("a.yml", "b.yml")


def test_a_change_amid_a_build_leads_to_one_more_build() -> None:
    changes = Changes(quiet=0)
    changes.note("a.yml")
    assert changes.take() == ("a.yml",)
    changes.note("b.yml")  # while the first is built
    changes.note("b.yml")
    assert changes.take() == ("b.yml",)


def test_it_waits_for_a_change() -> None:
    changes, taken = Changes(quiet=0), list[tuple[str, ...]]()
    waiting = Thread(target=lambda: taken.append(changes.take()), daemon=True)
    waiting.start()
    changes.note("a.yml")
    waiting.join(timeout=30)
    assert taken == [("a.yml",)]


def test_what_never_rests_is_built_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changes, clock = Changes(quiet=0), iter(range(100))

    def now() -> float:
        changes.note("progress.csv")  # one more each time that somebody looks
        return float(next(clock))

    monkeypatch.setattr("portalgen.site.live.changes.monotonic", now)
    changes.note("progress.csv")
    assert changes.take() == ("progress.csv",)
