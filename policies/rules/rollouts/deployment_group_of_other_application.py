"""An alias looks for its deployment group in another application than the group is in.

CloudFormation asks CodeDeploy for the group of this name in the application that the alias names.
There is none, and the update of the alias fails: not when the stack is created, but when the first
new version is to be released.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  Shipping:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Billing
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: !Ref Shipping
        DeploymentGroupName: !Ref Shift
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  Shift:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Billing
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: !Ref Billing
        DeploymentGroupName: !Ref Shift
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_group import DeploymentGroup


@rule(
    "deployment-group-of-other-application",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    own = group.application
    for alias in group.aliases:
        asked = alias.deployment_application
        if own is not None and asked is not None and asked is not own:
            yield Finding(
                group,
                f"application must be the one that {alias.logical_id} names, {asked.logical_id}, "
                f"got {own.logical_id}",
                f"set ApplicationName to {asked.logical_id}, or that of the alias' UpdatePolicy to "
                f"{own.logical_id}",
                at="ApplicationName",
            )
