"""The fence around a client: what `check`, a build and `new client` are told of others' names."""

from datetime import UTC, date, datetime
from pathlib import Path

from portalgen.diagnostics import Diagnostic
from portalgen.pipeline.examine import Examined, examine, told_by_newcomer
from portalgen.pipeline.order import Look
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workspace import Workspace, read_shared
from portalgen.site.inspect.phrases import spelt

DAY = date(2026, 11, 20)
MARGIN = "Nobody was told that the margin fell to nineteen percent"
NEWS = "---\nheadline: As at Nova\nquiet: true\n---\nA compass for all\n"


def workspace(folder: Path, files: dict[str, str]) -> Look:
    given = {
        "acme/client.yml": "name: Acme\nledger_salt: 0f\n",
        "acme/work/project.yml": "name: Work\n",
        "nova/client.yml": "name: Nova Oy\nledger_salt: 0f\n",
        **files,
    }
    for path, text in given.items():
        file = folder / "projects" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Look(Workspace(folder / "projects"), datetime(2026, 11, 20, tzinfo=UTC), DAY)


def examined(folder: Path, files: dict[str, str]) -> Examined:
    look = workspace(folder, files)
    return examine(current_view(look, read_shared(look.workspace)), "acme")


def told(found: tuple[Diagnostic, ...] | list[Diagnostic], code: str) -> list[str]:
    places = [each.place for each in found if each.code == code and each.place]
    return [
        f"{Path(place.file).parent.name}/{Path(place.file).name}:{place.line}"
        for place in places
    ]


def test_a_client_that_names_another_is_broken_and_the_other_is_not(
    tmp_path: Path,
) -> None:
    look = workspace(tmp_path, {"acme/work/updates/2026-11-20.md": NEWS})
    view = current_view(look, read_shared(look.workspace))
    assert told(examine(view, "acme").diagnostics, "PG310") == [
        "updates/2026-11-20.md:2"
    ]
    assert examine(view, "acme").sound is None
    assert examine(view, "nova").sound is not None


def test_a_draft_is_held_before_it_is_published(tmp_path: Path) -> None:
    draft = "name: Draft\nlive_from: 2027-01-11\nsummary: As at Nova\n"
    found = examined(tmp_path, {"acme/draft/project.yml": draft})
    assert told(found.diagnostics, "PG310") == ["draft/project.yml:3"]


def test_what_a_draft_holds_may_be_said_by_what_is_live(tmp_path: Path) -> None:
    draft = f"name: Draft\nlive_from: 2027-01-11\nsummary: {MARGIN}\n"
    live = f"name: Work\nsummary: {MARGIN}\n"
    files = {"acme/draft/project.yml": draft, "acme/work/project.yml": live}
    found = examined(tmp_path, files)
    assert told(found.diagnostics, "PG310") == []
    assert spelt("Nobody was told that the margin") in found.loaded.allowed


def test_a_draft_s_own_words_allow_nothing(tmp_path: Path) -> None:
    draft = "name: Draft\nlive_from: 2027-01-11\nsummary: The Payment API\n"
    live = "name: Work\ninternal: [Payment API]\n"
    files = {"acme/draft/project.yml": draft, "acme/work/project.yml": live}
    found = examined(tmp_path, files)
    assert spelt("Payment API") not in found.loaded.allowed


def test_a_name_that_is_a_word_is_told_where_there_are_neighbours(
    tmp_path: Path,
) -> None:
    card = {"nova/client.yml": "name: Card\nledger_salt: 0f\n"}
    look = workspace(tmp_path, card)
    fence = read_shared(look.workspace).fence
    assert told(fence.common_names(), "PG512") == ["nova/client.yml:1"]
    (tmp_path / "projects/acme/client.yml").unlink()
    (tmp_path / "projects/acme/work/project.yml").unlink()
    (tmp_path / "projects/acme/work").rmdir()
    (tmp_path / "projects/acme").rmdir()
    assert read_shared(look.workspace).fence.common_names() == []


def test_a_newcomer_is_told_what_its_names_mean_for_the_others(tmp_path: Path) -> None:
    files = {
        "acme/work/updates/2026-11-20.md": NEWS,
        "card/client.yml": "name: Card\nledger_salt: 0f\n",
        "compass/client.yml": "name: Compass\nledger_salt: 0f\n",
    }
    look = workspace(tmp_path, files)
    view = current_view(look, read_shared(look.workspace))
    assert told(told_by_newcomer(view, "nova"), "PG310") == ["updates/2026-11-20.md:2"]
    assert told(told_by_newcomer(view, "compass"), "PG512") == [
        "updates/2026-11-20.md:5"
    ]
    assert told(told_by_newcomer(view, "card"), "PG512") == ["card/client.yml:1"]
    assert told_by_newcomer(view, "acme") == []


def test_the_first_client_means_nothing_for_others(tmp_path: Path) -> None:
    file = tmp_path / "projects" / "card" / "client.yml"
    file.parent.mkdir(parents=True)
    file.write_text("name: Card\nledger_salt: 0f\n")
    look = Look(
        Workspace(tmp_path / "projects"), datetime(2026, 11, 20, tzinfo=UTC), DAY
    )
    view = current_view(look, read_shared(look.workspace))
    assert told_by_newcomer(view, "card") == []
