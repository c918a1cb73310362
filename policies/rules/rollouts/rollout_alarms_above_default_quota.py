"""The deployment group lists more alarms than CodeDeploy's interface promises.

The API reference says 10 alarms, and its error names that number; the page of quotas says 50. What
an account gets is seen at deployment, when the deployment group is refused. A few alarms on what
the callers of the alias see tell more than one for each part.

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
        Alarms: [
          {Name: e01}, {Name: e02}, {Name: e03}, {Name: e04}, {Name: e05},
          {Name: e06}, {Name: e07}, {Name: e08}, {Name: e09}, {Name: e10},
          {Name: e11},
        ]
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
          - Name: errors
          - Name: duration
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM]
```
"""

from collections.abc import Iterator

from policies.domain.limits import DEFAULT_ROLLOUT_ALARMS, ROLLOUT_ALARMS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "rollout-alarms-above-default-quota",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    names = group.alarm_names
    if (
        not group.is_for_lambda
        or not isinstance(names, list)
        or not ROLLOUT_ALARMS.admits(len(names))
    ):
        return
    if len(names) > DEFAULT_ROLLOUT_ALARMS:
        yield Finding(
            group,
            f"{ROLLOUT_ALARMS.label} must be at most {DEFAULT_ROLLOUT_ALARMS} by the API "
            f"reference, got {len(names)}",
            f"list {DEFAULT_ROLLOUT_ALARMS} alarms or fewer",
            at="AlarmConfiguration.Alarms",
        )
