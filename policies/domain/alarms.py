"""Whether an alarm is fast enough to stop a rollout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policies.domain import limits

if TYPE_CHECKING:
    from policies.domain.limits import Limit
    from policies.domain.rollouts import Strategy

_SECONDS_PER_MINUTE = 60


def evaluation_periods_limit(period_seconds: int) -> Limit:
    """How many periods of this length, below an hour each, an alarm may look at."""
    longest = limits.ALARM_EVALUATION_RANGE
    return longest._replace(
        unit=f"periods of {period_seconds} s",
        minimum=1,
        maximum=(longest.maximum or 0) // period_seconds,
    )


def periods_to_see(bad_periods: int, *, period_seconds: int, timeout_seconds: int) -> int:
    """How many periods an alarm must look at to see so many bad ones of a function.

    Lambda dates what it tells of an invocation by its start and tells it at its end: a fault that
    hangs until the timeout shows in a period long past. One more period is still being filled.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
    """
    told_late = -(-timeout_seconds // period_seconds)
    return bad_periods + told_late + 1


@dataclass(frozen=True, slots=True)
class AlarmWindow:
    """What a CloudWatch alarm looks at: it fires when M of the last N periods are bad.

    Two questions are asked of it, and what lies between their answers is luck. A rule asks whether
    the alarm is certain to be late (`lateness_for`), a construct whether it can be relied on
    (`shortfall_for`).

    Args:
        period_seconds: The length of one period.
        evaluation_periods: N.
        datapoints_to_alarm: M, 1 to N.

    Raises:
        ValueError: N is below 1, or M is not 1 to N.

    See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
    """

    period_seconds: int
    evaluation_periods: int
    datapoints_to_alarm: int

    def __post_init__(self) -> None:
        some = limits.ALARM_EVALUATION_RANGE._replace(minimum=1, maximum=None, unit="")
        some.require(self.evaluation_periods, label="evaluation_periods")
        of_them = some._replace(maximum=self.evaluation_periods, unit="evaluation periods")
        of_them.require(self.datapoints_to_alarm, label="datapoints_to_alarm")

    @property
    def seconds_to_fire(self) -> int:
        """After how long a lasting fault has surely made M periods bad: M times their length.

        The N - M periods before it are no delay: the new version had no traffic in them.
        """
        return self.datapoints_to_alarm * self.period_seconds

    @property
    def margin_seconds(self) -> int:
        """What an alarm that is relied on needs beyond `seconds_to_fire`: one more period.

        The metric of a minute reaches CloudWatch after the minute, CloudWatch evaluates the alarm
        after that, and CodeDeploy asks for the alarm's state later still. AWS states none of these
        delays. A period is the grain in which the alarm sees anything at all: with none to spare
        every one of them would have to be zero.
        """
        return self.period_seconds

    @property
    def seconds_before_firing(self) -> int:
        """For how long after a fault began the alarm certainly does not fire: M - 1 periods.

        The window ends when it is evaluated, and its oldest of M bad periods must end after the
        fault began: M - 1 whole periods follow. No delay is counted, nor that the fault is small.
        """
        return (self.datapoints_to_alarm - 1) * self.period_seconds

    def share_before_firing(self, strategy: Strategy) -> int:
        """How much of the traffic, in %, has moved for certain when the alarm can first fire."""
        return max(
            step.percentage
            for step in strategy.timeline
            if step.minute * _SECONDS_PER_MINUTE <= self.seconds_before_firing
        )

    def lateness_for(self, strategy: Strategy) -> str | None:
        """Why the alarm certainly cannot stop the rollout, or None when it may with luck.

        It has until the last traffic shift: the bake of a canary, all intervals of a linear
        rollout together. After that shift the deployment has succeeded and an alarm takes nothing
        back. The fault begins with the rollout at the earliest.
        """
        available = strategy.minutes * _SECONDS_PER_MINUTE
        if self.seconds_before_firing < available:
            return None
        return (
            f"alarm must fire within the {available} s of the {strategy}, got more than "
            f"{self.seconds_before_firing} s ({self._length} less the first period)"
        )

    def shortfall_for(self, strategy: Strategy) -> str | None:
        """Why the alarm cannot be relied on to stop the rollout, or None when it can.

        It must have seen M whole periods, with the margin to spare, before the last traffic shift.
        How much traffic a linear rollout has moved by then is for its owner to weigh.
        """
        needed = self.seconds_to_fire + self.margin_seconds
        available = strategy.minutes * _SECONDS_PER_MINUTE
        if needed <= available:
            return None
        return (
            f"rollout must take at least {needed} s for its alarm ({self._length} to fire and "
            f"{self.margin_seconds} s of margin), got {available} s ({strategy})"
        )

    def hang_shortfall_for(self, strategy: Strategy, *, timeout_seconds: int) -> str | None:
        """Why the alarm misses invocations that hang until their timeout, or None when it does not.

        Such a failure is told when the timeout is over, dated by the start (`periods_to_see`): the
        rollout must still be under way then, and the minute of the start still in the window. A
        timeout of one period or less is within the margin. What fails sooner is seen in any case.

        See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
        """
        if timeout_seconds <= self.period_seconds:
            return None
        hanging = f"invocations that hang until their timeout of {timeout_seconds} s"
        needed = self.seconds_to_fire + timeout_seconds + self.margin_seconds
        available = strategy.minutes * _SECONDS_PER_MINUTE
        if needed > available:
            return (
                f"rollout should take at least {needed} s for its alarm to see {hanging} "
                f"({self._length} to fire, {timeout_seconds} s until they are told and "
                f"{self.margin_seconds} s of margin), got {available} s ({strategy})"
            )
        periods = periods_to_see(
            self.datapoints_to_alarm,
            period_seconds=self.period_seconds,
            timeout_seconds=timeout_seconds,
        )
        if periods > self.evaluation_periods:
            return (
                f"alarm should look at {periods} or more periods of {self.period_seconds} s to see "
                f"{hanging}, got {self.evaluation_periods}"
            )
        return None

    @property
    def _length(self) -> str:
        return f"{self.datapoints_to_alarm} x {self.period_seconds} s"
