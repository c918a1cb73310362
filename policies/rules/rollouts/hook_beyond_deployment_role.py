"""The role with which CodeDeploy works may not invoke the hook.

The managed policies of AWS for this role allow the invocation of functions whose name begins with
CodeDeployHook_, and of no others. CloudFormation never makes up such a name. A hook with another
name needs a permission of its own; without it the rollout fails when it comes to the hook.

Avoid:

```yaml
Resources:
  Smoke:
    Type: AWS::Lambda::Function
    Properties:
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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref Shift
        BeforeAllowTrafficHook: !Ref Smoke
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

Prefer:

```yaml
Resources:
  Smoke:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: CodeDeployHook_smoke
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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: !Ref Shift
        BeforeAllowTrafficHook: !Ref Smoke
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
from policies.template.arn_match import may_cover
from policies.template.resource_policies import may_be_let_in
from policies.template.resources.alias import Alias
from policies.template.resources.deployment_group import DeploymentGroup
from policies.template.resources.function import Function
from policies.template.resources.role import Role
from policies.template.statements import Statement
from policies.template.values import Reference

_INVOKE: Final = "lambda:InvokeFunction"
_PREFIX: Final = "CodeDeployHook_"


@rule(
    "hook-beyond-deployment-role",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambda.html",
    beside=("AWS::CodeDeploy::DeploymentGroup",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    group = alias.deployment_group
    role = group.role if isinstance(group, DeploymentGroup) else None
    if role is None:
        return
    for name, hook in alias.hooks.items():
        function = hook.function
        if not _may_invoke(role, function):
            seen = "a generated name" if function.name is None else str(function.name)
            yield Finding(
                role,
                f"role of CodeDeploy must allow {_INVOKE} on {function.logical_id}, {name} of "
                f"{alias.logical_id}, got {seen} and no statement about it",
                f"allow {_INVOKE} on {function.logical_id}, or begin its FunctionName with "
                f"{_PREFIX}",
            )


def _may_invoke(role: Role, function: Function) -> bool:
    rights = role.rights
    if rights.unknown or "lambda" in rights.beyond:
        return True
    arn = Reference(f"Arn of {function.logical_id}", function, "Arn")
    return may_be_let_in(role, _INVOKE, arn) or any(
        _may_be_about(statement, function, arn)
        for statement in rights.statements
        if statement.effect != "Deny" and statement.names(_INVOKE) is not False
    )


def _may_be_about(statement: Statement, function: Function, arn: Reference) -> bool:
    if not isinstance(statement.resources, list):
        return True
    return any(
        may_cover(pattern, arn)
        for pattern in statement.resources
        # The names that CloudFormation makes up hold no underscore.
        if not (function.name is None and isinstance(pattern, str) and _PREFIX in pattern)
    )
