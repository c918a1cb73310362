"""The hook of a rollout is told the new version and may not invoke it.

A hook before the traffic tries the version that nobody calls yet. It is invoked by its qualified
ARN, which a permission on the ARN of the function alone does not cover. The hook then reports a
failure, and no release gets through.

Avoid:

```yaml
Resources:
  Smoke:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          NEW_VERSION: !Ref BillVersion
      Role: !GetAtt SmokeRole.Arn
  SmokeRole:
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
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: hook
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: codedeploy:PutLifecycleEventHookExecutionStatus
                Resource: !Sub arn:${AWS::Partition}:codedeploy:*:*:deploymentgroup:*
              - Effect: Allow
                Action: lambda:InvokeFunction
                Resource: !GetAtt Bill.Arn
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: releases-live
        BeforeAllowTrafficHook: !Ref Smoke
```

Prefer:

```yaml
Resources:
  Smoke:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          NEW_VERSION: !Ref BillVersion
      Role: !GetAtt SmokeRole.Arn
  SmokeRole:
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
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: hook
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: codedeploy:PutLifecycleEventHookExecutionStatus
                Resource: !Sub arn:${AWS::Partition}:codedeploy:*:*:deploymentgroup:*
              - Effect: Allow
                Action: lambda:InvokeFunction
                Resource: !Ref BillVersion
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: releases-live
        BeforeAllowTrafficHook: !Ref Smoke
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias
from policies.template.resources.function import Function
from policies.template.resources.version import Version
from policies.template.values import Reference

_INVOKE: Final = "lambda:InvokeFunction"


@rule(
    "hook-cannot-invoke-version",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html",
    beside=("AWS::Lambda::Version",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    for name, hook in alias.hooks.items():
        role = hook.function.role
        if role is None:
            continue
        for version in _versions_told(hook.function):
            is_released = version.resource is alias.version
            if is_released and role.rights.lacks(_INVOKE, version):
                yield Finding(
                    role,
                    f"role of {hook.function.logical_id}, {name} of {alias.logical_id}, must allow "
                    f"{_INVOKE} on {version.resource.logical_id}, got no statement that does",
                    f"allow {_INVOKE} on the ARN of the version (!Ref "
                    f"{version.resource.logical_id})",
                )
                break


def _versions_told(hook: Function) -> Iterator[Reference]:
    """The ARNs of versions in the environment variables of a hook."""
    variables = hook.environment_variables
    for value in variables.values() if isinstance(variables, dict) else ():
        if not isinstance(value, Reference) or not isinstance(value.resource, Version):
            continue
        if value.attribute in ("", "FunctionArn"):
            yield value
