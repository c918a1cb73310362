"""AWS::CloudWatch::Alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.alarm_metric import AlarmMetric, alarm_metrics
from policies.template.resource import Resource
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.domain.alarms import AlarmWindow
    from policies.template.values import Value

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
_DEFAULT_MISSING_DATA: Final = "missing"


class Alarm(Resource):
    """A CloudWatch alarm on a metric, or on what is computed from several."""

    type_name: ClassVar[str] = "AWS::CloudWatch::Alarm"

    __slots__ = ("_metrics",)

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("AlarmName")

    @property
    def metrics(self) -> list[AlarmMetric]:
        """The metrics it looks at; none when it is not known which."""
        if not hasattr(self, "_metrics"):
            self._metrics = alarm_metrics(self)
        return self._metrics if isinstance(self._metrics, list) else []

    @property
    def metric(self) -> AlarmMetric | None:
        """The one metric whose values it compares; None for metric math."""
        is_plain = self.value("Metrics") is None and self.value("MetricName") is not None
        return self.metrics[0] if is_plain else None

    @property
    def period_seconds(self) -> int | None:
        """The length of a period, when all its metrics have the same known one."""
        periods = {metric.period_seconds for metric in self.metrics}
        period = periods.pop() if len(periods) == 1 else None
        return period if isinstance(period, int) else None

    @property
    def evaluation_periods(self) -> int | Unresolved | None:
        """How many of the latest periods it looks at."""
        return self.integer("EvaluationPeriods")

    @property
    def datapoints_to_alarm(self) -> int | Unresolved | None:
        """How many of them must be bad: all, unless it says otherwise."""
        own = self.integer("DatapointsToAlarm")
        return self.evaluation_periods if own is None else own

    @property
    def window(self) -> AlarmWindow | None:
        """What it looks at, when that is known and CloudWatch accepts it."""
        # What it takes is imported where a rollout is judged, not at every start.
        from policies.domain.alarms import AlarmWindow  # noqa: PLC0415

        numbers = self.period_seconds, self.evaluation_periods, self.datapoints_to_alarm
        period, periods, datapoints = numbers
        if not (
            isinstance(period, int) and isinstance(periods, int) and isinstance(datapoints, int)
        ):
            return None
        try:
            return AlarmWindow(period, periods, datapoints)
        except ValueError:
            return None

    @property
    def treats_missing_data_as(self) -> str | Unresolved:
        """Which of missing, ignore, breaching and notBreaching holds where no data comes."""
        treatment = self.text("TreatMissingData")
        return _DEFAULT_MISSING_DATA if treatment is None else treatment

    @property
    def comparison(self) -> str | Unresolved | None:
        """How a value is compared with the threshold."""
        return self.text("ComparisonOperator")

    @property
    def fires_above(self) -> bool:
        """True when it certainly fires on values that are too high."""
        comparison = self.comparison
        return isinstance(comparison, str) and comparison.startswith("GreaterThan")

    @property
    def fires_below(self) -> bool:
        """True when it certainly fires on values that are too low."""
        comparison = self.comparison
        return isinstance(comparison, str) and comparison in _BELOW

    @property
    def takes_threshold_itself(self) -> bool:
        """True when the threshold itself is bad already."""
        comparison = self.comparison
        return isinstance(comparison, str) and "OrEqualTo" in comparison

    @property
    def threshold(self) -> float | Unresolved | None:
        """What values are compared with; None for a band that moves."""
        value = self.value("Threshold")
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError:
                return Unresolved("no number")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None if value is None else Unresolved("no number")
        return value

    @property
    def actions(self) -> list[Value] | Unresolved:
        """What it does when it fires."""
        actions = self.items("AlarmActions")
        return [] if actions is None else actions

    @property
    def tells_of_missing_data(self) -> bool:
        """True when it does something where it has no data to judge."""
        return self.value("InsufficientDataActions") not in (None, [])

    @property
    def has_actions_enabled(self) -> bool | Unresolved:
        """Whether it does anything at all."""
        enabled = self.boolean("ActionsEnabled")
        return True if enabled is None else enabled


_BELOW: Final = frozenset({"LessThanThreshold", "LessThanOrEqualToThreshold"})
