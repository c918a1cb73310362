"""An alias is shifted by an application of CodeDeploy that deploys to something else.

An application without a ComputePlatform is one for servers. Its deployment groups know no Lambda
alias, so the deployment fails.

Avoid:

```yaml
Resources:
  Releases:
    Type: AWS::CodeDeploy::Application
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import LAMBDA, DeploymentGroup


@rule(
    "deployment-group-on-wrong-platform",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateApplication.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    application = group.application
    if application is None or not group.is_for_lambda:
        return
    platform = application.compute_platform
    if isinstance(platform, str) and platform != LAMBDA:
        default = " (the default)" if application.value("ComputePlatform") is None else ""
        yield Finding(
            application,
            f"compute platform must be {LAMBDA} for {group.logical_id}, got {platform}{default}",
            f"set ComputePlatform to {LAMBDA}",
            at="ComputePlatform",
        )
