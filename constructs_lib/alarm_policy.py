"""When the errors of a new version stop its rollout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from constructs_lib.errors import (
    ConstructError,
    construct_errors,
    require,
    require_known,
    seen,
)
from policies.domain.alarms import AlarmWindow, evaluation_periods_limit

if TYPE_CHECKING:
    from policies.domain.rollouts import Strategy


@dataclass(frozen=True, slots=True)
class AlarmPolicy:
    """A rollout is rolled back after `datapoints_to_alarm` bad minutes of `evaluation_periods`.

    The default is the most careful: one failed invocation of the new version is enough. A function
    that fails now and then in good health needs a higher `errors`; a canary of 10 % sees a tenth
    of them. The period is always one minute, the finest Lambda's metrics have: a longer one would
    only delay the alarm. The five minutes of the default keep a short burst in sight until
    CodeDeploy next looks; they delay nothing. A rollout must leave the alarm its bad minutes and
    one more, for the way of a metric from Lambda to CodeDeploy: two minutes by default.

    Args:
        errors: Failed invocations that make a minute bad, at least 1.
        datapoints_to_alarm: Bad minutes that fire the alarm, at least 1.
        evaluation_periods: Minutes among which they are counted, `datapoints_to_alarm` to 1440.

    Raises:
        ConstructError: A number is out of range, no int, or a token.

    See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """

    PERIOD_SECONDS: ClassVar[int] = 60

    errors: int = 1
    datapoints_to_alarm: int = 1
    evaluation_periods: int = 5

    def __post_init__(self) -> None:
        for prop in ("errors", "datapoints_to_alarm", "evaluation_periods"):
            require_known(prop, getattr(self, prop))
        if type(self.errors) is not int or self.errors < 1:
            raise ConstructError(f"errors must be an int, at least 1, got {seen(self.errors)}")
        periods = evaluation_periods_limit(self.PERIOD_SECONDS)
        require(periods.count_violation(self.evaluation_periods, label="evaluation_periods"))
        with construct_errors():
            _ = self.window

    @property
    def window(self) -> AlarmWindow:
        """What the alarm looks at."""
        return AlarmWindow(self.PERIOD_SECONDS, self.evaluation_periods, self.datapoints_to_alarm)

    def require_in_time(self, strategy: Strategy) -> None:
        """The alarm can be relied on to fire before the last traffic shift, a minute to spare.

        Raises:
            ConstructError: The rollout is over sooner; an all-at-once rollout always is.
        """
        require(self.window.shortfall_for(strategy))
