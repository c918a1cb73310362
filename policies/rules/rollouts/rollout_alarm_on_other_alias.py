"""The alarms of a rollout watch another alias or version than the one that is shifted.

Lambda counts an invocation for the alias by which it came. The metrics of another alias, of a
version called directly or of the unqualified function hold none of the traffic that the rollout
moves: the alarm cannot fire for it, whatever the new version does.

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
  Beta:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: beta
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
          Value: !Sub "${Bill}:beta"
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
from policies.template.alarm_metric import RESOURCE, AlarmMetric
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.values import Unresolved


@rule(
    "rollout-alarm-on-other-alias",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    names = [alias.name for alias in group.aliases]
    released = [name for name in names if isinstance(name, str)]
    if not released or len(released) != len(names):
        return
    metrics = [metric for alarm in group.watching_alarms for metric in alarm.metrics]
    watched = [_alias_watched(metric, group) for metric in metrics]
    known = [each for each in watched if each is not None]
    is_all_known = len(known) == len(watched) and all(a.metrics for a in group.watching_alarms)
    if known and is_all_known and not set(known) & set(released):
        yield Finding(
            group,
            f"an alarm must watch the alias {', '.join(released)}, got alarms on "
            f"{', '.join(sorted(set(known)))}",
            f"set the dimension {RESOURCE} of an alarm to the function's name, a colon and "
            f"{released[0]}",
            at="AlarmConfiguration.Alarms",
        )


def _alias_watched(metric: AlarmMetric, group: DeploymentGroup) -> str | None:
    """The qualifier that a metric of a released function is about; None when it is not known."""
    target = metric.watched
    if target is None or target.function not in group.functions:
        return None
    if isinstance(metric.dimensions, Unresolved) or RESOURCE not in metric.dimensions:
        return None
    if target.alias is not None:
        return target.alias.name if isinstance(target.alias.name, str) else None
    if target.version is not None:
        return target.version.logical_id
    qualifier = target.qualifier
    if qualifier is None:
        return "the unqualified function"
    return qualifier if isinstance(qualifier, str) else None
