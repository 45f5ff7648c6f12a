"""git as it is started: its variables, its settings, and what it answers to many questions at once."""

import os
from pathlib import Path

import pytest

from portalgen.source.git.command import GitError, contents, one_line, run
from tests.kit.files.repositories import Made


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    made.commit({"acme/a.yml": "1\n", "acme/b.yml": "22\n"}, at="2026-03-02T12:00:00Z")
    return made


def blob(made: Made, path: str) -> str:
    return made.git("rev-parse", f"HEAD:projects/{path}")


def test_a_command_returns_what_git_prints(made: Made) -> None:
    said = run(made.top, "rev-parse", "HEAD")
    assert one_line(said) == made.git("rev-parse", "HEAD")


def test_a_command_reads_what_is_typed(made: Made) -> None:
    said = run(made.top, "hash-object", "--stdin", typed=b"1\n")
    assert one_line(said) == blob(made, "acme/a.yml")


@pytest.mark.parametrize(
    "arguments", [("rev-parse", "nowhere"), ("no-such-command",), ("log", "a\0b")]
)
def test_a_command_that_fails_is_an_error_of_git(
    made: Made, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(GitError):
        run(made.top, *arguments)


def test_no_program_and_no_folder_are_errors_of_git(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(GitError):
        run(made.top / "nowhere", "rev-parse", "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError):
        run(made.top, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("name", "value", "is_kept"),
    [
        ("GIT_CEILING_DIRECTORIES", "/nowhere", True),
        ("GIT_DIR", "/nowhere", False),
        ("GIT_INDEX_FILE", "/nowhere", False),
        ("GIT_OBJECT_DIRECTORY", "/nowhere", False),
    ],
)
def test_variables_that_could_stand_another_repository_in_are_left_out(
    made: Made, monkeypatch: pytest.MonkeyPatch, name: str, value: str, is_kept: bool
) -> None:
    monkeypatch.setenv(name, value)
    seen = run(made.top, "-c", f"alias.seen=!echo ${name}", "seen")
    assert one_line(seen) == (value if is_kept else "")


def test_git_speaks_to_nobody_and_asks_for_nothing(made: Made) -> None:
    def seen(name: str) -> str:
        return one_line(run(made.top, "-c", f"alias.seen=!echo ${name}", "seen"))

    assert seen("GIT_TERMINAL_PROMPT") == "0"
    assert seen("GIT_ALLOW_PROTOCOL") == "none"
    assert seen("LC_ALL") == "C"
    assert one_line(run(made.top, "config", "core.hooksPath")) == "/dev/null"


@pytest.mark.parametrize(
    ("said", "line"),
    [(b"a\n", "a"), (b"a\r\n", "a"), (b"a\n\n", "a\n"), (b"a ", "a "), (b"", "")],
)
def test_a_line_loses_its_end_and_no_more(said: bytes, line: str) -> None:
    assert one_line(said) == line


def test_a_path_that_is_no_text_is_read_as_the_system_reads_it() -> None:
    assert os.fsencode(one_line(b"\xff\n")) == b"\xff"


def test_files_are_cut_one_byte_past_the_largest_size(made: Made) -> None:
    one, two = blob(made, "acme/a.yml"), blob(made, "acme/b.yml")
    asked = [two, one, two]
    assert list(contents(made.top, asked, largest=1)) == [
        (two, b"22"),
        (one, b"1\n"),
        (two, b"22"),
    ]
    assert list(contents(made.top, [], largest=1)) == []


def test_what_is_no_file_is_an_error_of_git(made: Made) -> None:
    with pytest.raises(GitError):
        list(contents(made.top, [made.git("rev-parse", "HEAD")], largest=9))
