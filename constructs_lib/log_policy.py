"""How long a function's logs are kept, and how much is in them."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk.aws_lambda import ApplicationLogLevel
from aws_cdk.aws_logs import RetentionDays

from constructs_lib.errors import require_type


@dataclass(frozen=True, slots=True)
class LogPolicy:
    """What a function's own log group keeps. The lines are JSON in any case.

    Args:
        retention: How long CloudWatch Logs keeps a line. Left to itself Lambda makes groups that
            keep everything for ever.
        level: What the handler logs below this level is dropped before it is billed.

    Raises:
        ConstructError: One of them is no member of its enum: days, say, or the name of a level.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
    """

    retention: RetentionDays = RetentionDays.ONE_MONTH
    level: ApplicationLogLevel = ApplicationLogLevel.INFO

    def __post_init__(self) -> None:
        days = "a RetentionDays such as RetentionDays.ONE_MONTH"
        require_type("retention", self.retention, RetentionDays, days)
        level = "an ApplicationLogLevel such as ApplicationLogLevel.INFO"
        require_type("level", self.level, ApplicationLogLevel, level)
