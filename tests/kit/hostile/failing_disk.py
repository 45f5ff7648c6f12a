"""A build on a disk of its own, in a mount namespace of its own: what a full or read-only disk does to a site.

`unshare --mount … python -m tests.kit.hostile.failing_disk WORKSPACE MOUNTED RESULT` mounts a small disk at MOUNTED,
builds a site there, lets the disk fail, builds again, lets it work, builds once more, and writes down what was seen to
RESULT.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

WITH_ROOM = 64  # mebibytes


@dataclass(frozen=True)
class Step:
    """How a build ended, what it said, the digest of each file of the site afterwards, and what lies beside it."""

    code: int
    said: str
    site: dict[str, str]
    beside: list[str]


def unshared() -> list[str] | None:
    """Returns the command that gives a program its own mounts, or None where this system does not permit it."""
    program = shutil.which("unshare")
    if sys.platform != "linux" or program is None:
        return None
    command = (
        [program, "--mount"]
        if os.geteuid() == 0
        else [program, "--map-root-user", "--mount"]
    )
    probe = "mount -t tmpfs -o size=1m tmpfs /mnt && mount -o remount,ro /mnt"
    done = subprocess.run(
        [*command, "sh", "-c", probe], capture_output=True, check=False
    )
    return command if done.returncode == 0 else None


def build(workspace: Path, out: Path, **environment: str) -> Step:
    """Builds with the command line, as a person does."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "portalgen",
        "build",
        "--as-of",
        "2026-11-20",
        "--no-cache",
        "--out",
        str(out),
    ]
    variables = {"PYTHONPATH": str(Path(__file__).parents[3])} | environment
    done = subprocess.run(
        command,
        cwd=workspace,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return Step(
        done.returncode, done.stdout + done.stderr, digests(out / "acme"), beside(out)
    )


def digests(site: Path) -> dict[str, str]:
    """Returns the digest of each file of a site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def beside(out: Path) -> list[str]:
    """Returns what lies in the folder of sites."""
    return sorted(path.name for path in out.iterdir()) if out.is_dir() else []


def rename(workspace: Path, name: str) -> None:
    """Gives the client another name, which tells one state of the site from another."""
    client = workspace / "projects" / "acme" / "client.yml"
    client.parent.mkdir(parents=True, exist_ok=True)
    client.write_text(f"name: {name}\nledger_salt: 0f\n", encoding="utf-8")


def _mount(mounted: Path, options: str) -> None:
    remount = ",remount" if mounted.is_mount() else ""
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"{options}{remount}", "tmpfs", str(mounted)],
        check=True,
    )


def _fill(mounted: Path, room: int) -> Path:
    """Takes up a disk's room but for some bytes."""
    ballast, state = mounted / "ballast", os.statvfs(mounted)
    ballast.write_bytes(b"\0" * max(0, state.f_bavail * state.f_frsize - room))
    return ballast


def full(workspace: Path, mounted: Path, room: int) -> list[Step]:
    """Builds on a disk with room, with hardly any left, and with room again."""
    _mount(mounted, f"size={WITH_ROOM}m")
    rename(workspace, "Old")
    steps = [build(workspace, mounted / "site")]
    rename(workspace, "New")
    ballast = _fill(mounted, room)
    steps.append(build(workspace, mounted / "site"))
    ballast.unlink()
    return [*steps, build(workspace, mounted / "site")]


def read_only(workspace: Path, mounted: Path) -> list[Step]:
    """Builds on a disk that can be written, cannot, and can again."""
    _mount(mounted, f"size={WITH_ROOM}m")
    rename(workspace, "Old")
    steps = [build(workspace, mounted / "site")]
    rename(workspace, "New")
    _mount(mounted, f"size={WITH_ROOM}m,ro")
    steps.append(build(workspace, mounted / "site"))
    _mount(mounted, f"size={WITH_ROOM}m,rw")
    return [*steps, build(workspace, mounted / "site")]


def full_temporary(workspace: Path, mounted: Path) -> list[Step]:
    """Builds beside the workspace, with temporary files on a disk with room, without, and with room again."""
    _mount(mounted, f"size={WITH_ROOM}m")
    rename(workspace, "Old")
    steps = [build(workspace, workspace / "site", TMPDIR=str(mounted))]
    rename(workspace, "New")
    ballast = _fill(mounted, 8192)
    steps.append(build(workspace, workspace / "site", TMPDIR=str(mounted)))
    ballast.unlink()
    return [*steps, build(workspace, workspace / "site", TMPDIR=str(mounted))]


def main(kind: str, workspace: Path, mounted: Path, result: Path) -> None:
    """Goes through one kind of failure and writes down its steps."""
    kinds = {"read-only": read_only, "full temporary": full_temporary}
    steps = (
        kinds[kind](workspace, mounted)
        if kind in kinds
        else full(workspace, mounted, int(kind))
    )
    result.write_text(json.dumps([asdict(each) for each in steps]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
