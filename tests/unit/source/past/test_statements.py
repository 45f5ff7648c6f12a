"""What a revision told beside its dates, read from real commits: values as they are meant, texts where they changed."""

from pathlib import Path

import pytest

from portalgen.analysis.edits.edits import edits_of
from portalgen.model.record.statement import INTERNAL_UPDATE, UNCLEAR_UPDATE, Thing
from portalgen.source.past.projection import past_file
from portalgen.source.past.statements import prose, update_text
from tests.kit.clients.told import short
from tests.kit.files.repositories import Made

UPDATE = "acme/webshop/updates/2026-03-06.md"
PROJECT = "acme/webshop/project.yml"
GREEN = "---\nheadline: All goes well\n---\n"
SPOILT = "---\nheadline: Two weeks late\n---\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def edits(made: Made, cache: Path | None = None) -> list[str]:
    return short(edits_of(made.history(cache=cache), "acme"))


def test_only_texts_of_updates_that_did_not_stay_are_read(made: Made) -> None:
    made.commit({PROJECT: "name: Webshop\n", UPDATE: GREEN})
    made.commit({UPDATE.replace("06", "13"): GREEN.replace("well", "fine")})
    assert made.history().update_texts == {}
    made.commit({UPDATE: SPOILT})
    assert len(made.history().update_texts) == 2
    assert edits(made) == [
        "edited update 2026-03-06 headline: All goes well -> Two weeks late"
    ]


