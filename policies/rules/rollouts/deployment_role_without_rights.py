"""The role with which CodeDeploy works lacks what a rollout needs.

CodeDeploy moves the traffic by lambda:UpdateAlias, and asks for the state of alarms by
cloudwatch:DescribeAlarms. Without the first no release gets through, without the second each is
stopped, or goes on blind where poll failures are ignored. AWSCodeDeployRoleForLambda has both.

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
              Service: codedeploy.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: releases
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: lambda:GetAlias
                Resource: "*"
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

_SHIFT: Final = "lambda:UpdateAlias"
_ASK_ALARMS: Final = "cloudwatch:DescribeAlarms"


@rule(
    "deployment-role-without-rights",
    on=DeploymentGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html",
)
def check(group: DeploymentGroup) -> Iterator[Finding]:
    """Judge one deployment group."""
    role = group.role
    if role is None or not group.is_for_lambda:
        return
    asks = group.alarm_names != [] and group.has_alarms_enabled is True
    needed = (_SHIFT, _ASK_ALARMS) if asks else (_SHIFT,)
    missing = [action for action in needed if role.rights.lacks(action)]
    if missing:
        yield Finding(
            role,
            f"role of {group.logical_id} must allow {' and '.join(missing)}, got no statement that "
            "does",
            "add arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda to "
            "ManagedPolicyArns",
            at="ManagedPolicyArns",
        )
