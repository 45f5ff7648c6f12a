"""Migration: the values that a step means, and no other byte."""

import re
from collections.abc import Iterator

import pytest

from portalgen.authoring.migrate.format_1 import values_of_days
from portalgen.authoring.migrate.migration import (
    STEPS,
    FormatStep,
    Migration,
    files,
    migrated,
)
from portalgen.diagnostics import Diagnostic, Place, problem
from portalgen.source.schema.schema import FileKind, kind_of
from portalgen.source.yaml.reader import FORMAT
from portalgen.source.yaml.tree import Mapping
from tests.conftest import ROOT
from tests.kit.files.memory import LINK, folder, loaded, told

MILESTONES = "acme/webshop/milestones.yml"


def run(
    text: str | bytes, file: str = MILESTONES, steps: tuple[FormatStep, ...] = STEPS
) -> Migration:
    """Returns what becomes of a file; it must be readable."""
    kind = kind_of(file)
    assert kind is not None
    found = migrated(
        file, text if isinstance(text, bytes) else text.encode(), kind, steps
    )
    assert isinstance(found, Migration), found
    return found


def after(text: str | bytes, file: str = MILESTONES) -> str:
    return run(text, file).after.decode()


ODD = (
    "\ufeff# Days:   1.2.2026\r\n"
    "milestones:\r\n"
    "-   id:    launch      # 3.2.2026\n"
    "    name:  'Launch on 1.2.2026'\r"
    "    promised_date:   {0}    # was 1.2.2026\r\n"
    '    forecast: {{ from:   {1},to: "{2}" }}\n'
    "    internal: {{on: 5.6.2026}}\n"
    "    depends_on: [ ]\n"
    "\n"
    "    moves:\n"
    "    - {{because:  Kävi näin 1.2.2026 ,  cause: early ,on: {3} }}"
)


def test_comments_order_spacing_and_line_ends_stay_byte_for_byte() -> None:
    text = ODD.format("24.12.2026", "2026/12/28", "30. 12. 2026", "2/13/2026").encode()
    meant = (
        ODD.format("2026-12-24", "2026-12-28", "\0", "2026-02-13")
        .replace('"\0"', "2026-12-30")
        .encode()
    )
    assert run(text).after == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("format: 0\nstarted_on: 1.2.2026\n", "format: 1\nstarted_on: 2026-02-01\n"),
        ('format: "0"  # old\n', "format: 1  # old\n"),
        ("format: 1\nstarted_on: 1.2.2026\n", "format: 1\nstarted_on: 1.2.2026\n"),
        ("format: 2\nstarted_on: 1.2.2026\n", "format: 2\nstarted_on: 1.2.2026\n"),
        ("format: new\nstarted_on: 1.2.2026\n", "format: new\nstarted_on: 1.2.2026\n"),
        ("started_on: 1.2.2026\n", "started_on: 2026-02-01\n"),
        (
            "calendar: {holidays: [1.2.2026, 2026-02-02]}\n",
            "calendar: {holidays: [2026-02-01, 2026-02-02]}\n",
        ),
        (
            "calendar:\n  freezes:\n    - from: 1.2.2026\n      to: ~\n",
            "calendar:\n  freezes:\n    - from: 2026-02-01\n      to: ~\n",
        ),
        ("summary: 1.2.2026\n", "summary: 1.2.2026\n"),
        (
            "releases: [{version: 1.2.2026, on: 1.2.2026}]\n",
            "releases: [{version: 1.2.2026, on: 2026-02-01}]\n",
        ),
        ("unknown: {started_on: 1.2.2026}\n", "unknown: {started_on: 1.2.2026}\n"),
        ("started_on: [1.2.2026]\n", "started_on: [1.2.2026]\n"),
        ("started_on: >-\n  1.2.2026\n", "started_on: >-\n  1.2.2026\n"),
        ("started_on: 1.2.\n  2026\n", "started_on: 1.2.\n  2026\n"),
        ("", ""),
        ("# nothing\n", "# nothing\n"),
    ],
)
def test_only_days_of_files_that_claim_no_newer_format_change(
    text: str, meant: str
) -> None:
    assert after(text) == meant


def test_front_matter_is_migrated_and_the_text_below_it_is_not() -> None:
    update = "---\nformat: 0\nheadline: On 1.2.2026\n---\nformat: 0\n1.2.2026\n"
    assert after(update, "acme/webshop/updates/2026-02-06.md") == update.replace(
        "format: 0", "format: 1", 1
    )


def test_a_day_that_may_be_two_is_left_and_told() -> None:
    found = run("format: 0\nstarted_on: 3/4/2026\nlive_from: 13/4/2026\n")
    assert found.after == b"format: 0\nstarted_on: 3/4/2026\nlive_from: 2026-04-13\n"
    (doubt,) = found.doubts
    assert told([doubt]) == ["2:13 PG203"]
    assert doubt.message == "started_on: 3/4/2026 may be 2026-03-04 or 2026-04-03"


