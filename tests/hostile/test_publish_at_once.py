"""Several processes that publish at once: one whole portal stands, each run says what became of it, a retry works."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.kit.commands.command_line import runner
from tests.kit.commands.publishing import Agency, agency
from tests.kit.commands.workspaces import contents
from tests.kit.files.repositories import Made

DAYS = ("2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04")


def test_of_many_that_publish_at_once_one_whole_portal_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    portalgen = runner(monkeypatch, capsys)
    first = agency(tmp_path, portalgen)
    # All of them know on which day the record was first shown.
    first.build("2026-07-31")
    tops = [first.made.top, *(tmp_path / f"workspace-{day}" for day in DAYS[1:])]
    for top in tops[1:]:
        shutil.copytree(first.made.top, top)
    agencies = [Agency(Made(top, begin=False), portalgen, first.bare) for top in tops]
    for each, day in zip(agencies, DAYS, strict=True):
        each.build(day)
    sites = [contents(each.site) | {".nojekyll": b""} for each in agencies]
    command = [sys.executable, "-m", "portalgen", "publish", "acme"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            command,
            cwd=each.made.top,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for each in agencies
    ]
    said = [process.communicate() for process in running]
    codes = [process.returncode for process in running]
    assert 0 in codes
    for code, (out, err) in zip(codes, said, strict=True):
        refused = (
            "published by somebody else in the meantime" in err
            or "which is earlier" in err
        )
        assert (code == 0 and "published as of" in out) or (code == 1 and refused), err
    assert first.bare.files() in [
        site for site, code in zip(sites, codes, strict=True) if code == 0
    ]
    assert first.bare.commits() == 1
    run = agencies[-1].publish()
    assert run.code == 0, run.err
    assert first.bare.files() == sites[-1]
