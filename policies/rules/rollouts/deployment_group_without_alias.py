"""A deployment group has steps and alarms for an alias, but no alias goes through it.

An alias names one deployment group in its update policy. Where two are made for the same alias, as
two constructs in different places do, the last one wins and the other is left over: its alarms stop
no release, its hooks are never called, and the template reads as if they were.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: !Ref Releases
        DeploymentGroupName: !Ref AllAtOnce
  Releases:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  AllAtOnce:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
  AgainAllAtOnce:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: !Ref Releases
        DeploymentGroupName: !Ref AllAtOnce
  Releases:
    Type: AWS::CodeDeploy::Application
    Properties:
      ComputePlatform: Lambda
  AllAtOnce:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: !Ref Releases
      ServiceRoleArn: arn:aws:iam::123456789012:role/releases
      DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.values import Unresolved


@rule(
    "deployment-group-without-alias",
    on=DeploymentGroup,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html",
    beside=("AWS::Lambda::Alias",),
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    # An alias that a condition leaves out is what the group is for all the same.
    every = (each for each in group.template.resources.values() if isinstance(each, Alias))
    named = [alias.deployment_group for alias in every if alias.deployment_group is not None]
    # A template whose aliases name none leaves its groups to a pipeline, perhaps.
    is_told = named and not any(isinstance(each, Unresolved) for each in named)
    if is_told and group.is_for_lambda and not group.aliases and group not in named:
        yield Finding(
            group,
            "a deployment group must be in the UpdatePolicy of an alias, got none that names "
            "it beside others that are named",
            "name it as DeploymentGroupName of the alias it is for, or drop it",
        )
