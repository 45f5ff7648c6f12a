"""The wheel alone, in a new environment and an empty folder, builds a workspace: it carries its templates."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.conftest import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_builds_a_workspace_in_an_empty_folder(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    offline = ("--no-deps", "--no-index", "--no-build-isolation", "--quiet")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        *offline,
        "--wheel-dir",
        wheels,
        ROOT,
        cwd=tmp_path,
    )
    (wheel,) = wheels.glob("portalgen-*.whl")

    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=tmp_path,
    )
    # The libraries come from this environment, where no network is needed; portalgen comes from the wheel.
    packages = next(home.rglob("site-packages"))
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")

    client = tmp_path / "empty" / "projects" / "acme"
    (client / "webshop").mkdir(parents=True)
    (client / "client.yml").write_text("name: Acme\n")
    (client / "webshop" / "project.yml").write_text("name: Webshop\n")
    command = (
        python,
        "-m",
        "portalgen",
        "build",
        "--as-of",
        "2026-11-20",
        "--site-url",
        "https://acme.example/",
    )
    run(*command, cwd=tmp_path / "empty")

    where = run(
        python,
        "-c",
        "import portalgen; print(portalgen.__file__)",
        cwd=tmp_path / "empty",
    ).strip()
    assert Path(where).is_relative_to(home), (
        f"portalgen came from {where}, not from the wheel"
    )
    page = (tmp_path / "empty" / "site" / "acme" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "Webshop" in page
    assert (
        tmp_path / "empty" / "site" / "acme" / "assets" / "portal" / "portal.css"
    ).is_file()

    # The files of a new workspace, and those that new ones begin with, are in the wheel too.
    run(python, "-m", "portalgen", "init", "new", cwd=tmp_path / "empty")
    new = tmp_path / "empty" / "new"
    risk = ("--name", "Rain", "--probability", "rare", "--impact", "minor")
    run(
        python,
        "-m",
        "portalgen",
        "new",
        "risk",
        "meadow-bakery/online-orders",
        *risk,
        cwd=new,
    )
    run(python, "-m", "portalgen", "new", "client", "--name", "Acme", cwd=new)
    assert run(python, "-m", "portalgen", "check", cwd=new).endswith(
        "0 errors, 0 warnings\n"
    )
    assert (new / ".github" / "workflows" / "publish.yml").is_file()
