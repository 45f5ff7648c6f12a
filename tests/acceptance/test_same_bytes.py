"""The same input gives the same bytes: wherever it stands, whatever the time zone and the order of hashes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SAMPLE_DAY
from tests.kit.commands.workspaces import contents

CIRCUMSTANCES = {
    "one": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0", "LC_ALL": "C"},
    "two/deeper": {
        "TZ": "America/Los_Angeles",
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "C.UTF-8",
    },
}


def build(
    workspace: Path, circumstances: dict[str, str], *arguments: str
) -> dict[str, bytes]:
    """Builds a workspace in a process of its own and returns all sites."""
    shutil.copytree(ROOT / "projects", workspace / "projects")
    shutil.copy(ROOT / "mkdocs.yml", workspace / "mkdocs.yml")
    command = [sys.executable, "-m", "portalgen", "build", "--no-cache", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | circumstances
    done = subprocess.run(
        command,
        cwd=workspace,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return contents(workspace / "site")


def test_two_folders_two_time_zones_and_two_hash_seeds_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    one, two = (
        build(tmp_path / folder, circumstances, "--as-of", str(SAMPLE_DAY))
        for folder, circumstances in CIRCUMSTANCES.items()
    )
    assert len(one) > 100
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_another_day_gives_other_bytes(tmp_path: Path) -> None:
    epoch = {"SOURCE_DATE_EPOCH": "1795000000"}  # 2026-11-18
    one = build(tmp_path / "one", epoch, "sahkola")
    two = build(tmp_path / "two", epoch, "sahkola", "--as-of", str(SAMPLE_DAY))
    assert [name for name in one if one[name] != two.get(name)] != []


def test_no_site_names_the_folder_that_it_was_built_in(sample_sites: Path) -> None:
    here = str(ROOT).encode()
    assert [
        path for path, content in contents(sample_sites).items() if here in content
    ] == []
