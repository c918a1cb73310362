"""A function may do everything to everything.

Whoever finds a way into the function, through a dependency or an event it trusts too much, has the
whole account: its data, its other functions, its users. Few functions call more than a handful of
actions.

`AdministratorAccess` and `PowerUserAccess` count, and so does a statement that allows `*` on `*`.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AdministratorAccess
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
                Action: dynamodb:PutItem
                Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/bills
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, allowing
from policies.template.resources.role import Role
from policies.template.rights import aws_policy, aws_policy_name


@rule(
    "role-is-admin",
    on=HOLDERS,
    severity=Severity.ERROR,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    for statement in allowing(holder):
        if statement.makes_administrator:
            yield Finding(
                holder,
                "rights of functions must be named, got every action on every resource",
                "list the actions that the function calls, and the ARNs it calls them on",
                at=f"{statement.at}.Action",
            )
    managed = holder.managed_policies if isinstance(holder, Role) else []
    if isinstance(managed, list) and holder.is_for_functions:
        for index, arn in enumerate(managed):
            policy = aws_policy(arn)
            if policy is not None and "*" in policy.whole_services:
                yield Finding(
                    holder,
                    f"rights of functions must be named, got {aws_policy_name(arn)}",
                    "write a policy with the actions that the function calls, and their ARNs",
                    at=f"ManagedPolicyArns.{index}",
                )
