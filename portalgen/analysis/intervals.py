"""How sure a share of few cases can be."""

from math import sqrt


def wilson(hits: int, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Returns the Wilson score interval of a share, both ends between 0 and 1; (0, 1) where there is no case.

    The default z gives 95 %. Source: E. B. Wilson, Probable inference, the law of succession, and statistical
    inference, JASA 22 (1927).
    """
    if n == 0:
        return 0.0, 1.0
    share, square = hits / n, z * z
    middle = share + square / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    whole = 1 + square / n
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
