"""The alarms of a rollout watch other functions than the one that is released.

A copied deployment group keeps the alarm it was copied with. The rollout then stops for the errors
of a function that has not changed, and shifts all of the traffic to a version whose errors nobody
counts.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref Shift
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AlarmConfiguration:
        Enabled: true
        Alarms:
          - Name: !Ref BillErrors
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Ship
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
  Ship:
    Type: AWS::Lambda::Function
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref Shift
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AlarmConfiguration:
        Enabled: true
        Alarms:
          - Name: !Ref BillErrors
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Bill
        - Name: Resource
          Value: !Sub "${Bill}:live"
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
```
"""

from collections.abc import Iterable, Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.resources.function import Function


@rule(
    "rollout-alarm-on-other-function",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    released = {function for function in group.functions if function is not None}
    if not released or len(released) != len(group.functions):
        return
    if group.watching_alarms and all(map(_is_on_everything, group.watching_alarms)):
        yield Finding(
            group,
            f"an alarm must watch {_names(released)}, got alarms on all functions of the account",
            f"give the metric the dimensions of {_names(released)}",
            at="AlarmConfiguration.Alarms",
        )
        return
    watched = [metric.watched for alarm in group.watching_alarms for metric in alarm.metrics]
    functions = {target.function for target in watched if target is not None}
    # An alarm on something else, the API in front of the function or a band, may do as well.
    is_all_known = None not in watched and all(alarm.metrics for alarm in group.watching_alarms)
    if functions and is_all_known and not functions & released:
        yield Finding(
            group,
            f"an alarm must watch {_names(released)}, got alarms on {_names(functions)}",
            f"list an alarm on the errors of {_names(released)}",
            at="AlarmConfiguration.Alarms",
        )


def _is_on_everything(alarm: Alarm) -> bool:
    """True for metrics without dimensions: Lambda adds up a whole region in them."""
    metrics = alarm.metrics
    return bool(metrics) and all(each.is_of_lambda and each.dimensions == {} for each in metrics)


def _names(functions: Iterable[Function]) -> str:
    return ", ".join(sorted(function.logical_id for function in functions))
