"""What `portalgen build` takes: `python -m benchmarks.build`.

The sample's three clients and copies of one of them, each build a process of its own: cold without any cache, warm with
all of it and nothing changed. Wall time from the start of the process, and the most memory that it held (not where the
system does not tell), the best of the rounds.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from samples.replay import replay

DAY = "2026-11-20"
ROUNDS = 5
SIZES = (10, 20)
# Runs the command line and prints the most memory that the process held: kilobytes on Linux, bytes on macOS.
CODE = """
import sys
from portalgen.cli import main
try:
    main()
finally:
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print("peak", peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))
    except ImportError:
        print("peak nan")
"""


def build(
    workspace: Path, clients: tuple[str, ...], is_cold: bool
) -> tuple[float, float]:
    """Returns the seconds of a build, and the MiB that it held at most."""
    if is_cold:
        shutil.rmtree(workspace / ".portalgen", ignore_errors=True)
    arguments = [
        "build",
        *clients,
        "--as-of",
        DAY,
        "--site-url",
        "http://a.test/{client}/",
    ]
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        cwd=workspace,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began, float(done.stdout.split()[-1])


def row(label: str, workspace: Path, clients: tuple[str, ...] = ()) -> None:
    """Prints the least times of a workspace's builds, and the least of their peaks of memory when cold."""
    cold, warm = (
        [build(workspace, clients, is_cold) for _ in range(ROUNDS)]
        for is_cold in (True, False)
    )
    seconds = "".join(
        f"{min(taken for taken, _ in each):9.2f}" for each in (cold, warm)
    )
    print(f"{label:22}{seconds}{min(peak for _, peak in cold):12.0f}")


def copies(sample: Path, folder: Path, count: int) -> Path:
    """Returns a workspace without a history that holds a client of the sample so many times, each of another name."""
    for number in range(count):
        client = folder / "projects" / f"client-{number}"
        shutil.copytree(sample / "projects" / "harbour", client)
        file = client / "client.yml"
        _, _, others = file.read_text(encoding="utf-8").partition(
            "\n"
        )  # the first line is the name
        file.write_text(f"name: Museum {number}\n{others}", encoding="utf-8")
    return folder


def main() -> None:
    """Prints the table."""
    folder = Path(tempfile.mkdtemp(prefix="portalgen-benchmark-"))
    try:
        replay(folder / "sample")
        print(f"{'seconds':22}{'cold':>9}{'warm':>9}{'peak MiB':>12}")
        for client in ("acme", "harbour", "sahkola"):
            row(client, folder / "sample", (client,))
        row("all three", folder / "sample")
        for count in SIZES:
            row(
                f"{count} clients, no git",
                copies(folder / "sample", folder / f"copies-{count}", count),
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
