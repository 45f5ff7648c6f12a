"""Pointers go by ids and lead to the nearest place that there is."""

import pytest

from portalgen.diagnostics import problem
from portalgen.source.load.loaded import locate
from tests.kit.files.memory import CLIENT, PROJECT, loaded, told

FILES = {
    "client.yml": CLIENT
    + "contacts:\n  - name: Maria\n    id: maria\nbranding:\n  accent: '#1f5fbf'\n",
    "webshop/project.yml": PROJECT + "health:\n  schedule: green\n",
    "webshop/milestones.yml": """# what is promised
milestones:
  - id: design
    name: Design
    forecast: undated
  - name: Launch
    id: launch
    promised_date: 2026-12-15
    depends_on: [design]
    moves:
      - {on: 2026-11-02, from: 2026-12-01, to: 2026-12-15, cause: early, because: Done.}
""",
    "webshop/progress.csv": "date,scope,done\n2026-11-13,40,12\n",
    "webshop/updates/2026-11-13.md": "---\nheadline: News\nquiet: true\n---\n",
}
MILESTONES = "acme/webshop/milestones.yml"


@pytest.mark.parametrize(
    ("pointer", "file", "line", "column"),
    [
        ("", "acme/client.yml", 1, 1),
        ("/currency", "acme/client.yml", 2, 11),
        ("/branding", "acme/client.yml", 7, 1),
        ("/branding/accent", "acme/client.yml", 8, 11),
        ("/branding/logo", "acme/client.yml", 7, 1),
        ("/contacts/maria/name", "acme/client.yml", 5, 11),
        ("/contacts/timo", "acme/client.yml", 4, 1),
        ("/nothing/of/the/kind", "acme/client.yml", 1, 1),
        ("/webshop", "acme/webshop", 1, 1),
        ("/webshop/name", "acme/webshop/project.yml", 1, 7),
        ("/webshop/health/plan", "acme/webshop/project.yml", 2, 1),
        ("/webshop/phase", "acme/webshop", 1, 1),
        ("/webshop/milestones", MILESTONES, 2, 1),
        ("/webshop/milestones/launch", MILESTONES, 6, 5),
        ("/webshop/milestones/launch/promised_date", MILESTONES, 8, 20),
        ("/webshop/milestones/launch/actual_date", MILESTONES, 6, 5),
        ("/webshop/milestones/launch/depends_on", MILESTONES, 9, 5),
        ("/webshop/milestones/launch/depends_on/0", MILESTONES, 9, 18),
        ("/webshop/milestones/launch/moves/0/cause", MILESTONES, 11, 67),
        ("/webshop/milestones/launch/moves/7/cause", MILESTONES, 10, 5),
        ("/webshop/milestones/1/name", MILESTONES, 2, 1),
        ("/webshop/progress", "acme/webshop/progress.csv", 1, 1),
        ("/webshop/progress/1/done", "acme/webshop/progress.csv", 2, 15),
        ("/webshop/progress/2/done", "acme/webshop/progress.csv", 1, 1),
        (
            "/webshop/updates/2026-11-13/headline",
            "acme/webshop/updates/2026-11-13.md",
            2,
            11,
        ),
        (
            "/webshop/updates/2026-11-13/period_end",
            "acme/webshop/updates/2026-11-13.md",
            1,
            1,
        ),
        (
            "/webshop/updates/2026-11-13/next",
            "acme/webshop/updates/2026-11-13.md",
            2,
            1,
        ),
    ],
)
def test_a_pointer_leads_to_its_place_or_to_its_nearest_ancestor(
    pointer: str, file: str, line: int, column: int
) -> None:
    place = locate(loaded(FILES).locations, pointer)
    assert (place.file, place.line, place.column) == (file, line, column)


def test_a_place_found_by_pointer_carries_its_line() -> None:
    place = locate(loaded(FILES).locations, "/webshop/milestones/launch/promised_date")
    assert (place.text, place.width) == ("    promised_date: 2026-12-15", 10)


def test_problems_found_later_get_their_places_and_their_order() -> None:
    found = loaded(FILES).with_problems(
        [
            problem("PG404", "late", "/webshop/milestones/launch"),
            problem("PG507", "pale", "/branding/accent"),
        ]
    )
    assert told(found.diagnostics) == ["8:11 PG507", "6:5 PG404"]
    assert not found.is_broken


def test_what_is_known_of_no_client_points_to_nothing() -> None:
    assert locate({}, "/webshop/name").file == ""
