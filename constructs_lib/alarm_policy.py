"""When the errors of a new version stop its rollout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from constructs_lib.errors import (
    ConstructError,
    construct_errors,
    require,
    require_known,
    seen,
)
from policies.domain.alarms import AlarmWindow, evaluation_periods_limit, periods_to_see

if TYPE_CHECKING:
    from policies.domain.rollouts import Strategy

_DEFAULT_PERIODS: Final = 5


@dataclass(frozen=True, slots=True)
class AlarmPolicy:
    """A rollout is rolled back after `datapoints_to_alarm` bad minutes of the last few.

    The default is the most careful: one failed invocation of the new version is enough. A function
    that fails now and then in good health needs a higher `errors`; a canary of 10 % sees a tenth
    of them. The period is always one minute, the finest Lambda's metrics have: a longer one would
    only delay the alarm. The five minutes of the default keep a short burst in sight until
    CodeDeploy next looks; they delay nothing. A rollout must leave the alarm its bad minutes and
    one more, for the way of a metric from Lambda to CodeDeploy: two minutes by default.

    Lambda tells a failure at its end and dates it by its start: what hangs until a timeout of ten
    minutes shows ten minutes late, in a minute long past. The alarm looks back that much further by
    itself; whoever synthesizes the app is warned of a rollout that is over before.

    Args:
        errors: Failed invocations that make a minute bad, at least 1.
        datapoints_to_alarm: Bad minutes that fire the alarm, at least 1.
        evaluation_periods: Minutes among which they are counted, `datapoints_to_alarm` to 1440. By
            default 5, and more where the function's timeout is longer than a minute: enough to see
            what hangs until then.

    Raises:
        ConstructError: A number is out of range, no int, or a token.

    See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """

    PERIOD_SECONDS: ClassVar[int] = 60

    errors: int = 1
    datapoints_to_alarm: int = 1
    evaluation_periods: int | None = None

    def __post_init__(self) -> None:
        for prop in ("errors", "datapoints_to_alarm", "evaluation_periods"):
            require_known(prop, getattr(self, prop))
        if type(self.errors) is not int or self.errors < 1:
            raise ConstructError(f"errors must be an int, at least 1, got {seen(self.errors)}")
        if self.evaluation_periods is not None:
            periods = evaluation_periods_limit(self.PERIOD_SECONDS)
            require(periods.count_violation(self.evaluation_periods, label="evaluation_periods"))
        with construct_errors():
            self.window()

    def window(self, timeout_seconds: int | None = None) -> AlarmWindow:
        """What the alarm of a function with this timeout looks at; None is one nobody knows yet."""
        periods = self.evaluation_periods or _DEFAULT_PERIODS
        is_long = timeout_seconds is not None and timeout_seconds > self.PERIOD_SECONDS
        if self.evaluation_periods is None and is_long:
            to_see = periods_to_see(
                self.datapoints_to_alarm,
                period_seconds=self.PERIOD_SECONDS,
                timeout_seconds=timeout_seconds or 0,
            )
            periods = max(periods, to_see)
        return AlarmWindow(self.PERIOD_SECONDS, periods, self.datapoints_to_alarm)

    def require_in_time(self, strategy: Strategy) -> None:
        """The alarm can be relied on to fire before the last traffic shift, a minute to spare.

        Raises:
            ConstructError: The rollout is over sooner; an all-at-once rollout always is.
        """
        require(self.window().shortfall_for(strategy))
