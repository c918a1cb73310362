"""How many of the expected requests come, and how many of them fail: on average, or by chance.

Numbers drawn are the quantiles of one uniform number each. Two simulations of one seed therefore
meet the same requests, whatever rollout they play, and differ by the rollout alone.
"""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist
from typing import Final, Protocol

_NORMAL: Final = NormalDist()
# Up to this mean a quantile is found by adding up probabilities: exact. Above it the normal
# quantile, corrected for skewness (Cornish and Fisher 1938), is off by less than one request.
_LARGEST_EXACT_MEAN: Final = 30.0


class Chance(Protocol):
    """What decides about single requests."""

    def arrivals(self, expected: float) -> float:
        """How many requests come in a minute that has so many on average."""

    def part(self, count: float, share: float) -> float:
        """How many of them go the way that this share of all goes."""


class Expected:
    """No chance: each minute has its expected requests, in fractions.

    Exact for what many requests do. It does not know a minute without any, which is what a function
    with little traffic is about: play that by chance.
    """

    def arrivals(self, expected: float) -> float:
        """All that are expected."""
        return expected

    def part(self, count: float, share: float) -> float:
        """The share itself."""
        return count * share


class Sampled:
    """Requests come independently of each other: Poisson arrivals, each with its own luck.

    Args:
        seed: Equal seeds draw equal numbers, on every machine and version of Python.
    """

    __slots__ = ("_of_arrivals", "_of_parts")

    def __init__(self, seed: int | str) -> None:
        self._of_arrivals = Random(f"{seed} arrivals").random  # noqa: S311 - nothing is secret
        self._of_parts = Random(f"{seed} parts").random  # noqa: S311

    def arrivals(self, expected: float) -> int:
        """A Poisson number."""
        return poisson(expected, self._of_arrivals())

    def part(self, count: float, share: float) -> int:
        """A binomial number."""
        # Drawn in any case: both sides of a comparison stay in step.
        uniform = self._of_parts()
        if share <= 0 or not count:
            return 0
        return int(count) if share >= 1 else binomial(int(count), share, uniform)


def poisson(mean: float, uniform: float) -> int:
    """The Poisson number below which this share of all draws lies."""
    if mean > _LARGEST_EXACT_MEAN:
        return max(0, _large(mean, mean, 1.0, uniform))
    number, probability = 0, math.exp(-mean)
    below = probability
    while uniform >= below:
        number += 1
        probability *= mean / number
        if not probability:  # the sum of all probabilities, rounded, can be less than the number
            break
        below += probability
    return number


def binomial(count: int, share: float, uniform: float) -> int:
    """The binomial number below which this share of all draws lies.

    Args:
        count: How many requests there are, at least 0.
        share: Of how many it is true on average, 0 < share < 1.
        uniform: 0 <= uniform < 1.
    """
    if share > 0.5:  # noqa: PLR2004 - the rarer way is counted: fewer probabilities to add up
        return count - binomial(count, 1 - share, 1 - uniform)
    mean = count * share
    if mean > _LARGEST_EXACT_MEAN:
        drawn = _large(mean, mean * (1 - share), 1 - 2 * share, uniform)
        return min(count, max(0, drawn))
    odds = share / (1 - share)
    number, probability = 0, (1 - share) ** count
    below = probability
    while uniform >= below and number < count:
        number += 1
        probability *= odds * (count - number + 1) / number
        if not probability:
            break
        below += probability
    return number


def _large(mean: float, variance: float, skew: float, uniform: float) -> int:
    """A number of about this distribution; its skewness is skew / sqrt(variance)."""
    if uniform <= 0:
        return 0
    if uniform >= 1:
        uniform = 1 - 2**-53
    z = _NORMAL.inv_cdf(uniform)
    return round(mean + math.sqrt(variance) * z + skew * (z * z - 1) / 6)
