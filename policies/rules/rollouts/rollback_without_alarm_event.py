"""An alarm stops the rollout, but stopping by an alarm is no reason to roll back.

CodeDeploy rolls back at the events that the deployment group lists. An alarm is
DEPLOYMENT_STOP_ON_ALARM, which is not part of DEPLOYMENT_FAILURE: without it the rollout stands
still, with the bad version on the traffic it has.

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
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup

_EVENT: Final = "DEPLOYMENT_STOP_ON_ALARM"


@rule(
    "rollback-without-alarm-event",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    events, alarms = group.rollback_events, group.alarm_names
    has_alarms = isinstance(alarms, list) and alarms and group.has_alarms_enabled is not False
    if not group.is_for_lambda or not has_alarms or group.rolls_back is not True:
        return
    if not isinstance(events, list):
        return
    named = [event for event in events if isinstance(event, str)]
    if named and len(named) == len(events) and _EVENT not in named:
        yield Finding(
            group,
            f"rollback must cover {_EVENT} where alarms stop the rollout, got {', '.join(named)}",
            f"add {_EVENT} to Events",
            at="AutoRollbackConfiguration.Events",
        )
