"""An alarm wants more bad datapoints than it looks at.

DatapointsToAlarm is the M of M out of N, and N is EvaluationPeriods. CloudWatch refuses an alarm
that could never fire, and the deployment fails.

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
      EvaluationPeriods: 3
      DatapointsToAlarm: 5
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
      EvaluationPeriods: 5
      DatapointsToAlarm: 3
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-datapoints-above-periods",
    on=Alarm,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    given=("DatapointsToAlarm",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    datapoints, periods = alarm.datapoints_to_alarm, alarm.evaluation_periods
    if isinstance(datapoints, int) and isinstance(periods, int) and datapoints > periods:
        yield Finding(
            alarm,
            f"datapoints to alarm must be at most the {periods} evaluation periods, got "
            f"{datapoints}",
            f"set DatapointsToAlarm to {periods} or less, or EvaluationPeriods to {datapoints}",
            at="DatapointsToAlarm",
        )
