"""One function is released all at once while most functions of the stack shift their traffic.

Where others bake for minutes under an alarm, this one's new version has every caller at once, and
the alarm can only tell how many failed. Usually it is a forgotten setting. Where it is meant,
acknowledge it, with the reason. An alias with a hook before the traffic counts as guarded, and so
does a function of which another alias shifts.

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
      TreatMissingData: notBreaching
  Return:
    Type: AWS::Lambda::Function
  ReturnVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Return
  ReturnLive:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Return
      FunctionVersion: !GetAtt ReturnVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref ReturnShift
  ReturnShift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AlarmConfiguration:
        Enabled: true
        Alarms:
          - Name: errors-of-return
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
  Ship:
    Type: AWS::Lambda::Function
  ShipVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Ship
  ShipLive:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Ship
      FunctionVersion: !GetAtt ShipVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref ShipShift
  ShipShift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
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
  Ship:
    Type: AWS::Lambda::Function
  ShipVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Ship
  ShipLive:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Ship
      FunctionVersion: !GetAtt ShipVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref ShipShift
  ShipShift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AlarmConfiguration:
        Enabled: true
        Alarms:
          - Name: errors-of-ship
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
```
"""

from collections.abc import Iterator
from functools import lru_cache

from policies.domain.rollouts import AllAtOnce
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.resources.function import Function
from policies.template.template import Template


@rule(
    "rollout-all-at-once-beside-shifts",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html",
    beside=("AWS::Lambda::Alias",),
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    if not isinstance(group.strategy, AllAtOnce) or any(alias.hooks for alias in group.aliases):
        return
    shifting, at_once = _functions(group.template)
    functions = {function for function in group.functions if function is not None}
    if functions and not functions & shifting and len(shifting) > len(at_once):
        yield Finding(
            group,
            f"rollout must shift its traffic as those of {len(shifting)} functions here do, got "
            "all at once",
            "set DeploymentConfigName to a canary or a linear rollout, with an alarm",
            at="DeploymentConfigName",
        )


@lru_cache(maxsize=1)
def _functions(template: Template) -> tuple[frozenset[Function], frozenset[Function]]:
    """The functions of which an alias shifts, and those released all at once only."""
    shifting: set[Function] = set()
    at_once: set[Function] = set()
    for group in template.of(DeploymentGroup):
        released = {function for function in group.functions if function is not None}
        if group.shifts_traffic:
            shifting |= released
        elif isinstance(group.strategy, AllAtOnce):
            at_once |= released
    return frozenset(shifting), frozenset(at_once - shifting)
