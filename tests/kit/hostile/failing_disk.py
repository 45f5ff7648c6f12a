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


RISK = ("--name", "Rain", "--probability", "rare", "--impact", "minor")
REASON = ("--cause", "estimate", "--because", "Known now")
# Every command that writes, in a workspace whose client has a target; what it says to succeed is not needed here.
WRITING = {
    "build": ["build", "--as-of", "2026-11-20"],
    "preview": ["preview", "--as-of", "2026-11-20"],
    "publish": ["publish", "acme"],
    "archive": ["archive", "acme/closed"],
    "evidence": ["evidence", "acme/webshop", "--out", "evidence.zip"],
    "init": ["init", "another"],
    "new client": ["new", "client", "--name", "Harbour", "--no-input"],
    "new project": ["new", "project", "acme", "--name", "Fair", "--no-input"],
    "new update": ["new", "update", "acme/webshop", "--headline", "Fine", "--no-input"],
    "new risk": ["new", "risk", "acme/webshop", *RISK, "--no-input"],
    "move": ["move", "acme/webshop", "launch", "2026-12-24", *REASON, "--no-input"],
    "import": ["import", "rows.csv", "--map", "own", "--project", "acme/webshop"],
    "migrate": ["migrate"],
    "schema": ["schema"],
}  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a command ended, what it said, and whether anything is there that was not, or is not as it was."""

    code: int
    said: str
    changed: list[str]


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


def every_command(workspace: Path, mounted: Path) -> dict[str, Ended]:
    """Runs each command that writes in a workspace on a disk without room for anything."""
    _mount(mounted, f"size={WITH_ROOM}m")
    shutil.copytree(workspace, mounted, dirs_exist_ok=True)
    build(mounted, mounted / "site")
    ballast = _fill(mounted, 0)
    ended = {name: _ended(mounted, arguments) for name, arguments in WRITING.items()}
    ballast.unlink()
    return ended


def _ended(top: Path, arguments: list[str]) -> Ended:
    before = _state(top)
    command = [sys.executable, "-P", "-m", "portalgen", *arguments]
    variables = {
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "TMPDIR": str(top / "temporary"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command,
        cwd=top,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    after = _state(top)
    changed = sorted(
        path
        for path in before.keys() | after.keys()
        if before.get(path) != after.get(path)
    )
    return Ended(done.returncode, done.stdout + done.stderr, changed)


def _state(top: Path) -> dict[str, str]:
    """Returns the digest of each file of a workspace, and a dash for each folder; locks and caches apart."""
    found = {}
    for path in top.rglob("*"):
        name = path.relative_to(top).as_posix()
        if name.startswith((".portalgen", "ballast")) or name.endswith(".lock"):
            continue
        found[name] = sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
    return found


def main(kind: str, workspace: Path, mounted: Path, result: Path) -> None:
    """Goes through one kind of failure and writes down its steps."""
    if kind == "every command":
        ended = every_command(workspace, mounted)
        told = {name: asdict(each) for name, each in ended.items()}
        result.write_text(json.dumps(told), encoding="utf-8")
        return
    kinds = {"read-only": read_only, "full temporary": full_temporary}
    steps = (
        kinds[kind](workspace, mounted)
        if kind in kinds
        else full(workspace, mounted, int(kind))
    )
    result.write_text(json.dumps([asdict(each) for each in steps]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
