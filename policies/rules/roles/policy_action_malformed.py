"""A policy names an action without its service.

IAM refuses a policy whose action is neither `*` nor a service, a colon and an action, and the
deployment fails.

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
                Action: GetObject
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
                Action: s3:GetObject
                Resource: arn:aws:s3:::bills/*
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, documents_of


@rule(
    "policy-action-malformed",
    on=HOLDERS,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    if not holder.is_for_functions:
        return
    for document in documents_of(holder):
        for statement in document.statements:
            for action in statement.named_actions:
                if action != "*" and ":" not in action:
                    yield Finding(
                        holder,
                        f"action must be * or a service, a colon and an action, got {action!r}",
                        f"put the service before it, such as s3:{action or 'GetObject'}",
                        at=f"{statement.at}.Action",
                    )
