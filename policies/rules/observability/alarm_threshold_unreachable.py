"""No value of the metric can reach the threshold of an alarm.

An invocation counts as 0 or 1 in Errors and Throttles, so their average, minimum and maximum end at
1: how many there were is the Sum. A Duration is in milliseconds and ends at the timeout of the
function. And no metric of Lambda falls below 0.

Avoid:

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
      Statistic: Average
      Period: 60
      EvaluationPeriods: 1
      Threshold: 5
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
      Threshold: 5
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator

from policies.domain.lambda_metrics import highest_value
from policies.engine import Effect, Finding, Severity, rule
from policies.template.alarm_metric import AlarmMetric
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-threshold-unreachable",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    metric, threshold = alarm.metric, alarm.threshold
    if metric is None or not metric.is_of_lambda or not isinstance(threshold, int | float):
        return
    end = 0 if alarm.fires_below else _highest(metric) if alarm.fires_above else None
    if end is None:
        return
    beyond = threshold < end if alarm.fires_below else threshold > end
    if beyond or (threshold == end and not alarm.takes_threshold_itself):
        direction = "below" if alarm.fires_below else "above"
        yield Finding(
            alarm,
            f"threshold must be one that {metric.statistic} of {metric.name} can pass, which never "
            f"is {direction} {end}, got {threshold:g}",
            "set Threshold to a value in between, or Statistic to Sum to count",
            at="Threshold",
        )


def _highest(metric: AlarmMetric) -> int | None:
    if not isinstance(metric.name, str) or not isinstance(metric.statistic, str):
        return None
    target = metric.watched
    is_current = target is not None and target.has_current_configuration
    timeout = target.function.timeout_seconds if target is not None and is_current else None
    known = timeout if isinstance(timeout, int) else None
    return highest_value(metric.name, metric.statistic, known)
