"""One deployment group shifts several aliases.

A deployment group runs one deployment at a time. When a deployment of the stack changes both
aliases, CloudFormation starts both rollouts together and the second is refused. Their alarms are
shared as well: the errors of one function roll back the other.

Avoid:

```yaml
Resources:
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref Shift
  LiveShip:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: ship
      FunctionVersion: "8"
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
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
```

Prefer:

```yaml
Resources:
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
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
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "deployment-group-shared",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html",
    beside=("AWS::Lambda::Alias",),
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    aliases = [alias for alias in group.aliases if alias.is_certain is True]
    if len(aliases) > 1:
        named = ", ".join(alias.logical_id for alias in aliases)
        yield Finding(
            group,
            f"deployment group must shift 1 alias, got {len(aliases)}: {named}",
            "make a deployment group for each alias",
        )
