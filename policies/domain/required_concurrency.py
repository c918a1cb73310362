"""How much concurrency a load needs, from its rate and the time that each request takes."""

from __future__ import annotations

from math import ceil, isfinite

from policies.domain.limits import REQUESTS_PER_CONCURRENCY

# Digits that a product of decimal fractions is right to: 100 times 0.07 is 7, and no trifle more.
_DIGITS = 9


def required_concurrency(
    requests_per_second: float, duration_seconds: float, *, headroom: float = 0
) -> int:
    """How many environments are busy at once, or must be there to admit the rate; at least 1.

    The concurrency is the rate times the duration. Lambda also admits only ten requests a second
    for each unit of concurrency, account's, reserved and provisioned alike: below a tenth of a
    second the rate decides, not the duration.

    Args:
        requests_per_second: The average of the busiest time, above 0.
        duration_seconds: What one request takes on average, cold starts included, above 0.
        headroom: What to have beyond that, as a fraction of it; 0.1 for a tenth.

    Raises:
        ValueError: A number is not above 0, or `headroom` is below.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
    """
    if not (isfinite(requests_per_second) and requests_per_second > 0):
        raise ValueError(f"requests_per_second must be above 0, got {requests_per_second:g}")
    if not (isfinite(duration_seconds) and duration_seconds > 0):
        raise ValueError(f"duration must be above 0 s, got {duration_seconds:g} s")
    if not (isfinite(headroom) and headroom >= 0):
        raise ValueError(f"headroom must be at least 0, as a fraction of 1, got {headroom:g}")
    busy = requests_per_second * duration_seconds
    admitted = requests_per_second / REQUESTS_PER_CONCURRENCY
    return ceil(round(max(busy, admitted) * (1 + headroom), _DIGITS))
