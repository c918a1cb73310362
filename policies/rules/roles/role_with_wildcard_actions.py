"""A function may call every action of a service.

`s3:*` lets a function that reads a file delete its bucket, and lets it change who else may read it.
What it must not do by mistake, or by somebody else's will, it should not be able to.

A wildcard for some of the actions, such as `s3:Get*`, is not told.

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
                Action: s3:*
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

from policies.domain.enumeration import enumerated
from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, allowing_always
from policies.template.statements import Statement


@rule(
    "role-with-wildcard-actions",
    on=HOLDERS,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    supersedes=("cfn-lint::WS1003",),
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    for statement in allowing_always(holder):
        whole = _told_here(statement)
        if whole:
            yield Finding(
                holder,
                f"actions of functions must be named, got {enumerated(whole)}",
                f"list the actions that the function calls instead of {enumerated(whole)}",
                at=f"{statement.at}.Action",
            )


def _told_here(statement: Statement) -> list[str]:
    """Without all of IAM on everything: that is role-may-raise-own-rights's to tell."""
    whole = statement.whole_services
    if statement.is_about_everything:
        return [each for each in whole if each.lower() != "iam:*"]
    return whole
