"""The sum of all streams of work: each counts with its latest row."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.model.progress import ProgressPoint, ProgressRow, total

Typed = tuple[str, int, int, int | None, str | None]


def rows(*typed: Typed) -> list[ProgressRow]:
    names = ("date", "scope", "done", "planned", "stream")
    return [
        ProgressRow.model_validate(dict(zip(names, row, strict=True))) for row in typed
    ]


def points(found: Sequence[ProgressPoint]) -> list[tuple[str, int, int, int | None]]:
    return [
        (
            str(each.on),
            int(each.scope),
            int(each.done),
            None if each.planned is None else int(each.planned),
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([], []),
        (
            [("2026-11-13", 40, 12, 14, None), ("2026-11-20", 42, 15, 17, None)],
            [("2026-11-13", 40, 12, 14), ("2026-11-20", 42, 15, 17)],
        ),
        (
            [("2026-11-20", 42, 15, None, None), ("2026-11-13", 40, 12, None, None)],
            [("2026-11-13", 40, 12, None), ("2026-11-20", 42, 15, None)],
        ),
        (
            [("2026-11-13", 40, 12, None, "Shop"), ("2026-11-13", 10, 2, None, "App")],
            [("2026-11-13", 50, 14, None)],
        ),
        (
            [
                ("2026-11-06", 40, 12, None, "Shop"),
                ("2026-11-13", 10, 2, None, "App"),
                ("2026-11-20", 41, 15, None, "Shop"),
                ("2026-11-27", 12, 6, None, "App"),
            ],
            [
                ("2026-11-06", 40, 12, None),
                ("2026-11-13", 50, 14, None),
                ("2026-11-20", 51, 17, None),
                ("2026-11-27", 53, 21, None),
            ],
        ),
        (
            [
                ("2026-11-13", 40, 12, 14, "Shop"),
                ("2026-11-13", 10, 2, None, "App"),
                ("2026-11-20", 10, 3, 4, "App"),
            ],
            [("2026-11-13", 50, 14, 14), ("2026-11-20", 50, 15, 18)],
        ),
        (
            [("2026-11-13", 40, 12, None, None), ("2026-11-13", 10, 2, None, "App")],
            [("2026-11-13", 50, 14, None)],
        ),
    ],
    ids=[
        "nothing",
        "one series",
        "sorted",
        "two streams",
        "a stream rests",
        "planned by one",
        "one without a name",
    ],
)
def test_streams_add_up(
    typed: list[Typed], expected: list[tuple[str, int, int, int | None]]
) -> None:
    assert points(total(rows(*typed))) == expected


def test_fractions_add_up_exactly() -> None:
    made = [
        ProgressRow(
            on=date(2026, 11, 20), scope=Decimal(1), done=Decimal("0.1"), stream=str(n)
        )
        for n in range(3)
    ]
    assert total(made)[0].done == Decimal("0.3")


ROWS = st.builds(
    lambda on, scope, done, stream: ProgressRow(
        on=on, scope=Decimal(scope), done=Decimal(done), stream=stream
    ),
    st.dates(date(2026, 1, 1), date(2026, 1, 20)),
    st.integers(10, 50),
    st.integers(0, 10),
    st.sampled_from(["Shop", "App", None]),
)


@settings(deadline=None)
@given(st.lists(ROWS, max_size=12, unique_by=lambda row: (row.on, row.stream)))
def test_there_is_one_point_a_day_and_the_order_of_rows_makes_no_difference(
    made: list[ProgressRow],
) -> None:
    found = total(made)
    assert [point.on for point in found] == sorted({row.on for row in made})
    assert total(reversed(made)) == found
