"""Automatic rollback is enabled without an event that starts it.

CodeDeploy refuses the deployment group: an enabled rollback lists at least one event.

Avoid:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
      AutoRollbackConfiguration:
        Enabled: true
```

Prefer:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
      AutoRollbackConfiguration:
        Enabled: true
        Events: [DEPLOYMENT_FAILURE]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "rollback-without-events",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    if group.is_for_lambda and group.rolls_back is True and group.rollback_events in (None, []):
        yield Finding(
            group,
            "enabled rollback must list at least 1 event, got none",
            "set Events to DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and "
            "DEPLOYMENT_STOP_ON_REQUEST",
            at="AutoRollbackConfiguration.Events",
        )
