"""The loader: a client's folder becomes the model, and nothing outside of the folder is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from portalgen.diagnostics import problem
from portalgen.model.client import Agency, Client
from portalgen.model.contact import Contact
from portalgen.model.fields.schema import all_nouns, keys
from portalgen.model.milestone import Milestone, Move
from portalgen.model.project import Project
from portalgen.model.record.ledger import LedgerFile
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.formats.pictures import published_picture
from portalgen.source.load.agency import client_ids, load_agency
from portalgen.source.load.loader import load
from tests.kit.files.memory import (
    CLIENT,
    LINK,
    PROJECT,
    MemoryFolder,
    folder,
    loaded,
    told,
)
from tests.kit.files.pictures import png

PNG = png()


def test_a_client_with_a_name_is_enough() -> None:
    found = load(folder({"acme/client.yml": "name: Acme Oy\n"}), "acme", Agency())
    assert found.client == Client(id="acme", name="Acme Oy", agency=Agency())
    assert (found.client.language, found.client.timezone, found.client.currency) == (
        "en",
        "UTC",
        None,
    )
    assert told(found.diagnostics) == ["1:1 PG504"]
    assert not found.is_broken


def test_a_project_with_a_name_is_enough() -> None:
    found = loaded({})
    assert found.client
    assert found.client.projects == (Project(id="webshop", name="Webshop renewal"),)
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    "section",
    [
        "health",
        "calendar",
        "milestones",
        "asks",
        "contacts",
        "risks",
        "tolerance",
        "pages",
    ],
)
def test_an_empty_section_is_none(section: str) -> None:
    found = loaded({"webshop/project.yml": PROJECT + f"{section}:\n"})
    assert found.diagnostics == ()
    assert found.client
    assert found.client.projects == (Project(id="webshop", name="Webshop renewal"),)


def test_the_delivery_part_is_no_part_of_the_client() -> None:
    found = loaded(
        {
            "client.yml": CLIENT
            + "access: host\npublish: {git: git@host.example:a.git, branch: gh-pages}\n"
        }
    )
    assert found.diagnostics == ()
    assert (
        found.delivery.access,
        found.delivery.publish and found.delivery.publish.branch,
    ) == ("host", "gh-pages")
    assert found.client
    assert "host.example" not in found.client.model_dump_json()
    assert "5f1c0a9e" not in found.client.model_dump_json()


@pytest.mark.parametrize(
    ("noun", "key", "meant"),
    [
        (Milestone, "promissed_date", "promised_date"),
        (Milestone, "forcast", "forecast"),
        (Milestone, "dependson", "depends_on"),
        (Milestone, "visiblity", "visibility"),
        (Move, "becuase", "because"),
        (Project, "millestones", "milestones"),
        (Project, "page", "pages"),
        (Project, "started", "started_on"),
        (Contact, "mail", "email"),
        (Client, "acces", "access"),
        (Client, "time_zone", "timezone"),
        (Client, "ledgersalt", "ledger_salt"),
    ],
)
def test_a_misspelt_key_is_told_with_the_key_that_was_meant(
    noun: type, key: str, meant: str
) -> None:
    files: Mapping[type, dict[str, str]] = {
        Milestone: {
            "webshop/m.yml": f"milestones:\n  - {{id: a, name: A, forecast: undated, {key}: x}}\n"
        },
        Move: {
            "webshop/m.yml": f"milestones:\n  - {{id: a, name: A, moves: [{{cause: early, {key}: x}}]}}\n"
        },
        Project: {"webshop/m.yml": f"{key}: x\n"},
        Contact: {
            "client.yml": CLIENT
            + f"contacts:\n  - {{id: maria, name: Maria, {key}: x}}\n"
        },
        Client: {"client.yml": CLIENT + f"{key}: x\n"},
    }
    (found,) = [
        each for each in loaded(files[noun]).diagnostics if each.code == "PG202"
    ]
    assert found.help == f"did you mean {meant}?"
    assert found.place
    assert found.place.text[found.place.column - 1 :].startswith(key)


def test_a_key_that_resembles_none_is_told_with_all_that_are_known() -> None:
    (found,) = loaded(
        {"webshop/m.yml": "milestones:\n  - {id: a, name: A, zzz: x}\n"}
    ).diagnostics
    assert found.help == f"known here: {', '.join(sorted(keys(Milestone)))}"


@pytest.mark.parametrize("key", ["id", "projects", "agency"])
def test_what_comes_from_folders_cannot_be_written_in_client_yml(key: str) -> None:
    assert told(loaded({"client.yml": CLIENT + f"{key}: x\n"}).diagnostics) == [
        "4:1 PG202"
    ]


@pytest.mark.parametrize("key", ["id", "progress", "updates"])
def test_what_comes_from_folders_cannot_be_written_in_a_project(key: str) -> None:
    assert told(loaded({"webshop/a.yml": f"{key}: x\n"}).diagnostics) == ["1:1 PG202"]


@pytest.mark.parametrize("key", ["period_end", "body"])
def test_what_comes_from_the_file_cannot_be_written_in_an_update(key: str) -> None:
    files = {
        "webshop/updates/2026-11-20.md": f"---\nheadline: News\nquiet: true\n{key}: x\n---\n"
    }
    assert told(loaded(files).diagnostics) == ["4:1 PG202"]


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("Name: Webshop\n", ["1:1 PG202"]),
        ("title: Webshop\n", ["1:1 PG202"]),
        ("nmae: Webshop\nfase: Design\n", ["1:1 PG202", "2:1 PG202"]),
        ("title: Webshop\nfase: Design\n", ["1:1 PG201", "1:1 PG202", "2:1 PG202"]),
    ],
)
def test_a_needed_key_that_is_misspelt_is_not_missing_too(
    text: str, told_: list[str]
) -> None:
    assert told(loaded({"webshop/project.yml": text}).diagnostics) == told_


BAD_NAMES = (
    "Acme",
    "ACME",
    "acme oy",
    "ac_me",
    "äcme",
    "ａｃｍｅ",
    "аcme",
    "-acme",
    "acme.",
    "a" * 64,
)
RESERVED = ("con", "PRN", "aux", "nul", "com1", "LPT9")


@dataclass(frozen=True)
class Watched(MemoryFolder):
    """A folder that knows what was opened."""

    opened: list[str] = field(default_factory=list)

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes | None:
        self.opened.append(path)
        return super().read(path, largest)


@pytest.mark.parametrize("name", [*BAD_NAMES, *RESERVED])
@pytest.mark.parametrize(
    "path", ["{}/client.yml", "acme/{}/project.yml"], ids=["client", "project"]
)
def test_a_folder_that_cannot_be_an_id_is_refused_and_not_opened(
    name: str, path: str
) -> None:
    watched = Watched(
        folder({"acme/client.yml": CLIENT, path.format(name): PROJECT}).files
    )
    ids, wrong = client_ids(watched)
    found = [*wrong, *load(watched, "acme", Agency()).diagnostics]
    assert (ids, watched.opened) == (["acme"], ["acme/client.yml"])
    shown = path.format(name).rpartition("/")[0]
    assert [(each.code, each.place and each.place.file) for each in found] == [
        ("PG118", shown)
    ]


@pytest.mark.parametrize("name", [".", "..", ".git", "..."])
def test_a_hidden_folder_is_not_opened(name: str) -> None:
    watched = Watched(
        folder(
            {
                "acme/client.yml": CLIENT,
                f"{name}/client.yml": CLIENT,
                f"acme/{name}/a.yml": "",
            }
        ).files
    )
    assert client_ids(watched) == (["acme"], [])
    assert load(watched, "acme", Agency()).diagnostics == ()
    assert watched.opened == ["acme/client.yml"]


@pytest.mark.parametrize(
    "name",
    ["0", "a", "a-1", "acme-oy", "a" * 63, "2026-11-20", "conn", "null", "internal2"],
)
def test_a_folder_with_an_id_for_a_name_is_read(name: str) -> None:
    found = loaded({f"{name}/project.yml": "name: Another\n"})
    assert found.diagnostics == ()
    assert found.client
    assert name in [project.id for project in found.client.projects]


def test_files_beside_the_clients_are_told() -> None:
    names = {
        "acme/client.yml": CLIENT,
        "portal.yaml": "",
        "notes.txt": "",
        f"shared{LINK}": "",
        ".git/config": "",
        "portal.yml": "",
    }
    ids, wrong = client_ids(folder(names))
    assert ids == ["acme"]
    assert [(each.place and each.place.file, each.code) for each in wrong] == [
        ("notes.txt", "PG120"),
        ("portal.yaml", "PG120"),
        ("shared", "PG117"),
    ]
    assert "did you mean portal.yml?" in wrong[1].help


@pytest.mark.parametrize("name", ["client.yml", "portal.yml"])
def test_a_link_in_place_of_a_file_is_told_once(name: str) -> None:
    linked = folder(
        {
            "acme/webshop/project.yml": PROJECT,
            (f"acme/client.yml{LINK}" if name[0] == "c" else f"portal.yml{LINK}"): "",
        }
    )
    ids, wrong = client_ids(linked)
    wrong += load_agency(linked)[1]
    wrong += load(linked, ids[0], Agency()).diagnostics if name[0] == "c" else []
    assert [
        (each.code, each.place and each.place.file.rpartition("/")[2]) for each in wrong
    ] == [("PG117", name)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", []),
        ("agency: {name: Northlight, email: hello@northlight.example}\n", []),
        ("agency:\n  nmae: Northlight\n", ["2:3 PG202"]),
        ("rules:\n  unexplained_moves: fatal\n", ["2:22 PG206"]),
        ("tolerance:\n  schedule_days: -1\n", ["2:18 PG210"]),
        ("cadence_days: weekly\n", ["1:15 PG204"]),
        ("site_url: a: b\n", ["1:12 PG111"]),
        ("rules:\ntolerance:\n", []),
    ],
)
def test_portal_yml_is_read_and_its_defaults_stand_where_it_is_wrong(
    text: str, where: list[str]
) -> None:
    agency, wrong = load_agency(folder({"portal.yml": text}))
    assert told(wrong) == where
    assert (agency.cadence_days, agency.tolerance.schedule_days) == (7, 7)


def test_without_portal_yml_the_defaults_stand() -> None:
    assert load_agency(folder({})) == (Agency(), [])


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"acme.png": PNG}, None),
        ({}, "PG119"),
        ({f"acme.png{LINK}": ""}, "PG119"),
        ({"acme.png": PNG[:-1]}, "PG122"),
        ({"acme.png": b"<svg onload='alert(1)'/>"}, "PG122"),
        ({"acme.png": bytes(LARGEST_FILE + 1)}, "PG101"),
    ],
)
def test_a_logo_is_read_where_it_is_there(
    files: dict[str, str | bytes], code: str | None
) -> None:
    found = loaded({"client.yml": CLIENT + "branding: {logo: acme.png}\n", **files})
    own = [each.code for each in found.diagnostics if each.code != "PG117"]
    assert own == ([code] if code else [])
    assert found.files == (
        {} if code else {"acme.png": published_picture("acme.png", PNG)}
    )


@pytest.mark.parametrize(
    "name",
    [
        "../portal.png",
        "a/b.png",
        "/etc/x.png",
        "..\\x.png",
        "acme.svg",
        ".hidden.png",
        "acme",
    ],
)
def test_a_logo_that_is_no_picture_of_this_folder_is_refused(name: str) -> None:
    found = loaded({"client.yml": CLIENT + f"branding: {{logo: '{name}'}}\n"})
    assert told(found.diagnostics) == ["4:18 PG206"]


def test_a_broken_project_does_not_hide_its_neighbours() -> None:
    found = loaded(
        {
            "app/project.yml": "name: a: b\n",
            "site/project.yml": "name: Site\nphase: []\n",
        }
    )
    assert told(found.diagnostics) == ["1:8 PG111", "2:1 PG205"]
    assert found.client
    assert [project.id for project in found.client.projects] == ["webshop"]
    assert found.is_broken


def test_every_key_of_the_model_is_described() -> None:
    for noun in all_nouns(Client):
        undescribed = [
            name for name, each in noun.model_fields.items() if not each.description
        ]
        assert undescribed == [], noun.__name__


DIGEST = "a1" * 32
REDACTION = f"{{entry: 3, field: because, on: 2026-05-03, reason: Personal data, digest: {DIGEST}}}"
RESTART = f"{{on: 2026-05-03, because: The salt was lost, previous: {DIGEST}}}"


def test_ledger_yml_is_read_and_its_places_are_known() -> None:
    found = loaded(
        {
            "ledger.yml": f"format: 1\nredactions:\n  - {REDACTION}\nrestarts:\n  - {RESTART}\n"
        }
    )
    assert found.diagnostics == ()
    assert [(each.entry, each.reason) for each in found.ledger_file.redactions] == [
        (3, "Personal data")
    ]
    assert [each.because for each in found.ledger_file.restarts] == [
        "The salt was lost"
    ]
    placed = found.with_problems(
        [problem("PG602", "wrong", "/ledger.yml/redactions/0/digest")]
    )
    assert [
        (each.place.file, each.place.line) for each in placed.diagnostics if each.place
    ] == [("acme/ledger.yml", 3)]


@pytest.mark.parametrize(
    "files", [{}, {"ledger.yml": ""}, {"ledger.yml": "redactions:\n"}]
)
def test_without_redactions_and_restarts_there_are_none(files: dict[str, str]) -> None:
    found = loaded(files)
    assert (found.ledger_file, found.diagnostics) == (LedgerFile(), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"redactions:\n  - {REDACTION.replace(DIGEST, DIGEST[1:])}\n", ["2:79 PG605"]),
        ("redactions:\n  - {entry: 3}\n", ["2:5 PG201"] * 4),
        (f"redaction:\n  - {REDACTION}\n", ["1:1 PG202"]),
        (f"restarts:\n  - {RESTART[:-1]}, visibility: internal}}\n", ["2:126 PG305"]),
        ("redactions: [\n", ["1:13 PG104"]),
        ("- a\n", ["1:1 PG113"]),
    ],
)
def test_what_is_wrong_with_ledger_yml_is_told_and_stops_the_client(
    text: str, expected: list[str]
) -> None:
    found = loaded({"ledger.yml": text})
    assert told(found.diagnostics) == expected
    assert found.is_broken
    assert {each.place.file for each in found.diagnostics if each.place} == {
        "acme/ledger.yml"
    }


def test_an_internal_block_of_ledger_yml_is_kept_apart() -> None:
    found = loaded(
        {"ledger.yml": f"restarts:\n  - {RESTART}\ninternal: {{asked_by: Somebody}}\n"}
    )
    assert found.diagnostics == ()
    assert "Somebody" in [secret.text for secret in found.secrets]
    assert len(found.ledger_file.restarts) == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("ledger.yaml", "did you mean ledger.yml?"),
        ("ledger.yml/notes.txt", None),
        (f"ledger.yml{LINK}", "copy the file itself there"),
    ],
)
def test_what_only_resembles_ledger_yml_is_told(
    path: str, expected: str | None
) -> None:
    (found,) = loaded({path: "redactions: []\n"}).diagnostics
    assert found.code == {"ledger.yaml": "PG120", "ledger.yml/notes.txt": "PG118"}.get(
        path, "PG117"
    )
    assert expected is None or found.help == expected


LOST = "asks:\n  - {id: photos, what: Photos, blocks: [lunch]}\n"


def test_a_slip_in_one_project_s_files_leaves_the_others_checked() -> None:
    found = loaded(
        {
            "app/project.yml": "name: App\nasks: [\n",
            "webshop/asks.yml": LOST,
        }
    )
    files = [each.place.file for each in found.diagnostics if each.place]
    assert told(found.diagnostics) == ["2:7 PG104", "2:41 PG302"]
    assert files == ["acme/app/project.yml", "acme/webshop/asks.yml"]


def test_of_a_project_that_cannot_be_read_nothing_is_said_that_its_file_might_answer() -> (
    None
):
    found = loaded(
        {"webshop/asks.yml": LOST, "webshop/milestones.yml": "milestones: [\n"}
    )
    assert told(found.diagnostics) == ["1:13 PG104"]


def test_where_client_yml_cannot_be_read_no_project_is_checked_against_it() -> None:
    found = loaded({"client.yml": CLIENT + "contacts: [\n", "webshop/asks.yml": LOST})
    assert told(found.diagnostics) == ["4:11 PG104"]


@pytest.mark.parametrize(
    "files",
    [
        {"client.yml": CLIENT + "visibility: internal\n"},
        {"client.yml": CLIENT + "branding: {visibility: internal}\n"},
    ],
    ids=["client", "a block of it"],
)
def test_a_client_that_calls_itself_internal_is_not_published(
    files: dict[str, str],
) -> None:
    found = loaded(files)
    assert found.is_broken
    assert [each.code for each in found.diagnostics] == ["PG305"]
