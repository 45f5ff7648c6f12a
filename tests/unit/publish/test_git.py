"""git as it is run to publish: it asks nobody, believes no variable, and its words are safe to print."""

import sys
from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.publish.git import plain, publishing_repository, without_password

posix = pytest.mark.skipif(
    sys.platform == "win32", reason="the program is a shell script"
)


@posix
def test_git_is_told_to_ask_nobody_and_to_believe_no_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(
        "#!/bin/sh\n/usr/bin/env > '" + str(tmp_path / "seen") + "'\n"
    )
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    stood_in = (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_AUTHOR_NAME",
        "GIT_TRACE",
        "GIT_CONFIG_PARAMETERS",
    )
    for name in stood_in:
        monkeypatch.setenv(name, "stood in")
    monkeypatch.setenv("GIT_ASKPASS", "/bin/asks")
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    with publishing_repository(tmp_path):
        seen = dict(
            line.partition("=")[::2]
            for line in (tmp_path / "seen").read_text().splitlines()
        )
    assert [name for name in stood_in if name in seen] == []
    assert (
        seen["GIT_TERMINAL_PROMPT"],
        seen["GIT_ASKPASS"],
        seen["GIT_ALLOW_PROTOCOL"],
    ) == ("0", "", "file:https:ssh")
    assert seen["GIT_SSH_COMMAND"] == "ssh -i key"


def test_a_command_that_fails_is_told_in_git_s_words(tmp_path: Path) -> None:
    with (
        publishing_repository(tmp_path) as repository,
        pytest.raises(PublishError, match="git cat-file failed: fatal"),
    ):
        repository.run("cat-file", "blob", "nothing")


def test_a_repository_of_its_own_is_used_whatever_stands_around(tmp_path: Path) -> None:
    with publishing_repository(tmp_path) as repository:
        assert repository.run("rev-parse", "--is-bare-repository").strip() == b"true"
        place = repository.git_dir
    assert not place.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_remote_says_cannot_steer_a_terminal() -> None:
    assert (
        plain("remote: \x1b[2Jgone\x07\r\n\n!\trefs:x\t[rejected]")
        == "remote:  [2Jgone\n! refs:x [rejected]"
    )


@pytest.mark.parametrize("scheme", ["https", "ssh"])
def test_an_address_is_printed_without_its_user(scheme: str) -> None:
    assert (
        without_password(f"fatal: {scheme}://a:b@h.example/x")
        == f"fatal: {scheme}://h.example/x"
    )
