"""A function may use every table, bucket, queue or secret of the account.

The actions that functions use most work on one resource each, and a policy can name it. With `*`, a
function that reads one secret reads all of them, also those that other teams will add.

What `*` is needed for, such as network interfaces and traces, is not told.

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
                Action: secretsmanager:GetSecretValue
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
                Action: secretsmanager:GetSecretValue
                Resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:bills-a1b2c3
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.enumeration import enumerated
from policies.domain.iam import ACTIONS_ON_RESOURCES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, allowing_always


@rule(
    "role-with-wildcard-resources",
    on=HOLDERS,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    for statement in allowing_always(holder):
        named = {action.lower() for action in statement.named_actions}
        on_one = [action for action in ACTIONS_ON_RESOURCES if action.lower() in named]
        if on_one and statement.is_about_everything:
            yield Finding(
                holder,
                f"resources of {enumerated(on_one)} must be named, got *",
                "list the ARNs of what the function uses",
                at=f"{statement.at}.Resource",
            )
