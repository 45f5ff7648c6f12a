"""portalgen plan in a repository: what changed since a commit, and what is said where git cannot tell."""

import json
from pathlib import Path

import pytest

from tests.kit.commands.command_line import Portalgen
from tests.kit.commands.workspaces import GOOD, make
from tests.kit.files.repositories import Made

CLIENT = "name: {}\nledger_salt: 0f\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Returns a workspace of three clients with a commit."""
    found = Made(tmp_path / "workspace")
    files = {
        f"{name}/client.yml": CLIENT.format(name) for name in ("acme", "birch", "cedar")
    }
    found.commit(files | {"acme/a file é.txt": "x\n"}, at="2026-03-02T10:00:00Z")
    return found


def lines(portalgen: Portalgen, made: Made, *arguments: str) -> list[str]:
    run = portalgen("plan", *arguments, cwd=made.top)
    assert run.code == 0, run.err
    return run.out.splitlines()


def test_without_a_commit_to_compare_with_all_clients_are_named(
    portalgen: Portalgen, made: Made
) -> None:
    assert lines(portalgen, made) == ["acme", "birch", "cedar"]
    assert lines(portalgen, made, "--changed-since", "") == ["acme", "birch", "cedar"]


def test_only_what_was_committed_since_counts(portalgen: Portalgen, made: Made) -> None:
    assert lines(portalgen, made, "--changed-since", "HEAD") == []
    made.commit({"birch/client.yml": CLIENT.format("Birch")}, at="2026-03-03T10:00:00Z")
    made.write({"cedar/client.yml": CLIENT.format("Cedar")})
    assert lines(portalgen, made, "--changed-since", "HEAD~1") == ["birch"]


def test_a_file_that_moves_from_one_client_to_another_touches_both(
    portalgen: Portalgen, made: Made
) -> None:
    made.git("mv", "projects/acme/a file é.txt", "projects/cedar/b.txt")
    made.git("commit", "-qm", "Moved")
    assert lines(portalgen, made, "--changed-since", "HEAD~1") == ["acme", "cedar"]


def test_a_client_that_is_gone_is_told_and_not_planned(
    portalgen: Portalgen, made: Made
) -> None:
    made.git("rm", "-qr", "projects/birch")
    made.git("commit", "-qm", "Gone")
    run = portalgen("plan", "--changed-since", "HEAD~1", cwd=made.top)
    assert (run.code, run.out) == (0, "")
    assert "birch is gone. Its portal stays where it was published" in run.err


@pytest.mark.parametrize("since", ["0" * 40, "1" * 40, "nonsense", "--all", "HEAD~9"])
def test_a_commit_that_git_does_not_know_touches_all(
    portalgen: Portalgen, made: Made, since: str
) -> None:
    run = portalgen("plan", f"--changed-since={since}", cwd=made.top)
    assert (run.code, run.out.splitlines()) == (0, ["acme", "birch", "cedar"])
    assert (
        f"git knows no commit {since} here, so all clients count as changed" in run.err
    )


def test_without_git_all_count_as_changed(tmp_path: Path, portalgen: Portalgen) -> None:
    run = portalgen("plan", "--changed-since", "HEAD", cwd=make(tmp_path, GOOD))
    assert (run.code, run.out) == (0, "acme\n")


def test_the_shards_together_are_the_whole(portalgen: Portalgen, made: Made) -> None:
    shards = json.loads(
        lines(portalgen, made, "--shards", "3", "--format", "github")[0].removeprefix(
            "shards="
        )
    )
    found = [
        line
        for shard in shards
        for line in lines(portalgen, made, "--shards", "3", "--shard", shard)
    ]
    assert sorted(found) == ["acme", "birch", "cedar"]


@pytest.mark.parametrize(
    "arguments",
    [("--shards", "3", "--shard", "3"), ("--shards", "0"), ("--format", "yaml")],
)
def test_what_cannot_be_planned_is_wrong_usage(
    portalgen: Portalgen, made: Made, arguments: tuple[str, ...]
) -> None:
    run = portalgen("plan", *arguments, cwd=made.top)
    assert (run.code, run.out) == (2, "")
