"""What values the metrics of Lambda can take."""

from __future__ import annotations

import re
from typing import Final

from policies.domain.limits import BINARY_METRICS

_MILLISECONDS_PER_SECOND: Final = 1000
_DURATION: Final = "Duration"
# Statistics that never leave the range of the single values; a sum and a count do.
_WITHIN_RANGE: Final = re.compile(r"Average|Maximum|Minimum|IQM|(p|tm|wm)\d+(\.\d+)?")


# What is bad when it is much.
FAILURE_METRICS: Final = frozenset(
    {
        "AsyncEventsDropped",
        "DeadLetterErrors",
        "DestinationDeliveryFailures",
        "Errors",
        "ProvisionedConcurrencySpilloverInvocations",
        "Throttles",
    }
)
_TIMES: Final = frozenset(
    {"AsyncEventAge", "Duration", "IteratorAge", "PostRuntimeExtensionsDuration"}
)
_COUNTS: Final = FAILURE_METRICS | {"AsyncEventsReceived", "Invocations"}


def published_unit(metric: str) -> str | None:
    """The unit in which Lambda publishes a metric, None when that is not written down here.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """
    if metric in _TIMES:
        return "Milliseconds"
    return "Count" if metric in _COUNTS else None


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
