"""The Wilson interval, with a worked case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.analysis.intervals import wilson


def test_eight_of_ten_can_be_anything_from_49_to_94_percent() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


@pytest.mark.parametrize(("hits", "n", "ends"), [(0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (0, 0, (0.0, 1.0))])
def test_the_ends_stay_between_nothing_and_all(hits: int, n: int, ends: tuple[float, float]) -> None:
    low, high = wilson(hits, n)
    assert (round(low, 4), round(high, 4)) == ends


@given(n=st.integers(1, 2000), data=st.data())
def test_the_interval_holds_the_share_and_mirrors_that_of_the_misses(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1
    assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low))


def test_a_wider_claim_of_confidence_gives_a_wider_interval() -> None:
    narrow, wide = wilson(8, 10, 1.0), wilson(8, 10, 2.5758)
    assert wide[0] < narrow[0] < 0.8 < narrow[1] < wide[1]
