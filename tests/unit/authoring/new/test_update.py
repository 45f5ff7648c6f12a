"""An update begins with what the data says happened since the last one, and with nothing internal."""

from collections.abc import Mapping
from datetime import date

import pytest

from portalgen.analysis.analyse import analyse_project
from portalgen.authoring.drafts.places import find_project
from portalgen.authoring.new.update import new_update
from portalgen.errors import PortalgenError
from portalgen.model.client import Agency
from portalgen.source.formats.markdown import front_matter
from portalgen.source.load.loader import load
from portalgen.source.yaml.reader import parse_keys
from portalgen.source.yaml.tree import plain
from portalgen.words import Words
from tests.kit.files.memory import CLIENT, folder, source

END = date(2026, 11, 20)
PROJECT = """\
name: Webshop
milestones:
  - {id: design, name: Design, promised_date: 2026-11-17, actual_date: 2026-11-17}
  - {id: old, name: Old, promised_date: 2026-11-13, actual_date: 2026-11-13}
  - id: launch
    name: Launch
    promised_date: 2026-12-01
    moves:
      - {on: 2026-11-18, from: 2026-11-27, to: 2026-12-01, cause: our_fault, because: "We were late: sorry."}
      - {on: 2026-11-12, to: 2026-12-01, cause: estimate, because: Before.}
  - {id: far, name: Far, promised_date: 2027-06-01}
asks:
  - {id: photos, what: Photos, asked_on: 2026-11-02, due_on: 2026-11-16}
  - {id: logo, what: Logo, asked_on: 2026-11-16, due_on: 2026-11-27}
  - {id: texts, what: Texts, due_on: 2026-11-10, done_on: 2026-11-19}
  - {id: long, what: Long overdue, due_on: 2026-11-01}
owed:
  - {id: plan, what: Plan, due_on: 2026-11-24}
  - {id: report, what: Report, due_on: 2026-11-15, done_on: 2026-11-14}
risks:
  - {id: boat, name: Late boat, probability: 3, impact: 3, raised_on: 2026-11-20}
  - {id: rain, name: Rain, probability: 3, impact: 3, raised_on: 2026-10-01, closed_on: 2026-11-15, state: closed}
  - {id: secret, name: Sophie may leave, probability: 3, impact: 3, raised_on: 2026-11-19, visibility: internal}
change_requests:
  - {id: cr-1, name: Gift cards, raised_on: 2026-11-14, decided_on: 2026-11-20, state: approved, internal: {m: Margin}}
releases: [{version: 0.4.1, on: 2026-11-16}, {version: 0.5.0, on: 2026-11-21}]
"""
FILES: dict[str, str | bytes] = {
    "acme/client.yml": CLIENT,
    "acme/webshop/project.yml": PROJECT,
    "acme/webshop/progress.csv": "date,scope,done\n2026-11-06,50,10\n2026-11-13,50,20\n2026-11-20,55,32\n",
    "acme/webshop/updates/2026-11-13.md": "---\nheadline: Before\nquiet: true\n---\n",
}


def written(
    files: Mapping[str, str | bytes] | None = None,
    end: date = END,
    language: str = "en",
) -> str:
    """Returns the text of an update for a day."""
    whole = FILES | dict(files or {})
    whole["acme/client.yml"] = f"{CLIENT}language: {language}\n"
    place = find_project(folder(whole), "acme/webshop")
    client = load(folder(whole), "acme", Agency()).client
    assert client is not None
    (project,) = client.projects
    draft = new_update(
        place,
        project,
        analyse_project(project, Agency(), end),
        end,
        Words(language, end),
        "News: good",
    )
    assert (draft.path, draft.before) == (f"acme/webshop/updates/{end}.md", None)
    return draft.after.decode()


def said(text: str) -> dict[str, object]:
    """Returns the keys of an update."""
    parts = front_matter(source(text))
    assert isinstance(parts, tuple)
    tree, wrong = parse_keys(parts[0])
    assert wrong == []
    found = plain(tree)
    assert isinstance(found, dict)
    return found


