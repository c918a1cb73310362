"""A rollout that fails or is stopped is not rolled back.

CodeDeploy stops a rollout where an alarm or a hook tells it to. It moves the traffic back to the
version before only when the deployment group asks for that; if not, the bad version keeps the share
it has until somebody comes.

Avoid:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AlarmConfiguration:
        Enabled: true
        Alarms:
          - Name: errors-of-the-new-version
```

Prefer:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AlarmConfiguration:
        Enabled: true
        Alarms:
          - Name: errors-of-the-new-version
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "rollout-without-rollback",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    if not group.is_for_lambda or not group.shifts_traffic:
        return
    is_absent = group.value("AutoRollbackConfiguration") is None
    if is_absent or group.rolls_back is False:
        yield Finding(
            group,
            f"{group.strategy} must be rolled back when it fails, got "
            + ("no AutoRollbackConfiguration" if is_absent else "Enabled: false"),
            "set Enabled to true and Events to DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and "
            "DEPLOYMENT_STOP_ON_REQUEST",
            at="AutoRollbackConfiguration" if is_absent else "AutoRollbackConfiguration.Enabled",
        )
