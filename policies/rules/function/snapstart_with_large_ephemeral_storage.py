"""SnapStart is turned on for a function with a large /tmp.

A snapshot holds the disk as well, and Lambda takes one of up to 512 MB, which is the default. A
larger EphemeralStorage together with SnapStart fails the deployment.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      SnapStart:
        ApplyOn: PublishedVersions
      EphemeralStorage:
        Size: 1024
  BillingVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Billing
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      SnapStart:
        ApplyOn: PublishedVersions
  BillingVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Billing
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_EPHEMERAL_STORAGE, SNAPSTART_EPHEMERAL_STORAGE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "snapstart-with-large-ephemeral-storage",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    given=("EphemeralStorage",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    size = function.ephemeral_storage_mb
    if function.has_snapstart is not True or not isinstance(size, int):
        return
    if function.broken(FUNCTION_EPHEMERAL_STORAGE, size):
        return  # ephemeral-storage-out-of-range says so
    problem = SNAPSTART_EPHEMERAL_STORAGE.violation(size)
    if problem:
        largest = SNAPSTART_EPHEMERAL_STORAGE.quantity(SNAPSTART_EPHEMERAL_STORAGE.maximum)
        fix = f"set EphemeralStorage.Size to {largest}, or drop SnapStart"
        yield Finding(function, problem, fix, at="EphemeralStorage.Size")
