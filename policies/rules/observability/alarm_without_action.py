"""Nobody is told when an alarm on a function fires.

An alarm without actions, or with its actions disabled, changes its colour on a page that somebody
would have to look at. Alarms that a rollout or a composite alarm asks need none of their own.

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
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm
from policies.template.resources.composite_alarm import CompositeAlarm
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "alarm-without-action",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    if not any(metric.is_of_lambda for metric in alarm.metrics):
        return
    environment = alarm.template.environment
    if environment.related(DeploymentGroup, "alarms", alarm):
        return
    if environment.related(CompositeAlarm, "alarms", alarm):
        return
    is_disabled = alarm.has_actions_enabled is False
    if alarm.actions == [] or is_disabled:
        yield Finding(
            alarm,
            "alarm must do something when it fires, got "
            + ("ActionsEnabled: false" if is_disabled else "no actions"),
            "set ActionsEnabled to true" if is_disabled else "set AlarmActions to an SNS topic",
            at="ActionsEnabled" if is_disabled else "AlarmActions",
        )
