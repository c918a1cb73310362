"""A function may hand any role of the account to a service.

With iam:PassRole on every role, a function can start an instance, a task or another function with
the most powerful role there is, and act through it. Name the role that is to be handed on, or the
service that is to get it in a condition on `iam:PassedToService`.

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
                Action: iam:PassRole
                Resource: "*"
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
                Action: iam:PassRole
                Resource: arn:aws:iam::123456789012:role/report-task
                Condition:
                  StringEquals:
                    iam:PassedToService: ecs-tasks.amazonaws.com
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, allowing_always
from policies.template.statements import Statement

_ACTION: Final = "iam:PassRole"
# How the ARNs end that cover every role.
_EVERY_ROLE: Final = (":role/*", ":role*", ":*")


@rule(
    "role-may-pass-any-role",
    on=HOLDERS,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    for statement in allowing_always(holder):
        if statement.actions is not None and statement.names(_ACTION) is True:
            every = _every_role(statement)
            if every and not (every == "*" and statement.raising_actions):
                yield Finding(
                    holder,
                    f"roles that may be passed must be named, got {every}",
                    "list the ARN of the role to pass, with a condition on iam:PassedToService",
                    at=f"{statement.at}.Resource",
                )


def _every_role(statement: Statement) -> str | None:
    """The resource of the statement that covers every role."""
    listed = statement.resources if isinstance(statement.resources, list) else []
    known = [each for each in listed if isinstance(each, str)]
    return next((each for each in known if each == "*" or each.endswith(_EVERY_ROLE)), None)
