"""References: they lead somewhere, to something visible, and in no circle; ids are unique."""

import pytest

from tests.kit.files.memory import CLIENT, PROJECT, loaded, told

A, B, C = (
    f"  - id: {name}\n    name: Step {name}\n    forecast: undated\n" for name in "abc"
)
LATE = "  - id: late\n    name: Late\n    probability: likely\n    impact: major\n"


def found_in(project: str, client: str = CLIENT) -> list[str]:
    return told(
        loaded(
            {"client.yml": client, "webshop/project.yml": PROJECT + project}
        ).diagnostics
    )


@pytest.mark.parametrize(
    ("project", "where"),
    [
        (f"milestones:\n{A}{A}", ["6:9 PG301"]),
        (f"milestones:\n{A}{A}{A}", ["6:9 PG301", "9:9 PG301"]),
        (f"milestones:\n{A}{B}    formerly: [a]\n", ["9:16 PG301"]),
        (
            f"milestones:\n{A}    formerly: [old]\n{B}    formerly: [old]\n",
            ["10:16 PG301"],
        ),
        (f"milestones:\n{A}asks:\n  - id: a\n    what: Photos\n", ["7:9 PG301"]),
        (f"milestones:\n{A}{A}    visibility: internal\n", ["6:9 PG301"]),
        (
            "contacts:\n  - id: maria\n    name: Maria\n  - id: maria\n    name: Maria\n",
            ["5:9 PG301"],
        ),
        (f"milestones:\n{A}contacts:\n  - id: a\n    name: Anna\n", []),
    ],
)
def test_an_id_stands_once_in_a_project(project: str, where: list[str]) -> None:
    assert found_in(project) == where


@pytest.mark.parametrize(
    "alike",
    ["A", "\uff41", "\U0001d41a", "\u24d0"],
    ids=["capital", "wide", "bold", "circled"],
)
def test_an_id_that_only_looks_different_collides(alike: str) -> None:
    found = found_in(f"milestones:\n{A}{B.replace('id: b', f'id: {alike}')}")
    assert found == ["6:9 PG207", "6:9 PG301"]


def test_the_same_id_in_two_projects_is_fine() -> None:
    files = {
        "webshop/project.yml": PROJECT + f"milestones:\n{A}",
        "app/project.yml": f"name: App\nmilestones:\n{A}",
    }
    assert loaded(files).diagnostics == ()


@pytest.mark.parametrize(
    ("project", "where", "help_"),
    [
        (f"milestones:\n{A}    depends_on: [aa]\n", "6:18 PG302", "did you mean a?"),
        (f"milestones:\n{A}    depends_on: [zzz]\n", "6:18 PG302", "known here: a"),
        (
            f"milestones:\n{A}    depends_on:\n      - zzz\n",
            "7:9 PG302",
            "known here: a",
        ),
        (
            "asks:\n  - id: photos\n    what: Photos\n    blocks: [launch]\n",
            "5:14 PG302",
            "there are none here",
        ),
        (
            f"milestones:\n{A}    moves:\n      - {{cause: early, because: Done., change_request: cr-1}}\n",
            "7:56 PG302",
            "there are none here",
        ),
        (
            f"milestones:\n{A}asks:\n  - id: photos\n    what: Photos\n    blocks: [photos]\n",
            "9:14 PG302",
            "known here: a",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_where_it_stands(
    project: str, where: str, help_: str
) -> None:
    (found,) = loaded({"webshop/project.yml": PROJECT + project}).diagnostics
    assert told([found]) == [where]
    assert help_ in found.help


@pytest.mark.parametrize(
    ("project", "where"),
    [
        (
            f"milestones:\n{A}    depends_on: [b]\n{B}    visibility: internal\n",
            ["6:18 PG303"],
        ),
        (
            f"milestones:\n{A}    depends_on: [b]\n    visibility: internal\n{B}    visibility: internal\n",
            [],
        ),
        (
            f"milestones:\n{A}    visibility: internal\nasks:\n  - id: x\n    what: X\n    blocks: [a]\n",
            ["10:14 PG303"],
        ),
        (
            f"milestones:\n{A}    moves: [{{cause: early, because: Done., change_request: cr-1}}]\n"
            "change_requests:\n  - id: cr-1\n    name: More\n    visibility: internal\n",
            ["6:60 PG303"],
        ),
        (
            "contacts:\n  - id: boss\n    name: Aino\n    visibility: internal\n"
            + f"risks:\n{LATE}    owner: boss\n",
            ["11:12 PG303"],
        ),
    ],
)
def test_a_visible_item_cannot_refer_to_an_internal_one(
    project: str, where: list[str]
) -> None:
    assert found_in(project) == where


@pytest.mark.parametrize(
    ("project", "circles"),
    [
        (f"milestones:\n{A}    depends_on: [a]\n", ["a waits for a"]),
        (
            f"milestones:\n{A}    depends_on: [b]\n{B}    depends_on: [a]\n",
            ["a waits for b waits for a"],
        ),
        (
            f"milestones:\n{A}    depends_on: [b]\n{B}    depends_on: [c]\n{C}    depends_on: [b]\n",
            ["b waits for c waits for b"],
        ),
        (f"milestones:\n{A}    depends_on: [b, c]\n{B}    depends_on: [c]\n{C}", []),
    ],
)
def test_milestones_that_wait_for_each_other_are_told_once(
    project: str, circles: list[str]
) -> None:
    found = loaded({"webshop/project.yml": PROJECT + project}).diagnostics
    assert [(each.code, each.message) for each in found] == [
        ("PG304", circle) for circle in circles
    ]


def test_a_long_chain_is_followed_to_its_end() -> None:
    steps = "".join(
        f"  - {{id: s{number}, name: S, forecast: undated, depends_on: [s{(number + 1) % 400}]}}\n"
        for number in range(400)
    )
    assert found_in(f"milestones:\n{steps}") == ["3:42 PG304"]


@pytest.mark.parametrize(
    ("person", "where"),
    [
        ("maria", []),
        ("Timo Laine", []),
        ("Timo", []),
        ("Maria", []),
        ("mariia", ["5:10 PG503"]),
        ("timo", ["5:10 PG503"]),
    ],
)
def test_a_person_spelt_like_an_id_is_a_contact(person: str, where: list[str]) -> None:
    client = CLIENT + "contacts:\n  - id: maria\n    name: Maria Virtanen\n"
    assert (
        found_in(
            f"health:\n  schedule: green\n  plan: None needed\n  owner: {person}\n",
            client,
        )
        == where
    )


def test_a_project_s_own_contacts_are_known_there() -> None:
    assert (
        found_in(
            f"contacts:\n  - id: aino\n    name: Aino\nrisks:\n{LATE}    owner: aino\n"
        )
        == []
    )


def test_money_without_a_currency_is_told_once() -> None:
    change = "  - id: cr-{}\n    name: More\n    cost_impact: 100\n"
    project = "change_requests:\n" + "".join(
        change.format(number) for number in range(5)
    )
    assert found_in(project, "name: Acme\nledger_salt: a\n") == ["5:18 PG217"]
    assert found_in(project) == []
