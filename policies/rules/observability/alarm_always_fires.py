"""An alarm fires as soon as there is any data.

No metric of Lambda is below 0, so each of its values is at or above it: an alarm on 0 errors or
more fires at the first invocation that succeeds. As the alarm of a rollout it rolls back every
release.

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
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
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
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-always-fires",
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
    always = threshold < 0 or (threshold == 0 and alarm.takes_threshold_itself)
    if alarm.fires_above and always:
        yield Finding(
            alarm,
            f"threshold must be one that {metric.name} can stay below, got {threshold:g} with "
            f"{alarm.comparison}",
            "set Threshold to 1, or more",
            at="Threshold",
        )
