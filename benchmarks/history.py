"""The history of 500 projects, read from git cold and warm: `python -m benchmarks.history [COMMITS…]`.

Makes repositories of 2,500, 5,000 and 10,000 commits in a temporary folder: 100 clients with 5 projects each, 10
milestones of 3.6 KB together in each, a date moved by each commit, every twentieth revision of a project unreadable.
Cold reads all of it, warm reads with the cache that the cold run left, `+1` with one more commit since. Wall time and
CPU time (user and system, git's included) in seconds, the best of the runs; the targets are wall times.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

SIZES = (2_500, 5_000, 10_000)
CLIENTS = 100
PROJECTS = 5
MILESTONES = 10
UNREADABLE = 20  # every so many revisions
COLD = 15.0
WARM = 0.5  # targets in seconds, for 10,000 commits
BEGUN = date(2020, 1, 6)


def project_file(number: int, revision: int, is_readable: bool) -> bytes:
    """Returns the milestones.yml of a project in one of its revisions."""
    lines = ["milestones:"]
    for index in range(MILESTONES):
        moved = (revision + MILESTONES - 1 - index) // MILESTONES
        first = BEGUN + timedelta(days=number % 90 + 30 * index)
        promised = first + timedelta(days=7 * moved)
        lines += [
            f"  - id: milestone-{index}",
            f"    name: Milestone {index} of project {number}",
            "    acceptance: The client's own people place an order, see it confirmed and find it in the list again",
            f"    promised_date: {promised}",
            f"    forecast: {{from: {promised}, to: {promised + timedelta(days=10)}}}",
            "    moves:",
            f"      - {{from: {first}, to: {promised}, cause: scope_change, because: Loyalty points were added later}}",
        ]
    if not is_readable:
        lines.insert(3, "    promised_date: [2026-13-01")
    return "\n".join([*lines, ""]).encode()


def commits(count: int) -> Iterator[bytes]:
    """Yields the commits of the benchmark as `git fast-import` reads them."""
    revisions: dict[int, int] = {}
    for at in range(count):
        yield f"commit refs/heads/main\ncommitter A <a@northlight.example> {1_577_865_600 + 3600 * at} +0000\n".encode()
        yield b"data 0\n"
        touched = [at * 7 % (CLIENTS * PROJECTS)]
        if at == 0:
            touched = list(range(CLIENTS * PROJECTS))
        for number in touched:
            revisions[number] = revisions.get(number, -1) + 1
            path = f"projects/client-{number % CLIENTS}/project-{number // CLIENTS}/milestones.yml"
            yield _file(
                path,
                project_file(number, revisions[number], at == 0 or at % UNREADABLE > 0),
            )
        for number in range(CLIENTS) if at == 0 else ():
            yield _file(
                f"projects/client-{number}/client.yml",
                f"name: Client {number}\nledger_salt: 5f1c\n".encode(),
            )


def _file(path: str, content: bytes) -> bytes:
    return f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


def make(folder: Path, count: int) -> None:
    """Makes a repository with so many commits; the working tree stays empty but for its top folder."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=folder,
        input=b"".join(commits(count)),
        check=True,
    )
    (folder / "projects").mkdir()


def read(folder: Path) -> None:
    """Reads the history as a command of its own would, and prints what it took: wall and CPU seconds, and the work."""
    from portalgen.source.git.repository import Repository
    from portalgen.source.past.history import histories

    begun = time.perf_counter()
    found = histories(
        Repository.around(folder / "projects"),
        folder / "projects",
        [f"client-{number}" for number in range(CLIENTS)],
        folder / "cache",
    )
    wall = time.perf_counter() - begun
    spent = os.times()
    revisions, skipped = (
        sum(each)
        for each in zip(
            *((len(h.revisions), h.skipped) for h in found.values()), strict=True
        )
    )
    print(
        wall,
        spent.user + spent.system + spent.children_user + spent.children_system,
        revisions,
        skipped,
    )


def measured(folder: Path, runs: int, cold: bool = False) -> list[float]:
    """Returns the best of some runs in processes of their own: wall, CPU, revisions, skipped revisions."""
    best: list[float] = []
    for _ in range(runs):
        for kept in (folder / "cache").glob("*") if cold else ():
            kept.unlink()
        command = [sys.executable, "-m", "benchmarks.history", "--read", str(folder)]
        said = subprocess.run(
            command, check=True, capture_output=True, text=True
        ).stdout
        taken = [float(each) for each in said.split()]
        best = min(best, taken) if best else taken
    return best


def main(sizes: list[int]) -> int:
    """Prints the table; returns 1 where a target is missed."""
    print(
        f"{'commits':>8} {'revisions':>10} {'skipped':>8} {'cold':>16} {'warm':>16} {'+1 commit':>16} {'cache':>8}"
    )
    print(
        f"{'':28} {'wall / CPU s':>16} {'wall / CPU s':>16} {'wall / CPU s':>16} {'MB':>8}"
    )
    missed = False
    for count in sizes:
        with TemporaryDirectory(prefix="portalgen-history-") as temporary:
            folder = Path(temporary)
            make(folder, count)
            cold = measured(folder, 2, cold=True)
            warm = measured(folder, 3)
            size = (
                sum(each.stat().st_size for each in (folder / "cache").iterdir()) / 1e6
            )
            one_more(folder, count)
            more = measured(folder, 1)
        spans = " ".join(
            f"{wall:7.2f} / {cpu:6.2f}" for wall, cpu, *_ in (cold, warm, more)
        )
        print(f"{count:8,} {cold[2]:10,.0f} {cold[3]:8,.0f} {spans} {size:8.1f}")
        missed = missed or cold[0] > COLD or warm[0] > WARM
    print(
        f"targets for 10,000 commits: cold {COLD} s, warm {WARM} s: {'MISSED' if missed else 'met'}"
    )
    return int(missed)


def one_more(folder: Path, count: int) -> None:
    """Adds one commit that moves a date."""
    text = _file(
        "projects/client-0/project-0/milestones.yml",
        project_file(0, 10_000, is_readable=True),
    )
    head = f"commit refs/heads/main\ncommitter A <a@northlight.example> {1_577_865_600 + 3600 * count} +0000\ndata 0\n"
    stream = head.encode() + b"from refs/heads/main^0\n" + text
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(Path(sys.argv[2]))
    else:
        sys.exit(main([int(each) for each in sys.argv[1:]] or list(SIZES)))
