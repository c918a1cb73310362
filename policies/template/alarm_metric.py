"""A metric that an alarm looks at, whether it names it itself or computes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from policies.template.arns import components
from policies.template.function_target import function_target
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.function_target import FunctionTarget
    from policies.template.properties import Properties
    from policies.template.resources.alarm import Alarm
    from policies.template.template import Template
    from policies.template.values import Value

LAMBDA_NAMESPACE: Final = "AWS/Lambda"
FUNCTION_NAME: Final = "FunctionName"
RESOURCE: Final = "Resource"
EXECUTED_VERSION: Final = "ExecutedVersion"
EVENT_SOURCE_MAPPING: Final = "EventSourceMappingUUID"

Dimensions: TypeAlias = "dict[str, Value]"


class AlarmMetric(NamedTuple):
    """What CloudWatch aggregates: a metric with all its dimensions, by the period.

    `at` is where the metric's own properties are, below Properties.
    """

    namespace: str | Unresolved | None
    name: str | Unresolved | None
    dimensions: Dimensions | Unresolved
    period_seconds: int | Unresolved | None
    statistic: str | Unresolved | None
    template: Template
    at: str = ""

    def place(self, name: str) -> str:
        """Where a property of the metric stands, below Properties."""
        return f"{self.at}.{name}" if self.at else name

    @property
    def period_at(self) -> str:
        """Where its period stands, below Properties."""
        return f"{self.at.removesuffix('.Metric')}.Period" if self.at else "Period"

    @property
    def statistic_at(self) -> str:
        """Where its statistic stands, below Properties."""
        return f"{self.at.removesuffix('.Metric')}.Stat" if self.at else "Statistic"

    @property
    def is_of_lambda(self) -> bool:
        """True for a metric that Lambda itself publishes."""
        return self.namespace == LAMBDA_NAMESPACE

    @property
    def watched(self) -> FunctionTarget | None:
        """The function that it is about, with its alias or version; None when nobody knows."""
        if not self.is_of_lambda or isinstance(self.dimensions, Unresolved):
            return None
        resource = self.dimensions.get(RESOURCE)
        if resource is not None:
            return function_target(resource, self.template)
        name = self.dimensions.get(FUNCTION_NAME)
        parts = components(name)
        return function_target(name, self.template) if parts and len(parts) == 1 else None


def alarm_metrics(alarm: Alarm) -> list[AlarmMetric] | Unresolved:
    """The metrics of an alarm; unresolved where it is not known what they are."""
    listed = alarm.value("Metrics")
    if listed is None:
        return [_metric(alarm, alarm, ())] if alarm.value("MetricName") is not None else []
    if not isinstance(listed, list):
        return Unresolved("the metrics of an alarm")
    queries = list(alarm.elements("Metrics"))
    if len(queries) != len(listed):
        return Unresolved("the metrics of an alarm")
    return [
        _metric(alarm, query, ("MetricStat", "Metric"), f"{query.at}.MetricStat.Metric")
        for query in queries
        if query.value("MetricStat") is not None
    ]


def _metric(alarm: Alarm, holder: Properties, path: tuple[str, ...], at: str = "") -> AlarmMetric:
    above = path[:-1]
    statistic = holder.text(*above, "Stat") if path else holder.text("Statistic")
    if not path and statistic is None:
        statistic = holder.text("ExtendedStatistic")
    return AlarmMetric(
        holder.text(*path, "Namespace"),
        holder.text(*path, "MetricName"),
        _dimensions(holder, (*path, "Dimensions")),
        holder.integer(*above, "Period"),
        statistic,
        alarm.template,
        at,
    )


def _dimensions(holder: Properties, path: tuple[str, ...]) -> Dimensions | Unresolved:
    listed = holder.value(*path)
    if listed is None:
        return {}
    entries = list(holder.elements(*path))
    if not isinstance(listed, list) or len(entries) != len(listed):
        return Unresolved("the dimensions of a metric")
    dimensions: Dimensions = {}
    for entry in entries:
        name = entry.text("Name")
        if not isinstance(name, str):
            return Unresolved("the name of a dimension")
        dimensions[name] = entry.value("Value")
    return dimensions