def test_a_walk_that_is_taken_up_again_tells_the_same(
    made: Made, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    made.commit({PROJECT: "name: Webshop\n", UPDATE: GREEN})
    edits(made, cache)
    made.commit({UPDATE: SPOILT})
    edits(made, cache)
    made.commit({UPDATE: None})
    made.commit({UPDATE: GREEN})
    assert edits(made, cache) == edits(made)
    kept = made.history(cache=cache)
    assert kept == made.history()
    assert len(edits(made)) == 3


def test_an_update_in_a_folder_that_was_renamed_is_the_same_one(made: Made) -> None:
    made.commit({PROJECT: "name: Webshop\n", UPDATE: GREEN})
    renamed = {
        PROJECT.replace("webshop", "shop"): "name: Webshop\nformerly: [webshop]\n",
        PROJECT: None,
        UPDATE: None,
    }
    made.commit({**renamed, UPDATE.replace("webshop", "shop"): GREEN})
    assert edits(made) == []
    made.commit({UPDATE.replace("webshop", "shop"): SPOILT})
    assert len(edits(made)) == 1


def test_a_rename_that_edits_as_well_hides_nothing(made: Made) -> None:
    made.commit({PROJECT: "name: Webshop\n", UPDATE: GREEN})
    renamed = {
        PROJECT.replace("webshop", "shop"): "name: Webshop\nformerly: [webshop]\n",
        PROJECT: None,
        UPDATE: None,
    }
    made.commit({**renamed, UPDATE.replace("webshop", "shop"): SPOILT})
    assert edits(made) == [
        "edited update 2026-03-06 headline: All goes well -> Two weeks late"
    ]


def test_a_tolerance_that_the_agency_widens_for_all_is_an_edit_of_each_project(
    made: Made, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    own = "name: Own\ntolerance: {schedule_days: 7}\n"
    made.commit({PROJECT: "name: Webshop\n", "acme/own/project.yml": own})
    assert edits(made, cache) == []
    made.commit({"portal.yml": "tolerance: {schedule_days: 30}\n"})
    made.commit({"portal.yml": "tolerance: {schedule_days: [\n"})
    made.commit({"portal.yml": "tolerance: {schedule_days: 30}\nagency: North\n"})
    found = edits_of(made.history(cache=cache), "acme")
    assert [each.project for each in found.entries] == ["webshop"]
    assert edits(made, cache) == ["relaxed project tolerance_days: 7 -> 30"]
    made.commit({"portal.yml": None})
    assert edits(made, cache)[1:] == ["tightened project tolerance_days: 30 -> 7"]
    assert edits(made) == edits(made, cache)


def test_pages_that_client_yml_hides_tell_nothing_and_their_edits_are_closed(
    made: Made, tmp_path: Path
) -> None:
    risk = "risks: [{id: api, name: API, probability: %s, impact: severe}]\n"
    hidden = "name: Acme\npages: [now, dates, how]\n"
    file = "acme/webshop/risks.yml"
    made.commit(
        {
            PROJECT: "name: Webshop\n",
            file: risk % "likely",
            "acme/client.yml": "name: A\n",
        }
    )
    made.commit({file: risk % "possible"})
    assert "likely" in edits(made)[0]
    made.commit({"acme/client.yml": hidden})
    made.commit({file: risk % "unlikely"})
    found = edits_of(made.history(cache=tmp_path / "cache"), "acme")
    assert [each.kind.value for each in found.entries] == ["relaxed", "relaxed"]
    said = {each.text for each in found.openings.values()}
    assert said == {"all", "dates, how, now"}
    made.commit({"acme/client.yml": "name: [\n"})
    assert edits(made) == edits(made, tmp_path / "cache") == short(found)
    made.commit({"acme/client.yml": "name: Acme\npages:\n"})
    last = short(edits_of(made.history(cache=tmp_path / "cache"), "acme"))
    assert last == edits(made)
    assert last[2:] == [
        "tightened project pages: dates, how, now -> all",
        "relaxed risk api probability: None -> unlikely",
    ]


def test_a_table_that_cannot_be_read_takes_back_no_row(made: Made) -> None:
    table = "date,scope,done\n2026-03-06,40,2\n"
    file = "acme/webshop/progress.csv"
    made.commit({PROJECT: "name: Webshop\n", file: table})
    made.commit({file: table + "soon,40,4\n"})
    made.commit({file: table + "2026-03-13,40,4\n"})
    assert edits(made) == []
    made.commit({file: None})
    assert edits(made)[0].startswith("recounted progress rows: 2026-03-06: 2/40")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"no front matter",
        b"---\nheadline: [\n---\n",
        b"---\n- a\n---\n",
        b"---\nheadline: x\n",
        b"---\n<<: {visibility: internal}\n---\n",
        b"---\nheadline: x\n---\n" + b"x" * 1024 * 1024,
    ],
)
def test_an_update_that_cannot_be_read_is_not_clear(content: bytes) -> None:
    assert update_text(content) == UNCLEAR_UPDATE


@pytest.mark.parametrize("visibility", ["internal", "intrenal", "[client]"])
def test_an_update_that_may_be_internal_says_nothing(visibility: str) -> None:
    content = f"---\nheadline: x\nvisibility: {visibility}\n---\n"
    assert update_text(content.encode()) == INTERNAL_UPDATE


def test_an_update_says_its_fields_and_its_body() -> None:
    content = (
        b"---\nheadline:  All   well\ndone: [The basket, 'Search\n  too']\nquiet: false\n"
        b"---\n\nOne\nline.\n\n- a\n- b\n"
    )
    assert dict(update_text(content).values) == {
        "headline": "All well",
        "done": "The basket\nSearch too",
        "body": "One line.\n- a\n- b",
    }


def test_where_lines_are_broken_tells_nothing_but_for_lists() -> None:
    assert prose("a\nb\n\nc") == "a b\nc"
    assert prose("a\n1. b\n# c") == "a\n1. b\n# c"
    assert prose(" \n") is None


def test_what_is_internal_is_no_statement() -> None:
    found = past_file(
        b"asks: [{id: a, visibility: internal}, {id: b}, {what: c}]\nrisks: {}\n"
    )
    assert found
    assert [(each.thing, each.id) for each in found.terms.statements] == [
        (Thing.ASK, "b")
    ]
