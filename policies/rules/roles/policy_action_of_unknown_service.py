"""A policy names a service as SDKs do, and IAM knows no such service.

The name of an SDK's client is often not the prefix of its actions: `bedrock-runtime` is a client,
its actions are `bedrock:InvokeModel` and the like. IAM takes the policy as it is, and it grants
nothing: the function gets AccessDenied when it calls.

A role that has the right action as well is not told.

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
                Action: bedrock-runtime:InvokeModel
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
                Action: bedrock:InvokeModel
                Resource: "*"
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.iam import PREFIX_OF_CLIENT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import Role


@rule(
    "policy-action-of-unknown-service",
    on=Role,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role, with the policies that are attached to it."""
    if not role.is_for_functions:
        return
    for statement in role.rights.statements:
        for action in statement.named_actions if statement.allows else []:
            client, _, operation = action.partition(":")
            prefix = PREFIX_OF_CLIENT.get(client.lower())
            right = f"{prefix}:{operation}"
            if prefix and statement.holder and role.rights.lacks(right):
                yield Finding(
                    statement.holder,
                    f"service of an action must be one that IAM knows, got {action}",
                    f"write {right}",
                    at=f"{statement.at}.Action",
                )
