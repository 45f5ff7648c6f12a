"""How forecasts hold: `python -m benchmarks.backtest` prints what comes out, as it comes out.

At the end of every eighth week from the eighth on, each method says when so many items more will be finished, from the
weeks up to that day alone; the weeks after it say whether that was true. Asked is for as many items as four, eight,
sixteen and thirty-two weeks brought at the mean pace of the last half a year. A day that has passed unmet is a miss.

The pinball loss is of the logarithm of weeks, times 1,000: what is said too late costs as well as what is said too
early, by the level, and a day in a near forecast as much as a month in a far one. Less is better.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from math import ceil, inf, log

from benchmarks.series import HELD_OUT, TUNING, Series, real, simulated
from portalgen.analysis.forecast.backlog import StreamTask, Task
from portalgen.analysis.forecast.past import EVERY_WEEKDAY, Past, past_of
from portalgen.analysis.forecast.progress import Week
from portalgen.analysis.forecast.simulation import simulate
from portalgen.analysis.forecast.spread import CALIBRATED, STEADY

LEVELS = (50, 85, 95)
SPANS = (4, 8, 16, 32)  # weeks at the pace so far
RUNS = 1_000
HORIZON = 260
EVERY = 8  # weeks between two questions to a series
LAST = 120  # the last week that is forecast from
PER_KIND = 8
HALF_A_YEAR = 26
END = date(2026, 11, 20)
Method = Callable[[Sequence[int], float, int], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """How long it takes from a week on to finish a number of items; `took` is None where the series ends before."""

    past: Sequence[int]
    items: float
    span: int
    took: float | None
    known: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what a method said to it, for each level, in weeks."""

    question: Question
    said: tuple[float, ...]


def main() -> None:
    """Prints a table for each set of series."""
    sets = {
        "simulated, for tuning": list(_simulated(TUNING, "tuning")),
        "simulated, held out": list(_simulated(HELD_OUT, "held out")),
    }
    for kind, numbers in real().items():
        sets[f"7digital, {kind}"] = [numbers]
    sets["7digital, together"] = list(real().values())
    for name, series in sets.items():
        asked = [each for numbers in series for each in questions(numbers)]
        print(f"\n{name}: {len(series)} series, {len(asked)} questions")
        for title, method in METHODS.items():
            print(f"  {title:38}{row(answers(asked, method))}")
    held_out = sets["simulated, held out"]
    asked = [each for numbers in held_out for each in questions(numbers)]
    print("\nas it is, simulated and held out, by the weeks of work asked for")
    for span in SPANS:
        of_span = [each for each in asked if each.span == span]
        print(f"  {span:2} weeks  {row(answers(of_span, as_it_is))}")


def _simulated(
    kinds: dict[str, Callable[..., Iterator[float]]], seed: str
) -> Iterator[Series]:
    for kind, levels in kinds.items():
        for number in range(PER_KIND):
            yield simulated(levels, f"{seed} {kind} {number}")


def questions(numbers: Series) -> Iterator[Question]:
    """Yields what is asked of a series; nothing where nothing was done in the last half a year."""
    for week in range(EVERY, min(LAST, len(numbers)), EVERY):
        recent = numbers[max(0, week - HALF_A_YEAR) : week]
        pace = sum(recent) / len(recent)
        if pace == 0:
            continue
        later = numbers[week:]
        for span in SPANS:
            items = pace * span
            took = _took(later, items)
            yield Question(numbers[:week], items, span, took, len(later))


def _took(later: Sequence[int], items: float) -> float | None:
    left = items
    for week, done in enumerate(later):
        if left <= done:
            return week + left / done
        left -= done
    return None


def answers(asked: Sequence[Question], method: Method) -> list[Answer]:
    """Returns what a method says to each question."""
    return [
        Answer(each, method(each.past, each.items, number))
        for number, each in enumerate(asked)
    ]


def row(found: Sequence[Answer]) -> str:
    """Returns the hits of each level in percent of what came due, and the pinball loss where the outcome is known."""
    shares = []
    losses = []
    for at, level in enumerate(LEVELS):
        due = [each for each in found if each.said[at] <= each.question.known]
        hits = [each for each in due if _is_hit(each, at)]
        shares.append(f"{100 * len(hits) / max(1, len(due)):5.1f}")
        known = [
            loss for each in found if (loss := pinball(each, at, level)) is not None
        ]
        losses.append(f"{1000 * sum(known) / max(1, len(known)):5.0f}")
    return f"{' / '.join(shares)} %   {' / '.join(losses)}"


def _is_hit(answer: Answer, at: int) -> bool:
    took = answer.question.took
    return took is not None and took <= answer.said[at]


def pinball(answer: Answer, at: int, level: int) -> float | None:
    """Returns the pinball loss of what was said for a level; None where the outcome, or an end, is not known."""
    took = answer.question.took
    said = answer.said[at]
    if took is None or said == inf:
        return None
    off = log(took / said)
    share = level / 100
    return max(share * off, (share - 1) * off)


def as_it_is(past: Sequence[int], items: float, seed: int) -> tuple[float, ...]:
    """Returns what portalgen says: newer weeks more often, a pace that leaves that of the past."""
    drawn = past_of({None: weeks(past)}, EVERY_WEEKDAY)
    return _said(drawn, items, seed, is_steady=False)


def bootstrap(
    past: Sequence[int], items: float, seed: int, last: int | None
) -> tuple[float, ...]:
    """Returns what weeks say that are drawn alike, all of them or the last ones."""
    drawn = weeks(past)[-(last or len(past)) :]
    alike = Past(((None, drawn),), (1,) * len(drawn))
    return _said(alike, items, seed, is_steady=True)


def line(past: Sequence[int], items: float, seed: int) -> tuple[float, ...]:
    """Returns where the mean pace of half a year leads, the same for every level."""
    del seed
    recent = past[-HALF_A_YEAR:]
    pace = sum(recent) / len(recent)
    return (items / pace,) * len(LEVELS)


def _said(past: Past, items: float, seed: int, is_steady: bool) -> tuple[float, ...]:
    task = Task((StreamTask(None, Decimal(items), Decimal()),))
    spread = STEADY if is_steady else CALIBRATED
    (ends,) = simulate(past, [task], seed, RUNS, HORIZON, spread)
    return tuple(float(ends[ceil(level * RUNS / 100) - 1]) for level in LEVELS)


def weeks(numbers: Sequence[int]) -> tuple[Week, ...]:
    """Returns weeks in which so much was done each."""
    first = END - timedelta(weeks=len(numbers))
    return tuple(
        Week(first + timedelta(weeks=at), Decimal(done), Decimal())
        for at, done in enumerate(numbers, 1)
    )


METHODS: dict[str, Method] = {
    "as it is": as_it_is,
    "before: the last 26 weeks alike": partial(bootstrap, last=HALF_A_YEAR),
    "plain bootstrap: all weeks alike": partial(bootstrap, last=None),
    "linear extrapolation": line,
}


if __name__ == "__main__":
    main()
