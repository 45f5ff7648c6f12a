"""git as the package runs it: it reads what was committed, and nothing that stands in for it or runs beside it."""

import os
import sys
from pathlib import Path

import pytest

from portalgen.model.record.past import Lack
from portalgen.source.files.text import LARGEST_FILE
from portalgen.source.git.command import GitError
from portalgen.source.git.line import Lines
from portalgen.source.git.log import Change
from portalgen.source.git.repository import Repository
from tests.kit.files.repositories import MARIA, TIMO, Made, logged

posix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such names, links and scripts"
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = Made(tmp_path / "workspace")
    made.commit({"acme/a.yml": "1\n"}, at="2026-03-02T12:00:00Z")
    return made


def blob(made: Made, path: str) -> str:
    return made.git("rev-parse", f"HEAD:projects/{path}")


# Whether there is a repository


def test_a_repository_is_found_around_any_of_its_folders(made: Made) -> None:
    found = Repository.around(made.projects / "acme")
    assert found == Repository(made.top.resolve(), made.git("rev-parse", "HEAD"))
    assert [found.prefix(made.projects), found.prefix(made.top)] == ["projects/", ""]


def test_there_is_none_where_nothing_is_checked_out(tmp_path: Path) -> None:
    assert Repository.around(tmp_path) is Lack.NO_REPOSITORY
    assert Repository.around(tmp_path / "nowhere") is Lack.NO_REPOSITORY


def test_there_is_none_before_the_first_commit(tmp_path: Path) -> None:
    made = Made(tmp_path / "workspace")
    assert Repository.around(made.projects) is Lack.NO_COMMITS


def test_there_is_none_in_a_bare_repository(made: Made, tmp_path: Path) -> None:
    made.git("clone", "-q", "--bare", str(made.top), str(tmp_path / "bare"))
    assert Repository.around(tmp_path / "bare") is Lack.NO_REPOSITORY


def test_there_is_none_without_the_program(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(made.top))
    assert Repository.around(made.projects) is Lack.NO_GIT


def test_another_user_s_repository_is_not_read(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert Repository.around(made.projects) is Lack.UNTRUSTED


def test_another_user_s_repository_is_read_where_the_user_trusts_it(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = tmp_path / "gitconfig"
    trusted.write_text(
        f"[safe]\n\tdirectory = {made.top.resolve().as_posix()}\n", encoding="utf-8"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(trusted))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found = Repository.around(made.projects)
    assert isinstance(found, Repository)
    assert logged(found)


@pytest.mark.parametrize("place", ["HEAD", "refs/heads/main"])
def test_a_damaged_repository_is_told_and_never_an_error(
    made: Made, place: str
) -> None:
    (made.top / ".git" / place).write_text("nonsense")
    assert Repository.around(made.projects) is Lack.DAMAGED


def test_a_branch_that_was_taken_away_is_no_fresh_repository(made: Made) -> None:
    commit = made.git("rev-parse", "HEAD")
    (made.top / ".git/refs/heads/main").write_text("a" * 40)
    assert Repository.around(made.projects) is Lack.DAMAGED
    (made.top / ".git/refs/heads/main").write_text(f"{commit}\n")
    assert isinstance(Repository.around(made.projects), Repository)


def test_the_environment_cannot_stand_another_repository_in(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Made(tmp_path / "other")
    other.commit({"b.yml": "2\n"})
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.top))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.top / ".git/objects"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    found = Repository.around(made.projects)
    assert isinstance(found, Repository)
    assert found.top == made.top.resolve()
    assert [change.path for commit in logged(found) for change in commit.changes] == [
        "acme/a.yml"
    ]


# The log


def test_the_log_is_oldest_first_with_what_each_commit_changed(made: Made) -> None:
    old = blob(made, "acme/a.yml")
    second = made.commit(
        {"acme/a.yml": "2\n", "acme/b.yml": "1\n"},
        at="2026-03-03T12:00:00Z",
        author=TIMO,
    )
    made.commit({"acme/a.yml": None})
    first, middle, last = made.log()
    assert first.changes == (Change("acme/a.yml", old),)
    assert (middle.id, middle.author, middle.address) == (
        second,
        "Timo",
        "timo@northlight.example",
    )
    assert (middle.committed_at, middle.parents) == (1772539200, (first.id,))
    assert middle.changes == (
        Change("acme/a.yml", blob_of(made, "2\n")),
        Change("acme/b.yml", old),
    )
    assert last.changes == (Change("acme/a.yml", None),)


def blob_of(made: Made, text: str) -> str:
    return made.git("hash-object", "--stdin", typed=text.encode())


def test_the_log_leaves_out_what_happened_elsewhere(made: Made) -> None:
    (made.top / "README.md").write_text("r")
    elsewhere = made.commit({})
    (made.top / "projects2").mkdir()
    (made.top / "projects2/x.yml").write_text("r")
    made.commit({})
    assert len(made.log()) == 1
    assert elsewhere in [commit.id for commit in made.log("")]


def test_links_and_submodules_are_no_plain_files(made: Made) -> None:
    made.git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{made.repository.head},projects/acme/sub.yml",
    )
    made.git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"120000,{blob(made, 'acme/a.yml')},projects/acme/link.yml",
    )
    made.git("update-index", "--chmod=+x", "projects/acme/a.yml")
    made.git("commit", "-q", "-m", "m")
    changes = made.log()[-1].changes
    assert {change.path: bool(change.blob) for change in changes} == {
        "acme/a.yml": True,
        "acme/link.yml": False,
        "acme/sub.yml": False,
    }


