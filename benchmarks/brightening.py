"""Edits that brighten: `python -m benchmarks.brightening [SEQUENCES] [FIRST]` tries 10,000 random sequences or so many.

Each sequence begins with a random project that published some versions of itself, and edits anything that it publishes
without the client's agreement: see `tests/kit/clients/edited_projects.py`. What is printed is how many sequences there
were, and each after which the project looked better, or told of fewer late promises, with the number to try it again.
"""

import sys
from collections.abc import Iterator
from time import perf_counter

from tests.kit.clients.edited_projects import brightened

SEQUENCES = 10_000


def main() -> None:
    """Prints each sequence that brightens, and how many were tried. Exits with 1 where any does."""
    numbers = [int(each) for each in sys.argv[1:]]
    count = numbers[0] if numbers else SEQUENCES
    first = numbers[1] if len(numbers) > 1 else 0
    started = perf_counter()
    failed = 0
    for seed, edits in _brightening(range(first, first + count)):
        failed += 1
        print(f"{seed}: {', '.join(edits)}")
    seconds = perf_counter() - started
    print(f"{count} sequences in {seconds:.0f} s: {failed} brighten a project")
    sys.exit(min(failed, 1))


def _brightening(seeds: range) -> Iterator[tuple[int, tuple[str, ...]]]:
    for seed in seeds:
        edits = brightened(seed)
        if edits:
            yield seed, tuple(edits)


if __name__ == "__main__":
    main()
