"""The times of a durable function are ones that Lambda does not accept.

A durable execution runs for up to 31,622,400 s (366 days), and its history is kept for 1 to 90
days. DurableConfig is set when the function is created: a slip here is found at the first
deployment, or by a replacement.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      DurableConfig:
        ExecutionTimeout: 86400
        RetentionPeriodInDays: 365
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
        RetentionPeriodInDays: 90
```
"""

from collections.abc import Iterator

from policies.domain.limits import DURABLE_EXECUTION_TIMEOUT, DURABLE_RETENTION
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.function import Function


@rule(
    "durable-config-out-of-range",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_DurableConfig.html",
    given=("DurableConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for limit, name in (
        (DURABLE_EXECUTION_TIMEOUT, "ExecutionTimeout"),
        (DURABLE_RETENTION, "RetentionPeriodInDays"),
    ):
        value = function.integer("DurableConfig", name)
        if value is not None:
            yield from out_of_bounds(function, limit, value, at=f"DurableConfig.{name}")
