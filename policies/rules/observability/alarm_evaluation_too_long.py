"""An alarm looks back further than CloudWatch lets it.

All evaluation periods together are a day at most, or a week where a period is an hour or longer.
The deployment fails.

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
      Period: 900
      EvaluationPeriods: 100
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
      Period: 900
      EvaluationPeriods: 96
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator

from policies.domain.limits import (
    ALARM_EVALUATION_RANGE,
    ALARM_LONG_EVALUATION_RANGE,
    ALARM_LONG_PERIOD_SECONDS,
)
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-evaluation-too-long",
    on=Alarm,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    period, periods = alarm.period_seconds, alarm.evaluation_periods
    if not isinstance(period, int) or not isinstance(periods, int) or period < 1:
        return
    is_long = period >= ALARM_LONG_PERIOD_SECONDS
    limit = ALARM_LONG_EVALUATION_RANGE if is_long else ALARM_EVALUATION_RANGE
    if not limit.admits(period * periods):
        yield Finding(
            alarm,
            f"{limit.label} must be {limit.bounds} together, got {periods} x {period} s = "
            f"{limit.quantity(period * periods)}",
            f"set EvaluationPeriods to {(limit.maximum or 0) // period} or less",
            at="EvaluationPeriods",
        )
