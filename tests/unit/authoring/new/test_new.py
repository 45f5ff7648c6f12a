"""New clients, projects and items: their ids, the files they stand in, and that they are valid at once."""

from collections.abc import Mapping
from datetime import date

import pytest

from portalgen.authoring.drafts.draft import Draft
from portalgen.authoring.drafts.places import find_project
from portalgen.authoring.edit.writing import Value
from portalgen.authoring.new.kinds import ITEMS
from portalgen.authoring.new.new import new_client, new_item, new_project
from portalgen.errors import PortalgenError, UsageError
from portalgen.model.client import Agency
from portalgen.source.files.overlay import Overlay
from portalgen.source.load.loader import load
from tests.kit.files.memory import CLIENT, folder

KINDS = {kind.name: kind for kind in ITEMS}
SALT = "0f" * 16
FILES: dict[str, str | bytes] = {
    "acme/client.yml": CLIENT,
    "acme/webshop/project.yml": "name: Webshop\n",
}
RISK: dict[str, Value] = {
    "name": "Late boat",
    "probability": "likely",
    "impact": "severe",
}


def item(
    kind: str,
    answers: Mapping[str, Value],
    files: Mapping[str, str | bytes] | None = None,
    wanted: str | None = None,
) -> tuple[Draft, str]:
    return new_item(
        find_project(folder(FILES | dict(files or {})), "acme/webshop"),
        KINDS[kind],
        answers,
        wanted,
    )


def problems(draft: Draft, client: str = "acme") -> list[str]:
    """Returns what is wrong with a client once a draft is written."""
    over = Overlay(folder(FILES), {draft.path: draft.after})
    return [
        f"{each.code} {each.message}"
        for each in load(over, client, Agency()).diagnostics
    ]


def test_a_new_client_is_valid_and_has_its_salt() -> None:
    draft = new_client(folder(FILES), {"name": "Käyttö & Co"}, None, SALT)
    assert draft.path == "kaytto-co/client.yml"
    assert problems(draft, "kaytto-co") == []
    found = load(Overlay(folder({}), {draft.path: draft.after}), "kaytto-co", Agency())
    assert found.delivery.ledger_salt == SALT
    assert found.client is not None
    assert (found.client.name, found.client.language, found.client.timezone) == (
        "Käyttö & Co",
        "en",
        "UTC",
    )


def test_a_client_comes_with_its_account_manager() -> None:
    answers = {
        "name": "New",
        "contact_name": "Maria Virtanen",
        "contact_email": "m@x.example",
        "reply_within": "1 day",
    }
    draft = new_client(folder(FILES), answers, None, SALT)
    found = load(Overlay(folder({}), {draft.path: draft.after}), "new", Agency())
    assert found.client is not None
    manager = found.client.account_manager
    assert manager is not None
    assert (manager.id, manager.name, manager.email) == (
        "maria-virtanen",
        "Maria Virtanen",
        "m@x.example",
    )


def test_an_address_needs_a_name() -> None:
    with pytest.raises(
        UsageError, match="missing: --contact-name, whose --contact-email it is"
    ):
        new_client(
            folder(FILES), {"name": "New", "contact_email": "m@x.example"}, None, SALT
        )


def test_a_new_project_is_valid() -> None:
    draft = new_project(
        folder(FILES),
        "acme",
        {"name": "App: two", "started_on": date(2026, 1, 2)},
        None,
    )
    assert draft.path == "acme/app-two/project.yml"
    assert problems(draft) == []


@pytest.mark.parametrize(
    ("name", "wanted", "kind", "said"),
    [
        (
            "Acme",
            None,
            PortalgenError,
            "there is a client called acme already; --id chooses another id",
        ),
        ("東京", None, UsageError, "no id can be made from 東京; missing: --id"),
        (
            "Con",
            None,
            UsageError,
            "--id: Windows reserves the name con; choose another name",
        ),
        (
            "X",
            "My Client",
            UsageError,
            "--id: My Client cannot be an id; rename it, for example to my-client",
        ),
        ("Internal", None, UsageError, "--id: internal means something else here"),
    ],
)
def test_an_id_that_cannot_be_is_refused(
    name: str, wanted: str | None, kind: type[PortalgenError], said: str
) -> None:
    with pytest.raises(kind) as error:
        new_client(folder(FILES), {"name": name}, wanted, SALT)
    assert str(error.value) == said


def test_a_project_that_exists_or_whose_client_does_not_is_refused() -> None:
    with pytest.raises(PortalgenError, match="a project called webshop already"):
        new_project(folder(FILES), "acme", {"name": "Webshop"}, None)
    with pytest.raises(UsageError, match="did you mean acme"):
        new_project(folder(FILES), "acm", {"name": "App"}, None)