@posix
@pytest.mark.parametrize(
    "name",
    [
        "a\nb",
        ":(top)x",
        "-n1",
        "\t",
        '"q"',
        "ä",
        "*",
        "a b",
        "\\",
        os.fsdecode(b"\xff"),
        ":100644 100644 a b M",
    ],
)
def test_a_path_may_be_anything(made: Made, name: str) -> None:
    entry = (
        b"100644 blob "
        + blob(made, "acme/a.yml").encode()
        + b"\t"
        + os.fsencode(name)
        + b"\0"
    )
    tree = made.git("mktree", "-z", typed=entry)
    commit = made.git(
        "commit-tree",
        "-m",
        "m",
        made.git("mktree", typed=f"040000 tree {tree}\tprojects\n".encode()),
    )
    made.git("update-ref", "refs/heads/main", commit)
    assert [change.path for change in made.log()[0].changes] == [name]
    assert [path for _, _, path in made.repository.tree(commit, "projects/")] == [
        f"projects/{name}"
    ]


@pytest.mark.parametrize(
    "author", [":100644 0 a b M <x@y.example>", " <>", "ä \x1b[31m <a@b.example>"]
)
def test_an_author_may_be_anything(made: Made, author: str) -> None:
    second = raw_commit(made, f"author {author} 1 +0000\ncommitter {author} 1 +0000\n")
    commits = made.log()
    assert [commit.id for commit in commits][1:] == [second]
    assert commits[1].address == author.partition("<")[2].rstrip(">")


def test_a_commit_cannot_smuggle_others_in_by_its_encoding(made: Made) -> None:
    # In UTF-7, +AAA- is the NUL that ends a field.
    forged = f"{'a' * 40}+AAA-+AAA-1+AAA-n+AAA-e"
    second = raw_commit(
        made,
        f"author {forged} <a@b> 1 +0000\ncommitter {forged} <a@b> 1 +0000\nencoding UTF-7\n",
    )
    commits = made.log()
    assert [(commit.id, commit.author) for commit in commits][1:] == [(second, forged)]


def test_a_commit_without_a_date_is_read(made: Made) -> None:
    raw_commit(made, f"author {MARIA}\ncommitter {MARIA}\n")
    assert made.log()[1].committed_at == 0


def raw_commit(made: Made, about: str) -> str:
    """Commits a change of acme/a.yml with a header as given, and returns the commit's id."""
    made.write({"acme/a.yml": "raw\n"})
    made.git("add", "-A")
    text = f"tree {made.git('write-tree')}\nparent {made.git('rev-parse', 'HEAD')}\n{about}\nm\n"
    name = made.git(
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--literally",
        "--stdin",
        typed=text.encode(),
    )
    made.git("update-ref", "refs/heads/main", name)
    return name


# What a repository's own configuration asks for


