"""The role that CodeDeploy is to work with does not trust CodeDeploy.

CodeDeploy tries to assume the role when the deployment group is made. A role that trusts another
service, the function's own for one, is refused, and the deployment of the stack fails.

Avoid:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: !GetAtt Releaser.Arn
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
  Releaser:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda
```

Prefer:

```yaml
Resources:
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: releases
      ServiceRoleArn: !GetAtt Releaser.Arn
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
  Releaser:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: codedeploy.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup

_SERVICE: Final = "codedeploy."


@rule(
    "deployment-role-not-for-codedeploy",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    role = group.role
    services = role.trusted_services if role else None
    if role is None or services is None or not group.is_for_lambda:
        return
    if not any(service.startswith(_SERVICE) for service in services):
        yield Finding(
            role,
            f"role of {group.logical_id} must trust codedeploy.amazonaws.com, got "
            f"{', '.join(sorted(services)) or 'no service'}",
            "set the Service of the Principal to codedeploy.amazonaws.com",
            at="AssumeRolePolicyDocument",
        )