def test_a_migrated_file_does_not_change_again() -> None:
    once = run(ODD.format("24.12.2026", "2026/12/28", "30. 12. 2026", "2/13/2026"))
    assert once.changes
    assert not run(once.after).changes


def test_what_was_refused_is_taken() -> None:
    text = "milestones: [{id: launch, name: Launch, promised_date: 24.12.2026}]\n"
    assert told(loaded({"webshop/milestones.yml": text}).diagnostics) == ["1:56 PG203"]
    assert loaded({"webshop/milestones.yml": after(text)}).diagnostics == ()


@pytest.mark.parametrize(
    "text", ["a: [\n", "a: 1\na: 2\n", b"a: \xe4\n", b"a: \x00\n", "- a\n", "a: &x 1\n"]
)
def test_what_cannot_be_read_is_told_and_left(text: str | bytes) -> None:
    kind = kind_of(MILESTONES)
    assert kind is not None
    found = migrated(
        MILESTONES, text if isinstance(text, bytes) else text.encode(), kind
    )
    assert isinstance(found, Diagnostic)
    assert found.place
    assert found.place.file == MILESTONES


def sample_files() -> list[str]:
    projects = ROOT / "projects"
    paths = (
        path.relative_to(projects).as_posix()
        for path in sorted(projects.rglob("*.*"))
        if path.is_file()
    )
    return [path for path in paths if kind_of(path)]


def test_the_sample_is_in_todays_format() -> None:
    changed = [
        path
        for path in sample_files()
        if run((ROOT / "projects" / path).read_bytes(), path).changes
    ]
    assert changed == []


def locally(kind: FileKind, tree: Mapping) -> Iterator[tuple[Place, str]]:
    """Yields each day of a file as it is written with points."""
    for _, scalar in values_of_days(kind, tree):
        if found := re.fullmatch(r"(\d+)-(\d+)-(\d+)", str(scalar.text)):
            yield scalar.place, f"{int(found[3])}.{int(found[2])}.{found[1]}"


@pytest.mark.parametrize(
    "path", [path for path in sample_files() if path.endswith("milestones.yml")]
)
def test_days_written_with_points_all_over_a_file_come_back_as_they_were(
    path: str,
) -> None:
    content = (ROOT / "projects" / path).read_bytes()
    backwards = run(content, path, (FormatStep(1, locally),))
    assert backwards.changes
    assert run(backwards.after, path).after == content


def test_the_last_step_leads_to_todays_format_and_none_is_left_out() -> None:
    assert [step.to for step in STEPS] == list(range(1, int(FORMAT) + 1))


def capital(kind: FileKind, tree: Mapping) -> Iterator[tuple[Place, str] | Diagnostic]:
    """Stands for a later step: names are written in capitals, and one that is a question is left."""
    del kind
    place, name = tree.values["name"].place, tree.text("name") or ""
    yield (
        problem("PG206", "a question", place, "answer it")
        if "?" in name
        else (place, name.upper())
    )


def test_steps_follow_one_another_from_the_format_that_a_file_states() -> None:
    steps = (*STEPS, FormatStep(2, capital))
    assert (
        run("format: 0\nname: a\nstarted_on: 1.2.2026\n", steps=steps).after
        == b"format: 2\nname: A\nstarted_on: 2026-02-01\n"
    )
    assert (
        run("format: 1\nname: a\nstarted_on: 1.2.2026\n", steps=steps).after
        == b"format: 2\nname: A\nstarted_on: 1.2.2026\n"
    )
    assert run("format: 2\nname: a\n", steps=steps).after == b"format: 2\nname: a\n"
    assert run("format: 1\nname: a?\n", steps=steps).after == b"format: 1\nname: a?\n"
    assert run(
        "format: 0\nname: a\nstarted_on: 3/4/2026\n", steps=steps
    ).after.startswith(b"format: 0\nname: a\n")


def test_a_step_that_would_change_the_rest_of_a_file_is_refused() -> None:
    def breaking(kind: FileKind, tree: Mapping) -> Iterator[tuple[Place, str]]:
        del kind
        yield tree.values["name"].place, "b\nmore: c"

    with pytest.raises(Exception, match="cannot be changed safely"):
        run("name: a\n", steps=(FormatStep(1, breaking),))


def test_files_are_found_by_kind_and_internal_folders_stay_shut() -> None:
    names = (
        "portal.yml",
        "acme/client.yml",
        "acme/ledger.yml",
        "acme/webshop/a.yml",
        "acme/webshop/updates/2026-02-06.md",
    )
    others = (
        *(
            "acme/internal/a.yml",
            "acme/webshop/internal/a.yml",
            "acme/webshop/progress.csv",
            ".git/a/b.yml",
        ),
        *("acme/webshop/documents/a.yml", "README.md", f"acme/webshop/b.yml{LINK}"),
    )
    found = [
        (path, kind.name)
        for path, kind in files(folder(dict.fromkeys((*names, *others), "")))
    ]
    assert sorted(found) == sorted(
        zip(names, ("portal", "client", "ledger", "project", "update"), strict=True)
    )