@posix
def test_nothing_that_the_repository_configures_is_run_or_changes_the_log(
    made: Made, tmp_path: Path
) -> None:
    made.commit({"acme/a.yml": "2\n", "acme/moved.yml": "x: 1\n" * 50})
    made.commit(
        {
            "acme/moved.yml": None,
            "acme/new.yml": "x: 1\n" * 50,
            ".gitattributes": "*.yml diff=own\n",
        }
    )
    signature = (
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n"
    )
    raw_commit(made, f"author {MARIA} 1 +0000\ncommitter {MARIA} 1 +0000\n{signature}")
    expected = made.log()
    script, mark = tmp_path / "script", tmp_path / "was-run"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    for key, value in {
        "core.fsmonitor": script,
        "core.pager": script,
        "core.hooksPath": tmp_path,
        "diff.external": script,
        "diff.own.textconv": script,
        "gpg.program": script,
        "log.showSignature": "true",
        "log.showRoot": "false",
        "log.follow": "true",
        "log.decorate": "full",
        "log.diffMerges": "off",
        "diff.renames": "copies",
        "diff.orderFile": tmp_path / "nowhere",
        "diff.relative": "true",
        "diff.ignoreSubmodules": "all",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "UTF-16",
        "color.ui": "always",
        "core.abbrev": "7",
        "core.quotePath": "true",
    }.items():
        made.git("config", key, str(value))
    found = Repository.around(made.projects)
    assert isinstance(found, Repository)
    assert logged(found) == expected
    assert found.tree(found.head, "projects/acme/")
    assert dict(found.blobs([expected[0].changes[0].blob or ""]))
    assert not mark.exists()


def test_what_stands_in_for_a_commit_is_not_believed(made: Made) -> None:
    made.commit({"acme/a.yml": "2\n"})
    made.commit({"acme/a.yml": "3\n"})
    whole = made.log()
    line = Lines(made.repository).unpublished
    (made.top / ".git/info/grafts").write_text(f"{made.git('rev-parse', 'HEAD~1')}\n")
    assert made.git("rev-list", "--count", "HEAD") == "2"
    made.git("replace", "--graft", "HEAD")
    assert made.git("rev-list", "--count", "HEAD") == "1"
    forged = made.git("hash-object", "-w", "--stdin", typed=b"forged\n")
    made.git("replace", blob(made, "acme/a.yml"), forged)
    assert made.log() == whole
    assert Lines(made.repository).unpublished == line
    assert [
        content
        for _, content in made.repository.blobs([whole[-1].changes[0].blob or ""])
    ] == [b"3\n"]


# Revisions


@pytest.mark.parametrize(
    "typed",
    ["--help", "-n1", "nowhere", "HEAD:projects", "", "\0", "--output=x", "HEAD --all"],
)
def test_what_names_no_commit_is_none_and_never_an_option(
    made: Made, typed: str
) -> None:
    assert made.repository.resolve(typed) is None
    assert not (made.top / "x").exists()


def test_a_revision_is_resolved_to_its_commit(made: Made) -> None:
    first = made.repository.head
    second = made.commit({"acme/a.yml": "2\n"})
    made.git("tag", "-a", "v1", "-m", "m", "HEAD~1")
    found = made.repository
    assert [found.resolve(each) for each in ("HEAD", "main", "HEAD~1", "v1", first[:10])] == [
        second, second, first, first, first
    ]  # fmt: skip


# Contents


def test_contents_come_in_the_order_asked_for_however_many(made: Made) -> None:
    made.commit({f"many/{number}.yml": f"{number}\n" * number for number in range(150)})
    ids = [blob(made, f"many/{number}.yml") for number in (*range(150), 3, 3)]
    found = list(made.repository.blobs(ids))
    assert [name for name, _ in found] == ids
    assert [content for _, content in found][148:] == [
        b"148\n" * 148,
        b"149\n" * 149,
        b"3\n" * 3,
        b"3\n" * 3,
    ]
    assert list(made.repository.blobs([])) == []


def test_no_number_of_contents_fills_the_pipes(made: Made) -> None:
    made.commit({"long.yml": "x: 1\n" * 100})
    ids = [blob(made, "long.yml")] * 5_000
    assert sum(len(content) for _, content in made.repository.blobs(ids)) == 5_000 * 500


def test_a_huge_file_is_cut_and_what_follows_is_read(made: Made) -> None:
    made.commit(
        {"huge.yml": b"x" * (3 * LARGEST_FILE), "largest.yml": b"y" * LARGEST_FILE}
    )
    names = [blob(made, each) for each in ("huge.yml", "largest.yml", "acme/a.yml")]
    assert [len(content) for _, content in made.repository.blobs(names)] == [
        LARGEST_FILE + 1,
        LARGEST_FILE,
        2,
    ]


