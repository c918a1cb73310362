"""How a new version takes over an alias: the strategies and their timeline.

CodeDeploy moves the traffic of an alias in steps. Every strategy here is plain arithmetic: when
each step happens, how much traffic the new version has from then on, how long it all takes. A
strategy that exists is one CodeDeploy accepts: the constructors raise ValueError, in the words of
every message, for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from policies.domain import limits

if TYPE_CHECKING:
    from policies.domain.limits import Limit

_ALL_TRAFFIC = 100


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
        limits.ROLLOUT_PERCENTAGE.require(self.percentage)
        limits.ROLLOUT_DURATION.require(self.bake_minutes, label="bake")

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
        limits.ROLLOUT_PERCENTAGE.require(self.percentage)
        limits.ROLLOUT_DURATION.require(self.every_minutes, label="every")
        longest_interval(self.percentage).require(
            self.every_minutes, label=f"every of a rollout in {self._steps} steps"
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
        return _steps(self.percentage)

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


def longest_interval(percentage: int) -> Limit:
    """The bound of a linear rollout's interval: all of them together are a rollout's duration.

    Args:
        percentage: What moves at each step, 1 to 99.
    """
    steps = _steps(percentage)
    return limits.ROLLOUT_DURATION._replace(
        label=f"interval of a linear rollout in {steps} steps",
        maximum=(limits.ROLLOUT_DURATION.maximum or 0) // (steps - 1),
    )


def predefined_config(strategy: Strategy) -> str | None:
    """The configuration CodeDeploy has ready for the strategy; None where it must be made.

    See: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
    """
    name = f"CodeDeployDefault.{strategy.config_name}"
    return name if name in limits.PREDEFINED_DEPLOYMENT_CONFIGS else None


def _steps(percentage: int) -> int:
    return -(-_ALL_TRAFFIC // percentage)


def _in_minutes(count: int) -> str:
    return f"{count}Minute" if count == 1 else f"{count}Minutes"
