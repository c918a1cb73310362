"""The deployment configuration is named like one of CodeDeploy's own, and there is none so named.

CodeDeploy has nine for Lambda: all at once, canaries of 10 % for 5, 10, 15 or 30 minutes, and
linear rollouts of 10 % every 1, 2, 3 or 10 minutes. Other steps need a configuration of one's own;
the deployment fails for want of one. SAM leaves out `CodeDeployDefault.Lambda`, CloudFormation
does not.

Avoid:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaCanary20Percent5Minutes
```

Prefer:

```yaml
Resources:
  Careful:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      ComputePlatform: Lambda
      TrafficRoutingConfig:
        Type: TimeBasedCanary
        TimeBasedCanary:
          CanaryPercentage: 20
          CanaryInterval: 5
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: !Ref Careful
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

from policies.domain.limits import PREDEFINED_DEPLOYMENT_CONFIGS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup

_PREDEFINED: Final = "CodeDeployDefault.Lambda"


@rule(
    "deployment-config-unknown",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    name = group.config_name
    if not isinstance(name, str) or name in PREDEFINED_DEPLOYMENT_CONFIGS:
        return
    known = sorted(str(each) for each in PREDEFINED_DEPLOYMENT_CONFIGS.values)
    own = [each.removeprefix(_PREDEFINED) for each in known]
    if name in own and group.config is None:
        yield Finding(
            group,
            f"deployment configuration must be named in full, got {name}, as SAM calls it",
            f"set DeploymentConfigName to {_PREDEFINED}{name}",
            at="DeploymentConfigName",
        )
    elif name.startswith(_PREDEFINED):
        yield Finding(
            group,
            f"deployment configuration must be {_PREDEFINED} and one of {', '.join(own)}, got "
            f"{name}",
            "name one of these, or make an AWS::CodeDeploy::DeploymentConfig with these steps",
            at="DeploymentConfigName",
        )
