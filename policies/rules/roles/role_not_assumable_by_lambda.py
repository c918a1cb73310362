"""A function has a role that Lambda may not assume.

Lambda runs a function with its role, so the role's trust policy must name lambda.amazonaws.com. The
deployment fails otherwise: the role defined for the function cannot be assumed by Lambda.

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
              Service: ec2.amazonaws.com
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

from policies.domain.enumeration import enumerated
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import Role


@rule(
    "role-not-assumable-by-lambda",
    on=Role,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    if role.trusts_lambda is not False or not role.functions:
        return
    named = [
        str(principal)
        for statement in role.trust.statements
        if isinstance(statement.principals, dict)
        for principals in statement.principals.values()
        for principal in principals
    ]
    names = enumerated(function.logical_id for function in role.functions)
    yield Finding(
        role,
        f"trust policy must name lambda.amazonaws.com, whose role {names} has, "
        f"got {enumerated(named) or 'nobody'}",
        "set Principal to Service: lambda.amazonaws.com with Action: sts:AssumeRole",
        at="AssumeRolePolicyDocument",
    )
