"""Commits out of what `git log` prints: fields and changes in their places, and an error where they are not."""

import pytest

from portalgen.source.git.command import GitError
from portalgen.source.git.log import Change, Commit, logged

FIRST, SECOND = "a" * 40, "b" * 40
BLOB, NONE = "c" * 40, "0" * 40


def header(name: str, parents: str = "", seconds: str = "1772452800") -> bytes:
    fields = (name, parents, seconds, "Maria", "maria@northlight.example")
    return "".join(f"{field}\0" for field in fields).encode()


def change(mode: str, blob: str, path: str) -> bytes:
    return f"\n:100644 {mode} {NONE} {blob} M\0{path}\0".encode()


def test_a_log_is_read_commit_by_commit_with_what_each_changed() -> None:
    said = (
        header(FIRST)
        + change("100644", BLOB, "projects/acme/a.yml")
        + change("120000", BLOB, "projects/acme/link")
        + change("000000", NONE, "projects/acme/gone.yml")
        + header(SECOND, f"{FIRST} {BLOB}")
    )
    whole = ("Maria", "maria@northlight.example")
    assert list(logged(said, "projects/")) == [
        Commit(
            FIRST,
            (),
            1772452800,
            *whole,
            (
                Change("acme/a.yml", BLOB),
                Change("acme/link", None),
                Change("acme/gone.yml", None),
            ),
        ),
        Commit(SECOND, (FIRST, BLOB), 1772452800, *whole),
    ]
    assert list(logged(b"", "")) == []


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("-5", -5), ("0", 0), ("", 0), ("soon", 0), ("１", 0), ("1.5", 0)],
)
def test_a_time_that_is_none_is_the_first_second(typed: str, seconds: int) -> None:
    (found,) = logged(header(FIRST, seconds=typed), "")
    assert found.committed_at == seconds


@pytest.mark.parametrize(
    "said",
    [
        header("no id"),
        header("A" * 40),
        header("a" * 41),
        header(FIRST).partition(b"Maria")[0],
        header(FIRST) + b"one more field\0",
    ],
)
def test_what_is_no_log_is_an_error_of_git(said: bytes) -> None:
    with pytest.raises(GitError):
        list(logged(said, ""))
