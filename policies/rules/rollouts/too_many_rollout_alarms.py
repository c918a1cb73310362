"""The deployment group lists more alarms than CodeDeploy ever takes.

Its page of quotas says 50; a deployment group with more is refused. A few alarms on what the
callers of the alias see tell more than one for each part.

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
          {Name: e11}, {Name: e12}, {Name: e13}, {Name: e14}, {Name: e15},
          {Name: e16}, {Name: e17}, {Name: e18}, {Name: e19}, {Name: e20},
          {Name: e21}, {Name: e22}, {Name: e23}, {Name: e24}, {Name: e25},
          {Name: e26}, {Name: e27}, {Name: e28}, {Name: e29}, {Name: e30},
          {Name: e31}, {Name: e32}, {Name: e33}, {Name: e34}, {Name: e35},
          {Name: e36}, {Name: e37}, {Name: e38}, {Name: e39}, {Name: e40},
          {Name: e41}, {Name: e42}, {Name: e43}, {Name: e44}, {Name: e45},
          {Name: e46}, {Name: e47}, {Name: e48}, {Name: e49}, {Name: e50},
          {Name: e51},
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
    "too-many-rollout-alarms",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    names = group.alarm_names
    if not group.is_for_lambda or not isinstance(names, list):
        return
    problem = ROLLOUT_ALARMS.violation(len(names))
    if problem:
        yield Finding(
            group,
            problem,
            f"list {DEFAULT_ROLLOUT_ALARMS} alarms or fewer",
            at="AlarmConfiguration.Alarms",
        )