def test_the_first_item_of_a_project_begins_a_file_of_its_own() -> None:
    draft, name = item("risk", RISK)
    assert (draft.path, draft.before, name) == (
        "acme/webshop/risks.yml",
        None,
        "late-boat",
    )
    assert draft.after.decode().endswith(
        "risks:\n  - id: late-boat\n    name: Late boat\n    probability: likely\n    impact: severe\n    state: open\n"
    )
    assert problems(draft) == []


def test_an_item_joins_its_list_wherever_that_stands() -> None:
    files = {
        "acme/webshop/all.yml": "risks:  # ours\n- {id: a, name: A, probability: 1, impact: 1}\n# end\nasks: []\n"
    }
    draft, _ = item("risk", RISK, files)
    assert draft.path == "acme/webshop/all.yml"
    assert draft.after.decode() == (
        "risks:  # ours\n- {id: a, name: A, probability: 1, impact: 1}\n"
        "- {id: late-boat, name: Late boat, probability: likely, impact: severe, state: open}\n# end\nasks: []\n"
    )


def test_a_project_that_keeps_its_lists_in_one_file_keeps_them_there() -> None:
    files = {
        "acme/webshop/project.yml": "name: W\nmilestones:\n  - {id: a, name: A, forecast: undated}\n"
    }
    draft, _ = item("ask", {"what": "Photos", "due_on": date(2026, 12, 1)}, files)
    assert draft.path == "acme/webshop/project.yml"
    assert draft.after.decode().endswith(
        "asks:\n  - id: photos\n    what: Photos\n    due_on: 2026-12-01\n"
    )


def test_a_list_begins_in_a_file_that_is_named_for_it() -> None:
    files = {"acme/webshop/changes.yml": "releases: []  # none yet\n"}
    draft, name = item("change", {"name": "Gift cards"}, files)
    assert draft.after.decode() == (
        "releases: []  # none yet\nchange_requests:\n  - id: gift-cards\n    name: Gift cards\n    state: proposed\n"
    )
    assert name == "gift-cards"


def test_a_milestone_without_a_date_is_undated() -> None:
    draft, _ = item("milestone", {"name": "Launch"})
    assert draft.after.decode().endswith(
        "- id: launch\n    name: Launch\n    forecast: undated\n"
    )
    assert problems(draft) == []
    dated, _ = item("milestone", {"name": "Launch", "promised_date": date(2026, 12, 1)})
    assert "forecast" not in dated.after.decode().partition("milestones:")[2]


@pytest.mark.parametrize(
    ("listed", "name", "expected"),
    [
        ("[{id: cr-1, name: A}, {id: cr-9, name: B}]", "Gift cards", "cr-10"),
        ("[{id: cr-1, name: A}, {id: other, name: B}]", "Gift cards", "gift-cards"),
        ("[{id: cr-1, name: A}, {id: aa-2, name: B}]", "Gift cards", "gift-cards"),
        ("[{id: gift-cards, name: A}]", "Gift cards", "gift-cards-2"),
        (
            "[{id: gift-cards, name: A}, {id: gift-cards-2, name: A}]",
            "Gift cards",
            "gift-cards-3",
        ),
        ("[{id: a, name: A, formerly: [gift-cards]}]", "Gift cards", "gift-cards-2"),
        ("[]", "東京", "change"),
        ("[]", "x" * 80, "x" * 63),
    ],
)
def test_an_id_is_made_from_the_name_or_counted_on(
    listed: str, name: str, expected: str
) -> None:
    files = {"acme/webshop/changes.yml": f"change_requests: {listed}\n"}
    assert item("change", {"name": name}, files)[1] == expected


def test_an_id_is_unique_among_all_lists_of_a_project() -> None:
    files = {
        "acme/webshop/a.yml": "milestones: [{id: late-boat, name: X, visibility: internal}]\n"
    }
    assert item("risk", RISK, files)[1] == "late-boat-2"
    with pytest.raises(
        UsageError,
        match="the id late-boat is taken in acme/webshop; late-boat-2 is free",
    ):
        item("risk", RISK, files, "late-boat")
    assert item("risk", RISK, files, "boat")[1] == "boat"
    long = {"acme/webshop/a.yml": f"asks: [{{id: {'x' * 63}, what: X}}]\n"}
    assert item("risk", {**RISK, "name": "x" * 63}, long)[1] == "x" * 61 + "-2"
