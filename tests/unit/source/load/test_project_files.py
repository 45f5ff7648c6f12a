"""A project is the union of the YAML files in its folder."""

import pytest

from tests.kit.files.memory import LINK, PROJECT, loaded, told

MILESTONES = "milestones:\n  - id: launch\n    name: Launch\n    forecast: undated\n"
ASKS = "asks:\n  - id: photos\n    what: Product photos\n    blocks: [launch]\n"
HEAD = "---\nheadline: News\nquiet: true\n---\n"


@pytest.mark.parametrize(
    "files",
    [
        {"webshop/project.yml": PROJECT + MILESTONES + ASKS},
        {"webshop/milestones.yml": MILESTONES, "webshop/asks.yml": ASKS},
        {"webshop/plan.yaml": MILESTONES, "webshop/Owed.YML": ASKS},
        {
            "webshop/a.yml": MILESTONES,
            "webshop/b.yml": "",
            "webshop/c.yml": "# nothing yet\n",
            "webshop/z.yml": ASKS,
        },
        {
            "webshop/a.yml": MILESTONES,
            "webshop/b.yml": "---",
            "webshop/c.yml": "~\n",
            "webshop/z.yml": ASKS,
        },
        {
            "webshop/project.yml": "",
            "webshop/name.yml": PROJECT,
            "webshop/plan.yml": MILESTONES + ASKS,
        },
        {
            "webshop/a.yml": "format: 1\n" + MILESTONES,
            "webshop/b.yml": "format: 1\n" + ASKS,
        },
    ],
    ids=[
        "one file",
        "by key",
        "other endings",
        "empty files",
        "files of nothing",
        "name elsewhere",
        "formats",
    ],
)
def test_keys_may_stand_in_whichever_file(files: dict[str, str]) -> None:
    found = loaded(files)
    assert found.diagnostics == ()
    assert found.client
    (project,) = found.client.projects
    assert (project.name, project.milestones[0].id, project.asks[0].id) == (
        "Webshop renewal",
        "launch",
        "photos",
    )


def test_a_key_in_two_files_names_the_first() -> None:
    found = loaded(
        {
            "webshop/a.yml": "phase: Design\n",
            "webshop/project.yml": PROJECT + "phase: Build\n",
        }
    )
    assert told(found.diagnostics) == ["2:1 PG114"]
    assert "acme/webshop/a.yml:1" in found.diagnostics[0].message


def test_every_format_is_read_not_only_the_first() -> None:
    found = loaded(
        {"webshop/a.yml": "format: 1\n", "webshop/project.yml": "format: 9\n" + PROJECT}
    )
    assert told(found.diagnostics) == ["1:9 PG206"]


def test_all_files_are_told_in_one_run() -> None:
    files = {
        "client.yml": "name: Acme\nlanguage: Finnish\n",
        "webshop/asks.yml": "asks: [\n",
        "webshop/milestones.yml": "milestones:\n  - id: launch\n    name: Launch\n    promised_date: 1.3.2026\n",
        "webshop/progress.csv": "day;scope\n",
        "webshop/updates/2026-11-20.md": "no dashes\n",
        "app/project.yml": "nmae: App\n",
    }
    found = loaded(files).diagnostics
    assert {
        each.place.file.removeprefix("acme/"): each.code for each in found if each.place
    } == {
        "client.yml": "PG213",
        "webshop/asks.yml": "PG104",
        "webshop/milestones.yml": "PG203",
        "webshop/progress.csv": "PG116",
        "webshop/updates/2026-11-20.md": "PG115",
        "app/project.yml": "PG202",
    }


def test_nothing_is_said_to_be_missing_in_a_file_that_cannot_be_read() -> None:
    assert told(
        loaded({"webshop/project.yml": "name: “Webshop: new”\n"}).diagnostics
    ) == ["1:15 PG111"]
    assert told(loaded({"client.yml": "name: Acme: Oy\n"}).diagnostics) == [
        "1:11 PG111"
    ]


def test_nothing_is_said_of_references_while_a_file_cannot_be_read() -> None:
    files = {
        "webshop/asks.yml": ASKS,
        "webshop/milestones.yml": MILESTONES.replace("Launch", "@Launch"),
    }
    assert told(loaded(files).diagnostics) == ["3:11 PG104"]


@pytest.mark.parametrize(
    ("files", "file", "code", "help_"),
    [
        (
            {"webshop/progres.csv": "x"},
            "progres.csv",
            "PG120",
            "did you mean progress.csv?",
        ),
        ({"webshop/budget.xlsx": "x"}, "budget.xlsx", "PG120", "documents/"),
        ({"webshop/update/a.md": HEAD}, "update", "PG120", "did you mean updates?"),
        ({"webshop/photos/": ""}, "photos", "PG120", "documents/"),
        ({f"webshop/risks.yml{LINK}": ""}, "risks.yml", "PG117", "copy the file"),
        (
            {f"webshop/updates/2026-11-20.md{LINK}": ""},
            "updates/2026-11-20.md",
            "PG117",
            "updates/",
        ),
        ({"webshop/updates/old/": ""}, "updates/old", "PG117", "updates/"),
        (
            {"webshop/updates/2026-11-20.markdown": HEAD},
            "updates/2026-11-20.markdown",
            "PG120",
            "name it 2026-11-20.md",
        ),
        (
            {"webshop/updates/20.11.2026.md": HEAD},
            "updates/20.11.2026.md",
            "PG118",
            "name it 2026-11-20.md",
        ),
        (
            {"webshop/updates/2026-11-31.md": HEAD},
            "updates/2026-11-31.md",
            "PG118",
            "2026-03-20.md",
        ),
        (
            {"webshop/updates/2026-11-20 copy.md": HEAD},
            "updates/2026-11-20 copy.md",
            "PG118",
            "2026-03-20.md",
        ),
        (
            {"webshop/updates/9999-12-31.md": HEAD},
            "updates/9999-12-31.md",
            "PG118",
            "2026-03-20.md",
        ),
        ({"webshop/updates/README": ""}, "updates/README", "PG120", "2026-03-20.md"),
    ],
)
def test_a_name_that_is_not_read_is_told_at_the_name(
    files: dict[str, str], file: str, code: str, help_: str
) -> None:
    (found,) = loaded(files).diagnostics
    assert (found.code, found.place and found.place.file) == (
        code,
        f"acme/webshop/{file}",
    )
    assert told([found]) == [f"1:1 {code}"]
    assert help_ in found.help


def test_hidden_files_are_passed_over() -> None:
    files = {
        ".gitkeep": "",
        "webshop/.DS_Store": "x",
        "webshop/updates/.gitkeep": "",
        "webshop/.internal/a.yml": "x",
    }
    assert loaded(files).diagnostics == ()


def test_an_update_that_cannot_be_read_still_counts_as_news() -> None:
    found = loaded({"webshop/updates/2026-11-20.md": "---\nheadline: a: b\n---\n"})
    assert found.is_broken
    assert found.client
    assert [str(update.period_end) for update in found.client.projects[0].updates] == [
        "2026-11-20"
    ]


def test_a_project_without_a_name_is_told_in_its_main_file_else_at_its_folder() -> None:
    (found,) = loaded({"webshop/project.yml": "\n\nphase: Design\n"}).diagnostics
    assert (found.place and found.place.file, told([found])) == (
        "acme/webshop/project.yml",
        ["3:1 PG201"],
    )
    (found,) = loaded({"app/milestones.yml": MILESTONES}).diagnostics
    assert (found.place and found.place.file, told([found])) == (
        "acme/app",
        ["1:1 PG201"],
    )
    assert "project.yml" in found.help
