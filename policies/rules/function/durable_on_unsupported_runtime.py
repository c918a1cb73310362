"""A durable function has a runtime that durable functions are not available for.

Durable functions run on Node.js 22, Python 3.13, Java 17 and .NET 8 and on what came later.
Everything else goes into an image with the durable execution SDK.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: ruby3.4
      DurableConfig:
        ExecutionTimeout: 86400
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      DurableConfig:
        ExecutionTimeout: 86400
```
"""

from collections.abc import Iterator

from policies.domain.limits import DURABLE_OLDEST_RUNTIMES
from policies.domain.runtime_floors import is_below_floor
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.resources.function import Function


@rule(
    "durable-on-unsupported-runtime",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/durable-supported-runtimes.html",
    given=("DurableConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime = function.runtime
    if not isinstance(runtime, str) or not is_set(function.value("DurableConfig")):
        return
    if is_below_floor(runtime, DURABLE_OLDEST_RUNTIMES):
        yield Finding(
            function,
            f"runtime of a durable function must be {DURABLE_OLDEST_RUNTIMES.bounds} or later, got "
            f"{runtime}",
            "change the runtime, or deploy an image with the durable execution SDK",
            at="Runtime",
        )
