"""Pages that are not published: their nouns and the references into them leave the model, and become secrets."""

import pytest

from portalgen.model.fields.schema import texts
from portalgen.model.project import PageName
from tests.kit.files.memory import CLIENT, PROJECT, loaded, told

FILES = {
    "webshop/milestones.yml": """milestones:
  - id: launch
    name: Launch
    promised_date: 2026-12-15
    moves:
      - {on: 2026-11-02, cause: scope_change, because: Points were added., change_request: cr-3}
""",
    "webshop/asks.yml": """asks:
  - {id: photos, what: Product photos, decider: Timo Laine, blocks: [launch]}
owed:
  - {id: report, what: Load test report}
""",
    "webshop/risks.yml": "risks:\n  - {id: late, name: Photos come late, probability: likely, impact: major}\n",
    "webshop/changes.yml": """change_requests:
  - {id: cr-3, name: Loyalty points, cost_impact: 8200}
releases:
  - {version: 0.4.0, on: 2026-11-02, added: [Guest checkout]}
""",
    "webshop/progress.csv": "date,scope,done,planned,stream\n2026-11-13,40,12,,Shop\n",
    "webshop/updates/2026-11-13.md": "---\nheadline: Checkout works\nquiet: true\n---\nMore of it.\n",
}
NOUNS = {
    PageName.NEEDS: {"asks", "owed"},
    PageName.CHANGED: {"updates"},
    PageName.PROGRESS: {"progress"},
    PageName.CHANGES: {"change_requests", "releases"},
    PageName.RISKS: {"risks"},
}
ALL = set().union(*NOUNS.values())


def pages_without(page: PageName) -> str:
    return f"pages: [{', '.join(each for each in PageName if each is not page)}]\n"


def test_by_default_all_is_published() -> None:
    found = loaded(FILES)
    assert found.diagnostics == ()
    assert found.client
    (project,) = found.client.projects
    assert project.pages == tuple(PageName)
    assert {name for name in ALL if getattr(project, name)} == ALL


@pytest.mark.parametrize("page", NOUNS)
@pytest.mark.parametrize("file", ["client.yml", "webshop/project.yml"])
def test_the_nouns_of_a_hidden_page_leave_the_model(page: PageName, file: str) -> None:
    text = {"client.yml": CLIENT, "webshop/project.yml": PROJECT}[file] + pages_without(
        page
    )
    found = loaded({**FILES, file: text})
    assert found.diagnostics == ()
    assert found.client
    (project,) = found.client.projects
    assert page not in project.pages
    assert {name for name in ALL if getattr(project, name)} == ALL - NOUNS[page]


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        (PageName.NEEDS, ["Product photos", "Load test report", "Timo Laine"]),
        (PageName.CHANGED, ["Checkout works", "More of it."]),
        (PageName.PROGRESS, ["Shop"]),
        (PageName.CHANGES, ["Loyalty points", "Guest checkout", "cr-3"]),
        (PageName.RISKS, ["Photos come late"]),
    ],
)
def test_texts_of_a_hidden_page_are_secrets_and_in_no_model(
    page: PageName, hidden: list[str]
) -> None:
    found = loaded({**FILES, "webshop/project.yml": PROJECT + pages_without(page)})
    assert found.client
    published = set(texts(found.client))
    secrets = {secret.text for secret in found.secrets}
    assert published.isdisjoint(hidden)
    assert secrets.issuperset(hidden)


def test_a_move_loses_its_reference_to_a_hidden_change_request_and_keeps_its_reason() -> (
    None
):
    found = loaded(
        {**FILES, "webshop/project.yml": PROJECT + pages_without(PageName.CHANGES)}
    )
    assert found.client
    (move,) = found.client.projects[0].milestones[0].moves
    assert (move.change_request, move.because) == (None, "Points were added.")


def test_a_reference_into_a_hidden_page_is_checked_all_the_same() -> None:
    text = PROJECT + pages_without(PageName.NEEDS)
    asks = FILES["webshop/asks.yml"].replace("[launch]", "[lunch]")
    assert told(
        loaded(
            {**FILES, "webshop/project.yml": text, "webshop/asks.yml": asks}
        ).diagnostics
    ) == ["2:70 PG302"]


def test_a_project_s_pages_stand_before_the_client_s() -> None:
    found = loaded(
        {
            "client.yml": CLIENT + "pages: [now, dates, how]\n",
            "webshop/project.yml": PROJECT + "pages: [how, dates, risks, now]\n",
            "app/project.yml": "name: App\n",
            "site/project.yml": "name: Site\npages:\n",
        }
    )
    assert found.client
    pages = {project.id: project.pages for project in found.client.projects}
    now, dates, risks, how = PageName.NOW, PageName.DATES, PageName.RISKS, PageName.HOW
    assert pages == {
        "webshop": (now, dates, risks, how),
        "app": (now, dates, how),
        "site": (now, dates, how),
    }


@pytest.mark.parametrize(
    ("pages", "where", "help_"),
    [
        ("[now, dates]", ["2:1 PG306"], "add how"),
        ("[]", ["2:1 PG306"], "add now, dates, how"),
        ("[now, dates, how, risk]", ["2:26 PG206"], "did you mean risks?"),
        ("[now, dates, how, {a: b}]", ["2:26 PG206"], "known here"),
        ("now", ["2:8 PG209"], "[now, dates, how]"),
        ("{now: true}", ["2:8 PG209"], "[now, dates, how]"),
    ],
)
def test_a_list_of_pages_that_cannot_be_is_refused(
    pages: str, where: list[str], help_: str
) -> None:
    found = loaded({"webshop/project.yml": PROJECT + f"pages: {pages}\n"}).diagnostics
    assert told(found) == where
    assert help_ in found[0].help
