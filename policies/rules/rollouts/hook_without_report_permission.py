"""The function that a rollout calls as a hook may not report the result.

CodeDeploy does not read what a hook returns. The hook has to call
PutLifecycleEventHookExecutionStatus; until then the rollout waits, and after an hour it fails. A
hook whose role lacks that action lets every release wait for an hour and fail.

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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: bill
      FunctionVersion: "3"
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
        DeploymentGroupName: releases-live
        BeforeAllowTrafficHook: !Ref Smoke
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias

_REPORT: Final = "codedeploy:PutLifecycleEventHookExecutionStatus"


@rule(
    "hook-without-report-permission",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html",
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    for name, hook in alias.hooks.items():
        role = hook.function.role
        if role is not None and role.rights.lacks(_REPORT):
            yield Finding(
                role,
                f"role of {hook.function.logical_id}, {name} of {alias.logical_id}, must allow "
                f"{_REPORT}, got no statement that does",
                f"allow {_REPORT} on the deployment group",
            )
