"""A file's new content takes the old one's place at once or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from portalgen.authoring.rewriting import rewrite
from portalgen.errors import PortalgenError


def test_a_file_has_its_new_content_its_old_rights_and_no_neighbour(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    rewrite(file, b"old", b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert list(tmp_path.iterdir()) == [file]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_what_somebody_wrote_meanwhile_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"theirs")
    with pytest.raises(PortalgenError, match="was changed meanwhile"):
        rewrite(file, b"old", b"new")
    assert [(each, each.read_bytes()) for each in tmp_path.iterdir()] == [(file, b"theirs")]


def test_a_crash_before_the_exchange_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, f"No space left on device: {descriptor > 0}")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PortalgenError, match=r"a.yml could not be written: No space left"):
        rewrite(file, b"old", b"new")
    assert [(each, each.read_bytes()) for each in tmp_path.iterdir()] == [(file, b"old")]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(PortalgenError, match="could not be written"):
        rewrite(tmp_path / "gone" / "a.yml", b"old", b"new")