def test_a_missing_file_is_an_error_of_git(made: Made) -> None:
    with pytest.raises(GitError):
        list(made.repository.blobs([blob(made, "acme/a.yml"), "a" * 40]))
    with pytest.raises(GitError):
        list(made.repository.blobs([made.git("rev-parse", "HEAD:projects")]))


def test_whoever_stops_reading_leaves_no_process_behind(made: Made) -> None:
    contents = made.repository.blobs([blob(made, "acme/a.yml")] * 10)
    assert next(contents)[1] == b"1\n"
    contents.close()  # type: ignore[attr-defined]  # warnings are errors: a process left behind would be told
    assert list(contents) == []


def test_a_tree_is_listed_flat_or_deep(made: Made) -> None:
    made.commit({"acme/webshop/m.yml": "1\n", "acme[1]/b.yml": "1\n"})
    found = made.repository
    assert [
        (mode, path) for mode, _, path in found.tree(found.head, "projects/acme/")
    ] == [
        ("100644", "projects/acme/a.yml"),
        ("040000", "projects/acme/webshop"),
    ]
    assert [
        path for _, _, path in found.tree(found.head, "projects/acme/", deep=True)
    ] == [
        "projects/acme/a.yml",
        "projects/acme/webshop/m.yml",
    ]
    assert [path for _, _, path in found.tree(found.head, "projects/acme[1]/")] == [
        "projects/acme[1]/b.yml"
    ]
    assert [path for _, _, path in found.tree(found.head, "")] == ["projects"]
    assert found.tree(found.head, "nowhere/") == []


def test_single_commits_are_told_without_what_they_changed(made: Made) -> None:
    first = made.repository.head
    second = made.commit({"acme/a.yml": "2\n"}, author=TIMO)
    found = made.repository.commits([first, second])
    assert {
        name: (commit.address, commit.changes) for name, commit in found.items()
    } == {
        first: ("maria@northlight.example", ()),
        second: ("timo@northlight.example", ()),
    }
    assert made.repository.commits([]) == {}
    assert made.repository.commits(["a" * 40]) == {}


def test_the_addresses_of_remotes_are_told_and_paths_in_full(made: Made) -> None:
    assert made.repository.remotes() == ()
    made.git("remote", "add", "origin", "git@host.example:north/all.git")
    made.git("remote", "add", "near", "../near by.git")
    made.git("remote", "set-url", "--push", "near", "https://host.example/near.git")
    top = made.top.resolve()
    assert set(made.repository.remotes()) == {
        "git@host.example:north/all.git",
        f"{top}/../near by.git",
        "https://host.example/near.git",
    }


# What changed since a commit


def test_what_changed_counts_both_names_of_a_moved_file_and_what_a_merge_brought(
    made: Made,
) -> None:
    first = made.git("rev-parse", "HEAD")
    made.branch("work")
    made.commit({"birch/b.yml": "2\n"})
    made.git("checkout", "-q", "main")
    made.git("mv", "projects/acme/a.yml", "projects/cedar.yml")
    made.commit({})
    made.merge("work")
    changed = made.repository.changed_since(first)
    assert changed == [
        "projects/acme/a.yml",
        "projects/birch/b.yml",
        "projects/cedar.yml",
    ]
    assert made.repository.changed_since(made.repository.head) == []


@posix
@pytest.mark.parametrize("name", ["x\ny", "x y", '"x"', "ä", "-x", "$(x)", "x\t"])
def test_a_changed_file_has_its_own_name_however_odd(made: Made, name: str) -> None:
    first = made.git("rev-parse", "HEAD")
    made.commit({f"acme/{name}": "x"})
    assert made.repository.changed_since(first) == [f"projects/acme/{name}"]


def test_a_cut_history_does_not_know_what_came_before_the_cut(
    made: Made, tmp_path: Path
) -> None:
    first = made.git("rev-parse", "HEAD")
    made.commit({"acme/a.yml": "2\n"})
    made.git("clone", "-q", "--depth=1", made.top.as_uri(), str(tmp_path / "cut"))
    cut = Repository.around(tmp_path / "cut")
    assert isinstance(cut, Repository)
    assert cut.resolve(first) is None
    with pytest.raises(GitError):
        cut.changed_since(first)
