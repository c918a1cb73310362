"""The deployment group of an alias deploys in place or without control of the traffic.

A version never changes and an alias has weights: CodeDeploy deploys Lambda as BLUE_GREEN,
WITH_TRAFFIC_CONTROL, and refuses a deployment group with another style.

Avoid:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
      DeploymentStyle:
        DeploymentType: IN_PLACE
        DeploymentOption: WITH_TRAFFIC_CONTROL
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
      DeploymentStyle:
        DeploymentType: BLUE_GREEN
        DeploymentOption: WITH_TRAFFIC_CONTROL
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup

_TYPE: Final = "BLUE_GREEN"
_OPTION: Final = "WITH_TRAFFIC_CONTROL"


@rule(
    "deployment-style-wrong",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-lambda.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    if not group.is_for_lambda:
        return
    for name, seen, allowed in (
        ("DeploymentType", group.deployment_type, _TYPE),
        ("DeploymentOption", group.deployment_option, _OPTION),
    ):
        if isinstance(seen, str) and seen != allowed:
            yield Finding(
                group,
                f"style must be {allowed} for Lambda, got {name}: {seen}",
                f"set {name} to {allowed}",
                at=f"DeploymentStyle.{name}",
            )
