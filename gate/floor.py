"""The coverage that a run of tests measured, held against its floor: `python -m gate.floor`, after `pytest --cov`.

The floor stands in gate/coverage.txt, in per cent of lines and branches together. It only rises:
`python -m gate.floor --raise` writes what was measured, less the play, where that is more than the floor.
"""

import io
import sys
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException

FLOOR = Path(__file__).with_name("coverage.txt")
STEP = Decimal("0.1")  # per cent: the last digit of the floor
# What is filled once in a process is filled by other tests where these are dealt to other workers.
PLAY = Decimal("0.2")


def measured(data_file: str | None = None) -> Decimal:
    """Returns the coverage in per cent that the last run of tests left. Raises CoverageException without one."""
    coverage = Coverage(data_file=data_file) if data_file else Coverage()
    coverage.load()
    figure = coverage.report(file=io.StringIO())
    return Decimal(str(figure)).quantize(STEP, ROUND_DOWN)


def read(path: Path = FLOOR) -> Decimal:
    """Returns the floor in per cent."""
    return Decimal(path.read_text(encoding="utf-8").strip())


def next_floor(figure: Decimal, floor: Decimal) -> Decimal:
    """Returns the floor that a figure allows: never a lower one than today's."""
    return max(floor, figure - PLAY)


def verdict(figure: Decimal, floor: Decimal) -> str:
    """Returns what a figure means beside the floor."""
    if figure < floor:
        return f"Coverage fell to {figure} %; the floor is {floor} %. Test what is new."
    if next_floor(figure, floor) > floor:
        return (
            f"Coverage is {figure} %, the floor {floor} %: `make floor` raises it to "
            f"{next_floor(figure, floor)} %."
        )
    return f"Coverage is {figure} %, and the floor {floor} %."


def main() -> None:
    """Says how the figure stands; ends with 1 where it is below the floor or there is none."""
    try:
        figure = measured()
    except CoverageException as problem:
        sys.exit(f"There is no coverage to judge: {problem}")
    floor = read()
    print(verdict(figure, floor))
    if "--raise" in sys.argv[1:]:
        FLOOR.write_text(f"{next_floor(figure, floor)}\n", encoding="utf-8")
    if figure < floor:
        sys.exit(1)


if __name__ == "__main__":
    main()
