"""One way to look at a client, and what may be published of what came of it."""

from dataclasses import replace
from datetime import date

from portalgen.model.client import Agency, Client
from portalgen.pipeline.examine import examine
from portalgen.pipeline.views import View
from tests.kit.files.memory import CLIENT, folder

PROJECT = "name: Webshop\nmilestones:\n  - {id: a, name: A, promised_date: %s}\n"
GOOD = {
    "acme/client.yml": CLIENT,
    "acme/webshop/project.yml": PROJECT % "2026-12-01",
}
TODAY = date(2026, 11, 20)


def day(client: Client | None) -> date:
    return TODAY


VIEW = View(folder(GOOD), Agency(), {}, day)


def test_what_is_right_is_sound() -> None:
    examined = examine(VIEW, "acme")
    assert examined.sound is examined.dossier
    assert examined.sound is not None
    assert examined.sound.client.projects[0].name == "Webshop"
    assert examined.as_of == TODAY


def test_what_is_broken_may_be_looked_at_and_is_not_sound() -> None:
    wrong = {"acme/webshop/more.yml": b"started_on: 2026-13-01\n"}
    examined = examine(VIEW.with_files(wrong), "acme")
    assert examined.sound is None
    assert examined.dossier is not None
    assert examined.refusal == "the data of acme is broken: run portalgen check"


def test_a_client_that_cannot_be_read_has_no_dossier() -> None:
    examined = examine(VIEW.with_files({"acme/client.yml": b"name: [\n"}), "acme")
    assert (examined.dossier, examined.sound) == (None, None)


def test_nobody_is_sound_who_is_judged_by_defaults() -> None:
    examined = examine(replace(VIEW, is_broken=True), "acme")
    assert examined.sound is None
    assert examined.dossier is not None
    assert "portal.yml is broken" in examined.refusal


def test_a_project_is_judged_on_another_day_by_the_same_records() -> None:
    dossier = examine(VIEW, "acme").sound
    assert dossier is not None
    (project,) = dossier.client.projects
    later = dossier.project_on(project, date(2027, 1, 1))
    assert later.as_of == date(2027, 1, 1)
    assert dossier.project_on(project, TODAY) == dossier.findings.projects["webshop"]
