"""A service gets a permission that does not let it call the function.

Event sources do one thing: `lambda:InvokeFunction`. A permission for another action, often the
`lambda:Invoke` that does not exist, changes nothing for them, and each call is refused.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Bill:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:Invoke
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Bill:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```
"""

from collections.abc import Iterator

from policies.domain.service_principals import CALLER_OF_SOURCE, service_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import EVERY_ACTION, INVOKE, Permission


@rule(
    "permission-without-invoke",
    on=Permission,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    principal, action = permission.principal, permission.action
    if not isinstance(principal, str) or not isinstance(action, str):
        return
    is_caller = service_of(principal) in CALLER_OF_SOURCE.values()
    if is_caller and action != INVOKE and action not in EVERY_ACTION:
        yield Finding(
            permission,
            f"action must be {INVOKE} for {principal}, got {action}",
            f"set Action to {INVOKE}",
            at="Action",
        )
