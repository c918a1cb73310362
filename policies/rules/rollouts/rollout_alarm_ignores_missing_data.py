"""An alarm of a rollout keeps its state while no data comes.

After a rollback the bad version gets no more traffic, so its metric ends. An alarm that ignores
missing data stays in the state ALARM for as long as that lasts, and CodeDeploy stops the next
rollout at once: the one with the fix.

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
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: ignore
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

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.rollouts import rollouts_stopped_by
from policies.template.resources.alarm import Alarm


@rule(
    "rollout-alarm-ignores-missing-data",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    given=("TreatMissingData",),
    beside=("AWS::CodeDeploy::DeploymentGroup",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    if not any(metric.is_of_lambda for metric in alarm.metrics):
        return
    if alarm.treats_missing_data_as != "ignore":
        return
    for group in rollouts_stopped_by(alarm):
        yield Finding(
            alarm,
            f"alarm of {group.logical_id} must leave its state where no data comes, got ignore",
            "set TreatMissingData to notBreaching",
            at="TreatMissingData",
        )
