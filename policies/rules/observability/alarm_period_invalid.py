"""CloudWatch does not take the period of an alarm.

A period is 10, 20 or 30 seconds or a multiple of 60. The deployment fails.

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
      Period: 90
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

from policies.domain.limits import ALARM_HIGH_RESOLUTION_PERIODS, ALARM_PERIOD_STEP_SECONDS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-period-invalid",
    on=Alarm,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    supersedes=("cfn-lint::E3615",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    step = ALARM_PERIOD_STEP_SECONDS
    for metric in alarm.metrics:
        period = metric.period_seconds
        if not isinstance(period, int) or period in ALARM_HIGH_RESOLUTION_PERIODS:
            continue
        if period < 1 or period % step:
            short = ", ".join(map(str, sorted(ALARM_HIGH_RESOLUTION_PERIODS.values)))
            nearest = max(step, period // step * step)
            yield Finding(
                alarm,
                f"period must be {short} or a multiple of {step} s, got {period} s",
                f"set Period to {nearest}",
                at=metric.period_at,
            )
