"""A permission allows more than calling the function.

`lambda:*` and `*` include updating the code, deleting the function and reading where its code lies.
Whoever calls a function needs `lambda:InvokeFunction`, a function URL `lambda:InvokeFunctionUrl`.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Partner:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:*
      Principal: "123456789012"
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Partner:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: "123456789012"
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import EVERY_ACTION, Permission


@rule(
    "permission-action-too-wide",
    on=Permission,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    action = permission.action
    if isinstance(action, str) and action in EVERY_ACTION:
        yield Finding(
            permission,
            f"action must be what the caller needs, got {action}: updating and deleting included",
            "set Action to lambda:InvokeFunction",
            at="Action",
        )
