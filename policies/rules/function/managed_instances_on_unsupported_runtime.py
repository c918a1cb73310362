"""A function with a capacity provider has a runtime that cannot run there.

Lambda Managed Instances run several invocations in one environment, which needs Java 21, Python
3.13, Node.js 22, .NET 8 or the OS-only runtime provided.al2023, or what came later.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      CapacityProviderConfig:
        LambdaManagedInstancesCapacityProviderConfig:
          CapacityProviderArn: arn:aws:lambda:eu-west-1:123456789012:capacity-provider:shared
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      CapacityProviderConfig:
        LambdaManagedInstancesCapacityProviderConfig:
          CapacityProviderArn: arn:aws:lambda:eu-west-1:123456789012:capacity-provider:shared
```
"""

from collections.abc import Iterator

from policies.domain.limits import MANAGED_INSTANCES_OLDEST_RUNTIMES
from policies.domain.runtime_floors import is_below_floor
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "managed-instances-on-unsupported-runtime",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-runtimes.html",
    given=("CapacityProviderConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime = function.runtime
    if function.uses_capacity_provider is not True or not isinstance(runtime, str):
        return
    if is_below_floor(runtime, MANAGED_INSTANCES_OLDEST_RUNTIMES):
        yield Finding(
            function,
            "runtime on Lambda Managed Instances must be "
            f"{MANAGED_INSTANCES_OLDEST_RUNTIMES.bounds} or later, got {runtime}",
            "change the runtime, or drop CapacityProviderConfig",
            at="Runtime",
        )
