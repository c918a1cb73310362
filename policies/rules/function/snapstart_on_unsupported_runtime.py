"""SnapStart is turned on for a runtime that does not have it.

Lambda can take snapshots of Java 11, Python 3.12 and .NET 8 and of what came later. It refuses the
setting for older versions, for Node.js and Ruby and for the OS-only runtimes.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      SnapStart:
        ApplyOn: PublishedVersions
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
      Runtime: python3.13
      SnapStart:
        ApplyOn: PublishedVersions
  BillingVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Billing
```
"""

from collections.abc import Iterator

from policies.domain.limits import SNAPSTART_OLDEST_RUNTIMES
from policies.domain.runtime_floors import is_below_floor
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "snapstart-on-unsupported-runtime",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    given=("SnapStart",),
    supersedes=("cfn-lint::E2530",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime = function.runtime
    if function.has_snapstart is not True or not isinstance(runtime, str):
        return
    if is_below_floor(runtime, SNAPSTART_OLDEST_RUNTIMES):
        yield Finding(
            function,
            f"runtime with SnapStart must be {SNAPSTART_OLDEST_RUNTIMES.bounds} or later, got "
            f"{runtime}",
            "drop SnapStart, or change the runtime; provisioned concurrency works on every one",
            at="SnapStart.ApplyOn",
        )
