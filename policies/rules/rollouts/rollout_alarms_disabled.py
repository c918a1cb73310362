"""The deployment group lists alarms and has them disabled.

CodeDeploy keeps the list and looks at none of it. Whoever reads the template sees a rollout with
alarms; what runs is one without.

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
        Enabled: false
        Alarms:
          - Name: errors-of-the-new-version
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
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
    "rollout-alarms-disabled",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    names = group.alarm_names
    if not group.is_for_lambda or not isinstance(names, list) or not names:
        return
    if group.has_alarms_enabled is False:
        yield Finding(
            group,
            f"alarms of a rollout must be enabled to stop it, got Enabled: false with {len(names)}",
            "set Enabled to true, or take the alarms off the list",
            at="AlarmConfiguration.Enabled",
        )
