"""The alarms of a deployment group as the simulation plays them, and why it cannot play others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.alarms import AlarmWindow
from policies.domain.simulation import (
    CompositeAlarm,
    MetricAlarm,
    MetricMath,
    Missing,
    Scope,
    WatchedMetric,
)
from policies.template.alarm_metric import EXECUTED_VERSION, FUNCTION_NAME, RESOURCE
from policies.template.named_resource import named_resource
from policies.template.resources.alarm import Alarm
from policies.template.resources.composite_alarm import CompositeAlarm as CompositeResource
from policies.template.values import Reference, Text, Unresolved, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.gate.given_properties import GivenProperties
    from policies.template.alarm_metric import AlarmMetric
    from policies.template.properties import Element
    from policies.template.resources.alias import Alias
    from policies.template.resources.deployment_group import DeploymentGroup
    from policies.template.values import Value


class Unplayable(NamedTuple):
    """An alarm that is not simulated."""

    name: str
    reason: str


class SimulatedAlarms(NamedTuple):
    """What the simulation knows of the alarms of a deployment group.

    Attributes:
        alarms: Those that it plays, each after those that it asks.
        asked: The names of those that CodeDeploy asks.
        unplayable: Those that it does not play: it takes them as quiet.
        remarks: What is different from what the template means.
    """

    alarms: tuple[MetricAlarm | CompositeAlarm, ...]
    asked: tuple[str, ...]
    unplayable: tuple[Unplayable, ...]
    remarks: tuple[str, ...]


class KnownDurations(NamedTuple):
    """Of which versions it is known how long an invocation takes."""

    new: bool = False
    old: bool = False


class _UnplayableError(Exception):
    """Why an alarm cannot be simulated."""


def simulated_alarms(
    group: DeploymentGroup, alias: Alias, given: GivenProperties, durations: KnownDurations
) -> SimulatedAlarms:
    """The alarms that CodeDeploy asks while it moves the alias, and those that these ask."""
    return _Translation(alias, given, durations).of(group)


class _Translation:
    def __init__(self, alias: Alias, given: GivenProperties, durations: KnownDurations) -> None:
        self._alias = alias
        self._durations = durations
        self._given = given
        self._alarms: dict[str, MetricAlarm | CompositeAlarm] = {}
        self._unplayable: dict[str, str] = {}
        self._remarks: dict[str, None] = {}
        self._open: list[str] = []
        self._circular: set[str] = set()

    def of(self, group: DeploymentGroup) -> SimulatedAlarms:
        names = group.alarm_names
        asked = []
        if group.has_alarms_enabled is False and names:
            self._remarks["its alarms are disabled: nothing stops the rollout"] = None
            names = []
        if isinstance(names, Unresolved):
            self._unplayable[f"alarms of {group.written_id}"] = "known at deployment only"
            names = []
        for name in names:
            alarm = self._found(name)
            if alarm is None:
                self._unplayable[_shown(name)] = "not in the template"
            elif self._translate(alarm):
                asked.append(alarm.logical_id)
        return SimulatedAlarms(
            tuple(self._alarms.values()),
            tuple(dict.fromkeys(asked)),
            tuple(Unplayable(*each) for each in self._unplayable.items()),
            tuple(self._remarks),
        )

    def _found(self, name: Value) -> Alarm | CompositeResource | None:
        for kind in (Alarm, CompositeResource):
            found = named_resource(name, kind.type_name, self._alias.template)
            if isinstance(found, kind):
                return found
        return None

    def _translate(self, alarm: Alarm | CompositeResource) -> bool:
        """True when the alarm is simulated from now on."""
        name = alarm.logical_id
        if name in self._alarms:
            return True
        if name in self._unplayable:
            return False
        try:
            self._alarms[name] = (
                self._metric_alarm(alarm) if isinstance(alarm, Alarm) else self._composite(alarm)
            )
        except (_UnplayableError, ValueError) as why:  # the domain may take less than CloudWatch
            self._unplayable[name] = str(why)
        return name in self._alarms

    def _metric_alarm(self, alarm: Alarm) -> MetricAlarm:
        if alarm.value("EvaluationWindow", "WallClockWindow") is not None:
            raise _UnplayableError("evaluates by the wall clock")
        if alarm.value("ThresholdMetricId") is not None:
            raise _UnplayableError("compares with a band of anomaly detection")
        given = self._given
        threshold = self._known(alarm, "Threshold", given.number(alarm, "Threshold"))
        comparison = self._known(
            alarm, "ComparisonOperator", given.text(alarm, "ComparisonOperator")
        )
        missing = given.text(alarm, "TreatMissingData") or alarm.treats_missing_data_as
        if isinstance(missing, Unresolved):
            raise _at_deployment(alarm, "TreatMissingData")
        if missing not in list(Missing):
            raise _UnplayableError(f"must treat missing data as one of {', '.join(Missing)}")
        return MetricAlarm(
            alarm.logical_id,
            self._metric(alarm),
            float(threshold),  # type: ignore[arg-type]  # a number, or it would be Unresolved
            self._window(alarm),
            str(comparison),
            Missing(missing),
        )

    def _known(self, alarm: Alarm, name: str, given: float | str | None) -> Value:
        """The property's value: the one given, or the template's."""
        value = alarm.threshold if name == "Threshold" else alarm.value(name)
        value = value if given is None else given
        if value is None:
            raise _UnplayableError(f"has no {name}")
        if isinstance(value, Unresolved):
            raise _at_deployment(alarm, name)
        return value

    def _window(self, alarm: Alarm) -> AlarmWindow:
        if len({metric.period_seconds for metric in alarm.metrics}) > 1:
            raise _UnplayableError("has metrics of several periods")
        period = self._count(alarm, "Period", alarm.period_seconds)
        periods = self._count(alarm, "EvaluationPeriods", alarm.evaluation_periods)
        own = alarm.integer("DatapointsToAlarm")
        datapoints = self._count(alarm, "DatapointsToAlarm", periods if own is None else own)
        return AlarmWindow(period, periods, datapoints)

    def _count(self, alarm: Alarm, name: str, own: int | Unresolved | None) -> int:
        given = self._given.integer(alarm, name)
        value = own if given is None else given
        if not isinstance(value, int):
            raise _at_deployment(alarm, name)
        return value

    def _metric(self, alarm: Alarm) -> WatchedMetric | MetricMath:
        if alarm.value("Metrics") is None:
            if alarm.metric is None:
                raise _UnplayableError("has no metric")
            return self._watched(alarm, alarm.metric)
        if not alarm.metrics:
            raise _UnplayableError("has metrics that the template does not tell")
        return self._math(alarm)

    def _math(self, alarm: Alarm) -> WatchedMetric | MetricMath:
        queries = list(alarm.elements("Metrics"))
        ids = [_text(query, "Id") for query in queries]
        with_metric = [query for query in queries if query.value("MetricStat") is not None]
        metrics = {
            _text(query, "Id"): self._watched(alarm, metric)
            for query, metric in zip(with_metric, alarm.metrics, strict=True)
        }
        returned = [
            name
            for name, query in zip(ids, queries, strict=True)
            if query.boolean("ReturnData") is not False
        ]
        if len(returned) != 1:
            raise _UnplayableError(f"must return one series, got {len(returned)}")
        if returned[0] in metrics:
            return metrics[returned[0]]
        expressions = {
            name: _text(query, "Expression")
            for name, query in zip(ids, queries, strict=True)
            if name not in metrics
        }
        return MetricMath(expressions.pop(returned[0]), metrics, expressions)

    def _watched(self, alarm: Alarm, metric: AlarmMetric) -> WatchedMetric:
        statistic = self._given.text(alarm, "Statistic") or metric.statistic
        for name, value in (("MetricName", metric.name), ("Statistic", statistic)):
            if value is None or isinstance(value, Unresolved):
                raise _at_deployment(alarm, name)
        watched = WatchedMetric(self._scope(metric), str(metric.name), str(statistic))
        if watched.name == "Duration":
            for counts, is_known, flag in (
                (watched.counts_new, self._durations.new, "--duration"),
                (watched.counts_old, self._durations.old, "--old-duration"),
            ):
                if counts and not is_known:
                    raise _UnplayableError(f"looks at durations; give {flag}")
        return watched

    def _scope(self, metric: AlarmMetric) -> Scope:
        """Whose requests the metric counts."""
        alias, dimensions = self._alias, metric.dimensions
        if not metric.is_of_lambda:
            namespace = metric.namespace
            raise _UnplayableError(
                f"watches {namespace}, not AWS/Lambda"
                if isinstance(namespace, str)
                else "watches a namespace that the template does not tell"
            )
        target = metric.watched
        if isinstance(dimensions, Unresolved) or target is None:
            raise _UnplayableError("watches a function that the template does not tell")
        if target.function is not alias.function:
            raise _UnplayableError(f"watches another function, {target.function.written_id}")
        unknown = dimensions.keys() - {RESOURCE, FUNCTION_NAME, EXECUTED_VERSION}
        if unknown:
            raise _UnplayableError(f"has the dimension {min(unknown)}")
        if RESOURCE not in dimensions:
            self._remarks[_ALL_CALLERS] = None
            return Scope.ALIAS
        if target.alias is not alias:
            raise _UnplayableError("watches another alias or version")
        if EXECUTED_VERSION not in dimensions:
            return Scope.ALIAS
        if dimensions[EXECUTED_VERSION] != alias.value("FunctionVersion"):
            raise _UnplayableError("counts another version than the one being released")
        return Scope.NEW_VERSION

    def _composite(self, composite: CompositeResource) -> CompositeAlarm:
        named: dict[str, Alarm | CompositeResource | None] = {}
        text = ""
        rule = composite.rule
        if rule is None or (isinstance(rule, Unresolved) and not isinstance(rule, Text)):
            raise _at_deployment(composite, "AlarmRule")
        for part in parts_of(rule):
            if isinstance(part, Reference):
                text += part.resource.logical_id
                named[part.resource.logical_id] = self._found(Reference("", part.resource))
            elif isinstance(part, Unresolved):
                raise _at_deployment(composite, "AlarmRule")
            else:
                text += str(part)
        self._open.append(composite.logical_id)
        try:
            known_as = {
                name: self._child(name, named, composite)
                for name in CompositeAlarm(composite.logical_id, text).parsed.names
            }
        finally:
            self._open.pop()
        if composite.logical_id in self._circular:
            raise _UnplayableError("asks itself: CloudWatch stops evaluating it")
        return CompositeAlarm(composite.logical_id, text, known_as)

    def _child(
        self,
        name: str,
        named: Mapping[str, Alarm | CompositeResource | None],
        composite: CompositeResource,
    ) -> str:
        """What an alarm that a rule names is called here."""
        child = named[name] if name in named else self._found(name)
        if child is None:
            self._unplayable.setdefault(name, f"not in the template; {composite.logical_id} asks")
            return name
        if child.logical_id in self._open:
            self._circular.update(self._open[self._open.index(child.logical_id) :])
        else:
            self._translate(child)
        return child.logical_id


_ALL_CALLERS: Final = (
    "an alarm counts every caller of the function; those of the alias alone are simulated"
)


def _at_deployment(resource: Alarm | CompositeResource, name: str) -> _UnplayableError:
    place = f"{resource.logical_id}.{name}"
    how = "" if name == "AlarmRule" else f"; give --set {place}=VALUE"
    return _UnplayableError(f"its {name} is known at deployment only{how}")


def _text(query: Element, name: str) -> str:
    text = query.text(name)
    if not isinstance(text, str):
        raise _UnplayableError("has metrics that the template does not tell")
    return text


def _shown(name: Value) -> str:
    if isinstance(name, str):
        return name
    if isinstance(name, Reference):
        return name.resource.logical_id
    return "an alarm whose name is known at deployment only"
