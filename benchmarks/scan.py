"""What the leak scan costs: `python -m benchmarks.scan`.

First its share of building the sample; then its time over sites of growing size, with the names of 1,000 other clients
to look for: linear in the bytes, and nearly the same whether it looks for 10 clients' names or 1,000.
"""

import shutil
import statistics
import tempfile
import time
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

from portalgen import pipeline
from portalgen.diagnostics import Place
from portalgen.pipeline import Request, Workspace, build_client, read_shared
from portalgen.site.leaks import Reference, leaks
from portalgen.site.mkdocs_engine import MkDocsEngine
from portalgen.site.traces import Traces
from portalgen.source.visibility import Secret

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 20)
ROUNDS = 7
BASE = 200_000  # bytes of text


def build_sample(out: Path, with_scan: bool) -> float:
    """Returns the seconds that building the three sample clients takes, everything warm but the sites themselves."""
    request = Request(
        Workspace(ROOT / "projects"), out, datetime(2026, 11, 20, tzinfo=UTC), DAY, "http://a.test/{client}/"
    )
    shared, engine = read_shared(request.workspace), MkDocsEngine(out / "cache")
    scan = nullcontext() if with_scan else patch.object(pipeline, "leaks", lambda *_: ())
    with scan:
        began = time.process_time()
        for client_id in shared.ids:
            outcome = build_client(request, shared, client_id, engine)
            if not outcome.is_built:
                raise SystemExit(outcome.failure)
        return time.process_time() - began


def share_of_the_build(folder: Path) -> None:
    """Prints the medians of building with and without the scan, in turns, and the share that it adds."""
    build_sample(folder, True)
    pairs = [(build_sample(folder, True), build_sample(folder, False)) for _ in range(ROUNDS)]
    with_scan, without = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"sample, 3 clients: {with_scan:.3f} s with the scan, {without:.3f} s without: +{with_scan / without - 1:.1%}"
    )


def words(size: int) -> str:
    """Returns a text of about a size, of sentences in which nothing is to be found."""
    sentence = "The shop was tested with four hundred orders an hour, and the gate {} held until {} came. "
    return "<p>" + "</p>\n<p>".join(sentence.format(n, n * 7) for n in range(size // len(sentence)))


def clients(number: int) -> list[Secret]:
    """Returns what that many other clients are called: an id, a name, and two contacts with addresses."""
    found: list[Secret] = []
    for n in range(number):
        names = (f"client-{n}x", f"Holding Number {n} Limited", f"Maria Quill{n}", f"maria{n}@quill{n}.example")
        found += (Secret(name, Place(f"projects/client-{n}x/client.yml")) for name in names)
    return found


def seconds(site: Path, secrets: list[Secret]) -> float:
    """Returns the least time of several scans: what else the machine does only ever adds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        list(leaks(site, secrets, "", Reference(), Traces("", ()), ()))
        times.append(time.process_time() - began)
    return min(times)


def growth(folder: Path) -> None:
    """Prints the scan's time by bytes and by clients, and each against the row before."""
    print("   bytes  clients   seconds   s per MB")
    for factor, number in ((1, 1000), (2, 1000), (4, 1000), (8, 1000), (8, 10)):
        site = folder / f"site-{factor}-{number}"
        site.mkdir()
        for part in range(4):
            (site / f"{part}.html").write_text(words(BASE * factor // 4), encoding="utf-8")
        secrets, size = clients(number), sum(path.stat().st_size for path in site.iterdir())
        taken = seconds(site, secrets)
        print(f"{size:8,}  {number:7,}  {taken:8.4f}  {taken / size * 1e6:9.4f}")


def main() -> None:
    """Prints both tables."""
    folder = Path(tempfile.mkdtemp(prefix="portalgen-benchmark-"))
    try:
        share_of_the_build(folder)
        growth(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
