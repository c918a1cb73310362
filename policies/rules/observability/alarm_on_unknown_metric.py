"""An alarm waits for a metric that Lambda does not publish.

CloudWatch takes any name: the alarm is made, has no data, and never fires. Names are compared with
their case, and Lambda's are plural: Errors, Invocations, Throttles.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Error
      Dimensions:
        - Name: FunctionName
          Value: !Ref Bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.limits import LAMBDA_METRICS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.alarm_metric import (
    EVENT_SOURCE_MAPPING,
    EXECUTED_VERSION,
    FUNCTION_NAME,
    RESOURCE,
    AlarmMetric,
)
from policies.template.resources.alarm import Alarm

# Metrics of capacity providers have others, and names that are no matter of this rule.
_DIMENSIONS: Final = {FUNCTION_NAME, RESOURCE, EXECUTED_VERSION, EVENT_SOURCE_MAPPING}


@rule(
    "alarm-on-unknown-metric",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    for metric in alarm.metrics:
        name = metric.name
        if not isinstance(name, str) or name in LAMBDA_METRICS or not _is_of_function(metric):
            continue
        meant = _meant(name)
        yield Finding(
            alarm,
            f"metric must be one that Lambda publishes, got {name}",
            f"set MetricName to {meant}" if meant else f"name one of {', '.join(_COMMON)}",
            at=metric.place("MetricName"),
        )


_COMMON: Final = ("Errors", "Invocations", "Throttles", "Duration")


def _is_of_function(metric: AlarmMetric) -> bool:
    dimensions = metric.dimensions
    return (
        metric.is_of_lambda and isinstance(dimensions, dict) and not set(dimensions) - _DIMENSIONS
    )


def _meant(name: str) -> str | None:
    """The metric whose name differs in case or number only."""
    known = {_plain(str(each)): str(each) for each in LAMBDA_METRICS.values}
    return known.get(_plain(name))


def _plain(name: str) -> str:
    return name.lower().rstrip("s")
