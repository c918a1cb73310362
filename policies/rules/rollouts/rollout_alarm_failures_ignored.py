"""A rollout goes on while nobody can tell the state of its alarms.

Where CodeDeploy cannot ask CloudWatch, it stops the rollout by default. IgnorePollAlarmFailure
makes it go on blind: a role without cloudwatch:DescribeAlarms, or a bad hour of CloudWatch, and the
new version gets all of the traffic unwatched.

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
        IgnorePollAlarmFailure: true
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
    "rollout-alarm-failures-ignored",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    counts = group.alarm_names != [] and group.has_alarms_enabled is not False
    if group.is_for_lambda and counts and group.ignores_alarm_poll_failures is True:
        yield Finding(
            group,
            "rollout must stop where the state of its alarms is unknown, got "
            "IgnorePollAlarmFailure: true",
            "set IgnorePollAlarmFailure to false",
            at="AlarmConfiguration.IgnorePollAlarmFailure",
        )