def test_each_part_of_the_report_begins_with_the_facts_of_the_period() -> None:
    assert said(written()) == {
        "headline": "News: good",
        "done": [
            "Delivered by us: Report (14 November)",
            "Asked of you: Logo (16 November)",
            "Released: 0.4.1 (16 November)",
            "Design: met (17 November)",
        ],
        "results": [
            "32 of 55 items accepted, 12 more than on 13 November",
            "Scope: 50 items on 13 November, now 55",
            "Change requested: Gift cards (14 November)",
            "Risk closed: Rain (15 November)",
            "Received from you: Texts (19 November)",
            "Change approved: Gift cards (20 November)",
        ],
        "why": [
            "Launch: promise moved from 27 November to 1 December (on our side): We were late: sorry.",
            "Risk raised: Late boat (20 November)",
            "Waiting for you: Photos, needed by 16 November",
        ],
        "next": [
            "Launch: expected 1 December",
            "From you: Logo, needed by 27 November",
            "From us: Plan, due 24 November",
        ],
    }


def test_nothing_internal_is_in_it() -> None:
    for word in ("Sophie", "Margin"):
        assert word in PROJECT
        assert word not in written()
        assert word not in written(end=date(2026, 12, 31))


def test_it_speaks_the_clients_language() -> None:
    found = written(language="fi")
    assert "Odotamme teiltä: Photos, olisi tarvittu 16. marraskuuta mennessä" in found
    assert "32 / 55 tehtävästä hyväksytty, 12 enemmän kuin 13. marraskuuta" in found
    assert "(meistä johtuva syy): We were late" in found


def test_a_first_update_tells_all_that_happened() -> None:
    whole = {path: each for path, each in FILES.items() if "updates" not in path}
    place = find_project(folder(whole), "acme/webshop")
    client = load(folder(whole), "acme", Agency()).client
    assert client is not None
    (project,) = client.projects
    found = analyse_project(project, Agency(), END)
    text = new_update(
        place, project, found, END, Words("en", END), "First"
    ).after.decode()
    assert "Old: met (13 November)" in text
    assert "32 of 55 items accepted\n" in text
    assert "Waiting for you: Long overdue, needed by 1 November" in text


def test_parts_without_facts_stay_to_be_written() -> None:
    quiet = {
        "acme/webshop/project.yml": "name: Webshop\n",
        "acme/webshop/progress.csv": "date,scope,done\n",
    }
    text = written(quiet)
    assert said(text) == {"headline": "News: good"}
    assert "\n# done: " in text
    assert "\n# why: " in text


def test_the_period_begins_with_the_last_update_before_it() -> None:
    later = {
        "acme/webshop/updates/2026-11-27.md": "---\nheadline: Later\nquiet: true\n---\n"
    }
    assert said(written(later)) == said(written())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "2026-11-13,50,20\n2026-11-20,50,20",
            ["20 of 50 items accepted, as many as on 13 November"],
        ),
        (
            "2026-11-13,50,20.5\n2026-11-20,50,18",
            ["18 of 50 items accepted, 2.5 fewer than on 13 November"],
        ),
        ("2026-11-16,50,20\n2026-11-20,50,21", ["21 of 50 items accepted"]),
        (
            "2026-11-06,50,20\n2026-11-18,50,21\n2026-11-21,50,30",
            ["21 of 50 items accepted, 1 more than on 6 November"],
        ),
        ("2026-11-13,50,20", []),
    ],
)
def test_progress_is_told_where_a_newer_number_is_known(
    rows: str, expected: list[str]
) -> None:
    files: dict[str, str | bytes] = {
        "acme/webshop/project.yml": "name: Webshop\n",
        "acme/webshop/progress.csv": f"date,scope,done\n{rows}\n",
    }
    assert said(written(files)).get("results", []) == expected


def test_an_update_never_takes_the_place_of_another() -> None:
    with pytest.raises(
        PortalgenError,
        match=r"acme/webshop/updates/2026-11-13.md exists already: edit it there",
    ):
        written(end=date(2026, 11, 13))
