"""The alarms that a rollout asks: what they look at, and when they fire."""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from policies.domain.limits import (
    ALARM_EVALUATION_RANGE,
    ALARM_EXTRA_DATAPOINTS,
    ALARM_PERIOD_STEP_SECONDS,
)
from policies.domain.simulation.alarm_evaluation import Missing
from policies.domain.simulation.alarm_rule import AlarmRule
from policies.domain.simulation.math_expression import MathExpression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.domain.alarms import AlarmWindow
    from policies.domain.simulation.metrics import Tally, WatchedMetric

_SECONDS_PER_MINUTE: Final = 60
_COMPARISONS: Final = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanOrEqualToThreshold": operator.le,
    "LessThanThreshold": operator.lt,
}


@dataclass(frozen=True, slots=True)
class MetricMath:
    """What an alarm computes from several metrics.

    Args:
        text: The expression whose value the alarm compares.
        metrics: The metrics by their ids.
        others: The expressions that it takes in, by their ids.

    Raises:
        ValueError: An expression cannot be computed, or takes in what is not there.
    """

    text: str
    metrics: Mapping[str, WatchedMetric]
    others: Mapping[str, str] = field(default_factory=dict)
    _steps: tuple[tuple[str, MathExpression], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        waiting = {name: MathExpression(text) for name, text in self.others.items()}
        final = MathExpression(self.text)
        known, steps = set(self.metrics), []
        while ready := [name for name, each in waiting.items() if each.ids <= known]:
            steps += [(name, waiting.pop(name)) for name in ready]
            known |= set(ready)
        if not final.ids <= known:
            unknown = ", ".join(sorted(final.ids - known))
            raise ValueError(f"expression must take in metrics of the alarm, got {unknown}")
        object.__setattr__(self, "_steps", (*steps, ("", final)))

    def value(self, tally: Tally, start: int, end: int, now: int) -> float | None:
        """What it gives for these minutes; None where it has no data."""
        values: dict[str, float | None] = {
            name: metric.value(tally, start, end, now) for name, metric in self.metrics.items()
        }
        for name, expression in self._steps:
            values[name] = expression.value(values)
        return values[""]


@dataclass(frozen=True, slots=True)
class MetricAlarm:
    """A CloudWatch alarm on a metric of Lambda, or on what is computed from several.

    Args:
        name: Its name.
        metric: What it looks at.
        threshold: What the values are compared with.
        window: The period and how many of the latest must be bad. The period is whole minutes, the
            window at most a day: a longer one is evaluated once an hour, which nobody waits for.
        comparison: As CloudWatch names it.
        missing: How it treats a period without data.

    Raises:
        ValueError: The simulation does not know the comparison or cannot play the window, or the
            threshold is no number.

    See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
    """

    name: str
    metric: WatchedMetric | MetricMath
    threshold: float
    window: AlarmWindow
    comparison: str = "GreaterThanOrEqualToThreshold"
    missing: Missing = Missing.MISSING

    def __post_init__(self) -> None:
        if self.comparison not in _COMPARISONS:
            raise ValueError(
                f"comparison must be {', '.join(_COMPARISONS)} to be simulated, "
                f"got {self.comparison}"
            )
        if not math.isfinite(self.threshold):
            raise ValueError(f"threshold must be a number, got {self.threshold:g}")
        period = self.window.period_seconds
        if period < 1 or period % ALARM_PERIOD_STEP_SECONDS:
            raise ValueError(
                f"period must be a multiple of {ALARM_PERIOD_STEP_SECONDS} s, got {period} s"
            )
        # Its bound in seconds holds whatever the period: a longer window is evaluated by the hour.
        length = period * self.window.evaluation_periods
        if not ALARM_EVALUATION_RANGE.admits(length):
            bounds = ALARM_EVALUATION_RANGE.bounds
            raise ValueError(f"all evaluation periods must be {bounds} together, got {length} s")

    @property
    def period_minutes(self) -> int:
        """The length of a period."""
        return self.window.period_seconds // _SECONDS_PER_MINUTE

    @property
    def datapoints(self) -> int:
        """How many data points CloudWatch fetches, in case some of the latest are missing."""
        return self.window.evaluation_periods + ALARM_EXTRA_DATAPOINTS

    @property
    def watched(self) -> tuple[WatchedMetric, ...]:
        """The metrics it looks at, itself or by an expression."""
        metric = self.metric
        return tuple(metric.metrics.values()) if isinstance(metric, MetricMath) else (metric,)

    @property
    def fires_above(self) -> bool:
        """True when high values are bad, False when low ones are."""
        return self.comparison.startswith("Greater")

    def is_bad(self, value: float) -> bool:
        """Whether a period with this value is bad."""
        return bool(_COMPARISONS[self.comparison](value, self.threshold))


@dataclass(frozen=True, slots=True)
class CompositeAlarm:
    """A CloudWatch alarm on the states of other alarms.

    Args:
        name: Its name.
        rule: Its rule expression.
        known_as: What alarms that the rule names otherwise are called here.

    Raises:
        ValueError: The rule is no rule expression.
    """

    name: str
    rule: str
    known_as: Mapping[str, str] = field(default_factory=dict)
    parsed: AlarmRule = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parsed", AlarmRule(self.rule, self.known_as))
