"""A branch of a real repository: replaced whole, by one at a time, and never with what was there before behind it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from portalgen.errors import PublishError, SealError
from portalgen.exports.seal import seal
from portalgen.model.record.seal import Seal
from portalgen.publish.branch import read_branch, shown
from portalgen.publish.content import Present, State
from portalgen.publish.target import GitPlace
from tests.kit.commands.publishing import Bare

DAY = date(2026, 8, 1)
SITE = {"index.html": b"one\r\n", "seal.json": seal(DAY)}


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare.made(tmp_path / "portal.git")


@pytest.fixture
def place(bare: Bare) -> GitPlace:
    return GitPlace(str(bare.top), "gh-pages")


def put(
    place: GitPlace, files: dict[str, bytes], folder: Path, day: date = DAY
) -> bool:
    with read_branch(place, folder) as branch:
        return branch.put(files.items(), day, "Portal")


def test_odd_names_and_bytes_arrive_as_they_are(
    bare: Bare, place: GitPlace, tmp_path: Path
) -> None:
    odd = SITE | {
        'a "quoted" \\ name.pdf': bytes(range(256)),
        "ä/ö ü.txt": b"",
        ".gitattributes": b"* text=auto\n",
    }
    assert put(place, odd, tmp_path)
    assert bare.files() == odd | {".nojekyll": b""}


def test_the_same_files_on_another_day_are_no_change(
    bare: Bare, place: GitPlace, tmp_path: Path
) -> None:
    assert put(place, SITE, tmp_path)
    head = bare.head()
    assert not put(place, SITE, tmp_path, date(2026, 9, 1))
    assert bare.head() == head


def test_older_content_behind_the_same_files_is_taken_out(
    bare: Bare, place: GitPlace, tmp_path: Path
) -> None:
    assert put(place, SITE, tmp_path)
    bare.git(
        "update-ref",
        "refs/heads/gh-pages",
        bare.git("commit-tree", "-p", "gh-pages", "-m", "x", "gh-pages^{tree}"),
    )
    assert bare.commits() == 2
    assert put(place, SITE, tmp_path)
    assert bare.commits() == 1


@pytest.fixture(params=[None, SITE], ids=["a branch to come", "a branch"])
def before(request: pytest.FixtureRequest, place: GitPlace, tmp_path: Path) -> None:
    if request.param:
        put(place, request.param, tmp_path)


@pytest.mark.usefixtures("before")
def test_of_two_that_read_the_same_branch_the_second_loses_and_may_read_it_again(
    bare: Bare, place: GitPlace, tmp_path: Path
) -> None:
    with ExitStack() as both:
        one, two = (both.enter_context(read_branch(place, tmp_path)) for _ in range(2))
        assert one.put((SITE | {"a": b"one"}).items(), DAY, "Portal")
        with pytest.raises(
            PublishError, match="published by somebody else in the meantime"
        ):
            two.put((SITE | {"a": b"two"}).items(), DAY, "Portal")
    assert bare.files()["a"] == b"one"
    assert put(place, SITE | {"a": b"two"}, tmp_path)
    assert bare.files()["a"] == b"two"


def test_a_branch_that_was_deleted_in_the_meantime_is_not_brought_back(
    bare: Bare, place: GitPlace, tmp_path: Path
) -> None:
    put(place, SITE, tmp_path)
    with read_branch(place, tmp_path) as branch:
        bare.git("update-ref", "-d", "refs/heads/gh-pages")
        with pytest.raises(PublishError, match="in the meantime"):
            branch.put((SITE | {"a": b"new"}).items(), DAY, "Portal")
    assert bare.head() is None


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, Present(State.NOTHING)),
        (SITE, Present(State.PORTAL, Seal(DAY, 0, "0" * 64))),
        ({"index.html": b"a page"}, Present(State.OTHER)),
    ],
    ids=["nothing", "portal", "other"],
)
def test_what_a_branch_holds_is_told(
    place: GitPlace, tmp_path: Path, files: dict[str, bytes], found: Present
) -> None:
    put(place, files, tmp_path)
    with read_branch(place, tmp_path) as branch:
        assert branch.present == found


def test_a_damaged_seal_is_an_error(place: GitPlace, tmp_path: Path) -> None:
    put(place, {"seal.json": b"{}"}, tmp_path)
    with pytest.raises(SealError), read_branch(place, tmp_path):
        pass


def test_a_file_that_cannot_be_read_publishes_nothing(
    bare: Bare, place: GitPlace, tmp_path: Path
) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise OSError(5, "Input/output error")

    with (
        read_branch(place, tmp_path) as branch,
        pytest.raises(PublishError, match="Input/output error"),
    ):
        branch.put(files(), DAY, "Portal")
    assert bare.head() is None


def test_nothing_is_left_of_the_temporary_repository(
    bare: Bare, place: GitPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(work))
    with read_branch(place, tmp_path) as branch:
        assert list(work.iterdir())
        branch.put(SITE.items(), DAY, "Portal")
    assert list(work.iterdir()) == []


def test_without_git_it_says_so(
    place: GitPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(PublishError, match="git is not installed"),
        read_branch(place, tmp_path),
    ):
        pass


def test_messages_name_no_user_and_no_password() -> None:
    assert (
        shown(GitPlace("https://bot:secret@host.example/a.git", "live"))
        == "live of https://host.example/a.git"
    )
