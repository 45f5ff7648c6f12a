"""What would be wrong with a draft that is not wrong now."""

from datetime import date

from portalgen.authoring.drafts.draft import Draft, Trial, tried
from portalgen.model.client import Agency, Client
from tests.kit.files.memory import CLIENT, folder, told

FILES = {
    "acme/client.yml": CLIENT,
    "acme/webshop/project.yml": "name: Webshop\nmilestones:\n  - {id: a, name: A, promised_date: 2026-12-01}\n",
    "acme/app/project.yml": "name: App\nstarted_on: 2026-13-01\n",
}
DATES = "acme/webshop/project.yml"


def day(client: Client | None) -> date:
    return date(2026, 11, 20) if client else date(2000, 1, 1)


def trial(text: str, path: str = DATES) -> Trial:
    return tried(
        folder(FILES), Agency(), "acme", [Draft(path, text.encode(), b"")], day
    )


def test_what_is_wrong_already_does_not_count() -> None:
    found = trial("\n\n" + FILES[DATES])
    assert found.new == ()
    assert found.loaded.is_broken  # by the other project


def test_what_would_be_broken_is_told_apart_from_rules_and_advice() -> None:
    found = trial(
        FILES[DATES]
        + "    # x\n  - {id: a, name: B}\nasks: [{id: q, what: Q, asked_on: 2027-01-01}]\n"
    )
    assert told(found.broken) == ["5:10 PG301"]
    assert [each.code for each in found.rules] == ["PG404"]


def test_a_second_case_of_what_is_wrong_already_counts() -> None:
    again = FILES["acme/app/project.yml"] + "live_from: 2026-13-01\n"
    assert told(trial(again, "acme/app/project.yml").new) == ["3:12 PG203"]


def test_a_new_client_is_judged_as_it_would_be() -> None:
    found = tried(
        folder(FILES), Agency(), "new", [Draft("new/client.yml", b"name: New\n")], day
    )
    assert [each.code for each in found.new] == ["PG504"]
    assert found.broken == ()
    assert found.findings is not None


def test_the_same_slip_a_second_time_is_told_once() -> None:
    slip = "  - {id: a, name: B}\n"
    once = FILES[DATES] + slip
    known = tried(
        folder(FILES | {DATES: once}), Agency(), "acme", [draft(once + slip)], day
    )
    assert told(known.new) == ["5:10 PG301"]


def test_each_case_that_is_known_stands_for_one_alone() -> None:
    slip = "  - {id: a, name: B}\n"
    twice = FILES[DATES] + slip + slip
    files = folder(FILES | {DATES: twice})
    same = tried(files, Agency(), "acme", [draft(twice)], day)
    more = tried(files, Agency(), "acme", [draft(twice + slip + slip)], day)
    assert told(same.new) == []
    assert told(more.new) == ["6:10 PG301", "7:10 PG301"]


def draft(text: str) -> Draft:
    return Draft(DATES, text.encode(), b"")
