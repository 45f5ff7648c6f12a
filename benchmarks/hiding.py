"""What the scan makes of files that are made to be slow: `python -m benchmarks.hiding`.

Each text is read once as it is and once ten times as long. Ten times as much takes ten times as long, and a little more
where memory has to be found; nothing may take over `MOST` times as long.
"""

import io
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial

from portalgen.site.inspect.phrases import spelt
from portalgen.site.inspect.views import views
from portalgen.source.formats.streams import TooMuchError

SIZE = 128 * 1024  # bytes of the shorter one
TIMES = 10
MOST = 15
ROUNDS = 3
REPEATED = {
    "tags begun": "<",
    "tags of a paragraph": "<p ",
    "comments begun": "<!--",
    "quotes": '"',
    "texts in JSON begun": '{"a":"',
    "backslashes": "\\",
    "escapes begun": "\\x",
    "ampersands": "&",
    "an ampersand, escaped again and again": "amp;",
    "per cents, escaped again and again": "25",
    "equal signs": "=",
    "ends of lines of mail": "=\n",
    "hyphens at ends of lines": "-\n",
    "base64": "QUJD",
    "base64 of base64": "UVVKRFFVSkQ=",
    "lines of base64": "A" * 40 + "\n",
    "hex": "4a",
    "hex with blanks": "4a 4b ",
    "streams announced": "stream\n",
    "streams begun": "stream\nx\x01",
    "blanks": " ",
    "nothing": "\0",
    "UTF-16": "A\0",
    "UTF-32": "A\0\0\0",
    "archives begun": "PK\x03\x04",
    "ends of archives": "PK\x05\x06",
    "letters of before": "\xe9\xe8",
}


def repeated(piece: str, size: int) -> bytes:
    """Returns a PDF's start, so that it is looked for streams too, with a piece again and again behind it."""
    content = "%PDF-1.4 % &" + piece * (size // len(piece))
    return content.encode("latin-1")


def members(size: int) -> bytes:
    """Returns an archive with an empty member for each 2,048 bytes of a size."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for number in range(size // 2048):
            made.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    return content.getvalue()


def prose(size: int) -> bytes:
    """Returns sentences in which nothing is escaped."""
    sentence = "The shop was tested with four hundred orders an hour, and held. "
    return (sentence * (size // len(sentence))).encode()


def seconds(content: bytes) -> float:
    """Returns the least time of reading a file in every way; what else the machine does only ever adds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        try:
            for view in views("a", content):
                spelt(view)
        except TooMuchError:
            pass
        times.append(time.process_time() - began)
    return min(times)


def ratio(make: Callable[[int], bytes], name: str) -> float:
    """Prints what a file takes, and how many times as long one of ten times the size; returns that."""
    short = seconds(make(SIZE))
    long = seconds(make(SIZE * TIMES))
    # Under a hundredth of a second nothing can be told from what a call costs.
    found = long / max(short, 0.01)
    print(f"{name:40} {short:8.3f} s  {long:8.3f} s  {found:6.1f}")
    return found


def main() -> int:
    """Prints the table; ends with 1 where anything takes over `MOST` times as long."""
    seconds(repeated("a", SIZE))  # what is imported at first use is none of their time
    made: dict[str, Callable[[int], bytes]] = {"prose": prose, "members": members}
    for name, piece in REPEATED.items():
        made[name] = partial(repeated, piece)
    ratios = [ratio(make, name) for name, make in made.items()]
    worst = max(ratios)
    print(f"the worst: {worst:.1f} times as long for {TIMES} times as much")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
