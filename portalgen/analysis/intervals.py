"""How sure a share can be that was counted from few cases."""

from math import sqrt

Z_95 = 1.959963984540054  # the standard normal quantile of 0.975


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Returns the 95 % score interval of a share, from 0 to 1; all of it where nothing was counted.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212. Raises
    ValueError where the hits are fewer than none or more than the cases.
    """
    if not 0 <= hits <= n:
        wrong = f"not 0 <= {hits} <= {n}"
        raise ValueError(wrong)
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    rest = 1 - share
    z2 = Z_95**2
    variance = share * rest / n
    divisor = 4 * n * n
    smoothing = z2 / divisor
    deviation = sqrt(variance + smoothing)
    twice = 2 * n
    shift = z2 / twice
    centre = share + shift
    reach = Z_95 * deviation
    scale = 1 + z2 / n
    low = (centre - reach) / scale
    high = (centre + reach) / scale
    # At none and at all the interval ends exactly there; rounding would leave a dust of it.
    if hits == 0:
        low = 0.0
    if hits == n:
        high = 1.0
    return low, high
