"""An alarm asks for data more often than the metric has any.

The metrics of AWS services come once a minute. With a period of 10 to 30 seconds most periods are
empty, the alarm falls into INSUFFICIENT_DATA between them, and it is charged as a high-resolution
alarm, which costs more.

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
      Period: 10
      EvaluationPeriods: 3
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

from policies.domain.limits import ALARM_HIGH_RESOLUTION_PERIODS, ALARM_PERIOD_STEP_SECONDS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-period-below-resolution",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    for metric in alarm.metrics:
        if metric.is_of_lambda and metric.period_seconds in ALARM_HIGH_RESOLUTION_PERIODS:
            yield Finding(
                alarm,
                f"period must be at least {ALARM_PERIOD_STEP_SECONDS} s for a metric of Lambda, "
                f"got {metric.period_seconds} s",
                f"set Period to {ALARM_PERIOD_STEP_SECONDS}",
                at=metric.period_at,
            )
