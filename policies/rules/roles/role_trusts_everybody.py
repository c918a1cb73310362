"""Everybody may assume the role of a function.

A principal of `*` without a condition is any identity of any AWS account. Whoever knows the role's
ARN gets all that the function may do, from outside, without calling the function.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
          - Effect: Allow
            Principal:
              AWS: "*"
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  BillRole:
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
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import ASSUME, Role


@rule(
    "role-trusts-everybody",
    on=Role,
    severity=Severity.ERROR,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    if not role.is_for_functions:
        return
    for statement in role.trust.statements:
        principals = statement.principals
        named = principals.get("AWS", []) if isinstance(principals, dict) else []
        is_assuming = statement.allows and statement.names(ASSUME) is True
        if "*" in named and is_assuming and not statement.is_conditional:
            yield Finding(
                role,
                "principals that may assume a role must be named, got *",
                "trust Service: lambda.amazonaws.com alone",
                at=f"{statement.at}.Principal",
            )
