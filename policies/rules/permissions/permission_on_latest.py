"""A permission is asked for the qualifier $LATEST.

Lambda keeps policies for the function, its versions and its aliases, and takes none for $LATEST:
the deployment fails. A permission without a qualifier is the one that holds for $LATEST.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Partner:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Sub ${Report}:$LATEST
      Action: lambda:InvokeFunction
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
from policies.template.function_target import LATEST
from policies.template.resources.permission import Permission


@rule(
    "permission-on-latest",
    on=Permission,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html",
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    target = permission.target
    if target and target.qualifier == LATEST:
        name = target.function.logical_id
        yield Finding(
            permission,
            f"permission must be on a function, version or alias, got {name}:{LATEST}",
            f"set FunctionName to {name} without a qualifier, or to an alias of it",
            at="FunctionName",
        )
