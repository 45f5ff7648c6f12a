"""What a client would be like with drafts written, and what would be wrong that is not wrong now."""

from datetime import date

from portalgen.authoring.drafts.draft import Draft
from portalgen.model.client import Agency, Client
from portalgen.pipeline.trial import Trial, tried
from portalgen.pipeline.views import View
from tests.kit.files.memory import CLIENT, folder, told

FILES = {
    "acme/client.yml": CLIENT,
    "acme/webshop/project.yml": "name: Webshop\nmilestones:\n  - {id: a, name: A, promised_date: 2026-12-01}\n",
    "acme/app/project.yml": "name: App\nstarted_on: 2026-13-01\n",
}
DATES = "acme/webshop/project.yml"


def day(client: Client | None) -> date:
    return date(2026, 11, 20) if client else date(2000, 1, 1)


VIEW = View(folder(FILES), Agency(), {}, day)


def trial(text: str, path: str = DATES) -> Trial:
    return tried(VIEW, "acme", [Draft(path, text.encode(), b"")])


def test_what_is_wrong_already_does_not_count() -> None:
    found = trial("\n\n" + FILES[DATES])
    assert found.new == ()
    assert not found.examined.loaded.is_whole
    assert list(found.examined.loaded.stand_ins) == ["app"]


def test_what_would_be_broken_is_told_apart_from_rules_and_advice() -> None:
    more = "    # x\n  - {id: a, name: B}\nasks: [{id: q, what: Q, asked_on: 2027-01-01}]\n"
    found = trial(FILES[DATES] + more)
    assert told(found.broken) == ["5:10 PG301"]
    assert [each.code for each in found.rules] == ["PG404"]


def test_a_second_case_of_what_is_wrong_already_counts() -> None:
    again = FILES["acme/app/project.yml"] + "live_from: 2026-13-01\n"
    assert told(trial(again, "acme/app/project.yml").new) == ["3:12 PG203"]


def test_a_new_client_is_judged_as_it_would_be() -> None:
    found = tried(VIEW, "new", [Draft("new/client.yml", b"name: New\n")])
    assert [each.code for each in found.new] == ["PG504"]
    assert found.broken == ()
    assert found.examined.dossier is not None
    assert found.examined.as_of == date(2026, 11, 20)


def test_what_is_tried_is_not_written() -> None:
    trial("name: Another\n")
    assert VIEW.folder.read(DATES) == FILES[DATES].encode()
