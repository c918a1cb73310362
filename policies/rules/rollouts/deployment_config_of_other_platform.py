"""A Lambda alias is to be shifted by a configuration for servers or for ECS.

Configurations belong to one compute platform. OneAtATime counts servers, and those of ECS move
traffic between task sets; for a Lambda application CodeDeploy refuses them.

Avoid:

```yaml
Resources:
  Releases:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.ECSCanary10Percent5Minutes
```

Prefer:

```yaml
Resources:
  Releases:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import LAMBDA, DeploymentGroup

_PREDEFINED: Final = "CodeDeployDefault."


@rule(
    "deployment-config-of-other-platform",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    if not group.is_for_lambda:
        return
    application = group.application
    if application is not None and application.compute_platform != LAMBDA:
        return  # deployment-group-on-wrong-platform says so, and which of both is meant is open
    name, config = group.config_name, group.config
    seen = None
    if config is not None:
        platform = config.compute_platform
        if isinstance(platform, str) and platform != LAMBDA:
            default = ", the default" if config.value("ComputePlatform") is None else ""
            seen = f"{config.logical_id} (ComputePlatform {platform}{default})"
    elif isinstance(name, str) and name.startswith(_PREDEFINED):
        is_lambda = name.startswith(f"{_PREDEFINED}{LAMBDA}")
        seen = None if is_lambda else name
    if seen is not None:
        yield Finding(
            group,
            f"deployment configuration must be one for {LAMBDA}, got {seen}",
            f"name one that starts with {_PREDEFINED}{LAMBDA}, or make one with ComputePlatform: "
            f"{LAMBDA}",
            at="DeploymentConfigName",
        )
