"""Draws mutants by a seed and prints which survive: `python -m benchmarks.mutants --seed 1 --count 100`."""

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.mutants.changes import changes
from benchmarks.mutants.trial import SECONDS, Laboratory, Mutant, Outcome

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = "portalgen"


def main() -> None:
    """Prints each mutant as it is tried, then a table by floor, then the survivors."""
    asked = _arguments()
    mutants = drawn(asked.project, asked.seed, asked.count)
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory.of(asked.project, Path(folder) / "copy")
        laboratory.seconds = asked.seconds
        outcomes = {}
        for mutant in mutants:
            outcomes[mutant] = laboratory.outcome(mutant)
            print(f"{outcomes[mutant].value:9}  {mutant}", flush=True)
    print(f"\n{table(outcomes)}")
    survivors = [each for each in mutants if outcomes[each] is Outcome.SURVIVED]
    print("\nsurvivors:" if survivors else "\nno survivors")
    for each in survivors:
        print(f"  {each}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--project", type=Path, default=PROJECT)
    return parser.parse_args()


def drawn(project: Path, seed: int, count: int) -> list[Mutant]:
    """Returns so many mutants of a project's package, in the order of their places; all where there are fewer."""
    known = [
        Mutant(path.relative_to(project), change)
        for path in sorted((project / PACKAGE).rglob("*.py"))
        for change in changes(path.read_text(encoding="utf-8"))
    ]
    places = random.Random(seed).sample(range(len(known)), min(count, len(known)))  # noqa: S311 - a sample, no secret
    return [known[place] for place in sorted(places)]


def table(outcomes: dict[Mutant, Outcome]) -> str:
    """Returns how many mutants of each floor were killed, survived or timed out."""
    counts = Counter((_floor(each), outcome) for each, outcome in outcomes.items())
    floors = sorted({floor for floor, _ in counts})
    lines = [f"{'floor':12}" + "".join(f"{each.value:>11}" for each in Outcome)]
    for floor in floors:
        numbers = (counts[floor, each] for each in Outcome)
        lines.append(f"{floor:12}" + "".join(f"{each:11}" for each in numbers))
    total = Counter(outcomes.values())
    lines.append(f"{'all':12}" + "".join(f"{total[each]:11}" for each in Outcome))
    return "\n".join(lines)


def _floor(mutant: Mutant) -> str:
    return Path(mutant.module.parts[1]).stem


if __name__ == "__main__":
    main()
