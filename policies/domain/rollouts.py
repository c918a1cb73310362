"""How a new version takes over an alias: the strategies, their timeline, the alarm that stops them.

CodeDeploy moves the traffic of an alias in steps. Every strategy here is plain arithmetic: when
each step happens, how much traffic the new version has from then on, how long it all takes, and
whether an alarm is fast enough to stop it. A strategy that exists is one CodeDeploy accepts: the
constructors raise ValueError, in the words of every message, for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from policies.domain import limits

if TYPE_CHECKING:
    from policies.domain.limits import Limit

_ALL_TRAFFIC = 100
_SECONDS_PER_MINUTE = 60


class Step(NamedTuple):
    """From this minute on, the new version has this share of the traffic."""

    minute: int
    percentage: int


@dataclass(frozen=True, slots=True)
class Canary:
    """A first share of the traffic moves, bakes, and the rest follows.

    Args:
        percentage: What moves first, 1 to 99.
        bake_minutes: How long it bakes, 1 to 2880; CodeDeploy calls it the canary interval.

    Raises:
        ValueError: One of them is out of range or no int.

    See: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TimeBasedCanary.html
    """

    percentage: int
    bake_minutes: int

    def __post_init__(self) -> None:
        _require(limits.ROLLOUT_PERCENTAGE, self.percentage)
        _require(limits.ROLLOUT_DURATION, self.bake_minutes, label="bake")

    @property
    def timeline(self) -> tuple[Step, ...]:
        """Its two steps."""
        return Step(0, self.percentage), Step(self.bake_minutes, _ALL_TRAFFIC)

    @property
    def minutes(self) -> int:
        """From the first traffic shift to the last."""
        return self.bake_minutes

    @property
    def config_name(self) -> str:
        """A name for its deployment configuration, built the way CodeDeploy builds its own."""
        return f"LambdaCanary{self.percentage}Percent{_in_minutes(self.bake_minutes)}"

    def __str__(self) -> str:
        return f"canary of {self.percentage} % for {self.bake_minutes} min"


@dataclass(frozen=True, slots=True)
class Linear:
    """The same share of the traffic moves at the start of every interval until all has moved.

    The first share moves at once, so n steps take n - 1 intervals. Where the percentage does not
    divide 100, the last step is the smaller rest.

    Args:
        percentage: What moves at each step, 1 to 99.
        every_minutes: From one step to the next, at least 1; all intervals together at most 2880.

    Raises:
        ValueError: One of them is out of range or no int.

    See: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TimeBasedLinear.html
    """

    percentage: int
    every_minutes: int

    def __post_init__(self) -> None:
        _require(limits.ROLLOUT_PERCENTAGE, self.percentage)
        _require(limits.ROLLOUT_DURATION, self.every_minutes, label="every")
        longest = (limits.ROLLOUT_DURATION.maximum or 0) // (self._steps - 1)
        _require(
            limits.ROLLOUT_DURATION._replace(maximum=longest),
            self.every_minutes,
            label=f"every of a rollout in {self._steps} steps",
        )

    @property
    def timeline(self) -> tuple[Step, ...]:
        """Its steps; the last one always reaches 100 %."""
        return tuple(
            Step(n * self.every_minutes, min((n + 1) * self.percentage, _ALL_TRAFFIC))
            for n in range(self._steps)
        )

    @property
    def minutes(self) -> int:
        """From the first traffic shift to the last."""
        return (self._steps - 1) * self.every_minutes

    @property
    def config_name(self) -> str:
        """A name for its deployment configuration, built the way CodeDeploy builds its own."""
        return f"LambdaLinear{self.percentage}PercentEvery{_in_minutes(self.every_minutes)}"

    @property
    def _steps(self) -> int:
        return -(-_ALL_TRAFFIC // self.percentage)

    def __str__(self) -> str:
        return f"linear rollout of {self.percentage} % every {self.every_minutes} min"


@dataclass(frozen=True, slots=True)
class AllAtOnce:
    """All traffic moves in one step, which nothing can stop halfway."""

    @property
    def timeline(self) -> tuple[Step, ...]:
        """Its only step."""
        return (Step(0, _ALL_TRAFFIC),)

    @property
    def minutes(self) -> int:
        """No time: the first traffic shift is the last."""
        return 0

    @property
    def config_name(self) -> str:
        """A name for its deployment configuration, built the way CodeDeploy builds its own."""
        return "LambdaAllAtOnce"

    def __str__(self) -> str:
        return "all-at-once rollout"


Strategy: TypeAlias = Canary | Linear | AllAtOnce


def predefined_config(strategy: Strategy) -> str | None:
    """The configuration CodeDeploy has ready for the strategy; None where it must be made.

    See: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
    """
    name = f"CodeDeployDefault.{strategy.config_name}"
    return name if name in limits.PREDEFINED_DEPLOYMENT_CONFIGS else None


def evaluation_periods_limit(period_seconds: int) -> Limit:
    """How many periods of this length, below an hour each, an alarm may look at."""
    longest = limits.ALARM_EVALUATION_RANGE
    return longest._replace(
        unit=f"periods of {period_seconds} s",
        minimum=1,
        maximum=(longest.maximum or 0) // period_seconds,
    )


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
        _require(some, self.evaluation_periods, label="evaluation_periods")
        of_them = some._replace(maximum=self.evaluation_periods, unit="evaluation periods")
        _require(of_them, self.datapoints_to_alarm, label="datapoints_to_alarm")

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

    def lateness_for(self, strategy: Strategy) -> str | None:
        """Why the alarm certainly cannot stop the rollout, or None when it may with luck.

        It has until the last traffic shift: the bake of a canary, all intervals of a linear
        rollout together. After that shift the deployment has succeeded and an alarm takes nothing
        back. The fault begins with the rollout at the earliest.
        """
        available = _seconds(strategy)
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
        available = _seconds(strategy)
        if needed <= available:
            return None
        return (
            f"rollout must take at least {needed} s for its alarm ({self._length} to fire and "
            f"{self.margin_seconds} s of margin), got {available} s ({strategy})"
        )

    @property
    def _length(self) -> str:
        return f"{self.datapoints_to_alarm} x {self.period_seconds} s"


def _seconds(strategy: Strategy) -> int:
    return strategy.minutes * _SECONDS_PER_MINUTE


def _require(limit: Limit, value: int, *, label: str = "") -> None:
    violation = limit.count_violation(value, label=label)
    if violation:
        raise ValueError(violation)


def _in_minutes(count: int) -> str:
    return f"{count}Minute" if count == 1 else f"{count}Minutes"
