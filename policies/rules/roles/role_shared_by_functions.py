"""Several functions run with one role.

The role has what any of them needs, so each has what all of them need: a fault in the least careful
one reaches the data of the others. Rights also stay when the function that needed them goes, for
nobody knows whose they were. Give each function a role of its own.

A role with nothing but the rights to write logs, send traces and enter a VPC may be shared.

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
                Action: dynamodb:PutItem
                Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/bills
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Report:
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
                Action: dynamodb:PutItem
                Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/bills
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  ReportRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt ReportRole.Arn
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.enumeration import enumerated
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import Role
from policies.template.statements import Statement

# What a function needs to run at all.
_OF_THE_RUNTIME: Final = frozenset({"ec2", "logs", "xray"})


@rule(
    "role-shared-by-functions",
    on=Role,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    functions = role.functions
    if len(functions) > 1 and any(map(_is_of_the_work, role.rights.statements)):
        names = enumerated(function.logical_id for function in functions)
        yield Finding(
            role,
            f"role must be of 1 function, got {len(functions)}: {names}",
            "give each function a role with the rights that it needs itself",
        )


def _is_of_the_work(statement: Statement) -> bool:
    """True for rights that one function needs and another may not."""
    services = {action.partition(":")[0].lower() for action in statement.named_actions}
    is_of_the_work = statement.not_actions is not None or not services <= _OF_THE_RUNTIME
    return statement.allows and is_of_the_work
