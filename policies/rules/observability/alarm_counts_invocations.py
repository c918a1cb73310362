"""An alarm on failures counts all invocations.

SampleCount is the number of values, and Errors has one for each invocation, 0 when it succeeded.
The alarm fires when the function is busy. Sum adds the values up: that is the number of errors.

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
      Statistic: SampleCount
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
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm

_COUNT: Final = "SampleCount"


@rule(
    "alarm-counts-invocations",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    for metric in alarm.metrics:
        if metric.is_of_lambda and metric.name == "Errors" and metric.statistic == _COUNT:
            yield Finding(
                alarm,
                f"statistic of {metric.name} must be Sum to count errors, got {_COUNT}, which "
                "counts invocations",
                "set the statistic to Sum",
                at=metric.statistic_at,
            )
