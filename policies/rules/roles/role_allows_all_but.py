"""A function may do everything but what its policy lists.

`NotAction` with `Allow` grants every other action of AWS, those that AWS has yet to invent
included; `NotResource` every other resource. To forbid a few things, add a statement with `Effect:
Deny` to one that names what is allowed.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: what-bill-does
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                NotAction: iam:*
                Resource: arn:aws:s3:::bills/*
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
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: what-bill-does
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - s3:GetObject
                  - s3:PutObject
                Resource: arn:aws:s3:::bills/*
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, allowing


@rule(
    "role-allows-all-but",
    on=HOLDERS,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    for statement in allowing(holder):
        exceptions = {
            "NotAction": statement.not_actions,
            "NotResource": statement.not_resources,
        }
        for element, excepted in exceptions.items():
            if excepted is not None and not statement.is_conditional:
                yield Finding(
                    holder,
                    f"what functions may do must be named, got {element} with Allow",
                    f"list what the function needs in {element.removeprefix('Not')}",
                    at=f"{statement.at}.{element}",
                )
