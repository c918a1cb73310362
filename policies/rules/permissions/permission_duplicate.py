"""Two permissions of a function say the same.

The second lets nobody in whom the first does not, and takes its share of the 20 KB that a
function's policy may have. It is mostly a copy whose SourceArn was to be another one: then what it
was meant for is still refused.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: "123456789012"
  InvokeToo:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Report.Arn
      Action: lambda:InvokeFunction
      Principal: "123456789012"
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: "123456789012"
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.environment import Environment
from policies.template.resources.permission import Permission
from policies.template.values import Value

_SAID = (
    "Action",
    "Principal",
    "SourceArn",
    "SourceAccount",
    "PrincipalOrgID",
    "EventSourceToken",
    "FunctionUrlAuthType",
    "InvokedViaFunctionUrl",
)


@rule(
    "permission-duplicate",
    on=Environment,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
    beside=("AWS::Lambda::Permission",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the permissions of one account and region."""
    seen: dict[tuple[object, ...], Permission] = {}
    for permission in environment.resources(Permission):
        target = permission.target
        said = tuple(_hashable(permission.value(name)) for name in _SAID)
        if target is None or permission.is_certain is not True:
            continue
        first = seen.setdefault((target.function, target.alias, target.version, *said), permission)
        if first is not permission:
            yield Finding(
                permission,
                f"permission must add something, got what {first.logical_id} says for "
                f"{target.label}",
                f"delete {permission.logical_id}, or set its SourceArn to the other caller",
            )


def _hashable(value: Value) -> object:
    return str(value) if isinstance(value, (list, dict)) else value
