"""No alarm of a rollout can fire before the rollout is over.

A canary waits for its bake, a linear rollout for all of its intervals. An alarm that asks for three
bad periods of five minutes fires ten minutes after a fault began at the earliest. By then a canary
of five minutes has given the bad version all of the traffic, and there is nothing left to stop.

The finding is certain: even with no delay between Lambda, CloudWatch and CodeDeploy it is too late.
Leave the alarm a period more than it needs.

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
          Value: !Ref Bill
        - Name: Resource
          Value: !Sub "${Bill}:live"
      Statistic: Sum
      Period: 300
      EvaluationPeriods: 3
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
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
      EvaluationPeriods: 3
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "rollout-alarm-too-slow",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    strategy = group.strategy
    if strategy is None or not group.shifts_traffic or not group.is_for_lambda:
        return
    windows = [(alarm, alarm.window) for alarm in group.watching_alarms]
    known = [(alarm, window) for alarm, window in windows if window is not None]
    if not known or len(known) != len(windows):
        return
    late = [(alarm, window, window.lateness_for(strategy)) for alarm, window in known]
    if any(lateness is None for _, _, lateness in late):
        return
    alarm, _, lateness = min(late, key=lambda each: each[1].seconds_before_firing)
    yield Finding(
        alarm,
        str(lateness),
        "lower DatapointsToAlarm or Period of the alarm, or let the rollout take longer",
        at="DatapointsToAlarm" if alarm.value("DatapointsToAlarm") else "EvaluationPeriods",
    )
