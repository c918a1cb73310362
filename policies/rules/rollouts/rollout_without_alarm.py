"""A rollout shifts traffic in steps, and no alarm watches it.

CodeDeploy moves a first share of the traffic so that a bad version can be stopped before it has all
of it. What stops it is an alarm. Without one the steps only take time: the errors of the new
version are seen by its callers, and the rest of the traffic follows all the same.

Avoid:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary10Percent5Minutes
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE]
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
    "rollout-without-alarm",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    if not group.is_for_lambda or not group.shifts_traffic or group.alarm_names != []:
        return
    if group.has_alarms_enabled is not True:  # rollout-alarms-empty says it of those
        where = (
            "AlarmConfiguration and set Enabled to true there"
            if group.origin is None
            else "Alarms of DeploymentPreference"  # SAM
        )
        yield Finding(
            group,
            f"{group.strategy} must have an alarm that can stop it, got none",
            f"list an alarm on the errors of the alias in {where}",
            at="AlarmConfiguration",
        )
