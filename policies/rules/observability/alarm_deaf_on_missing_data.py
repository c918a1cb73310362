"""An alarm on too few invocations does not hear when there are none.

Lambda publishes nothing for a minute without invocations: not 0, nothing. An alarm that is to tell
when a function is no longer called has to take missing data for bad. Otherwise it sees the function
slow down, and stays silent when it stops.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Invocations
      Dimensions:
        - Name: FunctionName
          Value: !Ref Bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 10
      ComparisonOperator: LessThanThreshold
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
      MetricName: Invocations
      Dimensions:
        - Name: FunctionName
          Value: !Ref Bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 10
      ComparisonOperator: LessThanThreshold
      TreatMissingData: breaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-deaf-on-missing-data",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    metric, treatment = alarm.metric, alarm.treats_missing_data_as
    if metric is None or not metric.is_of_lambda or not alarm.fires_below:
        return
    if metric.name != "Invocations" or alarm.tells_of_missing_data:
        return
    if isinstance(treatment, str) and treatment != "breaching":
        default = " (the default)" if alarm.value("TreatMissingData") is None else ""
        yield Finding(
            alarm,
            f"missing data must count as breaching where too few {metric.name} are bad, got "
            f"{treatment}{default}",
            "set TreatMissingData to breaching",
            at="TreatMissingData",
        )
