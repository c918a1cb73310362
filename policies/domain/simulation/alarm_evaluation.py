"""The state of a CloudWatch alarm from its latest data points, the missing ones included.

See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class State(StrEnum):
    """What an alarm says."""

    OK = "OK"
    ALARM = "ALARM"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class Missing(StrEnum):
    """How an alarm treats a data point that is missing."""

    MISSING = "missing"
    IGNORE = "ignore"
    BREACHING = "breaching"
    NOT_BREACHING = "notBreaching"


def evaluated(
    points: Sequence[bool | None],
    current: State,
    *,
    evaluation_periods: int,
    datapoints_to_alarm: int,
    missing: Missing,
) -> State:
    """The state that the data points give an alarm.

    Where the page's words and its tables differ, the tables count: with a good data point among
    those fetched, an alarm does not fire before M of them are bad.

    Args:
        points: Whether each is bad, None where it is missing, the latest last: all that CloudWatch
            fetches, which is some more than `evaluation_periods`.
        current: The state before.
        evaluation_periods: N.
        datapoints_to_alarm: M, 1 to N.
        missing: How it treats missing data points.
    """
    absent = points.count(None)
    present = len(points) - absent
    if present >= evaluation_periods:
        # Enough real ones, if need be from farther back: no missing one counts.
        if absent:
            points = [point for point in points if point is not None]
        bad = points[-evaluation_periods:].count(True)
        return State.ALARM if bad >= datapoints_to_alarm else State.OK
    bad = points.count(True)
    if missing is Missing.BREACHING:
        bad += evaluation_periods - present
    if bad >= datapoints_to_alarm:
        return State.ALARM
    if bad < present or missing in (Missing.BREACHING, Missing.NOT_BREACHING):
        return State.OK
    if missing is Missing.IGNORE:
        return current
    if not present:
        return State.INSUFFICIENT_DATA
    # Bad ones only, and fewer than M. The alarm waits for the next data point, which may be good,
    # until the oldest is as old as M periods.
    age = len(points) - points.index(True)
    return State.ALARM if age >= datapoints_to_alarm else current
