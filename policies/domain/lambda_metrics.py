"""What values the metrics of Lambda can take."""

from __future__ import annotations

import re
from typing import Final

from policies.domain.limits import BINARY_METRICS

_MILLISECONDS_PER_SECOND: Final = 1000
_DURATION: Final = "Duration"
# Statistics that never leave the range of the single values; a sum and a count do.
_WITHIN_RANGE: Final = re.compile(r"Average|Maximum|Minimum|IQM|(p|tm|wm)\d+(\.\d+)?")


def highest_value(metric: str, statistic: str, timeout_seconds: int | None = None) -> int | None:
    """The most that a statistic can show; None when it is not bounded or not known.

    An invocation metric is 0 or 1 for each invocation, and a duration ends at the timeout.

    Args:
        metric: A metric of AWS/Lambda.
        statistic: As CloudWatch names it: Sum, Average, p99.
        timeout_seconds: The timeout of the function, None when it is not known.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """
    if not _WITHIN_RANGE.fullmatch(statistic):
        return None
    if metric in BINARY_METRICS:
        return 1
    if metric != _DURATION or timeout_seconds is None:
        return None
    return timeout_seconds * _MILLISECONDS_PER_SECOND
