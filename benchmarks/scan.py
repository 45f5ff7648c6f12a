"""What the leak scan costs: `python -m benchmarks.scan`.

First its share of `portalgen build` on the sample; then its time over sites of growing size, with the names of 1,000
other clients to look for: linear in the bytes, and nearly the same whether it looks for 10 clients' names or 1,000.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portalgen.diagnostics import Place
from portalgen.site.inspect.leaks import Others, Reference, leaks
from portalgen.site.inspect.names import Needles
from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.vocabulary import Vocabulary
from portalgen.source.load.neighbours import Name, NameKind, Names
from samples.replay import replay

DAY = "2026-11-20"
ROUNDS = 7
BASE = 200_000  # bytes of text


def build_sample(out: Path, with_scan: bool) -> float:
    """Returns the CPU seconds of `portalgen build` on the sample, from the start of the process, sites built anew."""
    shutil.rmtree(out / ".portalgen" / "cache" / "sites", ignore_errors=True)
    if with_scan:
        skip = ""
    else:
        skip = "import portalgen.pipeline.inspect as p; p.leaks = lambda *_: (); "
    code = f"{skip}from portalgen.cli import main; main()"
    arguments = ["build", "--as-of", DAY, "--site-url", "http://a.test/{client}/"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=out,
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def share_of_the_build(folder: Path) -> None:
    """Prints the least time of building with and without the scan, in turns, and the share that it adds."""
    replay(folder / "sample")
    build_sample(folder / "sample", True)
    pairs = [
        (build_sample(folder / "sample", True), build_sample(folder / "sample", False))
        for _ in range(ROUNDS)
    ]
    scanned, without = (min(times) for times in zip(*pairs, strict=True))
    print(
        f"sample, 3 clients: {scanned:.3f} s with the scan, {without:.3f} s without: {scanned / without - 1:+.1%}"
    )


def words(size: int) -> str:
    """Returns a text of about a size, of sentences in which nothing is to be found."""
    sentence = "The shop was tested with four hundred orders an hour, and the gate {} held until {} came. "
    return "<p>" + "</p>\n<p>".join(
        sentence.format(n, n * 7) for n in range(size // len(sentence))
    )


def clients(number: int) -> Names:
    """Returns what that many other clients are called: an id, a name, and a contact with an address and its domain."""
    found: dict[str, tuple[Name, ...]] = {}
    for n in range(number):
        place = Place(f"projects/client-{n}x/client.yml")
        called = {
            f"client-{n}x": NameKind.CLIENT,
            f"Holding Number {n} Limited": NameKind.CLIENT,
            f"Maria Quill{n}": NameKind.PERSON,
            f"maria{n}@quill{n}.example": NameKind.ADDRESS,
            f"quill{n}.example": NameKind.DOMAIN,
        }
        names = [Name(text, kind, place) for text, kind in called.items()]
        found[f"client-{n}x"] = tuple(names)
    return found


def seconds(site: Path, names: Names) -> float:
    """Returns the least time of several scans: what else the machine does only ever adds."""
    others = Others(Needles(names, Vocabulary(), "en"), "acme")
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        list(leaks(site, (), (), Reference(), Traces("", ()), (), others))
        times.append(time.process_time() - began)
    return min(times)


def growth(folder: Path) -> None:
    """Prints the scan's time by bytes and by clients, and each against the row before."""
    print("   bytes  clients   seconds   s per MB")
    for factor, number in ((1, 1000), (2, 1000), (4, 1000), (8, 1000), (8, 10)):
        site = folder / f"site-{factor}-{number}"
        site.mkdir()
        for part in range(4):
            (site / f"{part}.html").write_text(
                words(BASE * factor // 4), encoding="utf-8"
            )
        names = clients(number)
        size = sum(path.stat().st_size for path in site.iterdir())
        taken = seconds(site, names)
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
